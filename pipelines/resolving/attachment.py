"""Which phrase of a sentence belongs to which cue, read from the parse. Shared by dates and places."""

from spacy.tokens import Token

from pipelines.reading.document import Document
from pipelines.records import Span

# A phrase under one of these is part of another clause than the word above it
CLAUSES = frozenset(("ccomp", "advcl", "relcl", "acl", "csubj", "csubjpass", "parataxis", "pcomp"))
# Reduced clauses that only say when or where the noun above them is: "a summit set for April"
SCHEDULING = frozenset(
    "set schedule plan hold slate due expect date host convene call arrange".split()
)
PREDICATES = frozenset(("VERB", "AUX"))
NEAR, SHARED, LEADING = 1.0, 0.8, 0.6


def root_of(document: Document, span: Span) -> Token | None:
    """The token that heads a span."""
    tokens = document.tokens(span)
    return tokens.root if len(tokens) else None


def chain_of(cue: Token) -> list[Token]:
    """The cue and the words above it that share its time and place: its light verb, its auxiliary.

    "held talks", "is expected to meet", "wrapped up a meeting" - up to the border of the clause.
    """
    chain = [cue]
    token = cue
    while token.dep_ not in CLAUSES and token.head is not token:
        if token.dep_ == "conj" and token.head.i < token.i and token.head.pos_ in PREDICATES:
            break
        token = token.head
        chain.append(token)
        if token.pos_ in PREDICATES and token.dep_ != "xcomp":
            break
    return chain


def attachment(phrase: Token, cue: Token) -> float:
    """How surely a phrase belongs to the clause of a cue: 1 for the cue itself, 0 for another clause."""
    chain = chain_of(cue)
    token = phrase
    while token.head is not token:
        if token.i == cue.i:
            return NEAR
        if token.i in {above.i for above in chain[1:]}:
            return SHARED
        if token.pos_ in PREDICATES and not _transparent(token):
            return _leading(phrase, token, chain)
        token = token.head
    if token.i == cue.i:
        return NEAR
    if token.i in {above.i for above in chain[1:]}:
        return SHARED
    return _leading(phrase, token, chain)


def _transparent(token: Token) -> bool:
    return token.dep_ in ("acl", "relcl") and token.lemma_.lower() in SCHEDULING


def _leading(phrase: Token, governor: Token, chain: list[Token]) -> float:
    """A phrase that opens a sentence belongs to the clause it opens, whatever verb closes it.

    "On Wednesday, A and B met again, C told a reporter": the parse hangs the day on "told".
    """
    top = chain[-1]
    opens = phrase.i < chain[0].i < governor.i and top.dep_ == "ccomp" and top.head.i == governor.i
    return LEADING if opens else 0.0
