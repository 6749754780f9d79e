"""Finds who takes part in a candidate meeting, and as what, from the parse of its sentence."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from pipelines.coding.meetings.grammar import (
    agents,
    antecedent,
    conjuncts,
    is_verb,
    may_act,
    noun_phrase,
    objects,
    passive,
    possessors,
    subjects,
    word,
)
from pipelines.coding.meetings.triggers import Candidate
from pipelines.records import Role, Span

TOGETHER = frozenset({"with", "alongside", "together"})
GUEST_VERBS = frozenset({"receive", "host", "welcome", "greet"})
AFTER = frozenset({"after", "before", "during", "in", "at", "following", "from", "since", "for"})


@dataclass(frozen=True, slots=True)
class Party:
    """One party: the head of its phrase, the phrase, its role, and which side it stands on."""

    head: Token
    span: Span
    role: Role
    side: str


def find_parties(candidate: Candidate) -> list[Party]:
    """All parties of a candidate that its sentence gives, in order of the text, each once."""
    finder = _of_noun if candidate.noun else _of_verb
    found: dict[Span, Party] = {}
    trigger = candidate.token
    for head, role, side in finder(candidate):
        for each in conjuncts(head):
            if each.i == trigger.i or not is_party(each):
                continue
            span = noun_phrase(each)
            if not span[0] <= trigger.idx < span[1]:
                found.setdefault(span, Party(each, span, role, side))
    return sorted(_outermost(found.values()), key=lambda p: p.span)


def is_party(token: Token) -> bool:
    """Whether a phrase can be a party: a name, a pronoun for people, or a noun for people."""
    if token.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT", "EVENT", "LAW", "WORK_OF_ART"):
        return False
    if token.pos_ == "PRON":
        return token.lower_ not in ("this", "that", "what", "which", "there", "itself", "one")
    return may_act(token) or token.pos_ == "PROPN"


def _outermost(parties: Iterator[Party]) -> list[Party]:
    """Parties without those that lie inside another one."""
    every = list(parties)
    return [
        p
        for p in every
        if not any(q is not p and q.span[0] <= p.span[0] and p.span[1] <= q.span[1] for q in every)
    ]


type Found = Iterator[tuple[Token, Role, str]]


def _of_verb(candidate: Candidate) -> Found:
    verb = candidate.token
    subject_role, object_role = _roles(candidate)
    if passive(verb):
        guests = subjects(verb) if verb.dep_ != "acl" else [verb.head]
        yield from ((t, object_role, "object") for t in guests)
        yield from ((t, subject_role, "subject") for t in agents(verb))
    else:
        yield from ((t, subject_role, "subject") for t in subjects(verb))
        yield from ((t, object_role, "object") for t in objects(verb))
    yield from _linked(verb, candidate.trigger.links, object_role)


def _roles(candidate: Candidate) -> tuple[Role, Role]:
    lemma = candidate.trigger.lemma
    if lemma in GUEST_VERBS:
        return Role.HOST, Role.VISITOR
    if lemma == "visit":
        return Role.VISITOR, Role.HOST
    if lemma == "mediate":
        return Role.MEDIATOR, Role.PARTICIPANT
    return Role.PARTICIPANT, Role.PARTICIPANT


def _linked(word_: Token, links: frozenset[str], role: Role) -> Found:
    """Parties after the prepositions of a trigger: "with X", "between X and Y"."""
    for child in word_.children:
        if child.dep_ == "prep" and child.lower_ in (links | TOGETHER):
            yield from _after(child, role, child.lower_)
        elif child.dep_ in ("advmod", "prep") and child.lower_ in ("along", "together"):
            for below in child.children:
                if below.lower_ == "with":
                    yield from _after(below, role, "with")
        elif child.dep_ == "agent" and "by" in links:
            yield from _after(child, role, "by")


def _after(prep: Token, role: Role, side: str) -> Found:
    for child in prep.children:
        if child.dep_ == "pobj":
            yield antecedent(child), role, side
        elif child.dep_ in ("conj", "prep") and child.pos_ == "ADP":
            yield from _after(child, role, side)


def _of_noun(candidate: Candidate) -> Found:
    noun = candidate.token
    links = candidate.trigger.links | {"with", "between"}
    visit = candidate.trigger.frame == "visit"
    side_role = Role.HOST if visit else Role.PARTICIPANT
    yield from _linked(noun, links - {"of", "by", "from", "to"}, side_role)
    mine = Role.VISITOR if visit else Role.PARTICIPANT
    yield from _belonging(noun, links, mine)
    yield from _premodifiers(noun)
    if candidate.holder is not None and candidate.support is not None:
        yield from _of_holder(candidate)
    elif not possessors(noun):
        yield from _of_clause(noun)
    yield from _of_modifiers(noun)


def _belonging(noun: Token, links: frozenset[str], role: Role) -> Found:
    """Whose meeting it is: "Kim's meeting", "a meeting of the council", "a visit by Kim"."""
    for owner in possessors(noun):
        if owner.lower_ not in ("whose", "its") or owner.lower_ == "its":
            yield owner, role, "subject"
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in (links & {"of", "by", "from"}):
            yield from _after(child, role, "of")


def _premodifiers(noun: Token) -> Found:
    """Names before the noun: "a NATO summit", "Security Council meeting", "US-Russia talks"."""
    for child in noun.lefts:
        if child.ent_type_ in ("ORG", "NORP", "PERSON", "GPE") and child.dep_ in (
            "compound",
            "amod",
            "nmod",
        ):
            if child.ent_type_ == "GPE" and not _joined(child):
                continue
            yield child, Role.PARTICIPANT, "compound"


def _joined(name: Token) -> bool:
    """Whether a place name before a noun is one of two: "US-Russia talks", not "Geneva talks"."""
    near = (
        name.nbor(-1).text if name.i else "",
        name.nbor().text if name.i + 1 < len(name.doc) else "",
    )
    return any(mark in ("-", "–", "and") for mark in near)


def _of_holder(candidate: Candidate) -> Found:
    verb, support = candidate.holder, candidate.support
    assert verb is not None and support is not None
    if passive(verb):
        yield from ((t, support.role, "subject") for t in agents(verb))
    else:
        yield from ((t, support.role, "subject") for t in subjects(verb))
    yield from _linked(verb, frozenset({"with", "between"}), Role.PARTICIPANT)
    if support.role is Role.HOST and not passive(verb):
        guests = [o for o in objects(verb) if may_act(o)]
        yield from ((t, Role.VISITOR, "object") for t in guests)


def _of_clause(noun: Token) -> Found:
    """The subject of the clause: "After a meeting with X, Kim said", "Kim said after the talks"."""
    top = noun
    while top.dep_ in ("conj", "pobj") and top.head.pos_ in ("NOUN", "ADP"):
        prep = top.head
        if top.dep_ == "pobj":
            if prep.lower_ not in AFTER | {"of"}:
                return
            if is_verb(prep.head):
                if prep.lower_ in AFTER:
                    yield from ((t, Role.PARTICIPANT, "clause") for t in subjects(prep.head))
                return
            top = prep.head
        else:
            top = prep


def _of_modifiers(noun: Token) -> Found:
    """Who a clause on the noun names: "a dinner attended by X", "talks that Y will join"."""
    for child in noun.children:
        if child.dep_ not in ("relcl", "acl") or not is_verb(child):
            continue
        if word(child) in ("involve", "include", "bring"):
            yield from ((t, Role.PARTICIPANT, "object") for t in objects(child))
        role = Role.PARTICIPANT
        if word(child) in ("host", "chair", "convene", "organise", "organize"):
            role = Role.HOST
        elif word(child) in ("mediate", "broker", "sponsor", "facilitate"):
            role = Role.MEDIATOR
        if word(child) in (
            "attend",
            "host",
            "chair",
            "convene",
            "hold",
            "mediate",
            "broker",
            "lead",
            "sponsor",
            "facilitate",
            "join",
            "organise",
            "organize",
        ):
            yield from ((t, role, "subject") for t in agents(child) or subjects(child))
