"""An account that goes on keeps its day and place: "In Oslo Smith said ... He also warned ..."."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from pipelines.reading.document import Document
from pipelines.records import Kind, Mention, Role
from pipelines.resolving.event_dates import is_habit

NEAR = 2  # sentences over which a pronoun goes on with an account
SOURCES = (Role.SPEAKER, Role.REPORTER)


def carry_dates(mentions: Sequence[Mention], document: Document) -> list[Mention]:
    """Statements in the order of their cues; one without a date of its own takes the last one's.

    Only where the words say that the account goes on: the same speaker, in the same sentence or as
    a pronoun at most `NEAR` sentences on. The date keeps its span, so its words can be looked up.
    """
    out: list[Mention] = []
    last: Mention | None = None
    for mention in mentions:
        if last and mention.date.span is None and _goes_on(last, mention, document):
            mention = replace(mention, date=last.date)
        if mention.date.span:
            last = mention
        out.append(mention)
    return out


def carry_places(mentions: Sequence[Mention], document: Document) -> list[Mention]:
    """Statements in the order of their cues; what goes on with one is said where that was said.

    Unless it has a day, an outlet or a hearer of its own: then it may be another occasion.
    """
    out: list[Mention] = []
    last: Mention | None = None
    for mention in mentions:
        if last and _may_share_place(last, mention) and _goes_on(last, mention, document):
            mention = replace(mention, place=last.place)
        if mention.place:
            last = mention
        out.append(mention)
    return out


def _goes_on(last: Mention, mention: Mention, document: Document) -> bool:
    speakers = _speakers(mention)
    if not speakers or speakers != _speakers(last) or is_habit(document, mention.cue[0]):
        return False
    if mention.sentence == last.sentence:
        return True
    spans = [span for p in mention.participants if p.role in SOURCES for span in p.spans]
    words = [t for span in spans for t in document.tokens(span) if not t.is_punct]
    pronoun = bool(words) and all(t.pos_ == "PRON" for t in words)
    return pronoun and _sentences_between(document, last, mention) <= NEAR


def _may_share_place(last: Mention, mention: Mention) -> bool:
    has_hearers = any(p.role in (Role.ADDRESSEE, Role.OUTLET) for p in mention.participants)
    is_same_day = mention.date.span in (None, last.date.span)
    return mention.kind == Kind.STATEMENT and not mention.place and is_same_day and not has_hearers


def _speakers(mention: Mention) -> set[str | None]:
    return {p.actor_id for p in mention.participants if p.role in SOURCES}


def _sentences_between(document: Document, first: Mention, second: Mention) -> int:
    ends = [bisect_right(document.sentences, (m.cue[0][0], 1 << 60)) for m in (first, second)]
    return abs(ends[1] - ends[0])
