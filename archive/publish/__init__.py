"""Publishing: from the archive to the one read-only file that the site serves."""

from archive.publish.publication import PublishReport, publish

__all__ = ["PublishReport", "publish"]
