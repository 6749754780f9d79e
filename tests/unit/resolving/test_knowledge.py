"""The knowledge tables: their shape, their overlaps, and what a look-up answers."""

import datetime as dt
import re
from itertools import pairwise

import pytest

from pipelines.records import ActorKind
from pipelines.resolving.describe import describe
from pipelines.resolving.knowledge import load_knowledge
from pipelines.resolving.spelling import plain
from pipelines.resolving.tables import rows
from pipelines.resolving.territories import territory_of

ALPHA3 = re.compile(r"[A-Z]{3}")
SECTORS = frozenset(
    {"GOV", "MIL", "LEG", "JUD", "SPY", "COP", "PTY", "ELI", "IGO", "NGO", "JRN", "BUS", "EDU",
     "MED", "REL", "LAB", "AGR", "CVL", "OPP", "REB", "PRM", "UAF", "CRM", "REF", ""}
)  # fmt: skip
CLASSES = frozenset({"person", "people", "body", "state", "outlet", "document"})


@pytest.mark.parametrize(
    "table", ["countries", "seats", "bodies", "outlets", "leaders", "national_terms", "honorifics"]
)
def test_country_codes_are_codes_that_exist(table):
    for row in rows(f"{table}.csv"):
        assert None not in row.values(), row
        code = row["alpha3"]
        assert code == "" or (ALPHA3.fullmatch(code) and territory_of(code)), row


@pytest.mark.parametrize("table", ["countries", "seats", "bodies", "outlets", "leaders"])
def test_every_row_has_a_source(table):
    assert all(row["source"] for row in rows(f"{table}.csv"))


@pytest.mark.parametrize(
    ("table", "key"),
    [("countries", "alpha3"), ("bodies", "name"), ("outlets", "name"), ("outlets", "domain"),
     ("seats", "name"), ("actor_nouns", "noun"), ("honorifics", "title"), ("given_names", "name")],
)  # fmt: skip
def test_keys_are_unique(table, key):
    keys = [row[key] for row in rows(f"{table}.csv")]
    assert len(keys) == len(set(keys))


def test_sectors_and_classes_are_known_ones():
    for table in ("bodies", "seats", "actor_nouns", "honorifics"):
        assert {row["sector"] for row in rows(f"{table}.csv")} <= SECTORS
    assert {row["class"] for row in rows("actor_nouns.csv")} == CLASSES


def test_an_alias_means_one_body_or_outlet():
    for table in ("bodies", "outlets"):
        owner: dict[str, str] = {}
        for row in rows(f"{table}.csv"):
            for name in {plain(n) for n in (row["name"], *row["aliases"].split("|")) if n}:
                assert owner.setdefault(name, row["name"]) == row["name"], name


def test_terms_of_one_office_do_not_overlap():
    terms: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for row in rows("leaders.csv"):
        key = (row["alpha3"], row["office"], row["body"])
        if row["office"] in ("President", "Prime Minister", "Chancellor", "Secretary of State"):
            terms.setdefault(key, []).append((row["valid_from"], row["valid_to"] or "9999-12-31"))
        assert not row["valid_to"] or row["valid_from"] < row["valid_to"], row
    for key, held in terms.items():
        for (_, last), (first, _) in pairwise(sorted(held)):
            assert last <= first, key


def test_there_are_outlets_enough():
    assert sum(1 for _ in rows("outlets.csv")) >= 150


@pytest.mark.parametrize(
    ("name", "country"),
    [("Norwegian", "NOR"), ("Ukrainians", "UKR"), ("Kiev", "UKR"), ("Fla.", "USA"),
     ("Scotland", "GBR"), ("U.S.", "USA"), ("Georgia", "GEO"), ("us", ""), ("Xyzzy", "")],
)  # fmt: skip
def test_country_of_a_word(name, country):
    assert load_knowledge().country(name) == country


def test_georgia_follows_its_article():
    assert load_knowledge().country("Georgia", context="USA") == "USA"


def test_an_office_is_held_on_a_day():
    person = load_knowledge().person
    assert person("Angela Merkel", dt.date(2017, 4, 1)).office == "Chancellor"
    assert person("Angela Merkel", dt.date(2023, 4, 1)).is_former
    assert person("Donald Trump", dt.date(2016, 4, 1)).office == ""
    assert person("Donald Trump", dt.date(2022, 4, 1)).is_former


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [("the WSJ", ActorKind.OUTLET, "USA"), ("Downing Street", ActorKind.ORGANISATION, "GBR"),
     ("NATO", ActorKind.ORGANISATION, ""), ("The Hill", ActorKind.OUTLET, "USA")],
)  # fmt: skip
def test_organisations(name, kind, country):
    found = load_knowledge().organisation(name)
    assert (found.kind, found.country) == (kind, country)


def test_common_words_are_no_outlets():
    assert load_knowledge().organisation("Hill") is None
    assert load_knowledge().organisation("time") is None


@pytest.mark.parametrize(
    ("text", "context", "country", "sector"),
    [
        ("three Dutch farmers", "", "NLD", "AGR"),
        ("the Chilean Navy", "", "CHL", "MIL"),
        ("the National Guard", "Mexico", "MEX", "MIL"),
        ("Spain's ambassador to Peru", "", "ESP", "GOV"),
        ("a former British minister", "", "GBR", "ELI"),
        ("LISBON", "", "PRT", "GOV"),
        ("a group of lawyers", "", "", "JUD"),
        ("", "", "", ""),
    ],
)
def test_describe(text, context, country, sector):
    found = describe(text, context)
    assert (found.country, found.sector) == (country, sector)


def test_describe_gives_the_affiliation_of_international_bodies():
    assert describe("European Union lawmakers").affiliation == "EUR"
