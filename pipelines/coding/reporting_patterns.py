"""Attributions by the parse alone: who (source), said (cue), what (content).

The rules coder lives on these; under the tagger they fill nothing in. Each pattern is a function
from a parsed sentence to attributions, and its name is the rule that a mention carries.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from pipelines.coding.cues import cue_verbs
from pipelines.coding.quotes import find_quotes, is_scare_quote, overlapping
from pipelines.reading.document import Document
from pipelines.records import Span, Spans

SUBJECTS = {"nsubj", "nsubjpass"}
CLAUSES = {"ccomp", "parataxis"}
ACTIONS = {"xcomp"}
AUXILIARIES = {"aux", "auxpass", "neg", "prt"}
TRIM = " \t\n\xa0,;:–—-"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Character spans of one attribution, the score of what found it, and its name."""

    cue: Span
    source: Span | None
    contents: Spans
    score: float
    rule: str


def find_attributions(document: Document) -> list[Attribution]:
    """All attributions of a document, at most one a cue, in the order of their cues."""
    quotes = [q for q in find_quotes(document.text) if not is_scare_quote(q, document.text)]
    found: dict[Span, Attribution] = {}
    for sentence in document.parse.sents:
        near = overlapping(quotes, (sentence.start_char, sentence.end_char))
        for attribution in (*_verbs(sentence, document, near), *_according(sentence, document)):
            found.setdefault(attribution.cue, attribution)
    return sorted(found.values(), key=lambda a: a.cue)


def _verbs(sentence: SpacySpan, document: Document, quotes: list[Span]) -> Iterator[Attribution]:
    for token in sentence:
        verb = cue_verbs().get(token.lemma_.lower()) if token.pos_ in ("VERB", "AUX") else None
        if not verb:
            continue
        subject = subject_of(token)
        content, rule, score = _content(token, sentence, document, quotes, verb.frames)
        if content and (subject or rule == "parse.quote"):
            source = noun_phrase(subject, token, document.text) if subject else None
            yield Attribution(_cue(token), source, content, score, rule)


