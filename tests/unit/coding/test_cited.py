"""Whom a report cites, and whom it quotes."""

import pytest

from pipelines.coding.cited import without
from pipelines.coding.coder import make_coder
from pipelines.records import Article, Kind, Role

OPENING = "The port will open"
REPORTS = [
    ("Reuters reported, citing two officials, that the port would open.", "two officials"),
    ("Citing an unnamed official, Reuters reported that the port would open.", "unnamed official"),
    ("The port would open, Reuters reported, citing Anna Berg and Jon Lund.", "Anna Berg"),
]
QUOTED = [
    "Xinhua quoted Minister Li Wen as saying that the port would open.",
    "Li Wen was quoted by Xinhua as saying that the port would open.",
]


@pytest.fixture(scope="module")
def coder():
    return make_coder("tagger")


def parties(found, role):
    names = {actor.actor_id: actor.name for actor in found.actors}
    return [names[p.actor_id] for m in found.mentions for p in m.participants if p.role is role]


@pytest.mark.parametrize(("text", "source"), REPORTS)
def test_a_report_names_its_sources(coder, text, source):
    found = coder.annotate(Article("a", text))
    assert [m.kind for m in found.mentions] == [Kind.REPORT]
    assert parties(found, Role.REPORTER) == ["Reuters"]
    assert source in parties(found, Role.SOURCE)[0]
    (report,) = found.mentions
    assert report.relay[0] == "reuters"
    assert len(report.relay) > 1
    said = " ".join(text[slice(*span)] for span in report.content)
    assert "port would open" in said
    assert source not in said


@pytest.mark.parametrize("text", QUOTED)
def test_who_is_quoted_speaks_through_the_outlet(coder, text):
    found = coder.annotate(Article("a", text))
    (mention,) = found.mentions
    assert (mention.kind, mention.relay) == (Kind.STATEMENT, ("xinhua", "li_wen"))
    assert parties(found, Role.SPEAKER) == ["Li Wen"]
    assert parties(found, Role.OUTLET) == ["Xinhua"]
    assert [text[slice(*span)] for span in mention.content] == ["that the port would open"]


def test_a_speaker_who_cites_has_no_sources(coder):
    found = coder.annotate(Article("a", "Anna Berg said, citing two officials, that it is cold."))
    assert parties(found, Role.SOURCE) == []


@pytest.mark.parametrize(
    ("contents", "taken", "left"),
    [
        ([(0, 18)], [], [(0, 18)]),
        ([(0, 18)], [(4, 8)], [(0, 3), (9, 18)]),
        ([(0, 18)], [(0, 8)], [(9, 18)]),
        ([(0, 8), (9, 18)], [(9, 18)], [(0, 8)]),
        ([(0, 18)], [(0, 18)], [(0, 18)]),
    ],
)
def test_what_is_left_of_what_is_said(contents, taken, left):
    assert list(without(contents, taken, OPENING)) == left
