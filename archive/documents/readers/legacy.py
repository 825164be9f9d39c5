"""DOC, PPT and RTF through kreuzberg, which is imported only when such a file comes: it is 100 MB on disk."""

from __future__ import annotations

import re

from archive.documents.model import Part
from archive.documents.opened import Content, OpenedFile
from archive.documents.problems import corrupt, encrypted
from archive.documents.sniff import PPT

_SLIDES = re.compile(r"\n{3,}|\f")


def read(file: OpenedFile) -> Content:
    """The text as one part; kreuzberg gives no pages for these formats."""
    from kreuzberg import ExtractionConfig, extract_bytes_sync
    from kreuzberg.exceptions import KreuzbergError

    try:
        result = extract_bytes_sync(file.data, file.media_type, config=ExtractionConfig(use_cache=False))
    except (KreuzbergError, ValueError, RuntimeError, OSError) as error:
        if re.search("password|encrypt", str(error), re.IGNORECASE):
            raise encrypted() from error
        raise corrupt("the file can't be read as what it says it is") from error
    text = result.content.strip()
    return Content([Part(1, "slide" if file.media_type == PPT else "text", None, text)])
