"""Two people of one name are two actors; two spellings of one are one."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.linking.identities import LIKELY, link_actors
from pipelines.linking.name_keys import name_key
from pipelines.records import ActorKind, ActorSighting, CountryBasis

DAY = dt.date(2026, 11, 2)
TEXT, ARTICLE, TABLE = CountryBasis.TEXT, CountryBasis.ARTICLE, CountryBasis.TABLE


def seen(article, coded_id, country="", basis=TEXT, kind=ActorKind.PERSON, **more):
    return ActorSighting(
        article_id=article,
        coded_id=coded_id,
        name_key=name_key(coded_id, kind),
        name=coded_id.replace("_", " ").title(),
        kind=kind,
        country=country,
        country_basis=basis if country else CountryBasis.NONE,
        sector=more.pop("sector", ""),
        position=tuple(more.pop("position", "").split()),
        company=tuple(more.pop("company", "").split()),
        story_id=more.pop("story_id", article),
        told_on=more.pop("told_on", DAY),
    )


def body(article, coded_id, country="", basis=ARTICLE, **more):
    return seen(article, coded_id, country, basis, ActorKind.ORGANISATION, **more)


MINISTER = seen("a", "ana_lima", "BRA", sector="GOV", position="minist fisher", company="ivo_lind")
SINGER = seen("b", "ana_lima", "PRT", sector="ART", position="singer", company="rui_faro")


@pytest.mark.parametrize(
    ("why", "one", "other"),
    [
        ("nothing speaks against one", seen("a", "ana_lindqvist"), seen("b", "ana_lindqvist")),
        ("an office", MINISTER, seen("b", "ana_lima", position="minist former")),
        ("a misread country", MINISTER, replace(MINISTER, article_id="b", country="RUS")),
        ("copies", MINISTER, replace(SINGER, story_id="a")),
        ("spellings", seen("a", "sergei_ryabkov", "RUS"), seen("b", "sergey_riabkov", "RUS")),
        (
            "a near spelling and an office",
            seen("a", "rashad_guliyev", "AZE", position="advis"),
            seen("b", "rashad_quliyev", "AZE", position="advis"),
        ),
        ("a middle name", seen("a", "robert_s_ekman"), seen("b", "bob_ekman", company="x")),
        ("company", seen("a", "lind", company="x y"), seen("b", "lind", company="x y z")),
        (
            "a court of its country",
            body("a", "supreme_court", "IND"),
            body("b", "supreme_court", "IND"),
        ),
        ("a body of its own name", body("a", "fairlead"), body("b", "fairlead", "NOR")),
        ("the table", seen("a", "mike_brown", "USA", TABLE), seen("b", "mike_brown", "USA", TABLE)),
    ],
)
def test_one_actor(why, one, other):
    first, second = link_actors([one, other], [])
    assert first.actor_id == second.actor_id == first.coded_id, why
    assert {first.confidence, second.confidence} >= {1.0}
    assert min(first.confidence, second.confidence) >= LIKELY


@pytest.mark.parametrize(
    ("why", "one", "other"),
    [
        ("country, trade and office", MINISTER, SINGER),
        (
            "ministers of two countries",
            seen("a", "ana_lima", "BRA", sector="GOV", position="energy minist"),
            seen("b", "ana_lima", "DNK", sector="GOV", position="cultur minist"),
        ),
        (
            "office, trade and the countries of their articles",
            seen("a", "ana_lima", "BRA", ARTICLE, sector="GOV", position="mayor", company="x"),
            seen("b", "ana_lima", "USA", ARTICLE, sector="MED", position="nurse", company="y"),
        ),
        (
            "a hundred years",
            seen("a", "ana_lima", "BRA", told_on=dt.date(1921, 5, 1), company="x"),
            seen("b", "ana_lima", "BRA", company="y"),
        ),
        ("a near spelling alone", seen("a", "anna_karin"), seen("b", "anna_garin")),
        ("middle names", seen("a", "ana_b_lima"), seen("b", "ana_c_lima")),
        (
            "courts of two countries",
            body("a", "supreme_court", "IND"),
            body("b", "supreme_court", "USA"),
        ),
        (
            "ministries of unknown countries",
            body("a", "foreign_ministry"),
            body("b", "foreign_ministry"),
        ),
        (
            "a surname alone",
            seen("a", "clarke", "GBR", company="x"),
            seen("b", "clarke", "USA", company="y"),
        ),
    ],
)
def test_two_actors(why, one, other):
    first, second = link_actors([one, other], [])
    assert first.actor_id != second.actor_id, why
    assert {first.confidence, second.confidence} == {1.0}


def test_a_third_article_goes_to_the_right_one():
    known = link_actors([MINISTER, SINGER], [])
    ids = {sighting.article_id: sighting.actor_id for sighting in known}
    song = seen("c", "ana_lima", position="singer", company="rui_faro")
    fish = seen("d", "ana_lima", "BRA", company="ivo_lind")
    linked = {s.article_id: s for s in link_actors([song, fish], known)}
    assert linked["c"].actor_id == ids["b"]
    assert linked["d"].actor_id == ids["a"] == "ana_lima"
    assert all(LIKELY <= s.confidence < 1 for s in linked.values())


def test_whom_a_table_knows_has_the_plain_id():
    early = seen("a", "ana_lima", "BRA", position="nurse", sector="MED", company="x")
    known = seen("b", "ana_lima", "PRT", TABLE, position="minist", sector="GOV", company="y")
    linked = {s.article_id: s.actor_id for s in link_actors([early, known], [])}
    assert linked["b"] == "ana_lima"
    assert linked["a"].startswith("ana_lima~")


def test_known_actors_are_never_moved():
    known = link_actors([MINISTER], [])
    (later,) = link_actors([replace(SINGER, told_on=DAY - dt.timedelta(30))], known)
    assert later.actor_id.startswith("ana_lima~")


sightings = st.builds(
    seen,
    st.uuids().map(str),
    st.sampled_from(["ana_lima", "ana_b_lima", "lima", "ana_c_lima", "supreme_court"]),
    st.sampled_from(["", "BRA", "PRT"]),
    st.sampled_from([TEXT, ARTICLE, TABLE]),
    sector=st.sampled_from(["", "GOV", "ART"]),
    position=st.sampled_from(["", "minist", "singer"]),
    company=st.sampled_from(["", "x", "x y", "z"]),
)


@given(st.lists(sightings, max_size=8), st.lists(sightings, max_size=4), st.randoms())
def test_the_order_makes_no_difference(new, known, chance):
    known = link_actors(known, [])
    linked = sorted(link_actors(new, known), key=lambda s: s.article_id)
    chance.shuffle(new)
    chance.shuffle(known)
    assert sorted(link_actors(new, known), key=lambda s: s.article_id) == linked
    assert all(s.actor_id.partition("~")[0] and 0.5 <= s.confidence <= 1 for s in linked)
