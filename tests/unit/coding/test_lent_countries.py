"""Whom an article may lend its country, and whom an act is directed at all the same."""

import pytest

from pipelines.coding.coder import make_coder
from pipelines.records import Article, Role


@pytest.fixture(scope="module")
def coder():
    return make_coder("rules")


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Foreign Minister Anna Berg accused Russia of shelling the port.", ""),
        ("Mayor Anna Berg accused Russia of shelling the port.", "RUS"),
        ("Foreign Minister Anna Berg said that the port was closed. Russia is cold.", "RUS"),
    ],
)
def test_a_minister_is_not_of_the_country_that_she_faces(coder, text, country):
    found = coder.annotate(Article("a", text))
    assert {a.country for a in found.actors if a.name == "Anna Berg"} == {country}
    assert {
        p.country for m in found.mentions for p in m.participants if p.role is Role.SPEAKER
    } == {country}


@pytest.mark.parametrize("act", ["accused Russia of theft", "criticised Russia", "thanked Russia"])
def test_a_lent_country_hides_no_target(coder, act):
    found = coder.annotate(Article("a", f"Anna Berg {act}.")).mentions
    targets = {p.actor_id for m in found for p in m.participants if p.role is Role.TARGET}
    assert targets == {"government_of_russia"}
