"""Time expressions: types, values and days, with near misses; and what holds for any text."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.records import Basis, Precision
from pipelines.resolving.times import find_times
from pipelines.resolving.times.days import easter, holiday, step

PUBLISHED = dt.date(2024, 12, 5)  # a Thursday

EXPRESSIONS = [
    # days
    ("They spoke on December 3, 2024.", "DATE", "2024-12-03"),
    ("FILE - In this Dec. 20, 2015, file photo.", "DATE", "2015-12-20"),
    ("It is this Sunday, December 8.", "DATE", "2024-12-08"),
    ("They spoke on Tuesday, December 3.", "DATE", "2024-12-03"),
    ("They spoke on Saturday, December 3.", "DATE", "2022-12-03"),
    ("They spoke on 03.12.2024.", "DATE", "2024-12-03"),
    ("They spoke on 2024/12/03.", "DATE", "2024-12-03"),
    ("They left the day after Dec. 1.", "DATE", "2024-12-02"),
    ("They left the day before Christmas.", "DATE", "2024-12-24"),
    ("They left the day after the storm.", "DATE", "XXXX-XX-XX"),
    ("The first Monday of December was dry.", "DATE", "2024-12-02"),
    ("They met on the last day of November.", "DATE", "2024-11-30"),
    ("They spoke on 3 December 2024.", "DATE", "2024-12-03"),
    ("They spoke on Dec. 3.", "DATE", "2024-12-03"),
    ("The deal of 2024-11-30 was signed.", "DATE", "2024-11-30"),
    ("The trial will open on January 9.", "DATE", "2025-01-09"),
    ("It was signed on Aug. 14.", "DATE", "2024-08-14"),
    ("The envoys met on March 3-5, 2021.", "DATE", "2021-03-03/2021-03-05"),
    ("He was shot last Oct. 23.", "DATE", "2024-10-23"),
    ("He was shot last December 23.", "DATE", "2023-12-23"),
    # weekdays and tense
    ("They met the day before last Tuesday.", "DATE", "2024-12-02"),
    ("They talked on Tuesday nights.", "SET", "XXXX-WXX-2TNI"),
    ("They spoke mid-afternoon yesterday.", "TIME", "2024-12-04TAF"),
    ("The ministers met on Wednesday.", "DATE", "2024-12-04"),
    ("The ministers will meet on Wednesday.", "DATE", "2024-12-11"),
    ("The ministers met on Thursday.", "DATE", "2024-12-05"),
    ("They met last Friday.", "DATE", "2024-11-29"),
    ("The ministers will meet this Monday.", "DATE", "2024-12-09"),
    ("On Monday, Mr. Holt will leave.", "DATE", "2024-12-09"),
    ("He planned to leave on Monday.", "DATE", "2024-12-09"),
    ("She would be in Oslo on Monday.", "DATE", "2024-12-09"),
    ("She would be in Oslo on Wednesday.", "DATE", "2024-12-04"),
    ("They could leave as soon as Saturday.", "DATE", "2024-12-07"),
    ("Their talks in the United States on Tuesday failed.", "DATE", "2024-12-03"),
    ("They were told to pay a loan back by February.", "DATE", "2025-02"),
    ("A tax, effective Feb. 1, was agreed.", "DATE", "2025-02-01"),
    ("They meet on Tuesdays.", "SET", "XXXX-WXX-2"),
    ("The vote is scheduled for Monday.", "DATE", "2024-12-09"),
    ("In May, the bank built a vault.", "DATE", "2024-05"),
    ("But in February, the bank found a buyer.", "DATE", "2024-02"),
    ("The bank named a date in February.", "DATE", "2025-02"),
    ("He will be sent out for a term of office in June.", "DATE", "2025-06"),
    ("The offer had been due to expire on Monday.", "DATE", "2024-12-02"),
    ("The offer is due to expire on Monday.", "DATE", "2024-12-09"),
    ("The council meets Monday to vote.", "DATE", "2024-12-09"),
    ("The decision, announced Monday, will be appealed.", "DATE", "2024-12-02"),
    ("He arrived Tuesday night.", "TIME", "2024-12-03TNI"),
    # relative
    ("He left yesterday.", "DATE", "2024-12-04"),
    ("He leaves tomorrow.", "DATE", "2024-12-06"),
    ("They met last week.", "DATE", "2024-W48"),
    ("They met earlier this month.", "DATE", "2024-12"),
    ("They voted in the last week of November.", "DATE", "2024-W48"),
    ("They voted the weekend of November 30.", "DATE", "2024-W48-WE"),
    ("They want a law by the end of the month.", "DATE", "2024-12"),
    ("He spoke later in the day.", "DATE", "2024-12-05"),
    ("They met a fortnight ago.", "DATE", "2024-W47"),
    ("They met half a century ago.", "DATE", "1974"),
    ("They met a quarter-century ago.", "DATE", "1999"),
    ("It opened last century.", "DATE", "19"),
    ("It snowed in the winter.", "DATE", "2024-WI"),
    ("They will start in the new year.", "DATE", "2025"),
    ("They meet next year.", "DATE", "2025"),
    ("They met two weeks ago.", "DATE", "2024-W47"),
    ("They met three years ago.", "DATE", "2021"),
    ("It closed last summer.", "DATE", "2024-SU"),
    ("The summit was in June 2019.", "DATE", "2019-06"),
    # quarters, decades, centuries, holidays
    ("Sales rose in the third quarter of 2023.", "DATE", "2023-Q3"),
    ("Sales rose in the first half of 2023.", "DATE", "2023-H1"),
    ("Sales rose in the last quarter of 2023.", "DATE", "2023-Q4"),
    ("Sales rose in H1 2023.", "DATE", "2023-H1"),
    ("Sales will rise in the second half of the year.", "DATE", "2024-H2"),
    ("Sales in FY2023 rose.", "DATE", "2023"),
    ("They won in the 2012-13 season.", "DATE", "2012/2013"),
    ("It was built in the 1990s.", "DATE", "199"),
    ("It was built in the 19th century.", "DATE", "18"),
    ("They met on Thanksgiving.", "DATE", "2024-11-28"),
    ("They met on New Year’s Eve.", "DATE", "2024-12-31"),
    ("They met on Boxing Day 2023.", "DATE", "2023-12-26"),
    ("The Sept. 11 attacks changed that.", "DATE", "2001-09-11"),
    ("It was so before 9/11.", "DATE", "2001-09-11"),
    # durations and sets
    ("The talks lasted five days.", "DURATION", "P5D"),
    ("It was a two-hour session.", "DURATION", "PT2H"),
    ("It took 2 1/2 years.", "DURATION", "P2Y6M"),
    ("It took two-and-a-half years.", "DURATION", "P2Y6M"),
    ("It took a year and a half.", "DURATION", "P1Y6M"),
    ("It took half a century.", "DURATION", "P50Y"),
    ("It took a quarter of a century.", "DURATION", "P25Y"),
    ("It was a week-long strike.", "DURATION", "P1W"),
    ("It ended a few days later.", "DURATION", "PXD"),
    ("It fell over the past seven-and-a-half years.", "DURATION", "P7Y6M"),
    ("It was a monthlong strike.", "DURATION", "P1M"),
    ("It was a decades-long war.", "DURATION", "PXY"),
    ("It fell over the last decade.", "DURATION", "P10Y"),
    ("They work six days a week.", "SET", "P1W"),
    ("It lasted several months.", "DURATION", "PXM"),
    ("They meet every Thursday.", "SET", "XXXX-WXX-4"),
    ("They report annually.", "SET", "P1Y"),
    ("They report fortnightly.", "SET", "P2W"),
    # vague
    ("It is now closed.", "DATE", "PRESENT_REF"),
    ("It closed recently.", "DATE", "PAST_REF"),
    ("That is for the future.", "DATE", "FUTURE_REF"),
    ("They will one day agree.", "DATE", "FUTURE_REF"),
    # times
    ("It began at 3 p.m. in Oslo.", "TIME", "2024-12-05T15:00"),
    ("It began at 10.30am in Oslo.", "TIME", "2024-12-05T10:30"),
    ("It began at 5 o'clock in the afternoon.", "TIME", "2024-12-05T17:00"),
    ("It began at 7:15 p.m. Monday.", "TIME", "2024-12-02T19:15"),
    ("It began at 0900 GMT.", "TIME", "2024-12-05T09:00"),
    ("It began at 2130 GMT.", "TIME", "2024-12-05T21:30"),
    ("It began at noon Monday.", "TIME", "2024-12-02T12:00"),
    ("Published 12:38 GMT, 3 December 2024.", "TIME", "2024-12-03T12:38"),
    ("Published Mon Dec 2, 2024 10:30am EST.", "TIME", "2024-12-02T10:30"),
    ("Logged 2024-12-03T10:00.", "TIME", "2024-12-03T10:00"),
    ("It began on the evening of 3 December.", "TIME", "2024-12-03TEV"),
    ("It began on the night of December 3.", "TIME", "2024-12-03TNI"),
]

# Of what a preposition parts, each is an expression
PARTED = [
    ("They met on November 24 and 25.", ["2024-11-24", "2024-11-25"]),
    ("They met on November 24, 25 and 26, 2023.", ["2023-11-24", "2023-11-25", "2023-11-26"]),
    ("They met from 24 to 27 November.", ["2024-11-24", "2024-11-27"]),
    ("They met from November 28 to January 3, 2020.", ["2019-11-28", "2020-01-03"]),
    ("Sales fell between November and March 2020.", ["2019-11", "2020-03"]),
    ("It began at 7:15 p.m. on Monday.", ["2024-12-02T19:15", "2024-12-02"]),
    ("It began on Monday at 7:15 p.m. local time.", ["2024-12-02", "2024-12-02T19:15"]),
    ("It lasts from 9 to 11 a.m. today.", ["2024-12-05T09:00", "2024-12-05T11:00"]),
    ("He left on Monday, the day before the vote.", ["2024-12-02", "2024-12-02"]),
    ("He came on Dec. 2. The night before, he packed.", ["2024-12-02", "2024-12-01TNI"]),
    ("He came on Dec. 2. The day after his arrival he left.", ["2024-12-02", "2024-12-03"]),
    ("Profit rose in the year ended June 30, 2023.", ["P1Y", "2023-06-30"]),
    ("It was in 2019. Until that day nobody knew.", ["2019", "2024-12-05"]),
]


@pytest.mark.parametrize(("text", "type_", "value"), EXPRESSIONS)
def test_expression(text, type_, value):
    found = find_times(text, PUBLISHED)
    assert [(t.type, t.value) for t in found] == [(type_, value)]
    assert text[found[0].start : found[0].end] == found[0].text


@pytest.mark.parametrize(("text", "values"), PARTED)
def test_expressions_that_are_parted(text, values):
    assert [t.value for t in find_times(text, PUBLISHED)] == values


@pytest.mark.parametrize(
    ("published", "value"),
    [
        (PUBLISHED, "2024-12-06"),
        (dt.datetime(2024, 12, 5, tzinfo=dt.UTC), "2024-12-06"),  # midnight: a bare day
        (dt.datetime(2024, 12, 5, 21, 30, tzinfo=dt.UTC), "2024-12-06"),
        (dt.datetime(2024, 12, 5, 9, 59, tzinfo=dt.UTC), "2024-11-29"),
    ],
)
def test_what_happened_is_tomorrow_only_where_tomorrow_may_have_begun(published, value):
    (found,) = find_times("They met on Friday.", published)
    assert found.value == value


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the capital.",
        "April Glasner spoke to the press.",
        "They heard Ana Lima and Jan Kovac.",
        "They saw the fall of the city.",
        "She reads the Daily Courier, Bank Weekly, the Sunday Times and USA TODAY.",
        "The future Lady Holt won the past nine cups.",
        "We see where each may go.",
        "They danced in the sun.",
        "They wed.",
        "He earns $12-an-hour wages.",
        "He tweeted in the small hours.",
        "It was a recent, long wait.",
        "About 2000 troops crossed the border.",
        "The 52-year-old senator smiled.",
        "He came second.",
        "Three-quarters of voters agreed.",
        "The sun set over the bay.",
        "Sales fall when prices spring back.",
    ],
)
def test_no_expression(text):
    assert find_times(text, PUBLISHED) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on Wednesday.", "XXXX-WXX-3"),
        ("They met on May 5.", "XXXX-05-05"),
        ("They met yesterday.", "XXXX-XX-XX"),
        ("They met last week.", "XXXX-WXX"),
    ],
)
def test_without_a_publication_date_nothing_is_guessed(text, value):
    (found,) = find_times(text, None)
    assert found.value == value
    assert (found.first, found.last, found.precision) == (None, None, Precision.UNKNOWN)


def test_days_precision_and_basis():
    month, week = find_times("In June 2019 and last week they met.", PUBLISHED)
    assert (month.first, month.last) == (dt.date(2019, 6, 1), dt.date(2019, 6, 30))
    assert (month.precision, month.basis) == (Precision.MONTH, Basis.EXPLICIT)
    assert (week.first, week.last) == (dt.date(2024, 11, 25), dt.date(2024, 12, 1))
    assert (week.precision, week.basis) == (Precision.WEEK, Basis.RELATIVE)


def test_later_counts_from_the_day_spoken_of():
    found = find_times("It was signed on May 3, 2021. Two days later it was broken.", PUBLISHED)
    assert [t.value for t in found] == ["2021-05-03", "2021-05-05"]


def test_a_full_stop_parts_expressions():
    found = find_times("They met on Wednesday. Last week it was denied.", PUBLISHED)
    assert [t.text for t in found] == ["Wednesday", "Last week"]
    found = find_times("They met in October. Last year it was denied.", PUBLISHED)
    assert [t.value for t in found] == ["2024-10", "2023"]


def test_edges_belong_to_the_expression():
    (found,) = find_times("They met at the end of June.", PUBLISHED)
    assert found.text == "the end of June"


def test_a_month_before_its_noun_is_no_march():
    (found,) = find_times("The March accession was early.", PUBLISHED)
    assert (found.text, found.value) == ("March", "2024-03")
    assert find_times("They joined the March on Washington, which this may hurt.", PUBLISHED) == ()


def test_the_quarter_that_a_month_ends():
    found = find_times("Sales rose in the quarter ended Sept. 30.", PUBLISHED)
    assert [t.value for t in found] == ["2024-Q3", "2024-09-30"]


def test_holidays():
    assert easter(2024) == dt.date(2024, 3, 31)
    assert holiday("ELECTION", 2024) == dt.date(2024, 11, 5)
    assert step(dt.date(2024, 1, 31), "M", 1) == dt.date(2024, 2, 29)


WORDS = st.sampled_from(
    [
        "on",
        "in",
        "the",
        "last",
        "next",
        "this",
        "two",
        "5",
        "31",
        "2024",
        "1999",
        "May",
        "Monday",
        "Friday",
        "week",
        "year",
        "month",
        "quarter",
        "ago",
        "later",
        "earlier",
        "days",
        "third",
        "of",
        "to",
        "-",
        ",",
        ".",
        "a",
        "few",
        "half",
        "past",
        "10:30",
        "p.m.",
        "Sept.",
        "morning",
        "0",
        "99/99/99",
        "İstanbul",
        "'80s",
        "recently",
        "every",
        "and",
        "fiscal",
        "Easter",
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=12).map(" ".join)),
    st.one_of(st.none(), st.dates()),
)
def test_any_text_gives_ordered_spans_with_whole_intervals(text, published):
    end = 0
    for time in find_times(text, published):
        assert end <= time.start < time.end <= len(text)
        assert text[time.start : time.end] == time.text
        assert (time.first is None) == (time.last is None)
        assert time.first is None or time.first <= time.last
        end = time.end


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(EXPRESSIONS), st.sampled_from(["  ", "\n", " \t "]))
def test_white_space_changes_nothing(expression, space):
    text, type_, value = expression
    found = find_times(text.replace(" ", space), PUBLISHED)
    assert [(t.type, t.value) for t in found] == [(type_, value)]


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(EXPRESSIONS))
def test_capitals_change_nothing(expression):
    text, type_, value = expression
    assert [(t.type, t.value) for t in find_times(text.upper(), PUBLISHED)] == [(type_, value)]
