"""The archive: tables, ingest, the normaliser, documents and their screening, publishing, and the `foi` command."""

__version__ = "0.1.0"
