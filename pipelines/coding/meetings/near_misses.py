"""Decides which candidates are no meetings, each with its reason."""

from collections.abc import Sequence

from spacy.tokens import Token

from pipelines.coding.meetings.grammar import agents, objects, own_subjects, subjects, word
from pipelines.coding.meetings.lexicon import NearMiss, near_misses
from pipelines.coding.meetings.parties import Party
from pipelines.coding.meetings.triggers import Candidate

ANAPHORIC = frozenset({"the", "this", "that", "these", "those", "such"})
BODIES = frozenset({"subject", "of", "compound"})


def near_miss(candidate: Candidate) -> str | None:
    """The reason why the words beside a trigger make it something else, or None."""
    table = near_misses()
    general = table.get("*", ()) if candidate.noun else ()
    for miss in (*table.get(candidate.trigger.lemma, ()), *general):
        if any(_words_of(near) & miss.words for near in _beside(candidate.token, miss)):
            return miss.reason
    return None


def _words_of(token: Token) -> set[str]:
    return {word(token), token.lower_}


def _beside(trigger: Token, miss: NearMiss) -> list[Token]:
    relation = miss.relation
    if relation == "object":
        return objects(trigger)
    if relation == "subject":
        return own_subjects(trigger)
    if relation == "before":
        return [c for c in trigger.lefts if c.dep_ in ("compound", "amod", "nmod", "poss")]
    if relation == "head":
        return [trigger.head] if trigger.dep_ in ("compound", "nmod", "amod") else []
    links = ("with", "to") if relation == "link" else None
    return [
        p
        for c in trigger.children
        if c.dep_ in ("prep", "agent") and (links is None or c.lower_ in links)
        for p in c.children
        if p.dep_ == "pobj"
    ]


def unframed(candidate: Candidate, parties: Sequence[Party]) -> str | None:
    """The reason why too little stands around a trigger for a meeting, or None.

    "no_party" leaves a candidate open: it can still be tied to a meeting named elsewhere.
    """
    check = {
        "meet": _lone_side,
        "with": _lone_side,
        "link": _lone_link,
        "object": _no_guest,
        "phone": _no_guest,
        "visit": _no_host,
        "convene": _no_body,
        "discuss": _discusses,
        "event": _no_party,
        "talk": _no_party,
        "shared": _lone_side,
    }[candidate.trigger.frame]
    return check(candidate, parties)


def _sides(parties: Sequence[Party]) -> set[str]:
    return {p.side for p in parties}


def _collective(parties: Sequence[Party]) -> bool:
    """Whether one side is several parties, or a body that can meet by itself."""
    if len(parties) > 1:
        return True
    return any(
        "Plur" in p.head.morph.get("Number")
        or p.head.lower_ in ("we", "they", "us", "them")
        or p.head.ent_type_ in ("ORG", "NORP", "GPE")
        or (p.head.ent_type_ != "PERSON" and word(p.head) in COLLECTIVES)
        for p in parties
    )


COLLECTIVES = frozenset(
    {
        "board",
        "council",
        "cabinet",
        "committee",
        "commission",
        "parliament",
        "government",
        "panel",
        "party",
        "group",
        "team",
        "pair",
        "couple",
        "two",
        "both",
        "three",
        "security",
        "alliance",
        "delegation",
        "company",
        "union",
        "family",
        "leadership",
    }
)


def _lone_side(candidate: Candidate, parties: Sequence[Party]) -> str | None:
    sides = _sides(parties)
    if not sides:
        return "no_party"
    if len(sides) > 1 or sides & {"with", "between", "among", "object"}:
        return None
    return None if _collective(parties) else "one_party"


def _lone_link(candidate: Candidate, parties: Sequence[Party]) -> str | None:
    sides = _sides(parties)
    if sides & {"with", "to"}:
        return None
    verb = candidate.token
    if (
        verb.tag_ == "VBG"
        and len(parties) > 1
        and not any(c.dep_ == "prep" and c.lower_ == "on" for c in verb.children)
    ):
        return None
    return "no_counterpart"


def _no_guest(candidate: Candidate, parties: Sequence[Party]) -> str | None:
    by_object = {p.side for p in parties}
    people = [p for p in parties if p.side in ("object", "with") and _person(p)]
    return None if people and "subject" in by_object else "no_counterpart"


def _person(party: Party) -> bool:
    """Whether a party is somebody who can be received, not an organisation that is hosted."""
    head = party.head
    if head.pos_ == "PRON":
        return head.lower_ != "it"
    return head.ent_type_ == "PERSON" or (head.pos_ == "NOUN" and head.ent_type_ == "")


def _no_host(candidate: Candidate, parties: Sequence[Party]) -> str | None:
    if not parties:
        return "no_party"
    for party in parties:
        if party.side in ("object", "with", "to") and _person(party):
            return None
    return "no_counterpart"


def _no_body(candidate: Candidate, parties: Sequence[Party]) -> str | None:
    return None if _collective(parties) else "no_party"


def _discusses(candidate: Candidate, parties: Sequence[Party]) -> str | None:
    verb = candidate.token
    sides = _sides(parties)
    if "with" in sides or "between" in sides:
        return None
    if verb.dep_ in ("advcl", "xcomp", "relcl", "acl") and not own_subjects(verb):
        return "purpose_of_another"
    several = [p for p in parties if p.side == "subject"]
    return None if len(several) > 1 else "no_counterpart"


def _no_party(candidate: Candidate, parties: Sequence[Party]) -> str | None:
    noun = candidate.token
    if candidate.trigger.frame == "talk" and parties:
        sides = _sides(parties)
        if sides <= {"clause"} and not _anaphoric(noun):
            return "one_party"
    return None if parties else "no_party"


def _anaphoric(noun: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in ANAPHORIC for c in noun.lefts)


def points_back(candidate: Candidate) -> bool:
    """Whether a noun without parties points to a meeting named elsewhere: "the talks"."""
    noun = candidate.token
    if candidate.trigger.frame not in ("event", "talk", "shared"):
        return False
    return _anaphoric(noun) or candidate.trigger.frame == "event"


__all__ = ["agents", "near_miss", "points_back", "subjects", "unframed"]
