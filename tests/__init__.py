"""Tests, one file a concern."""
