"""Names of territories and the countries that they belong to; the table they come from."""

import re

import pytest

from pipelines.resolving.territories import (
    all_territories,
    country_of_territory,
    find_territory,
    is_country,
)

NAMES = [
    ("Iceland", "ISL"),
    ("Côte d’Ivoire", "CIV"),
    ("Cote d'Ivoire", "CIV"),
    ("UK", "GBR"),
    ("UAE", "ARE"),
    ("Dubai", "ARE"),
    ("Czechia", "CZE"),
    ("Türkiye", "TUR"),
    ("Kosovo", "XKX"),
    ("us", ""),
    ("Atlantis", ""),
    # codes and foreign spellings that news means otherwise
    ("AI", ""),
    ("GE", ""),
    ("IT", ""),
    ("IRA", ""),
    ("Shine", ""),
    ("Kerry", ""),
    ("", ""),
]


@pytest.mark.parametrize(("name", "country"), NAMES)
def test_country_of_a_name(name, country):
    assert country_of_territory(name) == country


@pytest.mark.parametrize(("name", "whole"), [("Iceland", True), ("Dubai", False), ("Oz", False)])
def test_a_part_of_a_country_is_no_country(name, whole):
    assert is_country(name) is whole


def test_codes_and_wikidata_ids_have_their_form():
    for territory in all_territories():
        assert re.fullmatch(r"[a-z]{1,5}(-[a-z0-9]{1,6}){0,2}", territory.code), territory
        assert re.fullmatch(r"([A-Z]{3})?", territory.alpha3), territory
        assert re.fullmatch(r"(Q\d+)?", territory.wikidata_id), territory


def test_every_parent_is_in_the_table_and_leads_to_a_country():
    territories = {t.code: t for t in all_territories()}
    assert len(territories) > 500
    for territory in territories.values():
        above, steps = territory, 0
        while above.parent and steps < 5:
            above, steps = territories[above.parent], steps + 1
        assert not above.parent, territory


def test_a_country_is_found_by_its_own_name():
    lost = [
        t.name
        for t in all_territories()
        if t.alpha3 and not t.parent and not t.is_historical and find_territory(t.name) != t
    ]
    assert lost == []
