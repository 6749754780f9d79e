from pathlib import Path

import pytest
from lake_factory import Story, Warehouse, day, on

from pipelines.records import (
    ActorKind,
    Basis,
    Code,
    CountryBasis,
    Kind,
    Office,
    Reality,
    RejectedArticle,
)


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A small week of news, built and tested by dbt once."""
    warehouse = Warehouse(tmp_path_factory.mktemp("newsroom"))
    warehouse.arrive(day(5), planned_talks(), minister_on_air("b1", "Coast Times"))
    warehouse.arrive(
        day(6),
        held_talks(),
        reprint("d1", "Valley Post"),
        reprint("d2", "Hill Gazette"),
        minister_on_air("b2", "Harbour Herald"),
        relayed_report(),
        Story("x1", "Nothing that could be read.", failure="out of memory"),
        refused=[RejectedArticle("r1", "samples", "empty.txt", "empty", "The file is empty.")],
    )
    warehouse.build()
    return warehouse


def planned_talks() -> Story:
    story = Story("a1", "Ann Bell will meet Carl Dorn in Oslo on Friday.", published=day(5))
    story.actor(
        "Ann Bell",
        country="NOR",
        country_basis=CountryBasis.TEXT,
        sector="GOV",
        office="Minister of Ports",
        offices=(
            Office("Minister", story.span("Ann Bell"), body="Cabinet"),
            Office("mayor", story.span("in Oslo"), status="former"),
            Office("envoy", story.span("on Friday"), status="incoming"),
        ),
    )
    story.actor("Carl Dorn", office="President")
    return story.mention(
        "m-talks",
        "meet",
        ("participant", "Ann Bell"),
        ("participant", "Carl Dorn"),
        reality=Reality.PLANNED,
        code=Code("AGREE", "036", "in_person"),
        when=on(day(6)),
    )


def held_talks() -> Story:
    story = Story(
        "a2",
        "Ünlü çay 🚢. Ann Bell met Carl Dorn and Eve Falk in Oslo.\nShe hopes for more.",
        outlet="The Coast Times",
        url="https://coast.example/talks",
    )
    story.mention(
        "m-talks",
        "met",
        ("participant", "Ann Bell"),
        ("participant", "Carl Dorn"),
        ("participant", "Eve Falk"),
        where=("Oslo", "NOR"),
        content="",
    )
    return story.mention("s-belief", "hopes", ("speaker", "She"), kind=Kind.BELIEF)


def reprint(article_id: str, outlet: str) -> Story:
    text = "The ferry “will sail all winter”, said Gus Holt, a senior captain, in Bergen."
    story = Story(article_id, text, outlet=outlet, story_id="agency-text")
    story.actor(
        "Gus Holt", country="NOR" if article_id == "d1" else "DNK", country_basis=CountryBasis.TEXT
    )
    return story.mention(
        "s-ferry",
        "said",
        ("speaker", "Gus Holt"),
        kind=Kind.STATEMENT,
        content="“will sail all winter”",
        quote_type="mixed",
        where=("Bergen", "NOR"),
        code=Code("STATEMENT", "010"),
    )


def minister_on_air(article_id: str, outlet: str) -> Story:
    text = "On Tuesday Ann Bell told Radio Nord: “The port stays open.”"
    story = Story(article_id, text, outlet=outlet, published=day(5))
    guess = CountryBasis.ARTICLE if article_id == "b1" else CountryBasis.NONE
    guessed = {"country": "NOR" if guess else "", "country_basis": guess}
    story.actor("Radio Nord", kind=ActorKind.OUTLET, **guessed)
    story.actor("Port Gazette", kind=ActorKind.OUTLET, **guessed)
    story.actor("Ann Bell", country="SWE", country_basis=CountryBasis.ARTICLE)
    return story.mention(
        "s-port",
        "told",
        ("speaker", "Ann Bell"),
        ("outlet", "Radio Nord"),
        kind=Kind.STATEMENT,
        content="“The port stays open.”",
        quote_type="direct",
        code=Code("STATEMENT", "010"),
        when=on(day(3), Basis.RELATIVE),
        relay=("radio_nord", "ann_bell"),
    )


def relayed_report() -> Story:
    text = "Radio Nord reported, citing Ivo Jahn, that Ann Bell met Kim Lund in secret."
    story = Story("e1", text, outlet="Valley Post")
    story.actor("Radio Nord", kind=ActorKind.OUTLET)
    story.mention(
        "r-secret",
        "reported",
        ("reporter", "Radio Nord"),
        ("source", "Ivo Jahn"),
        kind=Kind.REPORT,
        content="that Ann Bell met Kim Lund in secret",
        code=Code("REPORT"),
        relay=("radio_nord", "ivo_jahn"),
    )
    return story.mention(
        "m-secret",
        "met",
        ("participant", "Ann Bell"),
        ("participant", "Kim Lund"),
        relay=("radio_nord", "ivo_jahn"),
    )


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path)
