"""The numbered revisions."""
