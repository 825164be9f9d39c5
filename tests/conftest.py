"""Fixtures that a whole test session shares: one PostgreSQL cluster, made when a test first needs it."""

import pytest

from tests.databases import postgres_cluster, postgres_template

__all__ = ["postgres_cluster", "postgres_template"]


def pytest_configure(config: pytest.Config) -> None:
    """Name the mark of tests that need tesseract; `.ci/tools --marks` leaves them out where there is none."""
    config.addinivalue_line("markers", "tesseract: needs tesseract")
