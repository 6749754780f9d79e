"""Codes the meetings of one article: candidates in, mentions and rejected candidates out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.coding.confidence import calibrate
from pipelines.coding.identity import mention_id as identify
from pipelines.coding.meetings import mode as modes
from pipelines.coding.meetings.grammar import noun_phrase
from pipelines.coding.meetings.journeys import received
from pipelines.coding.meetings.near_misses import near_miss, points_back, unframed
from pipelines.coding.meetings.parties import Party, find_parties
from pipelines.coding.meetings.reality import read_reality
from pipelines.coding.meetings.same_event import Told, tie
from pipelines.coding.meetings.triggers import Candidate, find_candidates
from pipelines.reading.document import Document
from pipelines.records import (
    Actor,
    Kind,
    Mention,
    Mode,
    Participant,
    Reality,
    RejectedCandidate,
    Role,
    Span,
    TimeExpression,
)
from pipelines.resolving.cast import Cast
from pipelines.resolving.event_dates import date_event, dating_expression
from pipelines.resolving.places import place_event

TWO_SIDED, ONE_SIDED, OPEN_SCORE = 0.9, 0.75, 0.5
THIRD_PERSONS = frozenset({"he", "him", "his", "she", "her", "they", "them", "their", "it", "its"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A candidate that is a meeting, or may become one when another mention names its parties."""

    candidate: Candidate
    parties: Sequence[Party]
    open: bool


def code_meetings(
    document: Document, cast: Cast, times: Sequence[TimeExpression]
) -> tuple[list[Mention], list[RejectedCandidate]]:
    """All meetings that an article mentions, and the candidates that are none, with reasons."""
    drafts: list[Draft] = []
    journeys: list[Draft] = []
    rejected: list[RejectedCandidate] = []
    for candidate in find_candidates(document.parse):
        parties = find_parties(candidate)
        reason = near_miss(candidate) or unframed(candidate, parties)
        is_open = reason == "no_party" and points_back(candidate)
        draft = Draft(candidate, parties, is_open)
        if reason is None or is_open:
            drafts.append(draft)
        elif reason == "no_counterpart" and candidate.trigger.frame == "visit":
            journeys.append(draft)
        else:
            rejected.append(RejectedCandidate(candidate.cue, Kind.MEETING, reason))
    drafts, left_out = _with_journeys(document, drafts, journeys)
    if all(draft.open for draft in drafts):
        drafts, left_out = [], left_out + [(draft, "no_party") for draft in drafts]
    rejected += [RejectedCandidate(d.candidate.cue, Kind.MEETING, why) for d, why in left_out]
    mentions = [_mention(document, cast, times, draft) for draft in drafts]
    return _tied(document, drafts, mentions), sorted(rejected, key=lambda r: r.cue)


def _with_journeys(
    document: Document, drafts: list[Draft], journeys: Sequence[Draft]
) -> tuple[list[Draft], list[tuple[Draft, str]]]:
    """Visits join the meetings where somebody receives them; the others are left out."""
    coded = [(d.candidate, d.parties) for d in drafts]
    joined = [d for d in journeys if received(document, d.candidate, d.parties, coded)]
    left_out = [(d, "no_counterpart") for d in journeys if d not in joined]
    return sorted([*drafts, *joined], key=lambda d: d.candidate.token.i), left_out


def _mention(
    document: Document, cast: Cast, times: Sequence[TimeExpression], draft: Draft
) -> Mention:
    candidate = draft.candidate
    cue = candidate.cue
    reality = read_reality(candidate, _lies_ahead(document, candidate, times))
    mode = modes.read_mode(candidate)
    rule = f"meeting.{candidate.trigger.frame}.{candidate.trigger.lemma}"
    participants = _participants(document, cast, draft.parties)
    roles = {p.role for p in draft.parties}
    start = participants[0].spans[0][0] if participants else cue[0][0]
    return Mention(
        mention_id=identify(document.article.article_id, Kind.MEETING, cue[0][0], start),
        kind=Kind.MEETING,
        cue=cue,
        sentence=document.sentence_at(cue[0][0]),
        participants=participants,
        code=modes.code_meeting(mode, reality, Role.HOST in roles, Role.MEDIATOR in roles),
        reality=reality,
        date=date_event(document, cue[0], times, reality),
        place=place_event(document, cue[0], [p.span for p in draft.parties]),
        confidence=calibrate(_score(draft), rule),
        rule=rule,
    )


