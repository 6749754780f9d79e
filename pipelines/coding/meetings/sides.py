"""The places in a sentence where a party of a meeting can stand, for verbs and for nouns."""

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Token

from pipelines.coding.meetings.grammar import (
    agents,
    antecedent,
    is_verb,
    may_act,
    name_span,
    objects,
    own_subjects,
    passive,
    possessors,
    subjects,
    word,
)
from pipelines.coding.meetings.lexicon import supports, triggers
from pipelines.coding.meetings.triggers import Candidate, Holder
from pipelines.records import Role

TOGETHER = frozenset({"with", "alongside", "together", "between"})
WHOLE = frozenset({"between", "among"})
GUEST_VERBS = frozenset({"receive", "host", "welcome", "greet"})
NOT_SHARED = frozenset(
    {"about", "on", "over", "against", "despite", "regarding", "like", "for", "of", "because"}
)
MEDIATING = frozenset({"mediate", "broker", "sponsor", "facilitate", "cosponsor"})
OFFICES = {
    "mediator": Role.MEDIATOR,
    "mediators": Role.MEDIATOR,
    "intermediary": Role.MEDIATOR,
    "go-between": Role.MEDIATOR,
    "facilitator": Role.MEDIATOR,
    "broker": Role.MEDIATOR,
    "host": Role.HOST,
    "hosts": Role.HOST,
}
SPEAKING = {"my": "i", "our": "we", "your": "you"}
JOINTS = frozenset({"-", "–", "/"})
TELLING = frozenset({"tell", "assure", "warn", "urge", "press", "ask", "inform", "brief"})
HOSTING = frozenset({"host", "chair", "convene", "organise", "organize"})
NAMED = frozenset({"ORG", "NORP", "PERSON", "GPE"})


class Found(NamedTuple):
    """A phrase that may be a party, in its role and on its side."""

    head: Token
    role: Role
    side: str


type Finds = Iterator[Found]


def _all(heads: list[Token], role: Role, side: str) -> Finds:
    return (Found(head, role, side) for head in heads)


def sides_of_verb(candidate: Candidate) -> Finds:
    """Who stands around a verb that names a meeting."""
    verb = candidate.token
    yield from _in_office(verb)
    subject_role, object_role = _roles(candidate.trigger.lemma)
    if passive(verb):
        guests = [verb.head] if verb.dep_ == "acl" else subjects(verb)
        yield from _all(guests, object_role, "object")
        yield from _all(agents(verb), subject_role, "subject")
    else:
        yield from _all(subjects(verb), subject_role, "subject")
        yield from _all(objects(verb), object_role, "object")
    yield from _linked(verb, candidate.trigger.links, object_role)
    if candidate.trigger.frame == "discuss":
        for thing in objects(verb):  # "discuss the control of exports with X": "with" hangs there
            for at in thing.subtree:
                yield from _linked(at, frozenset({"with"}), object_role)
    yield from _of_governor(verb)


def _roles(lemma: str) -> tuple[Role, Role]:
    if lemma in GUEST_VERBS:
        return Role.HOST, Role.VISITOR
    if lemma == "visit":
        return Role.VISITOR, Role.HOST
    if lemma == "mediate":
        return Role.MEDIATOR, Role.PARTICIPANT
    return Role.PARTICIPANT, Role.PARTICIPANT


def _linked(trigger: Token, links: frozenset[str], role: Role) -> Finds:
    """Parties after prepositions: "with X", "as well as with Y", "between X and Y"."""
    for child in trigger.children:
        if child.dep_ == "prep" and child.lower_ in (links | TOGETHER):
            yield from _after(child, role, child.lower_)
            if not any(c.dep_ == "pobj" for c in child.children) and trigger.dep_ == "relcl":
                yield Found(trigger.head, role, child.lower_)  # "people they talked to"
        elif child.lower_ in ("along", "together", "well", "as"):
            for below in child.subtree:
                if below.lower_ == "with" and below.dep_ == "prep":
                    yield from _after(below, role, "with")
        elif child.dep_ == "agent" and "by" in links:
            yield from _after(child, role, "by")
    yield from _as_well_as(trigger, role)


def _in_office(trigger: Token) -> Finds:
    """Who is said to be there for the others: "with Norway (acting) as mediator"."""
    for token in trigger.sent:
        if token.lower_ != "as" or token.dep_ != "prep" or token.i < trigger.i:
            continue
        roles = [OFFICES[c.lower_] for c in token.children if c.lower_ in OFFICES]
        acting = token.head if token.head.dep_ == "pcomp" else None
        for prep in [acting.head] if acting is not None else list(token.head.children):
            if not roles or prep.lower_ != "with" or prep.i > token.i:
                continue
            for holder in (acting if acting is not None else prep).children:
                if holder.dep_ in ("nsubj", "pobj") and holder.i < token.i:
                    yield Found(holder, roles[0], "as")


