"""What titles before names and the bodies in them say of people."""

import datetime as dt

import pytest

from pipelines.reading.reader import Reader
from pipelines.records import Article
from pipelines.resolving.cast import Cast


def people(text):
    at = dt.datetime(2024, 12, 6, tzinfo=dt.UTC)
    (document,) = Reader().read([Article(article_id="a", text=text, published_at=at)])
    return {a.name: a for a in Cast(document).actors() if str(a.kind) == "person"}


@pytest.mark.parametrize(
    ("text", "name", "country", "body"),
    [
        (
            "The Danish Water Authority was late. The authority's chief hydrologist, Ana Lima, "
            "agreed.",
            "Ana Lima",
            "DNK",
            "Danish Water Authority",
        ),
        (
            "The Polish Mining Agency opened. The agency's director Jan Wilk spoke in Oslo.",
            "Jan Wilk",
            "POL",
            "Polish Mining Agency",
        ),
        (
            "The Bank of Bolivia was late. Ana Quispe, the bank's chief economist, spoke in Lima.",
            "Ana Quispe",
            "BOL",
            "Bank of Bolivia",
        ),
    ],
)
def test_who_serves_a_body_named_before_is_of_its_country(text, name, country, body):
    found = people(text)[name]
    assert (found.country, found.body) == (country, body)


@pytest.mark.parametrize(
    ("text", "name", "role", "offices"),
    [
        (
            "Former governor and current senator Dana Whitlock spoke.",
            "Dana Whitlock",
            "senator",
            [("governor", "former"), ("senator", "")],
        ),
        (
            "Rui Pinheiro, a former mayor of Porto and now a senator, spoke.",
            "Rui Pinheiro",
            "mayor of Porto",
            [("mayor of Porto", "former"), ("senator", "")],
        ),
        (
            "Former mayor of Porto Rui Pinheiro spoke.",
            "Rui Pinheiro",
            "mayor of Porto",
            [("mayor of Porto", "former")],
        ),
        (
            "The head of the office of the president Kari Lund spoke.",
            "Kari Lund",
            "head of the office of the president",
            [("head of the office of the president", "")],
        ),
        (
            "The head of the office of the president Nikos Floros, Kari Lund, spoke.",
            "Nikos Floros",
            "president",
            [("president", "")],
        ),
        (
            "Kim Holt, a professor of harbour and ferry studies at the Law School of Bergen in "
            "Norway, spoke.",
            "Kim Holt",
            "professor of harbour and ferry studies",
            None,
        ),
        ("The minister and President Nikos Floros spoke.", "Nikos Floros", "President", None),
        ("The president of Armenia, Nikos Floros, spoke.", "Nikos Floros", "president", None),
    ],
)
def test_offices_before_a_name(text, name, role, offices):
    found = people(text)[name]
    assert found.role == role
    assert offices is None or [(o.title, o.status) for o in found.offices] == offices


def test_senators_of_a_list_are_all_senators():
    found = people("Senators Dana Whitlock, Rob Marsh and Ana Lima wrote to the bank.")
    assert {a.sector for a in found.values()} == {"LEG"}


def test_a_headline_gives_no_office_over_a_verb():
    found = people("Senator Endorses Whitlock After Long Night\n\nDana Whitlock spoke in Oslo.")
    assert found["Dana Whitlock"].role == ""
