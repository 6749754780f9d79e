"""From when and until when an office is held: the words in, the bounds out; and what says none."""

import datetime as dt

import pytest

from pipelines.reading.reader import Reader
from pipelines.records import Article
from pipelines.resolving.cast import Cast
from pipelines.resolving.times import find_times

PUBLISHED = dt.datetime(2024, 12, 6, tzinfo=dt.UTC)  # a Friday


def offices_in(text, published=PUBLISHED):
    (document,) = Reader().read([Article(article_id="a", text=text, published_at=published)])
    actors = Cast(document, find_times(text, published)).actors()
    return [(actor.name, office) for actor in actors for office in actor.offices]


def said(bound):
    return f"{bound.day} {bound.precision}" if bound else ""


def bounds_in(text, published=PUBLISHED):
    """Name, office, first and last day of every office whose period is said."""
    return [
        (name, office.title, said(office.begins), said(office.ends))
        for name, office in offices_in(text, published)
        if office.begins or office.ends
    ]


@pytest.mark.parametrize(
    ("text", "office", "begins", "ends"),
    [
        (
            "Ann Bell, who has been foreign minister since 2019, spoke.",
            "foreign minister",
            "2019-01-01 year",
            "",
        ),
        ("Ann Bell, president since May 2022, spoke.", "president", "2022-05-01 month", ""),
        ("Ann Bell, mayor of Oslo until last year, left.", "mayor of Oslo", "", "2023-12-31 year"),
        (
            "They met Ann Bell, the prime minister from 2014 to 2018.",
            "prime minister",
            "2014-01-01 year",
            "2018-12-31 year",
        ),
        (
            "Ann Bell, who served as ambassador to Kenya from 2014 to 2018, spoke.",
            "ambassador to Kenya",
            "2014-01-01 year",
            "2018-12-31 year",
        ),
        (
            "Ann Bell held the post of defence minister from May 2014 until 3 March 2016.",
            "defence minister",
            "2014-05-01 month",
            "2016-03-03 day",
        ),
        (
            "Ann Bell, a former finance minister who led the ministry between 2010 and 2012, left.",
            "finance minister",
            "2010-01-01 year",
            "2012-12-31 year",
        ),
        (
            "President Ann Bell, who has led the country since 1999, spoke.",
            "President",
            "1999-01-01 year",
            "",
        ),
        (
            "Former president Ann Bell (2009-17) spoke.",
            "president",
            "2009-01-01 year",
            "2017-12-31 year",
        ),
        (
            "The former mayor of Oslo (2001-2009), Ann Bell, spoke.",
            "mayor of Oslo",
            "2001-01-01 year",
            "2009-12-31 year",
        ),
        (
            "As mayor of Oslo from 2001 to 2005, Ann Bell built roads.",
            "mayor of Oslo",
            "2001-01-01 year",
            "2005-12-31 year",
        ),
        (
            "Ann Bell built roads during her tenure as governor from 2010 to 2014.",
            "governor",
            "2010-01-01 year",
            "2014-12-31 year",
        ),
        (
            "The defence minister, Ann Bell, has been in office since 2021.",
            "defence minister",
            "2021-01-01 year",
            "",
        ),
        (
            "Ann Bell is a judge who served as the first governor from 2018 to 2020.",
            "first governor",
            "2018-01-01 year",
            "2020-12-31 year",
        ),
        (
            "Ann Bell served as ambassador to Burma from 2012 until earlier this year.",
            "ambassador to Burma",
            "2012-01-01 year",
            "2024-12-06 year",  # it was over when the article was published
        ),
    ],
)
def test_an_office_is_held_from_then_until_then(text, office, begins, ends):
    assert bounds_in(text) == [("Ann Bell", office, begins, ends)]


