"""What a verb's own form says about what happened: its negation, its modals, its tense."""

from spacy.tokens import Token

from pipelines.coding.meetings.grammar import is_verb
from pipelines.records import Reality

FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
POSSIBLE = frozenset({"may", "might", "could", "can", "should", "must", "ought", "ca"})
WOULD = frozenset({"would", "'d", "’d"})
PAST = frozenset({"had", "did", "was", "were"})
PERFECT = frozenset({"has", "have", "'ve", "’ve", "having"})
PRESENT = frozenset({"is", "are", "am", "'re", "'s", "’re", "’s", "'m", "’m", "being"})
NOBODY = frozenset({"nobody", "none", "no-one", "neither"})


def auxiliaries(verb: Token) -> set[str]:
    """The verb's auxiliaries, as written, in lower case."""
    return {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}


def infinitive(verb: Token) -> bool:
    """Whether a verb stands with "to"."""
    return "to" in auxiliaries(verb)


def negated(verb: Token) -> bool:
    """Whether a verb is denied: "did not meet", "nobody met", "never met"."""
    return any(
        child.dep_ == "neg"
        or (child.dep_ in ("nsubj", "nsubjpass") and child.lower_ in NOBODY)
        or (child.dep_ == "preconj" and child.lower_ == "neither")
        for child in verb.children
    )


def own_mood(verb: Token) -> Reality | None:
    """What the form says; None for participles and infinitives, which something else governs."""
    if negated(verb):
        return Reality.CANCELLED
    words = auxiliaries(verb)
    if words & FUTURE:
        return Reality.PLANNED
    if words & WOULD:
        return Reality.PROPOSED if conditional(verb) else Reality.PLANNED
    if words & POSSIBLE:
        return Reality.PROPOSED
    if "to" in words:
        return None
    return _of_tense(verb, words)


def conditional(verb: Token) -> bool:
    """Whether a verb depends on an "if", or stands in one."""
    clauses = [verb, *(c for c in verb.children if c.dep_ == "advcl")]
    return any(
        c.dep_ == "mark" and c.lower_ in ("if", "unless") for each in clauses for c in each.children
    )


def _of_tense(verb: Token, words: set[str]) -> Reality | None:
    if conditional(verb) and verb.dep_ == "advcl":
        return Reality.PROPOSED
    going_on = verb.tag_ == "VBG"
    if going_on and words & {"was", "were"} and verb.dep_ == "ccomp":
        return Reality.ONGOING  # "He said they were talking": the tense is that of the report
    if verb.tag_ == "VBD" or words & PAST:
        return Reality.HELD
    if words & PERFECT:
        return Reality.ONGOING if going_on and "been" in words else Reality.HELD
    if words & PRESENT:
        return Reality.ONGOING if going_on else Reality.HELD
    if verb.tag_ in ("VBZ", "VBP") and is_verb(verb):
        return Reality.ONGOING
    return None
