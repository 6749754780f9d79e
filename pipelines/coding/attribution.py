"""Attributions -> mentions: a statement, a report or a belief with its speaker as an actor.

Where the words are comes from the tagger, or from the parse under the rules coder; what they mean
(kind, addressee, outlet, polarity, code, date, relay chain) is decided here, the same way for both.
"""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from pipelines.coding.addressees import find_addressees
from pipelines.coding.carried_settings import carry_dates
from pipelines.coding.cited import cited_by, is_citing, phrase_of_source, quoted_by, without
from pipelines.coding.contents import Contents
from pipelines.coding.cues import kind_of_cue
from pipelines.coding.identity import mention_id
from pipelines.coding.mending import mend
from pipelines.coding.quotes import find_quotes, quote_type
from pipelines.coding.relay import relay_of
from pipelines.coding.reporting_patterns import Attribution, find_attributions
from pipelines.coding.speech_acts import find_speech_act
from pipelines.coding.targets import find_targets
from pipelines.reading.document import Document
from pipelines.records import (
    ActorKind,
    Kind,
    Mention,
    Participant,
    Reality,
    RejectedCandidate,
    Role,
    Span,
    TimeExpression,
)
from pipelines.resolving.cast import Cast
from pipelines.resolving.event_dates import date_event

REPORTERS = {ActorKind.OUTLET, ActorKind.DOCUMENT}
REFUSALS = {"decline", "refuse", "deny"}
FLOOR = 0.02


def code_attributions(
    document: Document, cast: Cast, times: Sequence[TimeExpression]
) -> tuple[list[Mention], list[RejectedCandidate]]:
    """All statements, reports and beliefs of a document, in the order of their cues."""
    quotes = find_quotes(document.text)
    mentions: list[Mention] = []
    rejected: list[RejectedCandidate] = []
    for attribution in attributions_of(document):
        if attribution.score < FLOOR:
            rejected.append(RejectedCandidate((attribution.cue,), Kind.STATEMENT, "score too low"))
            continue
        mentions.append(_code(attribution, document, cast, times, quotes))
    citing = [m for m in mentions if _only_cites(m, mentions, document)]
    rejected.extend(
        RejectedCandidate(m.cue, m.kind, "names the source of a report") for m in citing
    )
    mentions = [m for m in mentions if m not in citing]
    return nest(carry_dates(mentions, document)), rejected


def attributions_of(document: Document) -> list[Attribution]:
    """The tagger's attributions where it has read the document; else those of the parse."""
    if document.tags is None:
        return find_attributions(document)
    return [
        mend(Attribution(a.cue, a.source, a.contents, a.score, "tagger"), document)
        for a in document.tags.attributions
    ]


def nest(mentions: list[Mention]) -> list[Mention]:
    """Prefixes the relay of a mention with that of the innermost one whose content holds it."""
    out = []
    contents = Contents(mentions)
    for mention in mentions:
        around = [m for m in contents.around(mention.cue[0]) if m is not mention]
        outer = min(around, key=lambda m: m.content[-1][1] - m.content[0][0], default=None)
        chain = (*outer.relay, *mention.relay) if outer else mention.relay
        out.append(replace(mention, relay=tuple(dict.fromkeys(chain))))
    return out


