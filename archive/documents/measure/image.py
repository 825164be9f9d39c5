"""Pictures: where they were taken, and what stands after their end (a cropped picture's old data, another file)."""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import ExifTags, Image, UnidentifiedImageError

from archive.documents.measure.signal import Signal
from archive.documents.opened import OpenedFile
from archive.documents.problems import corrupt

DETECTOR = "image/1"
_SLACK = 64


def measure(file: OpenedFile) -> list[Signal]:
    """Signals of a picture."""
    found = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(file.data)) as picture:
                tags = picture.getexif()
                place = tags.get_ifd(ExifTags.IFD.GPSInfo)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, KeyError, TypeError) as error:
        raise corrupt("the picture's tags can't be read") from error
    if place.get(ExifTags.GPS.GPSLatitude):
        found.append(Signal("picture_place", 1, "properties", DETECTOR))
    if len(tags):
        found.append(Signal("picture_metadata", len(tags), "properties", DETECTOR))
    if _after_end(file.data, file.media_type) > _SLACK:
        found.append(Signal("earlier_versions", 1, "after the picture's end", DETECTOR))
    return found


def _after_end(data: bytes, media_type: str) -> int:
    """Bytes after the end of a PNG or JPEG."""
    if media_type == "image/png":
        end = data.rfind(b"IEND", 0, _first_png_end(data))
        return len(data) - end - 8 if end >= 0 else 0
    if media_type == "image/jpeg":
        end = data.rfind(b"\xff\xd9")
        return len(data) - end - 2 if end >= 0 else 0
    return 0


def _first_png_end(data: bytes) -> int:
    place = 8
    while place + 8 <= len(data):
        size = int.from_bytes(data[place : place + 4], "big")
        if data[place + 4 : place + 8] == b"IEND":
            return place + 8
        place += 12 + size
    return len(data)
