"""The word lists of the meeting coder, read once from the tables in `pipelines/coding/data`.

What a column means is said at the top of each table. Nothing here decides anything.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipelines.coding.data_files import read_rows
from pipelines.records import Mode, Reality, Role


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that may name a meeting, and what must stand around it."""

    lemma: str
    pos: str
    frame: str
    mode: Mode
    links: frozenset[str]
    particle: str


@dataclass(frozen=True, slots=True)
class Support:
    """A verb that takes a meeting as its object, and who of those around it takes part."""

    prep: str
    party: str
    role: Role
    reality: Reality | None


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Words beside a trigger that show it is no meeting."""

    lemma: str
    relation: str
    words: frozenset[str]
    reason: str


@cache
def triggers() -> dict[tuple[str, str], Trigger]:
    """Triggers by lemma and part of speech ("verb" or "noun")."""
    return {
        (row["lemma"], row["pos"]): Trigger(
            lemma=row["lemma"],
            pos=row["pos"],
            frame=row["frame"],
            mode=Mode(row["mode"]),
            links=frozenset(row["links"].split()),
            particle=row["particle"],
        )
        for row in read_rows("meeting_triggers.csv")
    }


@cache
def supports() -> dict[tuple[str, str], Support]:
    """Support verbs by lemma and the preposition that brings the meeting ("" for an object)."""
    return {
        (row["lemma"], row["prep"]): Support(
            prep=row["prep"],
            party=row["party"],
            role=Role(row["role"]),
            reality=Reality(row["reality"]) if row["reality"] else None,
        )
        for row in read_rows("meeting_support.csv")
    }


@cache
def governors() -> dict[tuple[str, str], str]:
    """What a governing word says about the reality of what it governs, by lemma and class."""
    return {(row["lemma"], row["pos"]): row["reality"] for row in read_rows("meeting_reality.csv")}


def _words(name: str) -> frozenset[str]:
    text = files("pipelines.coding").joinpath("data", name).read_text("utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def party_nouns() -> frozenset[str]:
    """Common nouns that can be a party."""
    return _words("meeting_party_nouns.txt")


@cache
def manners() -> frozenset[str]:
    """Common nouns after "with" that say how or about what, and name no party."""
    return _words("meeting_manners.txt")


@cache
def bodies() -> frozenset[str]:
    """Common nouns for a body of several people, which can meet by itself."""
    return _words("meeting_bodies.txt")


@cache
def willing() -> frozenset[str]:
    """Words before "to talk" that make it a meeting of its own: "ready to talk"."""
    return _words("meeting_willing.txt")


@cache
def seats() -> frozenset[str]:
    """Seats of heads of state and government, in lower case."""
    return _words("meeting_seats.txt")


@cache
def near_misses() -> dict[str, tuple[NearMiss, ...]]:
    """Near misses by the lemma of the trigger ("*" for any)."""
    found: dict[str, list[NearMiss]] = {}
    for row in read_rows("meeting_near_misses.csv"):
        miss = NearMiss(
            row["lemma"], row["relation"], frozenset(row["words"].split("|")), row["reason"]
        )
        found.setdefault(miss.lemma, []).append(miss)
    return {lemma: tuple(misses) for lemma, misses in found.items()}
