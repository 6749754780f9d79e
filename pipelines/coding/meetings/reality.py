"""Reads whether a meeting took place from tense, mood, negation and the words that govern it."""

from spacy.tokens import Token

from pipelines.coding.meetings.grammar import is_verb, word
from pipelines.coding.meetings.lexicon import governors
from pipelines.coding.meetings.triggers import Candidate
from pipelines.records import Reality

HELD, ONGOING = Reality.HELD, Reality.ONGOING
PLANNED, PROPOSED, CANCELLED = Reality.PLANNED, Reality.PROPOSED, Reality.CANCELLED

FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
POSSIBLE = frozenset({"may", "might", "could", "can", "should", "must", "ought", "ca"})
BEFORE = frozenset({"before", "ahead", "pending", "until", "for", "toward", "towards"})
AFTER = frozenset({"after", "following", "during", "since", "from", "at", "in"})


def read_reality(candidate: Candidate, coming: bool) -> Reality:
    """The reality of a candidate; `coming` says that a date in its clause lies ahead."""
    if candidate.noun:
        found = _of_noun(candidate)
    else:
        found = _of_predicate(candidate.token)
    if coming and found in (HELD, ONGOING):
        return PLANNED
    return found


def _of_noun(candidate: Candidate) -> Reality:
    noun, holder, support = candidate.token, candidate.holder, candidate.support
    own = _of_modifier_words(noun)
    if holder is not None and support is not None:
        return _of_support(holder, support.reality, own)
    above = noun.head
    if noun.dep_ in ("nsubj", "nsubjpass") and is_verb(above):
        return _of_subject(above) if own is None else own
    if noun.dep_ == "dobj" and is_verb(above):
        said = governors().get((word(above), "verb"))
        if said and said != "inherit":
            return Reality(said)
        return own or _of_predicate(above)
    if own is not None:
        return own
    if noun.dep_ == "pobj":
        return _of_preposition(above)
    return HELD


def _of_support(holder: Token, said: Reality | None, own: Reality | None) -> Reality:
    clause = _of_predicate(holder)
    if _negated(holder):
        return CANCELLED
    if said is None:
        return own if own is PROPOSED and clause is HELD else clause
    if said is HELD:
        return clause
    return said


def _of_subject(verb: Token) -> Reality:
    """A meeting that is the subject of a verb: "The talks collapsed", "A summit is scheduled"."""
    said = governors().get((word(verb), "verb"))
    if said and said != "inherit":
        return Reality(said)
    if word(verb) == "be":
        for child in verb.children:
            if child.dep_ in ("acomp", "attr"):
                found = governors().get((word(child), "adj"))
                if found:
                    return Reality(found)
    return _of_predicate(verb)


def _of_modifier_words(noun: Token) -> Reality | None:
    for child in noun.lefts:
        said = governors().get((child.lower_, "adj"))
        if said:
            return Reality(said)
    for child in noun.rights:
        if child.dep_ in ("acl", "relcl"):
            said = governors().get((word(child), "verb"))
            if said and said != "inherit":
                return Reality(said)
    return None


def _of_preposition(prep: Token) -> Reality:
    """A meeting after a preposition: "before the talks", "the possibility of a meeting"."""
    above = prep.head
    if above.pos_ in ("NOUN", "PROPN"):
        said = governors().get((word(above), "noun"))
        if said and said != "inherit":
            return Reality(said)
        if prep.lower_ == "of" and above.dep_ == "pobj":
            return _of_preposition(above.head)
        return HELD
    if above.pos_ == "ADJ":
        said = governors().get((word(above), "adj"))
        return Reality(said) if said else HELD
    if prep.lower_ in BEFORE or above.lower_ == "ahead":
        return PLANNED
    if is_verb(above):
        if prep.lower_ not in AFTER:
            said = governors().get((word(above), "verb"))
            if said and said != "inherit":
                return Reality(said)
        found = _of_predicate(above)
        return found if found in (PLANNED, PROPOSED) else HELD
    return HELD


