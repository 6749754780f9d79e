"""Mends the tagger's spans by the parse: a speaker that it left out, a content that it broke off.

The tagger reads words one window at a time and now and then stops after the first of a clause; the
parse knows whom a verb has for its subject and where its complement ends.
"""

from dataclasses import replace

from spacy.tokens import Token

from pipelines.coding.reporting_patterns import Attribution, noun_phrase
from pipelines.reading.document import Document
from pipelines.records import Span, Spans

COMPLEMENTS = frozenset({"dobj", "xcomp", "ccomp", "pcomp", "attr", "dative", "oprd"})
STUB = 2  # tokens: a content of no more has been broken off where its clause goes on
NOBODY = frozenset({"it", "there", "this", "that", "what", "which"})


def mend(attribution: Attribution, document: Document) -> Attribution:
    """The attribution with its speaker and its content as far as the parse can mend them."""
    verb = document.tokens(attribution.cue).root
    if verb.pos_ not in ("VERB", "AUX"):
        return attribution
    source = attribution.source or _speaker(verb, attribution.contents, document)
    return replace(attribution, source=source, contents=_whole(verb, attribution.contents))


def _speaker(verb: Token, contents: Spans, document: Document) -> Span | None:
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.lower_ in NOBODY:
        return None
    span = noun_phrase(subject, verb, document.text)
    taken = any(span[0] < end and start < span[1] for start, end in contents)
    return None if taken or span[1] <= span[0] else span


def _whole(verb: Token, contents: Spans) -> Spans:
    """A stub of a complement grows to the end of the complement."""
    if len(contents) != 1:
        return contents
    start, end = contents[0]
    inside = [t for t in verb.sent if start <= t.idx and t.idx + len(t) <= end]
    if not inside or len(inside) > STUB:
        return contents
    for child in verb.children:
        first, last = child.left_edge, child.right_edge
        if (
            child.dep_ in COMPLEMENTS
            and child.i > verb.i
            and first.idx <= start
            and last.idx >= end
        ):
            while last.is_punct and last.i > inside[-1].i:
                last = last.nbor(-1)
            return ((first.idx, last.idx + len(last)),)
    return contents
