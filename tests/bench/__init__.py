"""Benchmarks: ratios measured side by side in one run, printed by `make bench`; never part of the tests."""
