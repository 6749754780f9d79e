"""Reads whether a meeting took place from the words that govern it and the mood of their verbs."""

from spacy.tokens import Token

from pipelines.coding.meetings.grammar import is_verb, word
from pipelines.coding.meetings.lexicon import governors
from pipelines.coding.meetings.mood import infinitive, negated, own_mood
from pipelines.coding.meetings.triggers import Candidate, Holder
from pipelines.records import Reality

HELD, ONGOING = Reality.HELD, Reality.ONGOING
PLANNED, PROPOSED, CANCELLED = Reality.PLANNED, Reality.PROPOSED, Reality.CANCELLED
OPEN = frozenset({PLANNED, PROPOSED})

BEFORE = frozenset({"before", "ahead", "pending", "until", "for", "toward", "towards", "prior"})
AFTER = frozenset({"after", "following", "during", "since", "from", "at", "in", "with"})
DEPARTURES = frozenset({"leave", "fly", "head", "arrive", "depart"})
SUBJUNCTIVE = frozenset({"demand", "insist", "urge", "propose", "recommend", "suggest", "request",
                         "ask", "require"})  # fmt: skip


def read_reality(candidate: Candidate, coming: bool) -> Reality:
    """The reality of a candidate; `coming` says that what dates it lies ahead."""
    found = _of_noun(candidate) if candidate.noun else _of_predicate(candidate.token)
    if coming and found in (HELD, ONGOING) and not _past(candidate):
        return PLANNED
    return found


def _past(candidate: Candidate) -> bool:
    """Whether a finite verb says that it happened, whatever the date seems to be."""
    verb = candidate.holder.verb if candidate.holder else candidate.token
    called = candidate.noun and word(verb) in ("call", "schedule", "set")
    return is_verb(verb) and not called and own_mood(verb) is HELD


