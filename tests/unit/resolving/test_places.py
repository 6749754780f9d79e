"""Where events take place, and what names mean on the map. No place is better than a wrong one."""

from collections import Counter

import pytest

from pipelines.reading.reader import Reader
from pipelines.records import Article
from pipelines.resolving.gazetteer import country_of, find_place
from pipelines.resolving.places import find_places, place_event
from pipelines.resolving.tables import rows


def read(text):
    (document,) = Reader().read([Article(article_id="a", text=text)])
    return document


def place_of(text, cue):
    start = text.index(cue)
    return place_event(read(text), (start, start + len(cue)))


@pytest.mark.parametrize(
    ("text", "cue", "span", "country", "precision"),
    [
        ("The ministers met in Geneva.", "met", "Geneva", "CHE", "city"),
        ("They held talks in Paris, Texas, on Monday.", "talks", "Paris, Texas", "USA", "city"),
        ("They held talks in Paris on Monday.", "talks", "Paris", "FRA", "city"),
        ("She met him at the White House.", "met", "the White House", "USA", "point"),
        ("They met at Camp David in 2000.", "met", "Camp David", "USA", "point"),
        ("His visit to Warsaw was short.", "visit", "Warsaw", "POL", "city"),
        ("They met in the Turkish capital.", "met", "the Turkish capital", "TUR", "city"),
        (
            "The visit to Ankara went ahead: he met her there on Monday.",
            "met",
            "Ankara",
            "TUR",
            "city",
        ),
        ("He asked his partners in Baku, where he held talks.", "talks", "Baku", "AZE", "city"),
    ],
)
def test_the_place_of_an_event(text, cue, span, country, precision):
    place = place_of(text, cue)
    assert text[slice(*place.span)] == span
    assert (place.country, place.precision) == (country, precision)
    assert place.latitude is not None


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Moscow said on Monday that it was ready.", "said"),
        ("They held talks on Northern Ireland.", "talks"),
        ("They met in June.", "met"),
        ("They met in her office.", "met"),
        ("Holt, who was born in Oslo, met the premier.", "met"),
    ],
)
def test_no_place_is_better_than_a_wrong_one(text, cue):
    assert place_of(text, cue) is None


def test_a_party_is_no_place():
    text = "The premier met in Geneva."
    start = text.index("Geneva")
    cue = text.index("met")
    assert place_event(read(text), (cue, cue + 3), [(start, start + 6)]) is None


def test_context_decides_between_places_of_one_name():
    assert find_place("London").country == "GBR"
    assert find_place("Paris", ["Texas"]).region == "Texas"
    assert find_place("Washington", (), Counter()).precision == "city"
    assert find_place("Nowhereville") is None


def test_countries_of_names():
    assert country_of("Kyiv") == country_of("Kiev") == "UKR"
    assert country_of("U.S.") == "USA"
    assert country_of("Nowhereville") == ""


def test_every_named_place_of_an_article():
    names = [p.name for p in find_places(read("She flew from Berlin to Tokyo."))]
    assert names == ["Berlin", "Tokyo"]


def test_a_capital_is_in_its_country():
    """But for those that have a larger namesake abroad or none of the gazetteer's size."""
    astray = {
        capital
        for row in rows("countries.csv")
        for capital in filter(None, row["capital"].split("|"))
        if country_of(capital) != row["alpha3"]
    }
    assert astray <= {"St. John's", "Nuku'alofa", "Bridgetown", "Malé"}


@pytest.mark.parametrize(
    ("name", "country"),
    [("Bali", "IDN"), ("Islamabad", "PAK"), ("Dili", "TLS"), ("Kiev", "UKR"), ("Odessa", "UKR")],
)
def test_a_place_is_itself_before_another_spelling_of_a_larger_one(name, country):
    assert country_of(name) == country


@pytest.mark.parametrize(
    ("name", "within", "countries", "country"),
    [
        ("Valencia", (), {}, "ESP"),
        ("Valencia", (), {"VEN": 2}, "VEN"),
        ("St. Petersburg", (), {}, "RUS"),
        ("St. Petersburg", ("Florida",), {}, "USA"),
        ("Cambridge", (), {}, ""),
        ("Cambridge", (), {"GBR": 1}, "GBR"),
        ("Cambridge", ("Massachusetts",), {}, "USA"),
        ("St. John's", (), {}, ""),
        ("Toledo", (), {"ESP": 1}, "ESP"),
        ("Lucerne", (), {}, "CHE"),
        ("Sukhumi", (), {}, "GEO"),
    ],
)
def test_a_name_of_several_cities_means_what_news_means(name, within, countries, country):
    place = find_place(name, within, Counter(countries))
    assert place is not None
    assert place.country == country
    assert (place.latitude is None) == (not country)