def _score(draft: Draft) -> float:
    """How much of the sentence speaks for a meeting: both sides, one side, or none."""
    if draft.open:
        return OPEN_SCORE
    sides = {p.side for p in draft.parties}
    return TWO_SIDED if len(sides) > 1 or len(draft.parties) > 1 else ONE_SIDED


def _participants(
    document: Document, cast: Cast, parties: Sequence[Party]
) -> tuple[Participant, ...]:
    """Each party once: a pronoun gives way to the name that its sentence has for the same actor."""
    found: list[Participant] = []
    for party in sorted(parties, key=lambda p: p.head.pos_ == "PRON"):
        for participant in _taking_part(document, cast, party):
            known = {p.actor_id for p in found if p.actor_id}
            if party.head.pos_ != "PRON" or participant.actor_id not in known:
                found.append(participant)
    return tuple(sorted(found, key=lambda p: p.spans))


def _taking_part(document: Document, cast: Cast, party: Party) -> list[Participant]:
    """The actors of one phrase: one, or each of those whom "the two" or "they" sums up."""
    found = []
    for link in cast.link(party.span, party.role):
        actor_id, span = link.actor_id, party.span
        if party.head.lower_ in THIRD_PERSONS:
            span = _spelled_out(document, cast.actor(actor_id), party) or span
        country = cast.country(actor_id)
        found.append(Participant(party.role, (span,), actor_id, country, link.confidence))
    return found or [Participant(party.role, (party.span,))]


def _spelled_out(document: Document, actor: Actor, party: Party) -> Span | None:
    """The nearest phrase before a pronoun, in its sentence, that names the same actor."""
    start, _ = document.sentence_at(party.span[0])
    for span in sorted(actor.mentions, reverse=True):
        if start <= span[0] < party.span[0]:
            head = document.tokens(span).root
            if head.pos_ in ("PROPN", "NOUN"):
                return noun_phrase(head)
    return None


def _lies_ahead(document: Document, candidate: Candidate, times: Sequence[TimeExpression]) -> bool:
    """Whether the words that date a candidate name a day after publication, or later that day."""
    time = dating_expression(document, candidate.cue[0], times)
    if time is None or time.first is None or document.published is None:
        return False
    same_day = time.first == document.published and time.text.lower().startswith("later")
    return time.first > document.published or same_day


def _tied(
    document: Document, drafts: Sequence[Draft], mentions: Sequence[Mention]
) -> list[Mention]:
    told = [_told(document, d, m) for d, m in zip(drafts, mentions, strict=True)]
    events = tie(told)
    return [
        replace(mention, event_key=mentions[event].mention_id)
        for mention, event in zip(mentions, events, strict=True)
    ]


def _told(document: Document, draft: Draft, mention: Mention) -> Told:
    noun = draft.candidate.token
    definite = draft.candidate.noun and any(
        c.dep_ == "poss" or c.lower_ in ("the", "this", "that", "these", "those")
        for c in noun.lefts
    )
    names = tuple(_names(document, p.spans[0]) | {p.actor_id} - {""} for p in mention.participants)
    return Told(
        cue=mention.cue[0],
        names=names,
        mode=Mode(mention.code.mode) if mention.code else Mode.UNSPECIFIED,
        reality=mention.reality or Reality.HELD,
        date=mention.date,
        definite=definite,
    )


def _names(document: Document, span: Span) -> frozenset[str]:
    """The names in a party's phrase, which identify it or whom it stands for."""
    return frozenset(
        t.lemma_.lower()
        for t in document.tokens(span)
        if t.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") and t.pos_ in ("PROPN", "ADJ", "NOUN")
    )
