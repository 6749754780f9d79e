"""From when until when an office is held: what articles say of it, and what their days say."""

import datetime as dt

import pytest
from lake_factory import Story, Warehouse, day

from pipelines.records import Bound, CountryBasis, Office, Precision

TEXT = "Mayor Ann Bell, in office since 2019, resigned on Monday. She was elected in May 2019."


def told(
    number: int,
    office: str,
    begins: tuple[dt.date, Precision, str] | None = None,
    ends: tuple[dt.date, Precision, str] | None = None,
    status: str = "",
) -> Story:
    """An article of a day of December 2024 that gives Ann Bell an office."""
    story = Story(f"a{number}-{office.lower().replace(' ', '-')}", TEXT, published=day(number))
    bounds = [b and Bound(b[0], b[1], story.span(b[2])) for b in (begins, ends)]
    held = Office(office, story.span("Mayor"), status=status, begins=bounds[0], ends=bounds[1])
    story.actor("Ann Bell", country="NOR", country_basis=CountryBasis.TEXT, offices=(held,))
    return story


SINCE_2019 = (dt.date(2019, 1, 1), Precision.YEAR, "since 2019")
SINCE_2018 = (dt.date(2018, 1, 1), Precision.YEAR, "in office since")
IN_MAY = (dt.date(2019, 5, 1), Precision.MONTH, "in May 2019")
ON_MONDAY = (day(2), Precision.DAY, "resigned on Monday")
NEXT_YEAR = (dt.date(2025, 1, 20), Precision.DAY, "on Monday")


@pytest.fixture(scope="module")
def periods(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    warehouse = Warehouse(tmp_path_factory.mktemp("periods"))
    warehouse.arrive(
        day(7),
        told(3, "mayor", begins=SINCE_2019),
        told(4, "mayor", ends=ON_MONDAY),
        told(5, "Mayor", begins=IN_MAY),
        told(3, "senator", begins=SINCE_2018),
        told(4, "senator", begins=SINCE_2019),
        told(5, "senator", begins=SINCE_2019),
        told(3, "judge", begins=SINCE_2018),
        told(4, "judge", begins=SINCE_2019),
        told(3, "envoy", begins=SINCE_2019, ends=(dt.date(2017, 12, 31), Precision.YEAR, "2019")),
        told(3, "governor", ends=NEXT_YEAR),
        told(3, "treasurer", status="former", ends=ON_MONDAY),
        told(3, "president", status="elect", begins=NEXT_YEAR),
        told(3, "minister", begins=NEXT_YEAR),
        told(3, "chair", ends=ON_MONDAY),
    )
    warehouse.build()
    return warehouse


@pytest.mark.parametrize(
    ("office", "valid_from", "valid_to", "precisions"),
    [
        ("mayor", dt.date(2019, 5, 1), day(2), ("month", "day")),  # the more exact of two days
        ("senator", dt.date(2019, 1, 1), day(5), ("year", None)),  # the day of more articles
        ("judge", dt.date(2018, 1, 1), day(4), ("year", None)),  # the day told first
        ("envoy", dt.date(2019, 1, 1), day(3), ("year", None)),  # no end before the beginning
        ("governor", day(3), dt.date(2025, 1, 20), (None, "day")),
        ("treasurer", None, day(2), (None, "day")),
        ("president", dt.date(2025, 1, 20), None, ("day", None)),
        ("minister", dt.date(2025, 1, 20), None, ("day", None)),  # not held when told
        ("chair", None, day(2), (None, "day")),  # over when told
    ],
)
def test_what_articles_say_comes_before_their_days(
    periods: Warehouse,
    office: str,
    valid_from: dt.date | None,
    valid_to: dt.date | None,
    precisions: tuple[str | None, str | None],
) -> None:
    assert periods.rows(
        "select period_basis, country, valid_from, valid_to, valid_from_precision, "
        "valid_to_precision from actor_roles where office = ?",
        office,
    ) == [("stated", "NOR", valid_from, valid_to, *precisions)]


def test_each_bound_has_its_words(periods: Warehouse) -> None:
    [(start, end, *rest)] = periods.rows(
        "select valid_from_evidence_start, valid_from_evidence_end, valid_from_article_id, "
        "valid_from_evidence, valid_to_article_id, valid_to_evidence from actor_roles "
        "where office = 'mayor'"
    )
    assert rest == ["a5-mayor", "in May 2019", "a4-mayor", "resigned on Monday"]
    assert TEXT[start:end] == "in May 2019"
