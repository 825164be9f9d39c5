"""Alembic migrations of the archive: numbered revisions that import nothing of ours, and their environment."""
