"""The verbs that introduce words and thoughts, and what may follow them."""

from dataclasses import dataclass
from functools import cache

from pipelines.coding.data_files import read_rows
from pipelines.records import Kind


@dataclass(frozen=True, slots=True)
class CueVerb:
    """A lemma with the frames it takes (clause, action, object), each with the kind it makes."""

    lemma: str
    frames: dict[str, Kind]


@cache
def cue_verbs() -> dict[str, CueVerb]:
    """All cue verbs by lemma."""
    found: dict[str, dict[str, Kind]] = {}
    for row in read_rows("cue_verbs.csv"):
        found.setdefault(row["lemma"], {})[row["frame"]] = Kind(row["kind"])
    return {lemma: CueVerb(lemma, frames) for lemma, frames in found.items()}


def kind_of_cue(lemma: str) -> Kind:
    """Belief where all of a lemma's frames are beliefs; statement otherwise and when unknown."""
    verb = cue_verbs().get(lemma)
    if verb and all(kind is Kind.BELIEF for kind in verb.frames.values()):
        return Kind.BELIEF
    return Kind.STATEMENT
