"""Verbs by the parse alone: who does what they say, whether it is done, whether it is certain."""

from spacy.tokens import Token

from pipelines.records import Span
from pipelines.resolving.cast.phrases import RELATIVE
from pipelines.resolving.times.tense import Tense

VERBS = frozenset({"VERB", "AUX"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
UNCERTAIN = frozenset({"would", "could", "may", "might", "should", "can", "must"})
CONDITIONS = frozenset({"if", "unless", "whether"})
AHEAD = frozenset({"will", "'ll", "’ll", "to"})


def subject_of(verb: Token) -> Token | None:
    """Who does or undergoes what a verb says, found above it where the verb has no subject."""
    for child in verb.lefts:
        if child.dep_ in SUBJECTS:
            return antecedent(verb) if child.lower_ in RELATIVE else child
        if any(c.dep_ in SUBJECTS for c in child.children) and child.dep_ == "aux":
            return None  # a clause that the parse has torn apart
    over = verb.head
    if verb.dep_ in ("relcl", "acl"):
        return over
    if verb.dep_ == "pcomp":
        over = over.head
    elif verb.dep_ not in ("conj", "advcl", "xcomp") or over == verb:
        return None
    while over.dep_ == "acomp":
        over = over.head
    return subject_of(over) if over.pos_ in VERBS and over != verb else None


def antecedent(verb: Token) -> Token | None:
    """The noun that a relative clause belongs to: of "she is a judge who", she."""
    while verb.dep_ == "conj":
        verb = verb.head
    if verb.dep_ != "relcl":
        return None
    noun, over = verb.head, verb.head.head
    is_said_of_another = noun.dep_ == "attr" and over.lemma_ == "be" and noun.pos_ == "NOUN"
    return subject_of(over) if is_said_of_another else noun


def is_passive(verb: Token) -> bool:
    """Whether the subject of a verb undergoes it: "was appointed", "appointed in May"."""
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return True
    return verb.tag_ == "VBN" and not any(c.dep_ == "aux" for c in verb.children)


def tense_of(verb: Token) -> Tense:
    """Whether a verb tells of what is done, or of what is still to come."""
    before = {c.lower_ for c in verb.lefts}
    if before & AHEAD:
        return Tense.FUTURE
    is_past = verb.tag_ == "VBD" or (verb.tag_ == "VBN" and not before & {"is", "are"})
    return Tense.PAST if is_past else Tense.UNKNOWN


def is_certain(verb: Token, scheduled: frozenset[str]) -> bool:
    """Whether a clause says that it was so, is so or, by the words of a schedule, will be so."""
    before = {c.lower_ for c in verb.lefts}
    if any(c.dep_ == "neg" for c in verb.children) or before & (UNCERTAIN | CONDITIONS):
        return False
    if verb.dep_ == "ccomp" and verb.head.lemma_ == "deny":
        return False
    if verb.dep_ == "xcomp":
        return verb.head.lemma_ in scheduled
    if verb.dep_ == "conj" and not any(c.dep_ in SUBJECTS for c in verb.lefts):
        return is_certain(verb.head, scheduled)  # "could be dismissed on Monday and leave"
    return "to" not in before


def words_of(verb: Token) -> Span:
    """A verb with its auxiliaries."""
    first = next((c for c in verb.lefts if c.dep_ in ("aux", "auxpass")), verb)
    return first.idx, verb.idx + len(verb)
