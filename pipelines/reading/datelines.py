"""Datelines: the place, day and agency before a report ("OSLO, March 3 (Agency) - ").

A dateline says where and when a report was filed. It is no part of the first sentence, and nobody
in it takes part in anything.
"""

import re

from spacy.tokens import Doc

from pipelines.records import Span

PLACE = r"[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]+){0,3}"
REGION = r"(?:,\s[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,2})?"
DAY = r"(?:,?\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d{1,2})?"
AGENCY = r"(?:\s?\([^()\n]{2,40}\))?"
DATELINE = re.compile(rf"^[ \t]*{PLACE}{REGION}{DAY}{AGENCY}\s(?:--?|[–—])\s+(?=\S)", re.MULTILINE)
NEAR_TOP = 400  # characters: a headline and a byline may stand above


def find_datelines(text: str) -> list[Span]:
    """The dateline of a text, dash included; none where a text has none near its top."""
    found = DATELINE.search(text, 0, NEAR_TOP)
    return [found.span()] if found else []


def split_datelines(parse: Doc) -> Doc:
    """Has the parser start a sentence after a dateline, which it would take for a subject."""
    for start, end in find_datelines(parse.text):
        for token in parse:
            if start <= token.idx < end:
                token.is_sent_start = token.idx == start or token.i == 0
            elif token.idx == end:
                token.is_sent_start = True
            elif token.idx > end:
                break
    return parse