def _as_well_as(trigger: Token, role: Role) -> Finds:
    """The party after "as well as", which the parse hangs on many words."""
    words = list(trigger.sent)
    for at, token in enumerate(words[2:], start=2):
        before = [w.lower_ for w in words[at - 2 : at]]
        if token.i < trigger.i or token.lower_ != "as" or before != ["as", "well"]:
            continue
        for head in words[at + 1 :]:
            if head.pos_ in ("NOUN", "PROPN") and head.dep_ not in ("compound", "poss"):
                yield Found(head, role, "with")
                break
            if is_verb(head) or head.is_punct:
                break


def _after(prep: Token, role: Role, side: str) -> Finds:
    for child in prep.children:
        if child.dep_ == "pobj":
            yield Found(antecedent(child), role, side)
            yield from _second_side(child, role, side)
        elif child.pos_ == "ADP" and child.dep_ in ("conj", "prep"):
            yield from _after(child, role, side)
        elif child.dep_ == "cc" or child.lower_ == "as":
            continue


def _second_side(first: Token, role: Role, side: str) -> Finds:
    """The other side of "between", where the parse puts "and" inside the phrase of the first."""
    if side != "between" or any(c.dep_ == "conj" for c in first.children):
        return
    inner = [t for t in first.subtree if t.dep_ == "conj" and t.head != first]
    if inner and any(c.dep_ == "cc" for c in inner[0].head.children):
        yield Found(inner[0], role, side)


def _of_governor(verb: Token) -> Finds:
    """Parties that a governing verb brings: "agreed with X to meet", "invited X to meet"."""
    above = verb.head
    if verb.dep_ not in ("xcomp", "ccomp", "advcl") or not is_verb(above) or own_subjects(verb):
        return
    if (word(above), "verb") in triggers() and verb.dep_ == "advcl":
        yield from _linked(above, frozenset({"with"}), Role.PARTICIPANT)
        yield from _all(objects(above), Role.PARTICIPANT, "object")
    elif word(above) == "agree":
        yield from _linked(above, frozenset({"with"}), Role.PARTICIPANT)
    elif word(above) in ("invite", "ask") and any(may_act(o) for o in objects(above)):
        yield from _all(subjects(above), Role.PARTICIPANT, "asker")


def sides_of_noun(candidate: Candidate) -> Finds:
    """Who stands around a noun that names a meeting."""
    noun = candidate.token
    links = candidate.trigger.links
    visit = candidate.trigger.frame == "visit"
    theirs = Role.HOST if visit else Role.PARTICIPANT
    mine = Role.VISITOR if visit else Role.PARTICIPANT
    yield from _in_office(noun)
    linked = list(_linked(noun, links - {"of", "by", "from", "to"}, theirs))
    body = [*_belonging(noun, links, mine), *_premodifiers(noun)]
    yield from linked
    yield from body
    yield from _of_modifiers(noun)
    if any(f.side in WHOLE for f in linked):
        return
    owners = list(_owners(noun, mine))
    yield from owners
    if candidate.holder is not None:
        yield from _of_holder(candidate.holder, bool(body), bool(owners))
    elif noun.dep_ in ("nsubj", "nsubjpass") and is_verb(noun.head):
        yield from _linked(noun.head, frozenset({"with"}), Role.PARTICIPANT)  # "talks began with X"
        for below in noun.head.children:
            if below.dep_ in ("acomp", "prep", "advmod") and below.lower_ != "with":
                yield from _linked(below, frozenset({"with"}), Role.PARTICIPANT)
    elif not owners and not any(f.side in ("of", "by") for f in body):
        yield from _of_clause(noun, bool(linked))


def _belonging(noun: Token, links: frozenset[str], role: Role) -> Finds:
    """Whose meeting it is: "a meeting of the council", "a visit by Kim"."""
    heads = [noun]
    if noun.dep_ == "pobj" and noun.head.lower_ in ("to", "of"):
        heads.append(noun.head.head)  # "the return to talks by X"
    for head in heads:
        for child in head.children:
            wanted = (links & {"of", "by", "from"}) if head is noun else {"by"}
            if child.dep_ in ("prep", "agent") and child.lower_ in wanted:
                yield from _after(child, role, "of")


def _owners(noun: Token, role: Role) -> Finds:
    """Whose it is: "Kim's meeting"; for "his meeting" the subject of the clause."""
    for owner in possessors(noun):
        if owner.pos_ not in ("PRON", "DET"):
            yield Found(owner, role, "subject")
            continue
        holds = noun.dep_ == "dobj" and is_verb(noun.head)
        near = subjects(noun.head) if holds else _sharers(noun)
        bound = [t for t in near if _may_own(t, owner.lower_)]
        yield from _all(bound or [owner], role, "subject")


