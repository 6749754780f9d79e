"""Where a dateline ends and the report begins."""

import pytest

from pipelines.coding.coder import make_coder
from pipelines.reading.datelines import find_datelines
from pipelines.reading.reader import load_parser
from pipelines.records import Article

DATELINES = [
    "OSLO - ",
    "OSLO, March 3 (Fjord Wire) - ",
    "PORT MORESBY, Papua New Guinea — ",
    "LIMA/QUITO, Aug. 30 (Andes Press) -- ",
]
BODY = "Norway opened its ports on Monday after two hours of talks with Iceland."


@pytest.mark.parametrize("dateline", DATELINES)
@pytest.mark.parametrize("above", ["", "Ports open again\n\nBy A. Berg\n\n"])
def test_a_dateline_is_a_sentence_of_its_own(dateline, above):
    text = above + dateline + BODY
    assert [text[s:e] for s, e in find_datelines(text)] == [dateline]
    assert BODY in [s.text for s in load_parser()(text).sents]


@pytest.mark.parametrize(
    "text", ["A deal — at last — was struck.", "NATO members met - twice.", ""]
)
def test_other_dashes_are_none(text):
    assert find_datelines(text) == []


def test_nobody_in_a_dateline_takes_part():
    found = make_coder("rules").annotate(Article("a", f"HARSTAD, Norway (Fjord Wire) - {BODY}"))
    assert {a.country for a in found.actors} == {"NOR", "ISL"}
    assert {p.country for m in found.mentions for p in m.participants} == {"NOR", "ISL"}