def _said(token: Token) -> Reality | None:
    """What a governing word says by itself."""
    pos = {"NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}.get(token.pos_, "verb")
    said = governors().get((word(token), pos))
    return Reality(said) if said and said != "inherit" else None


def _turned(said: Reality, governor: Token) -> Reality:
    """What is said, or its opposite where the governing word is denied ("did not agree to")."""
    if not negated(governor):
        return said
    return CANCELLED if said in OPEN else PROPOSED


def _of_noun(candidate: Candidate) -> Reality:
    noun = candidate.token
    own = _of_modifiers(noun)
    if candidate.holder is not None:
        return _of_holder(candidate.holder, own)
    above = noun.head
    if noun.dep_ in ("nsubj", "nsubjpass", "dobj") and is_verb(above):
        return own or _of_argument(noun, above)
    if own is not None:
        return own
    return _of_preposition(above) if noun.dep_ == "pobj" else HELD


def _of_holder(holder: Holder, own: Reality | None) -> Reality:
    clause = _of_predicate(holder.verb)
    said = holder.support.reality
    if negated(holder.verb):
        return CANCELLED
    if said is None or said is HELD:
        return own if own is PROPOSED and clause is HELD else clause
    return said


def _of_argument(noun: Token, verb: Token) -> Reality:
    """A meeting as subject or object: "The talks collapsed", "broke off talks"."""
    if word(verb) == "be" and noun.dep_ == "nsubj":
        for child in verb.children:
            if child.dep_ in ("acomp", "attr") and _said(child):
                return _turned(_said(child) or HELD, verb)
    if any(c.dep_ == "prt" and c.lower_ == "off" for c in verb.children):
        return CANCELLED
    said = _said(verb)
    return _turned(said, verb) if said else _of_predicate(verb)


def _of_modifiers(noun: Token) -> Reality | None:
    for child in noun.lefts:
        said = governors().get((child.lower_, "adj"))
        if said and said != "inherit":
            return Reality(said)
        if child.dep_ == "det" and child.lower_ == "no":
            return CANCELLED
    for child in noun.rights:
        if child.dep_ == "acl" and child.tag_ == "VBN" and _said(child):
            return _said(child)
    return None


def _of_preposition(prep: Token) -> Reality:
    """A meeting after a preposition: "before the talks", "the possibility of a meeting"."""
    above = prep.head
    if above.pos_ in ("NOUN", "PROPN", "ADJ"):
        return _of_phrase(above, prep)
    if prep.lower_ == "following" or above.lower_ == "following":
        return HELD
    if prep.lower_ in BEFORE or above.lower_ in BEFORE:
        return PLANNED
    if not is_verb(above):
        return HELD
    said = _said(above) if prep.lower_ not in AFTER else None
    if said:
        return _turned(said, above)
    if prep.lower_ == "after" and above.dep_ == "xcomp" and own_mood(above.head) is HELD:
        return HELD  # "agreed to reopen the ports after six hours of talks"
    found = _of_predicate(above)
    return found if found in OPEN else HELD


def _of_phrase(noun: Token, prep: Token) -> Reality:
    """A meeting inside a noun phrase; of several words that govern it the outermost wins."""
    said = _said(noun)
    outer = None
    if noun.dep_ == "pobj" and noun.head.head.pos_ in ("NOUN", "PROPN"):
        outer = _said(noun.head.head)
    if outer or said:
        return outer or said or HELD
    if prep.lower_ == "of" and noun.dep_ == "pobj":
        return _of_preposition(noun.head)
    return HELD


def _of_predicate(verb: Token) -> Reality:
    """What a verb's own form says, and where it has none, what governs it."""
    above = verb.head
    if verb.dep_ == "ccomp" and word(above) in SUBJUNCTIVE and verb.tag_ in ("VB", "VBP"):
        return PROPOSED
    return own_mood(verb) or _of_governor(verb)


def _of_governor(verb: Token) -> Reality:
    above = verb.head
    if verb.dep_ == "conj" and is_verb(above):
        return _of_predicate(above)
    if verb.dep_ == "xcomp" and word(above) == "be" and infinitive(verb):
        return PLANNED  # "is to receive"
    if verb.dep_ == "pcomp":
        return _of_gerund(above)
    if verb.dep_ == "advcl":
        return _of_adverbial(verb, above)
    if verb.dep_ in ("acl", "relcl"):
        return _of_modifier(verb, above)
    said = _said(above)
    if said:
        return _combined(_turned(said, above), above)
    return _of_predicate(above) if is_verb(above) and above != verb else HELD


def _combined(said: Reality, governor: Token) -> Reality:
    """What governs the governor can weaken it: "may agree to meet", "refused to agree"."""
    if said is PLANNED and is_verb(governor):
        outer = own_mood(governor) or _of_governor(governor)
        return outer if outer in (PROPOSED, CANCELLED) else said
    return said


def _of_modifier(verb: Token, noun: Token) -> Reality:
    """A verb that hangs on a noun: "the decision to meet", "officials meeting in Geneva"."""
    said = _said(noun)
    if infinitive(verb):
        if governors().get((word(noun), "noun")) == "inherit":
            return HELD
        return said or PROPOSED
    return ONGOING if verb.tag_ == "VBG" else HELD


def _of_gerund(prep: Token) -> Reality:
    """A gerund after a preposition: "after meeting X", "interested in meeting X"."""
    above = prep.head
    if above.pos_ in ("NOUN", "ADJ"):
        return _said(above) or HELD
    if is_verb(above):
        said = _said(above)
        if said and prep.lower_ not in AFTER | BEFORE:
            return _turned(said, above)
        found = _of_predicate(above)
        return found if found in OPEN else HELD
    return PLANNED if prep.lower_ == "to" and above.lower_ == "prior" else HELD


def _of_adverbial(verb: Token, above: Token) -> Reality:
    if not is_verb(above):
        return HELD
    found = _of_predicate(above)
    if infinitive(verb):
        said = _said(above)
        if said in (PROPOSED, PLANNED):
            return said
        return PLANNED if word(above) in DEPARTURES and found is HELD else found
    return HELD if found is ONGOING and word(above) == "say" else found
