"""Whom an act in words is directed at."""

import pytest

from pipelines.coding.coder import make_coder
from pipelines.records import Article, Role

CASES = [
    ("Brazil on Monday accused Peru of dumping tin.", {"PER"}),
    ("Norway rejected a Danish proposal to share the catch.", {"DNK"}),
    ("Kenya demanded that Uganda withdraw its patrols.", {"UGA"}),
    ("Japan threatened to break off talks with Chile and Ecuador.", {"CHL", "ECU"}),
    ("Ghana agreed to provide wheat for Togo.", {"TGO"}),
    ("Greece threatened further action against Malta in a letter read on television.", {"MLT"}),
    ("Norway summoned the Chilean ambassador over the seizure.", {"CHL"}),
    ("Spain said it was willing to withdraw its ships from Morocco.", {"MAR"}),
]


@pytest.fixture(scope="module")
def coder():
    return make_coder("rules")


def countries(coder, text, role):
    found = coder.annotate(Article("a", text)).mentions
    return {p.country for m in found for p in m.participants if p.role is role}


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_country_that_an_act_is_directed_at(coder, text, wanted):
    assert countries(coder, text, Role.TARGET) == wanted


def test_a_comment_is_directed_at_nobody(coder):
    text = "Portugal said that the harbour of Tunisia was open."
    assert countries(coder, text, Role.SPEAKER) == {"PRT"}
    assert countries(coder, text, Role.TARGET) == set()


def test_what_is_ones_own_is_no_target(coder):
    text = "Syria threatened to send its troops to Jordan."
    assert countries(coder, text, Role.TARGET) == {"JOR"}


def test_a_day_is_no_outlet(coder):
    found = coder.annotate(Article("a", "Portugal said on Friday that the harbour was open."))
    assert [a.name for a in found.actors if "Friday" in a.name] == []