def _may_own(subject: Token, pronoun: str) -> bool:
    """Whether a subject can be who a possessive stands for: no office is "her", "my" is "I"."""
    if pronoun in SPEAKING:
        return subject.lower_ == SPEAKING[pronoun]
    if pronoun in ("his", "her") and subject.ent_type_ in ("ORG", "GPE", "NORP", "FAC"):
        return False
    return may_act(subject) or subject.pos_ == "PROPN"


def _premodifiers(noun: Token) -> Finds:
    """Names before the noun: "a NATO summit", "Security Council meeting", "US-Russia talks"."""
    seen: set[tuple[int, int]] = set()
    for left in noun.lefts:
        if left.dep_ in ("poss", "det"):
            continue
        for name in left.subtree:
            if name.ent_type_ not in NAMED or name_span(name) in seen:
                continue
            if name.ent_type_ == "GPE" and not _joined(name):
                continue
            seen.add(name_span(name))
            yield Found(name, Role.PARTICIPANT, "compound")


def _joined(name: Token) -> bool:
    """Whether a place name before a noun is one of two: "US-Russia talks", not "Geneva talks"."""
    words = name.doc.char_span(*name_span(name), alignment_mode="expand")
    sentence = name.sent
    if words is None:
        return False
    left = name.doc[words.start - 1].text if words.start > sentence.start else ""
    right = name.doc[words.end].text if words.end < sentence.end else ""
    return left in JOINTS or right in JOINTS


def _of_holder(holder: Holder, has_body: bool, has_owner: bool) -> Finds:
    """Who the verb that holds the meeting names: "X held talks", "X was expelled from talks"."""
    verb, support = holder.verb, holder.support
    yield from _linked(verb, frozenset({"with"}), Role.PARTICIPANT)
    yield from _of_governor(verb)
    if passive(verb):
        if support.prep:
            yield from _all(subjects(verb), support.role, "subject")
        else:
            yield from _all(agents(verb), support.role, "subject")
        return
    if support.party in ("object", "both"):
        guests = [o for o in objects(verb) if may_act(o)]
        guest = Role.VISITOR if support.role is Role.HOST else Role.PARTICIPANT
        yield from _all(guests, guest, "object")
    if support.party == "object" or (support.party == "asker" and has_body) or has_owner:
        return
    yield from _all(subjects(verb), support.role, "subject")


def _of_clause(noun: Token, linked: bool) -> Finds:
    """Who shares the clause: "After a meeting with X, Kim said", "Kim said after the talks"."""
    side = "subject" if linked else "clause"
    yield from _all(_sharers(noun), Role.PARTICIPANT, side)
    prep = noun.head
    within = noun.dep_ == "pobj" and prep.lower_ in ("in", "at", "during")
    if within and not linked and word(prep.head) in TELLING:  # "told X at their meeting"
        yield from _all(objects(prep.head), Role.PARTICIPANT, side)


def _sharers(noun: Token) -> list[Token]:
    """The owner or subject of the phrases and the clause around a noun after a preposition."""
    at = noun
    while at.head != at:  # spaCy makes a new Token each time, so `is` never holds
        above = at.head
        if above.dep_ in ("relcl", "acl", "ccomp") and above.lower_ not in ("following", "pending"):
            return subjects(above) if is_verb(above) and at.dep_ == "prep" else []
        if at.dep_ == "prep" and at.lower_ in NOT_SHARED and above.pos_ not in ("NOUN", "PROPN"):
            return []
        if is_verb(above) and above.lower_ not in ("following", "pending", "including"):
            return _subjects_or_owners(above) if at.dep_ in ("prep", "advcl", "advmod") else []
        if above.pos_ in ("NOUN", "PROPN") and possessors(above):
            return possessors(above)
        if at.dep_ in ("nsubj", "nsubjpass", "dobj") and is_verb(above) and at is not noun:
            return []
        at = above
    return []


def _subjects_or_owners(verb: Token) -> list[Token]:
    """The subjects of a clause; for a thing that somebody owns, its owner."""
    found: list[Token] = []
    for subject in subjects(verb):
        acts = may_act(subject) or subject.pos_ in ("PRON", "PROPN")
        found += [subject] if acts else possessors(subject)
    return found


def _of_modifiers(noun: Token) -> Finds:
    """Who a clause on the noun names: "a dinner attended by X", "talks that Y will join"."""
    for child in noun.children:
        if child.dep_ not in ("relcl", "acl") or not is_verb(child):
            continue
        lemma = word(child)
        if lemma in ("involve", "include", "bring", "gather"):
            yield from _all(objects(child), Role.PARTICIPANT, "object")
        role = Role.PARTICIPANT
        if lemma in HOSTING:
            role = Role.HOST
        elif lemma in MEDIATING:
            role = Role.MEDIATOR
        if (lemma, "") in supports():
            yield from _all(agents(child) or own_subjects(child), role, "subject")
