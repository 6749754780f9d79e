"""Where a statement was made, and what is no place of it."""

import datetime as dt

import pytest

from pipelines.coding.coder import make_coder
from pipelines.records import Article

PUBLISHED = dt.datetime(2026, 3, 20, tzinfo=dt.UTC)
CASES = [
    ("Minister Anna Berg told reporters in Berlin that the ports would open.", "told", "Berlin"),
    ("Minister Anna Berg said in Oslo on Monday that the ports would open.", "said", "Oslo"),
    ("In Oslo, Minister Anna Berg said that the ports would open.", "said", "Oslo"),
    ("Speaking at a rally in Ohio, Jon Lund said that taxes would fall.", "said", "Ohio"),
    ("In a speech in Munich, Anna Berg warned that ice was near.", "warned", "Munich"),
    ("At a meeting in Geneva, Anna Berg said that she would sign.", "said", "Geneva"),
    ("Anna Berg said that ships waited in Oslo.", "said", None),
    ("Anna Berg, who was born in Oslo, said that ships waited.", "said", None),
    ("Traders in Geneva said that ships waited.", "said", None),
    ("Anna Berg said in March that ships waited.", "said", None),
    ("Anna Berg criticised the strikes in Yemen.", "criticised", None),
]
OPENING = "At a rally in Ohio on Monday, Governor Jon Lund said that taxes would fall. "
CARRIED = [
    ("He also warned that roads would close.", "warned", "Ohio"),
    ("He told the Daily Courier that roads would close.", "told", None),
    ("He warned on Tuesday that roads would close.", "warned", None),
    ("Mayor Anna Berg warned that roads would close.", "warned", None),
]


@pytest.fixture(scope="module")
def coder():
    return make_coder("rules")


def places_of(coder, text, verb):
    """The names of the places of the statements with a verb."""
    found = coder.annotate(Article("a", text, published_at=PUBLISHED)).mentions
    return {m.place and m.place.name for m in found if verb in text[slice(*m.cue[0])]}


@pytest.mark.parametrize(("text", "verb", "place"), CASES)
def test_place_of_a_statement(coder, text, verb, place):
    assert places_of(coder, text, verb) == {place}


@pytest.mark.parametrize(("text", "verb", "place"), CARRIED)
def test_place_of_what_follows(coder, text, verb, place):
    assert places_of(coder, OPENING + text, verb) == {place}


def test_a_place_has_its_words(coder):
    text = "Minister Anna Berg told reporters in Berlin that the ports would open."
    (found,) = coder.annotate(Article("a", text, published_at=PUBLISHED)).mentions
    assert text[slice(*found.place.span)] == "Berlin"
    assert (found.place.country, found.place.precision) == ("DEU", "city")
