"""Countries that a description gives to its bearer."""

import pytest

from pipelines.coding.coder import make_coder
from pipelines.records import ActorKind, Article

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


def test_who_speaks_for_the_government_is_of_its_country(coder):
    text = (
        "Norway hosted talks in Oslo between the Peruvian government and miners. "
        "Government negotiator Rosa Quispe thanked Norway. Miner Luis Mamani praised Norway."
    )
    actors = {a.name: a.country for a in coder.annotate(Article("a", text)).actors}
    assert (actors["Rosa Quispe"], actors.get("Luis Mamani", "")) == ("PER", "")


def test_a_counterpart_is_a_person_of_the_country_named(coder):
    text = (
        "Greek Minister Nikos Rallis met his Maltese counterpart, Kwame-Lee Borg-Otieno, on Monday."
    )
    found = {a.name: (a.kind, a.country) for a in coder.annotate(Article("a", text)).actors}
    assert found["Kwame-Lee Borg-Otieno"] == (ActorKind.PERSON, "MLT")


def test_both_ministers_are_the_minister_and_the_counterpart(coder):
    text = (
        "Greek Minister Nikos Rallis met his Maltese counterpart, Ana Borg, on Monday. "
        "Trader Jane Moss protested. Both ministers rejected an appeal from the traders."
    )
    said = [
        m for m in coder.annotate(Article("a", text)).mentions if "reject" in text[slice(*m.cue[0])]
    ]
    assert {p.actor_id for m in said for p in m.participants} >= {"nikos_rallis", "ana_borg"}


def test_a_body_that_reports_and_is_called_a_paper_is_an_outlet(coder):
    text = (
        "The Silver Tide has reported that the port closed. It closed on Friday, the paper said. "
        "The Silver Council said it was open."
    )
    actors = coder.annotate(Article("a", text)).actors
    kinds = {a.name: a.kind for a in actors if a.name.startswith("Silver")}
    assert kinds == {"Silver Tide": ActorKind.OUTLET, "Silver Council": ActorKind.ORGANISATION}
    assert not [a.name for a in actors if "paper" in a.name]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A United Nations envoy accused Kenya of delay.", "envoy"),
        ("NATO spokeswoman Jane Moss urged Malta to wait.", "Jane Moss"),
    ],
)
def test_who_speaks_for_a_body_of_many_countries_is_lent_none(coder, text, speaker):
    actors = coder.annotate(Article("a", text)).actors
    assert {a.country for a in actors if speaker in a.name} == {""}


@pytest.mark.parametrize(
    ("who", "country"),
    [
        ("President Rosa Vidal", "CHL"),
        ("Deputy Health Minister Rosa Vidal", "CHL"),
        ("Company president Rosa Vidal", ""),
        ("Singer Rosa Vidal", ""),
    ],
)
def test_holders_of_national_offices_are_of_the_country_that_is_named_most(coder, who, country):
    text = (
        "Chile and its unions went on talking in Chile's capital, and Peru watched. Chilean miners "
        f"waited. {who} said that talks would go on."
    )
    actors = coder.annotate(Article("a", text)).actors
    assert {a.country for a in actors if "Rosa Vidal" in a.name} == {country}
