"""A pattern that is tried only where its words occur.

Most paragraphs of a page hold none of the phrases looked for; finding that out with a substring test costs a
hundredth of a search, and the page is read in the time that remains.
"""

from __future__ import annotations

import re


class Cue:
    """A pattern over lower-case text, tried only where its words occur: looking a word up costs far less.

    `words`: one of them must occur, and one of `also` if any are given.
    """

    __slots__ = ("also", "match", "pattern", "sub", "words")

    def __init__(self, words: tuple[str, ...] | None, pattern: str, also: tuple[str, ...] | None = None) -> None:
        self.pattern = re.compile(pattern)
        self.words = words
        self.also = also
        self.match, self.sub = self.pattern.match, self.pattern.sub

    def search(self, lowered: str) -> re.Match[str] | None:
        """The first place in lower-case text, or None."""
        holds = lowered.__contains__
        if self.words is not None and not any(map(holds, self.words)):
            return None
        if self.also is not None and not any(map(holds, self.also)):
            return None
        return self.pattern.search(lowered)