@pytest.mark.parametrize(
    ("text", "office", "begins"),
    [
        (
            "Parliament appointed Ann Bell finance minister on Monday.",
            "finance minister",
            "2024-12-02 day",
        ),
        (
            "President Ivo Lund named Ann Bell as finance minister in March.",
            "finance minister",
            "2024-03-01 month",
        ),
        ("Ann Bell was sworn in as minister on Monday.", "minister", "2024-12-02 day"),
        (
            "Ann Bell took the oath of office as the 81st mayor on Monday.",
            "81st mayor",
            "2024-12-02 day",
        ),
        (
            "They replaced Ann Bell, the deputy governor, who had held the post since 2007.",
            "deputy governor",
            "2007-01-01 year",
        ),
        (
            "Ann Bell, appointed finance minister in May, left.",
            "finance minister",
            "2024-05-01 month",
        ),
        ("The vice president, Ann Bell, became president in 2015.", "president", "2015-01-01 year"),
        (
            "Ann Bell succeeded Ivo Lund as finance minister in May.",
            "finance minister",
            "2024-05-01 month",
        ),
        (
            "President Ann Bell met reporters. She took office in May.",
            "President",
            "2024-05-01 month",
        ),
        (
            "President-elect Ann Bell, who takes office on 20 January, spoke.",
            "president-elect",
            "2025-01-20 day",
        ),
        ("Ann Bell, who will become mayor on Jan. 1, spoke.", "mayor", "2025-01-01 day"),
        ("Ann Bell is due to take office as governor in January.", "governor", "2025-01-01 month"),
    ],
)
def test_an_office_begins(text, office, begins):
    assert bounds_in(text) == [("Ann Bell", office, begins, "")]


@pytest.mark.parametrize(
    ("text", "office", "ends"),
    [
        ("Ann Bell resigned as finance minister on Friday.", "finance minister", "2024-12-06 day"),
        (
            "Ann Bell, who stepped down as defence minister last week, spoke.",
            "defence minister",
            "2024-12-01 week",
        ),
        (
            "Defence Minister Ann Bell was dismissed on Monday.",
            "Defence Minister",
            "2024-12-02 day",
        ),
        (
            "President Ivo Lund fired his defence minister, Ann Bell, last month.",
            "defence minister",
            "2024-11-30 month",
        ),
        (
            "Ann Bell, who resigned from her post as governor in May, spoke.",
            "governor",
            "2024-05-31 month",
        ),
        ("Governor Ann Bell, whose term ends in January, spoke.", "Governor", "2025-01-31 month"),
        (
            "Ann Bell was succeeded as finance minister in May by Ivo Lund.",
            "finance minister",
            "2024-05-31 month",
        ),
        (
            "Minister Ann Bell took office amid a crisis, and on Monday she resigned.",
            "Minister",
            "2024-12-02 day",
        ),
    ],
)
def test_an_office_ends(text, office, ends):
    assert bounds_in(text) == [("Ann Bell", office, "", ends)]


