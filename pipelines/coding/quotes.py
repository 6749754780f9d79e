"""Finds quotations by their marks, in every form that news uses, without trusting that they close.

A quotation that runs over paragraphs opens each of them and closes only the last; one that never
closes ends with its paragraph. Marks inside a word are apostrophes.
"""

import re
from bisect import bisect_left, bisect_right

from pipelines.records import Span

OPENING = {"“": "”", "«": "»", "„": "“”", "‟": "”", "‹": "›", "‘": "’", "「": "」"}
STRAIGHT = '"'
MARKS = re.compile(r"[\"“”«»„‟‹›「」‘’]|''|``")
SCARE_WORDS = 3


def find_quotes(text: str) -> list[Span]:
    """Outermost quotations as spans, marks included, in order. Linear in the length of the text."""
    quotes: list[Span] = []
    for paragraph in re.finditer(r"[^\n]+", text):
        quotes += _in_paragraph(text, paragraph.start(), paragraph.end())
    return quotes


def quote_type(content: tuple[Span, ...], text: str, quotes: list[Span]) -> str:
    """direct, indirect or mixed: how much of the content's letters stand within quotation marks."""
    letters = [i for start, end in content for i in range(start, end) if text[i].isalnum()]
    if not letters:
        return "indirect"
    near = overlapping(quotes, (letters[0], letters[-1] + 1))
    inside = sum(any(a <= i < b for a, b in near) for i in letters) / len(letters)
    if inside >= 0.9:
        return "direct"
    return "mixed" if inside > 0 else "indirect"


def overlapping(quotes: list[Span], span: Span) -> list[Span]:
    """Of quotations in their order, those that share a character with a span."""
    first = bisect_right(quotes, span[0], key=lambda quote: quote[1])
    last = bisect_left(quotes, span[1], key=lambda quote: quote[0])
    return quotes[first:last]


def is_scare_quote(span: Span, text: str) -> bool:
    """A word or two in marks, with no end of a clause inside: a doubt or a title, not speech."""
    inner = text[span[0] + 1 : span[1] - 1]
    return len(inner.split()) < SCARE_WORDS and not inner.rstrip().endswith((",", ".", "!", "?"))


def _in_paragraph(text: str, start: int, end: int) -> list[Span]:
    found: list[Span] = []
    opened: int | None = None
    closing = ""
    for mark in MARKS.finditer(text, start, end):
        at, sign = mark.start(), mark.group()
        if _is_apostrophe(text, at, sign, closing):
            continue
        if opened is None:
            closing = _closing(text, at, sign)
            opened = at if closing else None
        elif sign in closing or sign == closing:
            found.append((opened, mark.end()))
            opened = None
    if opened is not None and closing not in ("’", "'"):
        found.append((opened, end))
    return found


def _closing(text: str, at: int, sign: str) -> str:
    if sign == "``":
        return "''"
    if sign == STRAIGHT:
        return STRAIGHT
    return OPENING.get(sign, "")


def _is_apostrophe(text: str, at: int, sign: str, closing: str) -> bool:
    if sign not in "‘’":
        return False
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if before.isalnum() and after.isalnum():
        return True
    if sign == "‘":
        return not after.isalnum() or before.isalnum()
    return closing != "’"
