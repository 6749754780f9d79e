"""Countries that a description gives to its bearer."""

import pytest

from pipelines.coding.coder import make_coder
from pipelines.records import Article

CASES = [
    ("British Foreign Secretary Jane Moss told Kenya and Uganda to talk.", "Jane Moss", "GBR"),
    ("Newly appointed Greek Prime Minister Nikos Rallis blamed Malta.", "Nikos Rallis", "GRC"),
    ("Palestinians blamed Israel for the closure.", "Palestinians", "PSE"),
    ("Peru and the Chileans blamed Brazil for the delay.", "Chileans", "CHL"),
]


@pytest.fixture(scope="module")
def coder():
    return make_coder("rules")


@pytest.mark.parametrize(("text", "name", "country"), CASES)
def test_country_of_a_name(coder, text, name, country):
    actors = coder.annotate(Article("a", text)).actors
    assert {a.country for a in actors if a.name == name} == {country}


def test_the_president_of_another_country_is_somebody_else(coder):
    text = (
        "Chilean President Rosa Vidal arrived on Monday. "
        "She offered to negotiate with the president of Paraguay."
    )
    found = coder.annotate(Article("a", text)).mentions
    assert "PRY" in {p.country for m in found for p in m.participants}
