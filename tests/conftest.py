"""Fixtures that a whole test session shares: one PostgreSQL cluster, made when a test first needs it."""

from tests.databases import postgres_cluster, postgres_template

__all__ = ["postgres_cluster", "postgres_template"]
