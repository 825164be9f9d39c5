"""References and titles as they are compared, which is not as they are printed."""

from __future__ import annotations

import re


def reference_key(reference: str | None) -> str | None:
    """A reference as it is compared: case and white space do not matter, separators do. Null if there is none."""
    return re.sub(r"\s+", "", reference).casefold() or None if reference else None


def same_words(one: str | None, other: str | None) -> bool | None:
    """Whether two texts have the same letters and digits; null where either has none."""
    left, right = _words(one), _words(other)
    return left == right if left and right else None


def _words(text: str | None) -> str:
    return re.sub(r"[\W_]+", "", text or "").casefold()