def _code(
    attribution: Attribution,
    document: Document,
    cast: Cast,
    times: Sequence[TimeExpression],
    quotes: list[Span],
) -> Mention:
    verb = document.tokens(attribution.cue).root
    speakers = _speakers(attribution, cast)
    kind = _kind(verb, speakers, cast)
    role = Role.REPORTER if kind is Kind.REPORT else Role.SPEAKER
    speakers = [replace(p, role=role) for p in speakers]
    if kind is Kind.REPORT and (quoted := quoted_by(verb)):
        through = [replace(p, role=Role.OUTLET) for p in speakers]
        attribution = _said_by(*quoted, attribution, document)
        kind, speakers = Kind.STATEMENT, _speakers(attribution, cast)
        others = (*through, *find_addressees(verb, attribution, document, cast))
    else:
        sources = list(cited_by(verb)) if kind is Kind.REPORT else []
        attribution = _without_sources(sources, attribution, document)
        others = find_addressees(verb, attribution, document, cast)
        others = (*others, *_cited(sources, cast))
    negative = _is_negative(verb)
    content_start = attribution.contents[0][0] if attribution.contents else 0
    act = None if kind is Kind.BELIEF else find_speech_act(attribution, document, kind)
    if act:
        said = (*speakers, *others)
        others = (*others, *find_targets(attribution, act.act, document, cast, said))
    reality = Reality.PLANNED if _is_future(verb) else Reality.HELD
    return Mention(
        mention_id=mention_id(document.article.article_id, kind, attribution.cue[0], content_start),
        kind=kind,
        cue=(attribution.cue,),
        sentence=document.sentence_at(attribution.cue[0]),
        participants=(*speakers, *others),
        content=attribution.contents,
        quote_type=quote_type(attribution.contents, document.text, quotes),
        polarity="negative" if negative else "positive",
        speech_act=act.act if act else "",
        code=act.code if act else None,
        reality=reality,
        date=date_event(document, attribution.cue, times, reality, is_said=True),
        relay=relay_of(speakers, others),
        confidence=attribution.score,
        rule=attribution.rule,
    )


def _said_by(who: Token, words: Span, attribution: Attribution, document: Document) -> Attribution:
    """What an outlet quotes somebody as saying, as words of that somebody."""
    source = phrase_of_source(who)
    contents = without(attribution.contents, [source, words], document.text)
    return replace(attribution, source=source, contents=contents)


def _without_sources(
    sources: Sequence[Token], attribution: Attribution, document: Document
) -> Attribution:
    spans = [(s.head.idx if is_citing(s.head) else s.idx, phrase_of_source(s)[1]) for s in sources]
    return replace(attribution, contents=without(attribution.contents, spans, document.text))


def _cited(sources: Sequence[Token], cast: Cast) -> list[Participant]:
    """The sources of a report as its participants."""
    return [
        Participant(Role.SOURCE, (span,), k.actor_id, cast.country(k.actor_id), k.confidence)
        for span in map(phrase_of_source, sources)
        for k in cast.link(span, Role.SOURCE)
    ]


def _only_cites(mention: Mention, mentions: Sequence[Mention], document: Document) -> bool:
    """Whether a mention is but the "citing officials" of a report that is there already."""
    verb = document.tokens(mention.cue[0]).root
    if mention.kind is not Kind.REPORT or not is_citing(verb):
        return False
    above = verb.head.idx
    return any(m.kind is Kind.REPORT and m.cue[0][0] <= above < m.cue[0][1] for m in mentions)


def _speakers(attribution: Attribution, cast: Cast) -> list[Participant]:
    """The source's actors; without a source, whoever spoke last, with no span to show for it."""
    if attribution.source is None:
        links = cast.speaker_before(attribution.cue[0])
        spans: tuple[Span, ...] = ()
    else:
        links = cast.link(attribution.source, Role.SPEAKER)
        spans = (attribution.source,)
    return [
        Participant(Role.SPEAKER, spans, k.actor_id, cast.country(k.actor_id), k.confidence)
        for k in links
    ]


def _kind(verb: Token, speakers: list[Participant], cast: Cast) -> Kind:
    kinds = {cast.kind(p.actor_id) for p in speakers if p.actor_id}
    if kind_of_cue(verb.lemma_.lower()) is Kind.BELIEF and verb.pos_ != "NOUN":
        return Kind.BELIEF
    return Kind.REPORT if kinds and kinds <= REPORTERS else Kind.STATEMENT


def _is_negative(verb: Token) -> bool:
    return verb.lemma_.lower() in REFUSALS or any(c.dep_ == "neg" for c in verb.children)


def _is_future(verb: Token) -> bool:
    return any(
        c.dep_ == "aux" and c.lower_ in ("will", "shall", "’ll", "'ll") for c in verb.children
    )