def _of_predicate(verb: Token) -> Reality:
    """What a verb's own form says, and what governs it."""
    if _negated(verb):
        return CANCELLED
    modal = _modal(verb)
    if modal is not None:
        return modal
    finite = _finite(verb)
    if finite is not None:
        return finite
    return _of_governor(verb)


def _of_governor(verb: Token) -> Reality:
    above = verb.head
    if verb.dep_ == "conj" and is_verb(above):
        return _of_predicate(above)
    if verb.dep_ == "pcomp":
        return _of_participle(verb, above)
    if verb.dep_ == "advcl":
        return _of_adverbial(verb, above)
    pos = {"NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}.get(above.pos_, "verb")
    if verb.dep_ == "xcomp" and _to(verb) and above.tag_ == "VBN" and word(above) in ("set", "due"):
        return PLANNED
    said = governors().get((word(above), pos))
    if said == "inherit":
        return HELD
    if said and _negated(above):
        return CANCELLED if Reality(said) in (PLANNED, PROPOSED) else PROPOSED
    if said:
        return Reality(said)
    if verb.dep_ in ("xcomp", "ccomp") and is_verb(above):
        return _of_predicate(above)
    if verb.dep_ == "acl" and _to(verb):
        return PROPOSED
    if verb.dep_ in ("acl", "amod") and verb.tag_ == "VBG":
        return ONGOING if verb.dep_ == "acl" else HELD
    return HELD


def _of_participle(verb: Token, prep: Token) -> Reality:
    """A gerund after a preposition: "after meeting", "prior to meeting", "keen on meeting"."""
    above = prep.head
    if above.pos_ in ("NOUN", "ADJ"):
        said = governors().get((word(above), "noun" if above.pos_ == "NOUN" else "adj"))
        if said and said != "inherit":
            return Reality(said)
    if is_verb(above):
        said = governors().get((word(above), "verb"))
        if said and said != "inherit" and prep.lower_ not in AFTER | BEFORE:
            return Reality(said)
        found = _of_predicate(above)
        return found if found in (PLANNED, PROPOSED) else HELD
    return HELD


def _of_adverbial(verb: Token, above: Token) -> Reality:
    marks = {c.lower_ for c in verb.children if c.dep_ == "mark"}
    if marks & {"if", "unless"}:
        return PROPOSED
    if _to(verb):
        found = _of_predicate(above) if is_verb(above) else HELD
        if word(above) in ("leave", "fly", "travel", "head", "arrive", "depart"):
            return PLANNED if found is HELD else found
        return found
    return _of_predicate(above) if is_verb(above) else HELD


def _finite(verb: Token) -> Reality | None:
    """What tense says; None for a participle or an infinitive without an auxiliary."""
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    words = {c.lower_ for c in auxiliaries}
    if "to" in words:
        return None
    if verb.tag_ == "VBD" or words & {"had", "did", "was", "were"}:
        return HELD
    if words & {"has", "have", "'ve", "’ve"}:
        return ONGOING if words & {"been"} and verb.tag_ == "VBG" else HELD
    if words & {"is", "are", "am", "'re", "'s", "’re", "’s", "'m", "’m"}:
        return ONGOING if verb.tag_ == "VBG" else HELD
    if verb.tag_ in ("VBZ", "VBP"):
        return ONGOING
    return None


def _modal(verb: Token) -> Reality | None:
    words = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if words & FUTURE:
        return PLANNED
    if words & POSSIBLE:
        return PROPOSED
    if words & {"would", "'d", "’d"}:
        conditional = any(
            c.dep_ == "advcl" and any(m.lower_ == "if" for m in c.children) for c in verb.children
        )
        return PROPOSED if conditional else PLANNED
    return None


def _negated(verb: Token) -> bool:
    for child in verb.children:
        if child.dep_ == "neg":
            return True
        if child.dep_ in ("nsubj", "nsubjpass") and child.lower_ in ("nobody", "none", "no-one"):
            return True
    return False


def _to(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
