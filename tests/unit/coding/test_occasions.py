"""What dates a statement: its verb, its occasion, and nothing of what is said."""

import datetime as dt

import pytest

from pipelines.coding.coder import make_coder
from pipelines.records import Article

PUBLISHED = dt.datetime(2026, 3, 20, 12, tzinfo=dt.UTC)  # a Friday
MONDAY, FRIDAY = dt.date(2026, 3, 16), dt.date(2026, 3, 20)
CASES = [
    ("In a statement issued on Monday, Anna Berg said the port would open.", "said", MONDAY),
    ("Speaking on Monday, Anna Berg said the port would open.", "said", MONDAY),
    ("Anna Berg, speaking on Monday, warned that the port would close.", "warned", MONDAY),
    ("Speaking to reporters in Oslo on Monday, Jon Lund said the port was open.", "said", MONDAY),
    ("In a Monday interview with CNN, Anna Berg said the port would open.", "said", MONDAY),
    ("During Monday's debate, Anna Berg said that the port would open.", "said", MONDAY),
    ("Anna Berg said in a report published on Monday that the port was open.", "said", MONDAY),
    ("According to Anna Berg, the port will open on Monday.", "According", FRIDAY),
    ("Anna Berg said that the port opens on Monday.", "said", FRIDAY),
    ("Anna Berg, who was in Oslo on Monday, said that the port was open.", "said", FRIDAY),
    ("Anna Berg criticised a Monday letter from the port.", "criticised", FRIDAY),
    ("Two days later, Anna Berg denied that the port would open.", "denied", FRIDAY),
]


@pytest.fixture(scope="module")
def coder():
    return make_coder("rules")


@pytest.mark.parametrize(("text", "verb", "day"), CASES)
def test_day_of_a_statement(coder, text, verb, day):
    found = coder.annotate(Article("a", text, published_at=PUBLISHED)).mentions
    assert {m.date.first for m in found if verb in text[slice(*m.cue[0])]} == {day}


def test_the_name_of_a_show_is_no_date(coder):
    text = 'On ABC\'s "This Week," Anna Berg said that the port would open.'
    found = coder.annotate(Article("a", text, published_at=PUBLISHED))
    assert found.times == ()
