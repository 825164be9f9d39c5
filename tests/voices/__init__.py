"""Learning who speaks: `archive/normalise/data/voices.json` from the labelled pages of `tests/fixtures`."""
