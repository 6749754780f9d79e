"""Which statement keeps the day of the one before it."""

import datetime as dt

import pytest

from pipelines.coding.coder import make_coder
from pipelines.records import Article, Basis

PUBLISHED = dt.datetime(2026, 3, 20, tzinfo=dt.UTC)  # a Friday
OPENING = "On Wednesday, Minister Anna Berg said that the ports would open. "
WEDNESDAY, FRIDAY = dt.date(2026, 3, 18), dt.date(2026, 3, 20)
CASES = [
    ("She also warned that ice was near.", "warned", WEDNESDAY),
    ("She added on Thursday that ice was near.", "added", dt.date(2026, 3, 19)),
    ("Mayor Jon Lund warned that ice was near.", "warned", FRIDAY),
    ("Berg warned that ice was near.", "warned", FRIDAY),
    ("She has often warned that ice was near.", "warned", None),
]


@pytest.fixture(scope="module")
def coder():
    return make_coder("rules")


@pytest.mark.parametrize(("text", "verb", "day"), CASES)
def test_day_of_what_follows(coder, text, verb, day):
    text = OPENING + text
    found = coder.annotate(Article("a", text, published_at=PUBLISHED)).mentions
    dates = {m.date.first for m in found if verb in text[slice(*m.cue[0])]}
    assert dates == {day}


def test_a_carried_date_shows_its_words(coder):
    text = OPENING + "She also warned that ice was near."
    found = coder.annotate(Article("a", text, published_at=PUBLISHED)).mentions
    assert [(m.date.basis, text[slice(*m.date.span)]) for m in found] == [
        (Basis.RELATIVE, "Wednesday"),
        (Basis.RELATIVE, "Wednesday"),
    ]
