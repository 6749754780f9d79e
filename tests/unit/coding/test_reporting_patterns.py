"""Attributions by the parse: one row a pattern, near misses included."""

import pytest

from pipelines.coding.reporting_patterns import find_attributions
from pipelines.reading.reader import Reader
from pipelines.records import Article

CASES = [
    (
        "The minister said that the bridge would reopen in May.",
        [("The minister", "said", ["that the bridge would reopen in May."])],
    ),
    (
        "“The bridge will reopen in May,” the minister said.",
        [("the minister", "said", ["“The bridge will reopen in May,”"])],
    ),
    (
        "“The bridge will reopen in May,” said Mara Lind.",
        [("Mara Lind", "said", ["“The bridge will reopen in May,”"])],
    ),
    (
        "According to Mara Lind, the bridge will reopen in May.",
        [("Mara Lind", "According to", ["the bridge will reopen in May."])],
    ),
    (
        "The company refused to publish the report.",
        [("The company", "refused", ["to publish the report"])],
    ),
    ("The bridge opened in May and carried 4,000 cars.", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_patterns(text: str, expected: list[tuple[str, str, list[str]]]) -> None:
    (document,) = Reader().read([Article("a", text)])
    found = [
        (
            text[slice(*a.source)] if a.source else "",
            text[slice(*a.cue)],
            [text[slice(*c)].rstrip(",") for c in a.contents],
        )
        for a in find_attributions(document)
    ]
    cleaned = [(s, q, [c.rstrip(".") for c in cs]) for s, q, cs in found]
    assert cleaned == [(s, q, [c.rstrip(".") for c in cs]) for s, q, cs in expected]
