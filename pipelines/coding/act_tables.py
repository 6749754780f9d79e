"""Reads the tables of speech acts: acts with their codes, cues, contents, topics, hostile verbs."""

from dataclasses import dataclass
from functools import cache
from importlib import resources

from pipelines.coding.data_files import read_rows


@dataclass(frozen=True, slots=True)
class Act:
    """A row of speech_acts.csv."""

    name: str
    plover: str
    cameo: str
    negated: str
    yields: bool


@dataclass(frozen=True, slots=True)
class CueRow:
    """A row of speech_act_cues.csv."""

    frame: str
    heads: frozenset[str]
    act: str


@dataclass(frozen=True, slots=True)
class ContentRow:
    """A row of speech_act_contents.csv; `negated` is None for both."""

    is_self: bool
    words: frozenset[str]
    negated: bool | None
    actions: frozenset[str]
    act: str


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A row of speech_act_topics.csv; `codes` by act."""

    words: frozenset[str]
    codes: dict[str, str]


@cache
def acts() -> dict[str, Act]:
    """All acts by name."""
    return {
        r["act"]: Act(r["act"], r["plover"], r["cameo"], r["negated"], r["yields"] == "yes")
        for r in read_rows("speech_acts.csv")
    }


@cache
def cue_rows() -> dict[str, list[CueRow]]:
    """The rows of each cue, in the order of the table."""
    found: dict[str, list[CueRow]] = {}
    for r in read_rows("speech_act_cues.csv"):
        row = CueRow(r["frame"], _lemmas(r["head"]), r["act"])
        found.setdefault(r["lemma"], []).append(row)
    return found


@cache
def content_rows() -> tuple[ContentRow, ...]:
    """All content rows, in the order of the table."""
    negated = {"yes": True, "no": False, "": None}
    return tuple(
        ContentRow(
            r["subject"] == "self",
            _set(r["words"]),
            negated[r["negated"]],
            _lemmas(r["action"]),
            r["act"],
        )
        for r in read_rows("speech_act_contents.csv")
    )


@cache
def topic_rows() -> tuple[TopicRow, ...]:
    """All topic rows, in the order of the table."""
    return tuple(
        TopicRow(_set(r["words"]), {k: v for k, v in r.items() if k != "words"})
        for r in read_rows("speech_act_topics.csv")
    )


@cache
def hostile_verbs() -> frozenset[str]:
    """Lemmas of verbs for doing harm."""
    return _lines("hostile_verbs.txt")


def _lines(name: str) -> frozenset[str]:
    path = resources.files("pipelines.coding") / "data" / name
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _lemmas(words: str) -> frozenset[str]:
    return hostile_verbs() if words == "@hostile" else _set(words)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split("|")) if words else frozenset()
