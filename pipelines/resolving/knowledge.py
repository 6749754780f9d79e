"""What is known before an article is read: countries, bodies, outlets, office holders, nouns.

The tables are the CSV files under `data/`. They help and are never needed: a name that no table
holds is still an actor. What a table means for one article is decided in
`pipelines.resolving.cast`.
"""

import datetime as dt
from dataclasses import dataclass, field
from functools import cache, lru_cache

from pipelines.records import ActorKind
from pipelines.resolving.cities import LARGE_CITY, load_cities
from pipelines.resolving.spelling import plain
from pipelines.resolving.tables import lines, rows
from pipelines.resolving.territories import (
    ABBREVIATIONS,
    SHORT,
    country_of_territory,
    is_country,
    territory_of,
)


@dataclass(frozen=True, slots=True)
class Known:
    """An actor that a table holds. `affiliation` is PLOVER's code where no one country owns it."""

    name: str
    kind: ActorKind
    country: str = ""
    sector: str = ""
    gender: str = ""
    office: str = ""
    body: str = ""
    wikidata_id: str = ""
    affiliation: str = ""
    is_former: bool = False


@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun that names an actor; `group` is the table's class (person, body, ...)."""

    noun: str
    group: str
    sector: str = ""
    gender: str = ""
    is_cited: bool = False
    broader: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Honorific:
    """A title or form of address before a name."""

    gender: str
    sector: str
    office: str
    country: str


@dataclass(frozen=True, slots=True)
class Term:
    """One office that a person held, from its first to its last day."""

    person: Known
    first: dt.date | None
    last: dt.date | None


@dataclass(slots=True)
class Knowledge:
    """All tables, keyed by `plain` spellings. Load it with `load_knowledge()`."""

    demonyms: dict[str, str] = field(default_factory=dict)
    capitals: dict[str, str] = field(default_factory=dict)
    seats: dict[str, Known] = field(default_factory=dict)
    bodies: dict[str, Known] = field(default_factory=dict)
    outlets: dict[str, Known] = field(default_factory=dict)
    outlet_domains: dict[str, Known] = field(default_factory=dict)
    people: dict[str, list[Term]] = field(default_factory=dict)
    nouns: dict[str, Noun] = field(default_factory=dict)
    honorifics: dict[str, Honorific] = field(default_factory=dict)
    given_names: dict[str, str] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    national_terms: dict[str, tuple[str, bool]] = field(default_factory=dict)
    speech_verbs: frozenset[str] = frozenset()
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    long_names: dict[str, list[str]] = field(default_factory=dict)

    def organisation(self, name: str) -> Known | None:
        """A body, seat of power or outlet of this name, its capitals respected."""
        key = plain(name)
        if found := self.bodies.get(key) or self.seats.get(key):
            return found
        outlet = self.outlets.get(key)
        if outlet and (" " in key or outlet.name != f"The {key}" or name.startswith("The ")):
            return outlet  # "The Sun" is a newspaper, "Sun" alone need not be
        if key.isupper() and len(key) > SHORT + 1:
            return self.bodies.get(key.title()) or self.outlets.get(key.title())
        return None

    def trade_name(self, name: str, forms: str = "legal_form") -> str:
        """A company's name without its legal form ("Acme Inc."), or any form of company."""
        words = name.split()
        while len(words) > 1 and words[-1].strip(",").lower() in self.words[forms]:
            words.pop()
        return " ".join(words).strip(" ,")

    def government(self, name: str) -> Known | None:
        """The state that a country's name or its capital stands for when it acts or speaks."""
        key = plain(name)
        if key in self.demonyms and not key.isupper():
            return None
        if key.isupper() and len(key) > SHORT:
            key = key.title()
        country = country_of_territory(key) if is_country(key) else self.capitals.get(key, "")
        return state_of(country) if country else None

    def person(self, name: str, on: dt.date | None) -> Known | None:
        """The person of this name, with the office held on that day (or the latest one)."""
        terms = self.people.get(plain(name))
        if not terms:
            return None
        for term in terms:
            if (
                on
                and (term.first is None or term.first <= on)
                and (not term.last or on <= term.last)
            ):
                return term.person
        if on is None:
            return terms[-1].person
        ended = [term for term in terms if term.last and term.last < on]
        return _former(ended[-1].person) if ended else _before_office(terms[0].person)

    def holder(self, office: str, country: str, on: dt.date) -> Known | None:
        """Who held an office of a country on a day ("the president" in an article of that day)."""
        for terms in self.people.values():
            for term in terms:
                person = term.person
                if (
                    person.country == country
                    and person.office.lower() == office
                    and (
                        term.first is not None
                        and term.first <= on
                        and (term.last is None or on <= term.last)
                    )
                ):
                    return person
        return None

    def country(self, words: str, context: str = "") -> str:
        """The country that a demonym, a country, a US state or a well-known city belongs to.

        `context` is the country that the article is about: it decides for Georgia.
        """
        key = plain(words)
        if not key or not (key[0].isupper() or key in self.demonyms):
            return ""
        if len(key) <= SHORT and key.isupper() and key not in {*ABBREVIATIONS, "DC"}:
            return ""  # the state is Oregon; OR is a word of a headline
        if key in self.states and context != "USA" and is_country(key):
            return country_of_territory(key)
        found = self.demonyms.get(key) or self.demonyms.get(_singular(key))
        return found or self.capitals.get(key, "") or self._region(key, context)

    def is_territory(self, name: str) -> bool:
        """Whether a name is that of a country, a part of one or a capital, not of another town."""
        key = plain(name)
        found = key in self.states or key in self.capitals or key in self.demonyms
        return found or bool(country_of_territory(key))

    def _region(self, key: str, context: str) -> str:
        if key in self.states:
            return "USA"
        return country_of_territory(key) or self._city_country(key, context)

    def _city_country(self, name: str, context: str) -> str:
        """The country of a city: a large one, or one in the country that the article is about."""
        if not name[:1].isupper() or name in self.given_names or name in self.words["no_city"]:
            return ""
        country, people = load_cities().get(name, ("", 0))
        return country if people >= LARGE_CITY or country == context else ""


