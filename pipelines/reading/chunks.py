"""Cuts a text into chunks that the tagger's encoder can hold, at paragraphs and then at sentences.

Whole paragraphs are packed together, since who speaks in one is often named in the one before.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from pipelines.records import Span

PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
SENTENCE_END = re.compile(r"(?<=[.!?][\"”’'])\s+|(?<=[.!?])\s+")


def find_pieces(text: str, count: Callable[[str], int], limit: int) -> Iterator[tuple[Span, int]]:
    """Paragraphs with their number of word pieces; longer ones cut at sentences, then words."""
    for match in PARAGRAPH.finditer(text):
        span, size = match.span(), count(match.group())
        if size <= limit:
            yield span, size
        else:
            yield from _cut(text, span, count, limit)


def pack(pieces: list[tuple[Span, int]], limit: int) -> list[Span]:
    """Neighbouring pieces joined while they fit the limit of word pieces."""
    chunks: list[Span] = []
    room = 0
    for (start, end), size in pieces:
        if chunks and size <= room:
            chunks[-1] = (chunks[-1][0], end)
            room -= size
        else:
            chunks.append((start, end))
            room = limit - size
    return chunks


def _cut(
    text: str, span: Span, count: Callable[[str], int], limit: int
) -> Iterator[tuple[Span, int]]:
    start, end = span
    edges = [start + m.start() for m in SENTENCE_END.finditer(text[start:end])]
    for left, right in zip([start, *edges], [*edges, end], strict=True):
        size = count(text[left:right])
        if size <= limit:
            yield (left, right), size
        else:
            # A "sentence" longer than the encoder: a list or a table. Words keep it going.
            words = [left + m.end() for m in re.finditer(r"\s+|$", text[left:right])]
            step = max(1, len(words) * limit // (size + limit))
            cuts = [left, *words[step - 1 : -1 : step], right]
            for a, b in pairwise(cuts):
                if a < b:
                    yield (a, b), min(limit, count(text[a:b]))
