"""Whom a report cites and quotes: "Reuters reported, citing officials", "quoted Li as saying".

Taggers and annotators give both to the outlet, and leave the words for its source within what is
reported. Here they are told apart: the cited become the report's sources, the quoted speak.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from pipelines.records import Span

CITING = frozenset(("cite", "quote"))
SAYING = frozenset(("say", "tell", "add", "write", "warn", "announce"))
EDGES = " \n,;:"


def is_citing(token: Token) -> bool:
    """Whether a verb only names the source of the report above it."""
    return token.lemma_.lower() in CITING and token.tag_ == "VBG" and token.dep_ == "advcl"


def cited_by(verb: Token) -> Iterator[Token]:
    """The heads of the sources that a verb of reporting names."""
    for clause in verb.children:
        if is_citing(clause):
            for source in (c for c in clause.children if c.dep_ == "dobj"):
                yield from (source, *source.conjuncts)


def quoted_by(verb: Token) -> tuple[Token, Span] | None:
    """Who is quoted "as saying", and the span of these words; None where nobody is."""
    if verb.lemma_.lower() not in CITING:
        return None
    people = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    for link in (c for c in verb.children if c.lower_ == "as"):
        saying = next((c for c in link.children if c.lemma_.lower() in SAYING), None)
        if saying is not None and saying.tag_ == "VBG" and people:
            return people[-1], (link.idx, saying.idx + len(saying))
    return None


def phrase_of_source(head: Token) -> Span:
    """The noun phrase of a source, up to a comma."""
    last = head
    for token in head.doc[head.i + 1 : head.right_edge.i + 1]:
        if token.is_punct and token.text in (",", ";", ":"):
            break
        last = token
    return head.left_edge.idx, last.idx + len(last)


def without(contents: Sequence[Span], taken: Sequence[Span], text: str) -> tuple[Span, ...]:
    """What is said without the words for who says it; all of it where nothing would be left."""
    pieces = list(contents)
    for start, end in taken:
        pieces = [
            piece
            for first, last in pieces
            for piece in ((first, min(last, start)), (max(first, end), last))
            if piece[0] < piece[1]
        ]
    kept = [stripped for piece in pieces if (stripped := _strip(piece, text))]
    return tuple(kept) or tuple(contents)


def _strip(span: Span, text: str) -> Span | None:
    start, end = span
    while start < end and text[start] in EDGES:
        start += 1
    while start < end and text[end - 1] in EDGES:
        end -= 1
    return (start, end) if any(c.isalnum() for c in text[start:end]) else None
