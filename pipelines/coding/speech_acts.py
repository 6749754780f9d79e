"""What a speaker does by speaking (asks, promises, accuses ...), and its PLOVER and CAMEO codes.

The cue decides where it says so ("accused", "refused to"); a neutral cue ("said") leaves it to the
content's own clause ("it would not accept ..."). All words are tables in `data/`; finding cues and
contents is the work of `attribution` and `speech_verbs`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from pipelines.coding.act_tables import Act, acts, content_rows, cue_rows, topic_rows
from pipelines.coding.clauses import Clause, read_clause
from pipelines.coding.reporting_patterns import Attribution
from pipelines.reading.document import Document
from pipelines.records import Code, Kind, Span, Spans

PREPOSITIONS = {"prep", "prt", "dative"}


@dataclass(frozen=True, slots=True)
class SpeechAct:
    """An act by its name (a row of speech_acts.csv) and its codes."""

    act: str
    code: Code


def code_speech_act(
    attribution: Attribution, document: Document, kind: Kind, negative: bool
) -> Code:
    """The code of an attribution; a report keeps its own, since what it tells is embedded."""
    return find_speech_act(attribution, document, kind).code


def find_speech_act(attribution: Attribution, document: Document, kind: Kind) -> SpeechAct:
    """The speech act of an attribution, with its code."""
    if kind is Kind.REPORT:
        return SpeechAct("report", Code("REPORT"))
    cue = _telling_word(document.tokens(attribution.cue))
    return read_speech_act(cue, attribution.contents, attribution.source, document)


def _telling_word(words: SpacySpan) -> Token:
    """The cue's verb, or the noun that says more beside it: "issued an ultimatum".

    A verb that acts by itself needs no noun: "rejected calls" is no call.
    """
    if words.root.pos_ == "VERB":
        own = _act_of_cue(words.root, [])
        if own.name != "comment" and not own.yields:
            return words.root
    nouns = (t for t in words if t.dep_ == "dobj" and t.head == words.root)
    return next((t for t in nouns if t.lemma_.lower() in cue_rows()), words.root)


def read_speech_act(
    cue: Token, contents: Spans, source: Span | None, document: Document
) -> SpeechAct:
    """The speech act of a cue word with these contents, said by the source."""
    heads = list(_heads(contents, document))
    act = _act_of_cue(cue, heads)
    if act.yields:
        own = _act_of_contents(heads, source, document)
        act = own if own.name != "comment" else act
    return SpeechAct(act.name, Code(act.plover, _cameo(act, contents, document)))


def _act_of_cue(cue: Token, heads: Sequence[Token]) -> Act:
    """The first row that fits the cue; a negated cue leaves its counterpart."""
    objects = [c for c in cue.children if c.dep_ == "dobj"]  # "offered few details on how"
    lemmas = {h.lemma_.lower() for h in (*heads, *objects)}
    frames = {*_frames(cue, heads), *(["object"] if objects else [])}
    act = acts()["comment"]
    if cue.dep_ == "amod":  # "proposed changes" proposes nothing
        return act
    for row in cue_rows().get(cue.lemma_.lower(), ()):
        if (not row.frame or row.frame in frames) and (not row.heads or row.heads & lemmas):
            act = acts()[row.act]
            break
    if read_clause(cue).negated:
        return acts()[act.negated]
    return act


def _frames(cue: Token, heads: Sequence[Token]) -> Iterator[str]:
    """What the cue takes: an infinitive, a clause, a noun phrase, prepositions by their word."""
    yield from (c.lower_ for c in cue.children if c.dep_ in PREPOSITIONS)
    for head in heads:
        if head.pos_ in ("NOUN", "PROPN", "PRON") and head.dep_ in ("dobj", "pobj", "nsubjpass"):
            yield "object"
        elif any(c.tag_ == "TO" for c in head.children) and not _has_subject(head, finite=True):
            yield "to"
        else:
            yield "clause"


def _has_subject(head: Token, finite: bool) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in head.children) and not (
        finite and head.tag_ == "VB"
    )


def _act_of_contents(heads: Iterable[Token], source: Span | None, document: Document) -> Act:
    """The first of the contents' clauses that does more than comment."""
    named = _words_of(source, document)
    for head in heads:
        clause = read_clause(head)
        act = _act_of_clause(clause, clause.is_about(named))
        if act.name != "comment":
            return act
    return acts()["comment"]


def _act_of_clause(clause: Clause, is_self: bool) -> Act:
    if is_self and clause.is_plain and clause.head.lemma_.lower() in cue_rows():
        return _act_of_cue(clause.head, list(_objects(clause.head)))
    for row in content_rows():
        if (
            row.is_self == is_self
            and row.words & clause.words
            and row.negated in (None, clause.negated)
            and (not row.actions or clause.action in row.actions)
        ):
            return acts()[row.act]
    return acts()["comment"]


def _objects(verb: Token) -> Iterator[Token]:
    yield from (c for c in verb.children if c.dep_ in ("dobj", "xcomp", "ccomp"))


def _heads(contents: Spans, document: Document) -> Iterator[Token]:
    """The main word of each sentence of the contents."""
    for span in contents:
        inside = [t for t in document.tokens(span) if not t.is_punct and not t.is_space]
        members = {t.i for t in inside}
        yield from (t for t in inside if t.head == t or t.head.i not in members)


def _words_of(source: Span | None, document: Document) -> frozenset[str]:
    if source is None:
        return frozenset()
    return frozenset(
        t.lower_ for t in document.tokens(source) if t.pos_ in ("NOUN", "PROPN", "ADJ")
    )


def _cameo(act: Act, contents: Spans, document: Document) -> str:
    """The CAMEO code of the act, refined by the first topic that the contents speak of."""
    if act.name not in ("request", "demand", "promise", "refuse", "threaten"):
        return act.cameo
    lemmas = {t.lemma_.lower() for span in contents for t in document.tokens(span)}
    for row in topic_rows():
        if row.words & lemmas and row.codes.get(act.name):
            return row.codes[act.name]
    return act.cameo
