"""Finds who takes part in a candidate meeting, and as what, from the parse of its sentence.

`sides` knows the places where a party can stand; here its findings become parties, each once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from pipelines.coding.meetings.grammar import conjuncts, may_act, name_span, noun_phrase, word
from pipelines.coding.meetings.lexicon import manners
from pipelines.coding.meetings.sides import Found, sides_of_noun, sides_of_verb
from pipelines.coding.meetings.triggers import Candidate
from pipelines.records import Role, Span

THINGS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "EVENT", "LAW", "WORK_OF_ART"})
NOBODY = frozenset(
    {
        "this",
        "that",
        "what",
        "which",
        "there",
        "itself",
        "one",
        "each",
        "other",
        "everything",
        "something",
        "anything",
        "nothing",
        "all",
    }
)
GOALS = frozenset({"object", "to"})
PERSONS = {
    "i": "i", "me": "i", "my": "i", "we": "we", "us": "we", "our": "we",
    "he": "he", "him": "he", "his": "he", "she": "she", "her": "she",
    "they": "they", "them": "they", "their": "they", "it": "it", "its": "it",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Party:
    """One party: the head of its phrase, the phrase, its role, and the side it stands on."""

    head: Token
    span: Span
    role: Role
    side: str


def find_parties(candidate: Candidate) -> list[Party]:
    """All parties of a candidate that its sentence gives, in order of the text, each once."""
    found = sides_of_noun(candidate) if candidate.noun else sides_of_verb(candidate)
    parties: dict[Span, Party] = {}
    for each in found:
        for party in _parties_of(each):
            if not party.span[0] <= candidate.token.idx < party.span[1]:
                parties.setdefault(party.span, party)
    if candidate.trigger.frame == "visit":
        parties = {s: p for s, p in parties.items() if p.side not in GOALS or _host(p.head)}
    return sorted(_once(_outermost(parties.values())), key=lambda p: p.span)


def _host(head: Token) -> bool:
    """Whether the goal of a visit is somebody who receives it, and not a place."""
    return head.ent_type_ in ("PERSON", "") or head.pos_ == "PRON"


def _parties_of(found: Found) -> Iterable[Party]:
    if found.side == "compound":
        if is_party(found.head):
            yield Party(found.head, name_span(found.head), found.role, found.side)
        return
    for each in conjuncts(found.head):
        if is_party(each, found.side):
            yield Party(each, noun_phrase(each), found.role, found.side)


def is_party(token: Token, side: str = "") -> bool:
    """Whether a phrase can be a party: a name, a pronoun for people, or a noun for people.

    With whom one meets is a party whatever its noun, unless the noun says how one meets.
    """
    if token.ent_type_ in THINGS:
        return False
    if token.pos_ == "PRON":
        return token.lower_ not in NOBODY
    if may_act(token) or token.pos_ == "PROPN":
        return True
    if any(c.dep_ == "appos" and c.ent_type_ == "PERSON" for c in token.children):
        return True
    return side in ("with", "between") and token.pos_ == "NOUN" and word(token) not in manners()


def _outermost(parties: Iterable[Party]) -> list[Party]:
    """Parties without those that lie inside another one, sides of "between" cut apart."""
    every = _cut_apart(list(parties))
    return [
        p
        for p in every
        if not any(q is not p and q.span[0] <= p.span[0] and p.span[1] <= q.span[1] for q in every)
    ]


def _cut_apart(parties: list[Party]) -> list[Party]:
    """Two sides of "between" that the parse holds for one phrase, each for itself."""
    cut = []
    for party in parties:
        inside = [
            q for q in parties if q.side == "between" and party.span[0] < q.span[0] < party.span[1]
        ]
        if party.side == "between" and inside:
            second = inside[0].head
            while second.i > party.head.i and second.lower_ not in ("and", ","):
                second = second.nbor(-1)
            last = second.nbor(-1)
            party = replace(party, span=(party.span[0], last.idx + len(last)))
        cut.append(party)
    return cut


def _once(parties: Sequence[Party]) -> list[Party]:
    """Parties without the second of "we ... our"."""
    kept: dict[str, Party] = {}
    for party in parties:
        person = PERSONS.get(party.head.lower_) if party.head.pos_ in ("PRON", "DET") else None
        kept.setdefault(person or str(party.span), party)
    return list(kept.values())
