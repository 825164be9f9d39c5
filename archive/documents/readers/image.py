"""Pictures: opened within a bound on pixels, read by tesseract where it is installed."""

from __future__ import annotations

import time
import warnings
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from archive.documents import ocr
from archive.documents.model import Part
from archive.documents.opened import Content, OpenedFile
from archive.documents.problems import corrupt, limit

_FRAMES = 50


def read(file: OpenedFile) -> Content:
    """One part a frame, marked as machine-read; without tesseract no parts and the mark that reading is needed."""
    parts: list[Part] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            Image.MAX_IMAGE_PIXELS = file.limits.pixels
            with Image.open(BytesIO(file.data)) as picture:
                if picture.width * picture.height > file.limits.pixels:
                    raise limit(f"more than {file.limits.pixels // 1_000_000} million pixels")
                frames = min(getattr(picture, "n_frames", 1), _FRAMES)
                until = time.monotonic() + file.limits.wall * ocr.SHARE
                for number in range(frames):
                    picture.seek(number)
                    picture.load()
                    if ocr.available() is None or time.monotonic() > until:
                        continue
                    buffer = BytesIO()
                    picture.convert("L").save(buffer, "PNG")
                    text, confidence = ocr.recognise(buffer.getvalue(), dpi=200)
                    parts.append(Part(number + 1, "page", None, text, machine_read=True, confidence=confidence))
    except Image.DecompressionBombError as error:
        raise limit("too many pixels") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError) as error:
        raise corrupt("the picture can't be opened") from error
    unread = frames - len(parts)
    note = f"frames not read by machine: {unread} of {frames}" if unread and parts else ""
    return Content(parts, note=note, needs_ocr=not any(part.text for part in parts))
