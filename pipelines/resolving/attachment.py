"""Which phrase of a sentence belongs to which cue, by the parse. Shared by dates and places."""

import csv
from functools import cache

from spacy.tokens import Token

from pipelines.reading.document import Document
from pipelines.records import Span
from pipelines.resolving.times.words import read_lines

# What stands above a phrase under one of these is another clause
CLAUSES = frozenset(
    ("ccomp", "advcl", "relcl", "acl", "csubj", "csubjpass", "parataxis", "pcomp", "dep")
)
PREDICATES = frozenset(("VERB", "AUX"))
MODIFIERS = frozenset(("poss", "compound", "nmod", "amod", "nummod"))
QUOTES = frozenset('"“”')
# How surely a phrase belongs: to the cue, its light verb, the clause it opens, the clause above
NEAR, SHARED, LEADING, ABOVE = 1.0, 0.8, 0.6, 0.4


def root_of(document: Document, span: Span) -> Token | None:
    """The token that heads a span."""
    tokens = document.tokens(span)
    return tokens.root if len(tokens) else None


def attachment(phrase: Token, cue: Token) -> float:
    """How surely a phrase belongs to the clause of a cue, from 1 down to 0 for another clause."""
    if _is_quoted_apart(phrase, cue):
        return 0.0
    if phrase.dep_ in MODIFIERS:  # "Friday's attack" dates the attack and nothing else
        return NEAR if phrase.head.i == cue.i else 0.0
    scores = _chain(cue)
    token = phrase
    if phrase.dep_ == "pobj" and phrase.head.lower_ == "for" and _is_set(phrase.head, cue):
        return NEAR
    while token.i not in scores:
        is_border = token.pos_ in PREDICATES or token.dep_ in CLAUSES
        if (is_border and not _only_schedules(token)) or token.head.i == token.i:
            return _leading(phrase, token, cue)
        token = token.head
    return scores[token.i]


def _chain(cue: Token) -> dict[int, float]:
    """The cue and the words above it that share its time and place, each with how surely.

    "held talks", "is expected to meet", "flew to Paris to meet", "worked on Monday, meeting with".
    """
    scores = {cue.i: NEAR}
    token, score = cue, SHARED
    while token.head.i != token.i:
        if token.dep_ in CLAUSES:
            if not _continues(token):
                break
            score = ABOVE
        above = token.head
        is_noun_cue = cue.pos_ not in PREDICATES
        if above.pos_ in PREDICATES and is_noun_cue and token.pos_ not in PREDICATES:
            if above.lemma_.lower() not in words_of("support"):
                break
        elif token.dep_ == "conj" and token.pos_ in PREDICATES and _has_subject(token):
            break
        token = above
        scores[token.i] = score
        if token.pos_ in PREDICATES and token.dep_ not in ("xcomp", "advcl", "conj", "auxpass"):
            break
    return scores


def _continues(clause: Token) -> bool:
    """Whether a clause goes on from the one above: a participle, a purpose, "while", "when"."""
    if clause.dep_ != "advcl" or _has_subject(clause):
        return clause.dep_ == "advcl" and any(
            c.lower_ in ("while", "when") for c in clause.children
        )
    marks = {child.lower_ for child in clause.lefts if child.dep_ in ("mark", "aux", "prep")}
    return marks <= {"to"} and clause.i > clause.head.i and clause.tag_ in ("VBG", "VB")


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children)


def _is_set(preposition: Token, cue: Token) -> bool:
    """Whether "for" sets the event, whatever the parse hangs it on: a meeting for Sunday."""
    between = cue.doc[cue.i + 1 : preposition.i]
    return cue.i < preposition.i and not any(token.pos_ in PREDICATES for token in between)


def _only_schedules(token: Token) -> bool:
    """Whether a word leads to a clause that says when its noun is: "talks which are to resume"."""
    words = (token, *(c for c in token.children if c.dep_ in ("acomp", "xcomp", "attr")))
    if not any(word.lemma_.lower() in words_of("scheduling") for word in words):
        return False
    is_predicate = token.dep_ in ("acomp", "xcomp") and token.head.lemma_.lower() == "be"
    return (token.head if is_predicate else token).dep_ in ("acl", "relcl")


def _leading(phrase: Token, governor: Token, cue: Token) -> float:
    """A phrase that opens a sentence belongs to the clause it opens, whatever verb closes it.

    "On Wednesday, A and B met again, C told a reporter": the parse hangs the day on "told".
    """
    top = cue
    while top.dep_ not in CLAUSES and top.head.i != top.i and top.head.i != governor.i:
        top = top.head
    is_opened = top.dep_ == "ccomp" and top.head.i == governor.i
    return LEADING if is_opened and phrase.i < cue.i < governor.i else 0.0


def _is_quoted_apart(phrase: Token, cue: Token) -> bool:
    """Whether an odd number of quotation marks stands between two words of a sentence."""
    first, last = sorted((phrase.i, cue.i))
    marks = sum(token.text in QUOTES or token.text == "''" for token in phrase.doc[first:last])
    return bool(marks % 2) or sum(t.text == "``" for t in phrase.doc[first:last]) % 2 == 1


@cache
def words_of(class_: str) -> frozenset[str]:
    """The lemmas of a class of attachment_words.csv."""
    rows = csv.DictReader(read_lines("attachment_words.csv"))
    return frozenset(w for row in rows if row["class"] == class_ for w in row["lemmas"].split("|"))
