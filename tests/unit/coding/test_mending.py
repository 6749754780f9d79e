"""Spans of the tagger, mended by the parse."""

import pytest

from pipelines.coding.mending import mend
from pipelines.coding.reporting_patterns import Attribution
from pipelines.reading.reader import Reader
from pipelines.records import Article


def mended(text, cue, source, content):
    def span(words):
        return (text.index(words), text.index(words) + len(words)) if words else None

    document = next(Reader().read([Article("a", text)]))
    contents = (span(content),) if content else ()
    out = mend(Attribution(span(cue), span(source), contents, 0.5, "tagger"), document)
    source_text = text[slice(*out.source)] if out.source else None
    return source_text, [text[start:end] for start, end in out.contents]


@pytest.mark.parametrize(
    ("text", "cue", "source", "content", "wanted"),
    [
        (
            "The tall pilot promised that the ferry would sail.",
            "promised",
            None,
            "that the ferry would sail",
            ("The tall pilot", ["that the ferry would sail"]),
        ),
        (
            "The panel voted to hold the mayor in contempt.",
            "voted",
            "The panel",
            "to",
            ("The panel", ["to hold the mayor in contempt"]),
        ),
        (
            "It seems that the ferry would sail.",
            "seems",
            None,
            "that the ferry would sail",
            (None, ["that the ferry would sail"]),
        ),
        (
            "The pilot said that the ferry would sail.",
            "said",
            "The pilot",
            "the ferry would",
            ("The pilot", ["the ferry would"]),
        ),
        (
            "According to the pilot, the ferry would sail.",
            "According to",
            "the pilot",
            "the ferry would sail",
            ("the pilot", ["the ferry would sail"]),
        ),
    ],
)
def test_mended(text, cue, source, content, wanted):
    assert mended(text, cue, source, content) == wanted