@lru_cache(maxsize=512)
def state_of(country: str) -> Known:
    """A country as an actor, under its everyday name."""
    found = territory_of(country)
    name, wikidata_id = (found.name, found.wikidata_id) if found else (country, "")
    return Known(name, ActorKind.STATE, country, "GOV", wikidata_id=wikidata_id)


@cache
def load_knowledge() -> Knowledge:
    """Read the tables, once a process."""
    knowledge = Knowledge(speech_verbs=frozenset(lines("speech_verbs.txt")))
    _add_countries(knowledge)
    _add_organisations(knowledge)
    _add_people(knowledge)
    _add_words(knowledge)
    _add_long_names(knowledge)
    return knowledge


def _add_countries(knowledge: Knowledge) -> None:
    for row in rows("countries.csv"):
        for demonym in filter(None, row["demonyms"].split("|")):
            knowledge.demonyms[plain(demonym)] = row["alpha3"]
        for capital in filter(None, row["capital"].split("|")):
            knowledge.capitals[plain(capital)] = row["alpha3"]
    for row in rows("us_states.csv"):
        knowledge.states[row["abbreviation"]] = row["state"]
        knowledge.states[row["state"]] = row["state"]
    for row in rows("national_terms.csv"):
        knowledge.national_terms[row["term"]] = (row["alpha3"], row["strength"] == "strong")


def _add_organisations(knowledge: Knowledge) -> None:
    organisation, outlet = ActorKind.ORGANISATION, ActorKind.OUTLET
    for row in rows("bodies.csv"):
        body = Known(
            row["name"], organisation, row["alpha3"], row["sector"], affiliation=row["affiliation"]
        )
        _name(knowledge.bodies, body, row["aliases"])
    for row in rows("seats.csv"):
        known = Known(row["body"], organisation, row["alpha3"], row["sector"])
        named = knowledge.bodies.get(plain(row["body"]), known)
        knowledge.seats[plain(row["name"])] = named if row["body"] else state_of(row["alpha3"])
    for row in rows("outlets.csv"):
        known = Known(row["name"], outlet, row["alpha3"], "JRN")
        _name(knowledge.outlets, known, row["aliases"])
        knowledge.outlet_domains[row["domain"]] = known


def _name(table: dict[str, Known], known: Known, aliases: str) -> None:
    for name in (known.name, *filter(None, aliases.split("|"))):
        table.setdefault(plain(name), known)


def _add_people(knowledge: Knowledge) -> None:
    for row in rows("leaders.csv"):
        person = Known(
            row["name"],
            ActorKind.PERSON,
            row["alpha3"],
            "GOV",
            row["gender"],
            row["office"],
            row["body"],
            row["wikidata_id"],
        )
        term = Term(person, _day(row["valid_from"]), _day(row["valid_to"]))
        for name in {plain(row["name"]), *map(plain, filter(None, row["aliases"].split("|")))}:
            knowledge.people.setdefault(name, []).append(term)


def _add_words(knowledge: Knowledge) -> None:
    for row in rows("actor_nouns.csv"):
        broader = frozenset(filter(None, row["broader"].split("|")))
        knowledge.nouns[row["noun"]] = Noun(
            row["noun"], row["class"], row["sector"], row["gender"], row["cited"] == "yes", broader
        )
    for row in rows("honorifics.csv"):
        knowledge.honorifics[row["title"]] = Honorific(
            row["gender"], row["sector"], row["office"], row["alpha3"]
        )
    words: dict[str, set[str]] = {}
    for row in rows("actor_words.csv"):
        words.setdefault(row["class"], set()).add(row["word"])
    knowledge.words = {name: frozenset(members) for name, members in words.items()}
    knowledge.given_names.update((row["name"], row["gender"]) for row in rows("given_names.csv"))


def _add_long_names(knowledge: Knowledge) -> None:
    """Names of several words by their first three letters, the longest first."""
    tables = (knowledge.bodies, knowledge.outlets, knowledge.seats, knowledge.people)
    names = {name for table in tables for name in table if " " in name}
    for name in sorted(names, key=lambda n: (-len(n), n)):
        knowledge.long_names.setdefault(name[:3], []).append(name)


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _singular(name: str) -> str:
    return name[:-1] if name.endswith("s") else name


def _former(person: Known) -> Known:
    return Known(
        person.name, person.kind, person.country, "ELI", person.gender, person.office,
        person.body, person.wikidata_id, is_former=True,
    )  # fmt: skip


def _before_office(person: Known) -> Known:
    return Known(
        person.name, person.kind, person.country, "", person.gender, wikidata_id=person.wikidata_id
    )
