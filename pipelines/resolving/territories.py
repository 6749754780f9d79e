"""Countries, their parts and their predecessors by name: the table `territories.csv`."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from pipelines.resolving.spelling import without_accents
from pipelines.resolving.tables import rows

SHORT = 3
# Of names so short, only these: AI, GE, IT and PM are codes of countries, and other things in news
ABBREVIATIONS = frozenset(
    {
        "US", "USA", "UK", "UAE", "DRC", "PRC", "ROC", "ROK", "NZ", "PNG", "GDR", "HK", "BVI",
        "NSW", "NYC", "DPR", "LPR",
    }
)  # fmt: skip
DROPPED = str.maketrans("", "", ".()[],;:_-/ʻ'’")


@dataclass(frozen=True, slots=True)
class Territory:
    """One territory. `alpha3` is empty for a part of a country, which `parent` names."""

    code: str
    alpha3: str
    parent: str
    name: str
    full_name: str
    wikidata_id: str
    is_historical: bool
    places: frozenset[str]


def all_territories() -> Iterable[Territory]:
    """Every territory of the table, in the order of their codes."""
    return _table()[0].values()


def country_of_territory(name: str) -> str:
    """The ISO 3166-1 alpha-3 code of the country that a territory's name belongs to, or ""."""
    found = find_territory(name)
    while found is not None and not found.alpha3:
        found = _table()[0].get(found.parent)
    return found.alpha3 if found else ""


def is_country(name: str) -> bool:
    """Whether a name is that of a whole country, not of a part of one or a town in it."""
    found = find_territory(name)
    return bool(found and found.alpha3 and name.lower() not in found.places)


@lru_cache(maxsize=8192)
def find_territory(name: str) -> Territory | None:
    """The territory of a name as English writes it, with a capital, or of a known short form."""
    if not name[:1].isupper() or (len(name) <= SHORT and name not in ABBREVIATIONS):
        return None
    _, codes, names = _table()
    return codes.get(name.lower().strip()) or names.get(_key(name))


@lru_cache(maxsize=512)
def territory_of(country: str) -> Territory | None:
    """The territory of an ISO 3166-1 alpha-3 code."""
    return _table()[1].get(country.lower())


@cache
def _table() -> tuple[dict[str, Territory], dict[str, Territory], dict[str, Territory]]:
    """Territories by their own code, by any code, and by name; certain names come first."""
    territories: dict[str, Territory] = {}
    codes: dict[str, Territory] = {}
    tiers: tuple[dict[str, Territory], ...] = ({}, {}, {})
    for row in rows("territories.csv"):
        places = [place for place in row["places"].split("|") if place]
        territory = Territory(
            row["code"], row["alpha3"], row["parent"], row["name"], row["full_name"] or row["name"],
            row["qid"], row["historical"] == "yes", frozenset(p.lower() for p in places),
        )  # fmt: skip
        territories[territory.code] = territory
        for code in (row["code"], row["alpha3"].lower(), *row["other_codes"].split("|")):
            codes[code] = territory
        certain = [territory.name, territory.full_name, *row["names"].split("|")]
        for tier, given in zip(tiers, (certain, row["variants"].split("|"), places), strict=True):
            tier.update((_key(name), territory) for name in given)
    names = tiers[2] | tiers[1] | tiers[0]
    return territories, {c: t for c, t in codes.items() if c}, {n: t for n, t in names.items() if n}


def _key(name: str) -> str:
    """A name for lookups: no accents, no punctuation, one space, no capitals."""
    bare = without_accents(name.casefold()).translate(DROPPED)
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())
