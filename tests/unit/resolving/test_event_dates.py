"""Which expression dates which cue: its own clause, never another's, and never silently."""

import datetime as dt

import pytest

from pipelines.reading.reader import Reader
from pipelines.records import Article, Basis, Precision, Reality
from pipelines.resolving.event_dates import date_event
from pipelines.resolving.times import find_times

PUBLISHED = dt.datetime(2024, 12, 5, tzinfo=dt.UTC)


def date_of(text, cue, published=PUBLISHED, reality=None):
    (document,) = Reader().read([Article(article_id="a", text=text, published_at=published)])
    start = text.index(cue)
    times = find_times(text, published)
    return date_event(document, (start, start + len(cue)), times, reality)


@pytest.mark.parametrize(
    ("text", "cue", "day"),
    [
        ("Mira Holt met the premier of Norland on Wednesday.", "met", "2024-12-04"),
        ("On Tuesday, Mira Holt met the premier of Norland.", "met", "2024-12-03"),
        ("They held talks on Monday in Oslo.", "talks", "2024-12-02"),
        ("Monday's talks went well.", "talks", "2024-12-02"),
        ("The council called a meeting for Sunday.", "meeting", "2024-12-08"),
        ("Holt said on Tuesday that the bridge had collapsed in 2019.", "said", "2024-12-03"),
        ("The minister will meet her on Friday.", "meet", "2024-12-06"),
        ("A meeting that had been due on Friday was cancelled.", "meeting", "2024-12-06"),
        ("He praised the talks, which are to resume in Oslo on Monday.", "talks", "2024-12-09"),
        ("Holt was in Oslo on Tuesday when she warned of a storm.", "warned", "2024-12-03"),
    ],
)
def test_its_own_clause_dates_the_cue(text, cue, day):
    date = date_of(text, cue)
    assert str(date.first) == str(date.last) == day
    assert date.precision == Precision.DAY
    assert date.basis == Basis.RELATIVE
    assert date.span is not None


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Holt said that the bridge collapsed in 2019.", "said"),
        ("Holt condemned Friday's attack.", "condemned"),
        ('"We left on Monday," Holt said.', "said"),
        ("Holt, who arrived on Monday, said little.", "said"),
    ],
)
def test_the_date_of_something_else_is_not_taken(text, cue):
    date = date_of(text, cue)
    assert (date.first, date.basis, date.span) == (PUBLISHED.date(), Basis.PUBLICATION, None)


def test_a_week_stays_a_week():
    date = date_of("Last week, a statement from the ministry insisted it was over.", "insisted")
    assert (date.first, date.last) == (dt.date(2024, 11, 25), dt.date(2024, 12, 1))
    assert date.precision == Precision.WEEK


def test_without_a_publication_date_a_weekday_stays_unknown():
    date = date_of("They met on Wednesday.", "met", published=None)
    assert (date.first, date.precision) == (None, Precision.UNKNOWN)
    assert date.span is not None
    assert date_of("They met.", "met", published=None).basis == Basis.NONE


def test_reality_settles_which_way_a_weekday_looks():
    text = "A meeting on Monday is what both sides want."
    assert date_of(text, "meeting", reality=Reality.PLANNED).first == dt.date(2024, 12, 9)
    assert date_of(text, "meeting", reality=Reality.HELD).first == dt.date(2024, 12, 2)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Mira Holt met the premier from Monday to Wednesday.", 2, 4),
        ("Mira Holt met the premier on December 2 and 3.", 2, 3),
        ("Mira Holt met the premier on Monday and on Wednesday.", 2, 2),
    ],
)
def test_an_event_from_one_day_to_another(text, first, last):
    date = date_of(text, "met")
    assert (date.first.day, date.last.day, date.precision) == (first, last, Precision.DAY)


def test_what_was_held_is_tomorrow_only_where_tomorrow_may_have_begun():
    text = "They met on Friday."
    evening = PUBLISHED.replace(hour=20)
    assert date_of(text, "met", evening, Reality.HELD).first == dt.date(2024, 12, 6)
    morning = PUBLISHED.replace(hour=6)
    assert date_of(text, "met", morning, Reality.HELD).first == dt.date(2024, 11, 29)


def test_what_was_held_is_not_to_come():
    date = date_of("They met, and next week is free.", "met", reality=Reality.HELD)
    assert date.basis == Basis.PUBLICATION
    date = date_of("They met next week.", "met", reality=Reality.HELD)
    assert (date.first, date.basis) == (PUBLISHED.date(), Basis.PUBLICATION)
    date = date_of("They are to meet next week.", "meet", reality=Reality.PLANNED)
    assert (date.first, date.basis) == (dt.date(2024, 12, 9), Basis.RELATIVE)


def test_a_day_that_the_parse_takes_into_a_name():
    text = "On Wednesday afternoon Hilda Thorsen and Anders Vik shook hands, and then sat down."
    assert date_of(text, "sat").first == dt.date(2024, 12, 4)
