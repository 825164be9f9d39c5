"""Ingest: one run directory becomes rows of the archive, in one transaction, and nothing is lost or doubled."""

from archive.ingest.known import known_state
from archive.ingest.report import IngestReport
from archive.ingest.several import find_runs, ingest_runs
from archive.ingest.take import ingest_run
from archive.ingest.wholeness import listing_is_whole

__all__ = ["IngestReport", "find_runs", "ingest_run", "ingest_runs", "known_state", "listing_is_whole"]
