"""Visits that count as meetings: those whose host or whose talks are told beside them.

A visit to a place is no meeting by itself (see the annotation rules in `docs/meetings.md`).
"""

from collections.abc import Sequence

from spacy.tokens import Token

from pipelines.coding.meetings.grammar import conjuncts, objects, word
from pipelines.coding.meetings.lexicon import seats
from pipelines.coding.meetings.parties import Party
from pipelines.coding.meetings.triggers import Candidate
from pipelines.reading.document import Document

type Coded = tuple[Candidate, Sequence[Party]]


def received(
    document: Document, visit: Candidate, visitors: Sequence[Party], coded: Sequence[Coded]
) -> bool:
    """Whether a visit goes to a seat of government, or a meeting beside it has the same visitor."""
    if _seated(visit.token):
        return bool(visitors)
    names = _names(visitors)
    here = _sentence_number(document, visit.token)
    for candidate, parties in coded:
        apart = _sentence_number(document, candidate.token) - here
        if abs(apart) <= 1 and names & _names(parties):
            return True
        if apart == 0 and visit.token.is_ancestor(candidate.token) and parties:
            return True  # "a visit by its head, who met X"
    return False


def _seated(trigger: Token) -> bool:
    goals = objects(trigger) + [
        p
        for c in trigger.children
        if c.dep_ == "prep" and c.lower_ in ("to", "at")
        for p in c.children
        if p.dep_ == "pobj"
    ]
    for goal in (each for found in goals for each in conjuncts(found)):
        name = " ".join([*(c.lower_ for c in goal.lefts if c.dep_ == "compound"), goal.lower_])
        if name in seats() or word(goal) in seats():
            return True
    return False


def _names(parties: Sequence[Party]) -> set[str]:
    return {p.head.lower_ for p in parties if p.head.pos_ == "PROPN" or p.head.ent_type_}


def _sentence_number(document: Document, token: Token) -> int:
    return document.sentences.index(document.sentence_at(token.idx))