def _content(
    verb: Token,
    sentence: SpacySpan,
    document: Document,
    quotes: list[Span],
    frames: Mapping[str, object],
) -> tuple[Spans, str, float]:
    """What a verb gives as said: its quotation, its clause, its infinitive, or its object."""
    clauses = [
        c
        for c in verb.children
        if c.dep_ in CLAUSES
        and c.pos_ in ("VERB", "AUX", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADV", "INTJ")
    ]
    if "clause" in frames:
        parts = [_outside(_subtree(c), verb, document.text) for c in clauses]
        nearby = [q for q in quotes if _beside(q, verb, sentence, parts, document.text)]
        spans = _merge([p for p in parts if p] + nearby, verb, document.text)
        if spans:
            return spans, "parse.quote" if nearby else "parse.clause", 0.75
        if verb.dep_ not in ("relcl", "ROOT") and _is_aside(verb, sentence):
            return (
                _merge([(sentence.start_char, sentence.end_char)], verb, document.text),
                "parse.aside",
                0.6,
            )
    for frame, deps, score in (("action", ACTIONS, 0.6), ("object", {"dobj"}, 0.4)):
        if frame in frames:
            parts = [
                _outside(_subtree(c), verb, document.text) for c in verb.children if c.dep_ in deps
            ]
            if any(parts):
                return tuple(p for p in parts if p), f"parse.{frame}", score
    return (), "", 0.0


def _according(sentence: SpacySpan, document: Document) -> Iterator[Attribution]:
    for token in sentence:
        if token.lower_ not in ("according", "per") or token.i + 2 >= sentence.end:
            continue
        to = token.nbor() if token.lower_ == "according" else token
        target = next((c for c in to.children if c.dep_ == "pobj"), None)
        if target is None or (to is not token and to.lower_ != "to"):
            continue
        cue = (token.idx, to.idx + len(to))
        source = _clip(_subtree(target), document.text)
        rest = [(sentence.start_char, cue[0]), (source[1], sentence.end_char)]
        content = tuple(
            c
            for c in (_clip(r, document.text) for r in rest)
            if len(document.text[slice(*c)].split()) > 2
        )
        if content:
            yield Attribution(cue, source, content[:1], 0.8, "parse.according")


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, or of the verb that it is joined to or governed by."""
    for _ in range(4):
        own = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        if own is not None:
            if own.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
                return verb.head
            return own
        agent = next((c for c in verb.children if c.dep_ == "agent"), None)
        if agent is not None:
            return next((c for c in agent.children if c.dep_ == "pobj"), None)
        if verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN"):
            return verb.head
        if verb.dep_ not in ("conj", "xcomp", "advcl") or verb.head.pos_ not in ("VERB", "AUX"):
            return None
        verb = verb.head
    return None


def noun_phrase(head: Token, verb: Token, text: str) -> Span:
    """The words of a noun phrase without relative clauses and what follows them."""
    tokens = [head]
    inner = set(verb.subtree) if head in verb.ancestors else set()
    for child in head.children:
        if child.dep_ in ("relcl", "acl", "punct", "advcl") or child == verb:
            continue
        if child.dep_ in ("cc", "conj") and verb.i < child.i and verb.i > head.i:
            continue
        tokens += [t for t in child.subtree if t not in inner]
    ordered = sorted({t.i for t in tokens})
    left = right = ordered.index(head.i)
    while left > 0 and ordered[left] - ordered[left - 1] <= 2:
        left -= 1
    while right + 1 < len(ordered) and ordered[right + 1] - ordered[right] <= 2:
        right += 1
    doc = head.doc
    return _clip((doc[ordered[left]].idx, doc[ordered[right]].idx + len(doc[ordered[right]])), text)


def _cue(verb: Token) -> Span:
    """The verb with its auxiliaries, negation and particle, as far as they stand beside it."""
    first = last = verb
    parts = {c.i for c in verb.children if c.dep_ in AUXILIARIES}
    while first.i - 1 in parts:
        first = first.nbor(-1)
    while last.i + 1 in parts:
        last = last.nbor(1)
    return first.idx, last.idx + len(last)


def _subtree(token: Token) -> Span:
    tokens = list(token.subtree)
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])


def _outside(span: Span, verb: Token, text: str) -> Span | None:
    """A clause without the verb that governs it, where the parse wraps one around the other."""
    start, end = span
    if start <= verb.idx < end:
        subject = subject_of(verb)
        edge = min(
            [verb.idx]
            + ([subject.left_edge.idx] if subject is not None and subject.idx >= start else [])
        )
        left, right = (start, edge), (verb.idx + len(verb), end)
        span = max((left, right), key=lambda s: s[1] - s[0])
    clipped = _clip(span, text)
    return clipped if clipped[1] > clipped[0] else None


def _clip(span: Span, text: str) -> Span:
    start, end = span
    while start < end and text[start] in TRIM:
        start += 1
    while end > start and text[end - 1] in TRIM:
        end -= 1
    return start, end


def _beside(
    quote: Span, verb: Token, sentence: SpacySpan, parts: list[Span | None], text: str
) -> bool:
    """Whether a quotation belongs to a verb: it overlaps its clause, or stands next to it."""
    if any(p and quote[0] < p[1] and p[0] < quote[1] for p in parts):
        return True
    if not (quote[0] < sentence.end_char and sentence.start_char < quote[1]):
        return False
    between = (quote[1], verb.idx) if quote[1] <= verb.idx else (verb.idx + len(verb), quote[0])
    words = text[between[0] : between[1]].split()
    clause_free = not any(
        t.pos_ == "VERB" and t != verb for t in sentence if between[0] <= t.idx < between[1]
    )
    return quote[1] <= verb.idx + 400 and len(words) <= 8 and clause_free


def _merge(spans: list[Span], verb: Token, text: str) -> Spans:
    """Overlapping and touching spans joined, but never across the verb."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1] + 2 and not out[-1][1] <= verb.idx <= start:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return tuple(
        c for c in (_clip(s, text) for s in out) if c[1] > c[0] and not c[0] <= verb.idx < c[1]
    )


def _is_aside(verb: Token, sentence: SpacySpan) -> bool:
    return verb.dep_ in ("parataxis", "ccomp", "advcl") and verb.i > sentence.start + 4
