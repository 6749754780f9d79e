"""Decides which candidates are no meetings, each with its reason."""

from collections.abc import Sequence

from spacy.tokens import Token

from pipelines.coding.meetings.grammar import objects, own_subjects, passive, word
from pipelines.coding.meetings.lexicon import NearMiss, bodies, near_misses, triggers, willing
from pipelines.coding.meetings.mode import by_wire
from pipelines.coding.meetings.parties import Party
from pipelines.coding.meetings.triggers import Candidate

ANAPHORIC = frozenset({"the", "this", "that", "these", "those", "such"})


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
    links = {"link": {"with", "to"}, "of": {"of"}, "after": {"of", "for", "on", "about"}}[relation]
    return [
        p
        for c in trigger.children
        if c.dep_ in ("prep", "agent") and c.lower_ in links
        for p in c.children
        if p.dep_ == "pobj"
    ]


def unframed(candidate: Candidate, parties: Sequence[Party]) -> str | None:
    """The reason why too little stands around a trigger for a meeting, or None.

    "no_party" leaves a candidate open: it can still be tied to a meeting named elsewhere.
    """
    if candidate.noun and _unscheduled(candidate.token):
        return "unscheduled"
    return FRAMES[candidate.trigger.frame](candidate, parties)


def _unscheduled(noun: Token) -> bool:
    """Whether a noun means any talks that may come, inside another phrase: "in future talks"."""
    lefts = [c.lower_ for c in noun.lefts]
    return (
        "future" in lefts
        and noun.dep_ == "pobj"
        and noun.tag_ == "NNS"
        and (not any(c.dep_ in ("det", "poss") for c in noun.lefts))
    )


def _sides(parties: Sequence[Party]) -> set[str]:
    return {p.side for p in parties}


def _several(parties: Sequence[Party]) -> bool:
    """Whether one side is several parties, or a body that can meet by itself."""
    return len(parties) > 1 or any(_collective(p.head) for p in parties)


def _collective(head: Token) -> bool:
    if head.pos_ == "PRON":
        return head.lower_ in ("we", "they", "us", "them", "both", "our", "their")
    if "Plur" in head.morph.get("Number", []) or head.ent_type_ in ("ORG", "NORP", "GPE"):
        return True
    return head.ent_type_ != "PERSON" and word(head) in bodies()


def _lone_side(candidate: Candidate, parties: Sequence[Party]) -> str | None:
    sides = _sides(parties)
    if not sides:
        return "no_party"
    if candidate.trigger.lemma == "consult" and passive(candidate.token) and len(sides) < 2:
        return "asked_for_advice"  # "members had not been consulted"
    if len(sides) > 1 or sides & {"with", "between", "among", "object"}:
        return None
    return None if _several(parties) else "one_party"


def _bargains(candidate: Candidate, parties: Sequence[Party]) -> str | None:
    """One side is enough for negotiating, unless it is a thing or a price that is haggled over."""
    if not parties:
        return "no_party"
    if "with" in _sides(parties) or len(parties) > 1:
        return None
    return "no_counterpart" if objects(candidate.token) else None


def _lone_link(candidate: Candidate, parties: Sequence[Party]) -> str | None:
    if _sides(parties) & {"with", "to"}:
        return None
    verb = candidate.token
    if parties and _several(parties) and by_wire(candidate):
        return None  # "The two spoke by telephone"
    if not parties or any(c.lower_ in ("of", "for", "in") for c in verb.children):
        return "no_counterpart"
    ready = verb.dep_ == "xcomp" and word(verb.head) in willing()
    alone = verb.tag_ == "VBG" and not any(c.lower_ in ("about", "to") for c in verb.children)
    together = len(parties) > 1 or (alone and _several(parties))
    if candidate.trigger.lemma != "talk" or verb.dep_ in ("acl", "advcl", "relcl"):
        return "no_counterpart"
    return None if ready or together else "no_counterpart"


def _no_guest(candidate: Candidate, parties: Sequence[Party]) -> str | None:
    guests = [p for p in parties if p.side in ("object", "with") and _person(p)]
    return None if guests and "subject" in _sides(parties) else "no_counterpart"


def _person(party: Party) -> bool:
    """Whether a party is somebody who can be received, not an organisation that is hosted."""
    head = party.head
    if head.pos_ == "PRON":
        return head.lower_ != "it"
    return head.ent_type_ == "PERSON" or (head.pos_ == "NOUN" and head.ent_type_ == "")


def _no_host(candidate: Candidate, parties: Sequence[Party]) -> str | None:
    """A visit counts by itself only where somebody receives it; see `journeys` for the others."""
    if not parties:
        return "no_visitor"
    hosts = [p for p in parties if p.side in ("object", "with", "to") and _person(p)]
    return None if hosts else "no_counterpart"


def _no_body(candidate: Candidate, parties: Sequence[Party]) -> str | None:
    if any((word(o), "noun") in triggers() for o in objects(candidate.token)):
        return "named_by_object"
    return None if _several(parties) else "no_party"


def _discusses(candidate: Candidate, parties: Sequence[Party]) -> str | None:
    verb = candidate.token
    above = verb.head
    if verb.dep_ == "advcl" and (word(above), "verb") in triggers():
        return "purpose_of_another"
    if _sides(parties) & {"with", "between"}:
        return None
    if verb.dep_ == "advcl" and not own_subjects(verb):
        return "purpose_of_another"
    if verb.dep_ in ("xcomp", "relcl", "acl") and not own_subjects(verb):
        return "purpose_of_another"
    both = any(c.lower_ in ("two", "both", "three") for p in parties for c in p.head.lefts)
    return None if len(parties) > 1 or (both and by_wire(candidate)) else "no_counterpart"


def _no_party(candidate: Candidate, parties: Sequence[Party]) -> str | None:
    sides = _sides(parties)
    if not sides:
        return "no_party"
    if candidate.trigger.frame == "talk" and sides <= {"clause", "compound"}:
        lone = sides == {"compound"} and parties[0].head.ent_type_ != "ORG"
        return "one_party" if lone or not _anaphoric(candidate.token) else None
    return None


def _one_call(candidate: Candidate, parties: Sequence[Party]) -> str | None:
    """A call, a meal or a conversation needs two sides, or one that holds it with another."""
    if not parties:
        return "no_party"
    sides = _sides(parties)
    if sides & {"with", "between", "among", "of"} or len(sides) > 1:
        return None
    if len(parties) > 1 and not sides <= {"clause"}:
        return None
    return "one_party"


def _anaphoric(noun: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in ANAPHORIC for c in noun.lefts)


def points_back(candidate: Candidate) -> bool:
    """Whether a noun without parties points to a meeting named elsewhere: "the talks"."""
    frame = candidate.trigger.frame
    noun = candidate.token
    if noun.dep_ in ("nsubj", "nsubjpass") and not any(noun.lefts):
        return False  # "before negotiations have started": no meeting in particular
    return frame == "event" or (frame in ("talk", "shared") and _anaphoric(candidate.token))


FRAMES = {
    "meet": _lone_side,
    "with": _lone_side,
    "negotiate": _bargains,
    "link": _lone_link,
    "object": _no_guest,
    "phone": _no_guest,
    "visit": _no_host,
    "convene": _no_body,
    "discuss": _discusses,
    "event": _no_party,
    "talk": _no_party,
    "shared": _one_call,
}