@pytest.mark.parametrize(
    "text",
    [
        # the day of another doing
        "Ivo Lund met Ann Bell, the mayor, on Monday.",
        "Ann Bell, the finance minister who met Ivo Lund on Monday, left.",
        "President Ann Bell has said since 2019 that taxes would rise.",
        "The president said since 2019 Ann Bell had lost support.",
        "Foreign Minister Ann Bell has opposed the plan since 2019.",
        "The foreign minister, Ann Bell, who lived in Oslo until 1989, spoke.",
        "In 1991, Ann Bell, who worked for the mayor, becoming director, published a book.",
        # the years of something else
        "Ann Bell, president of a company founded in 2010, spoke.",
        "President Ann Bell (1930-2011) was born in Oslo.",
        "Ann Bell, the first senator since 1950 to lose, spoke.",
        "Ann Bell became the first physician under 40 to join the board in 1995.",
        "President Ivo Lund took office in 2008 with Ann Bell as his foreign minister.",
        "Ann Bell, whose second term as governor began in 2022, spoke.",
        # held within that time, no more
        "Ann Bell was foreign minister in 2010.",
        "Ann Bell has been governor since the 1990s.",
        # not so, or not certain
        "Ann Bell was not appointed finance minister on Monday.",
        "Ann Bell denied that she was dismissed as minister on Monday.",
        "Ann Bell could be appointed finance minister in March.",
        "Ann Bell could be dismissed and appointed mayor in March.",
        "Ann Bell is expected to be named finance minister on Monday.",
        "If Ann Bell is elected president in 2028, she will move.",
        "A campaign for Ann Bell to become president in 2028 began.",
        # no office, or another than the one said
        "Senator Ann Bell resigned from the chess club on Friday.",
        "Mayor Ann Bell was fired from a job as an accountant on Monday.",
        "Ann Bell has been a critic of the mayor since 2015.",
        "Ann Bell became a candidate in 2023.",
        "Senator Ann Bell, who led the ministry between 2010 and 2012, spoke.",
        "Ann Bell was elected to the Senate in 2012.",
        "President Ann Bell said that the vote was lost. She takes office in January.",
    ],
)
def test_no_bound_is_better_than_a_wrong_one(text):
    assert bounds_in(text) == []


def test_of_several_offices_each_has_its_own_time():
    text = "Ann Bell served as envoy to Kenya from 2014 to 2018 and as mayor from 2018 to 2021."
    assert bounds_in(text) == [
        ("Ann Bell", "envoy to Kenya", "2014-01-01 year", "2018-12-31 year"),
        ("Ann Bell", "mayor", "2018-01-01 year", "2021-12-31 year"),
    ]
    text = "Ann Bell, chief executive and chairwoman of Norbank since 2018, spoke."
    assert bounds_in(text) == [
        ("Ann Bell", "chief executive", "2018-01-01 year", ""),
        ("Ann Bell", "chairwoman of Norbank", "2018-01-01 year", ""),
    ]


def test_who_acted_before_held_two_offices():
    text = "Ann Bell became acting mayor in May and was sworn in as mayor in June."
    assert bounds_in(text) == [
        ("Ann Bell", "mayor", "2024-05-01 month", ""),
        ("Ann Bell", "mayor", "2024-06-01 month", ""),
    ]
    assert [office.status for _, office in offices_in(text)] == ["acting", ""]


def test_an_office_that_is_said_twice_keeps_its_period():
    text = (
        "Ann Bell, mayor since 2019, spoke. Mayor Ann Bell left. "
        "She resigned as mayor of Oslo on Monday."
    )
    assert bounds_in(text) == [("Ann Bell", "mayor of Oslo", "2019-01-01 year", "2024-12-02 day")]


def test_the_status_stays_as_it_is_said():
    text = "Former mayor Ann Bell spoke. She was mayor from 2009 to 2017."
    [(_, office)] = offices_in(text)
    assert (office.status, said(office.ends)) == ("former", "2017-12-31 year")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ann Bell, who has been mayor since 2019, left.", "has been mayor since 2019"),
        ("Ann Bell, the mayor of Oslo (2001-09), left.", "mayor of Oslo (2001-09)"),
        ("Since 2019 Ann Bell has been the mayor.", "Since 2019 Ann Bell has been the mayor"),
        ("Governor Ann Bell, whose term ends in May, left.", "whose term ends in May"),
    ],
)
def test_a_bound_has_the_words_that_say_so(text, words):
    [(_, office)] = offices_in(text)
    bound = office.begins or office.ends
    assert text[slice(*bound.span)] == words


def test_without_a_day_of_publication_only_dates_bound():
    assert bounds_in("Ann Bell was sworn in as mayor on Monday.", None) == []
    assert bounds_in("Ann Bell was sworn in as mayor on May 3, 2021.", None) == [
        ("Ann Bell", "mayor", "2021-05-03 day", "")
    ]
