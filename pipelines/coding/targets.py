"""Whom an act in words is directed at: "accused Iran of", "rejected an Indian proposal".

The target is the party nearest to the cue or to its content by the parse, with those joined to it
by "and". Acts without a PLOVER type of their own (a comment, a warning, a report) have none, and
the state that a speaker speaks for is never the target.
"""

from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Token

from pipelines.coding.act_tables import acts
from pipelines.coding.clauses import OWN
from pipelines.coding.meetings.lexicon import party_nouns
from pipelines.coding.reporting_patterns import Attribution
from pipelines.reading.document import Document
from pipelines.records import ActorKind, CountryBasis, Participant, Role, Span
from pipelines.resolving.cast import Cast

PARTIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
PRONOUNS = frozenset({"him", "her", "them"})
# Where something happens, or when or why, is nobody that the act is directed at.
CIRCUMSTANCES = frozenset(
    {"in", "at", "near", "after", "before", "during", "since", "until", "over", "about", "despite"}
)
WAYS = frozenset(
    {"dobj", "dative", "pobj", "prep", "agent", "nsubj", "nsubjpass", "ccomp", "xcomp", "pcomp",
     "acomp", "poss", "amod", "compound", "nmod", "acl", "attr", "oprd"}
)  # fmt: skip
DEEPEST = 6


def find_targets(
    attribution: Attribution,
    act: str,
    document: Document,
    cast: Cast,
    others: Collection[Participant],
) -> tuple[Participant, ...]:
    """The parties that an act is directed at; never one that speaks or is spoken to.

    `act` is a row of speech_acts.csv; `others` are the participants that the mention has already.
    """
    row = acts().get(act)
    if row is None or row.plover == "STATEMENT":
        return ()
    known = {p.actor_id for p in others}
    own = {c for p in others if p.role is Role.SPEAKER and (c := _own_country(p, cast))}
    found: dict[str, Participant] = {}
    cue = document.tokens(attribution.cue).root
    for token in _nearest(cue, _starts(attribution, document), attribution.source):
        span = _phrase(token)
        for link in cast.link(span, Role.TARGET):
            actor = cast.actor(link.actor_id)
            is_own = actor.country in own and (
                actor.kind is ActorKind.STATE
                or (actor.kind is ActorKind.ORGANISATION and actor.sector == "GOV")
            )
            if link.actor_id in known or link.actor_id in found or is_own:
                continue
            found[link.actor_id] = Participant(
                Role.TARGET, (span,), link.actor_id, actor.country, link.confidence
            )
    return tuple(found.values())


def _own_country(party: Participant, cast: Cast) -> str:
    """The country of a speaker; not one that the article lends, for it may be about another."""
    basis = cast.actor(party.actor_id).country_basis if party.actor_id else CountryBasis.NONE
    return "" if basis is CountryBasis.ARTICLE else party.country


def _starts(attribution: Attribution, document: Document) -> list[Token]:
    """The main words of the first sentence of the content."""
    for span in attribution.contents[:1]:
        tokens = document.tokens(span)
        inside = {t.i for t in tokens}
        return [
            t
            for t in tokens
            if t.pos_ in ("VERB", "AUX", "NOUN", "PROPN")
            and (t.head == t or t.head.i not in inside)
            and t.sent == tokens[0].sent
        ]
    return []


def _nearest(cue: Token, heads: Sequence[Token], source: Span | None) -> Iterator[Token]:
    """The parties of the first level below the cue and the content's main words that has any."""
    seen = {cue.i}
    level = [*(c for c in cue.children if _leads(c)), *heads]
    for _ in range(DEEPEST):
        level = [t for t in level if t.i not in seen and not _within(t, source)]
        seen |= {t.i for t in level}
        parties = {t.i: t for t in level if _is_party(t)}
        if parties:
            joined = (c for t in parties.values() for c in t.conjuncts if c.i > t.i)
            yield from (parties | {c.i: c for c in joined if _is_party(c)}).values()
            return
        level = [c for t in level for c in t.children if _leads(c)]


def _leads(token: Token) -> bool:
    return token.dep_ in WAYS and not (token.pos_ == "ADP" and token.lower_ in CIRCUMSTANCES)


def _is_party(token: Token) -> bool:
    if token.pos_ == "PRON":
        return token.lower_ in PRONOUNS
    if token.pos_ not in ("NOUN", "PROPN", "ADJ") or any(c.lower_ in OWN for c in token.children):
        return False
    named = token.ent_type_ in PARTIES
    return named or (token.pos_ != "ADJ" and token.lemma_.lower() in party_nouns())


def _phrase(head: Token) -> Span:
    """The noun phrase up to its head with its "of" phrase; an adjective stands alone."""
    if head.dep_ in ("amod", "compound", "nmod"):
        run = [t for t in head.sent if t.ent_type_ and t.ent_type_ == head.ent_type_]
        near = [t for t in run if abs(t.i - head.i) <= 1] or [head]
        return near[0].idx, near[-1].idx + len(near[-1])
    last = head
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == head.i + 1:
            last = next((c for c in child.children if c.dep_ == "pobj"), head)
    first = head
    for token in sorted((t for t in head.lefts), key=lambda t: -t.i):
        if token.dep_ in ("det", "compound", "amod", "poss", "nmod", "nummod"):
            first = token.left_edge
    return first.idx, last.idx + len(last)


def _within(token: Token, span: Span | None) -> bool:
    return span is not None and span[0] <= token.idx < span[1]
