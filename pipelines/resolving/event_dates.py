"""When one event took place: which time expression dates this cue, and where none does, saying so.

What the expressions themselves mean is settled in `pipelines.resolving.times`.
"""

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Token

from pipelines.reading.document import Document
from pipelines.records import Basis, EventDate, Precision, Reality, Span, TimeExpression
from pipelines.resolving.attachment import ABOVE, MODIFIERS, attachment, root_of
from pipelines.resolving.occasions import tells_occasion
from pipelines.resolving.times.relative import weekday_near
from pipelines.resolving.times.scene import tomorrow_begun
from pipelines.resolving.times.tense import Tense
from pipelines.resolving.times.words import load_words, plain

AHEAD = frozenset((Reality.PLANNED, Reality.PROPOSED))
HABITS = frozenset(
    {
        "frequently", "repeatedly", "often", "long", "previously", "always", "consistently",
        "regularly", "routinely",
    }
)  # fmt: skip
RANGE = re.compile(r"\s*(?:to|through|until|till|(?P<and>and))\s+(?:on\s+)?", re.IGNORECASE)
ONE_DAY = dt.timedelta(1)
OCCASION = 0.7  # how surely the occasion of a saying dates it, by the measure of `attachment`
BEHIND = frozenset((Reality.HELD, Reality.ONGOING))


def date_event(
    document: Document,
    cue: Span,
    times: Sequence[TimeExpression],
    reality: Reality | None = None,
    *,
    is_said: bool = False,
) -> EventDate:
    """The date of the event that a cue names, from the words of its own clause.

    Where no words date it, the day of publication with basis `publication`; where that is unknown
    too, or the words tell of a habit ("has often said"), nothing. `reality` settles which way a
    bare weekday looks, and nothing that took place is dated later than tomorrow. What `is_said` is
    dated by its occasion too ("in a statement issued on Monday").
    """
    dating = dating_expression(document, cue, times, is_said=is_said)
    if dating is None:
        return EventDate() if is_habit(document, cue) else published_date(document.published)
    first, last, precision = dating.first, dating.last, dating.precision
    span = (dating.start, dating.end)
    if whole := _range_of(document.text, dating, times):
        first, last, span = whole
    elif day := _weekday_by_reality(dating, document, reality, cue):
        first = last = day
    if reality in BEHIND and _is_to_come(first, document.published):
        return published_date(document.published)
    basis = dating.basis if dating.basis != Basis.NONE else Basis.RELATIVE
    return EventDate(first, last, precision, basis, span)


def _is_of_the_clause_above(time: TimeExpression, document: Document, cue: Span) -> bool:
    head, root = root_of(document, cue), _root_of_time(document, time)
    return head is not None and root is not None and attachment(root, head) == ABOVE


def _is_to_come(day: dt.date | None, published: dt.date | None) -> bool:
    """Whether a day is later than tomorrow, which may have begun where the event took place."""
    return day is not None and published is not None and day - published > ONE_DAY


def _range_of(
    text: str, dating: TimeExpression, times: Sequence[TimeExpression]
) -> tuple[dt.date, dt.date, Span] | None:
    """The days of "from Monday to Thursday" or of two days in a row, of which one was found."""
    at = times.index(dating)
    for first, second in pairwise(times[max(0, at - 1) : at + 2]):
        joined = RANGE.fullmatch(text, first.end, second.start)
        if joined and first.first and first.last and second.first and second.last:
            gap = second.first - first.last
            if dt.timedelta(0) < gap <= (ONE_DAY if joined["and"] else dt.timedelta.max):
                return first.first, second.last, (first.start, second.end)
    return None


def published_date(published: dt.date | None) -> EventDate:
    """The date of an event that nothing but the publication dates."""
    if published is None:
        return EventDate()
    return EventDate(published, published, Precision.DAY, Basis.PUBLICATION)


def is_habit(document: Document, cue: Span) -> bool:
    """Whether a verb tells of many days at once, of which publication is not one."""
    head = root_of(document, cue)
    return head is not None and any(
        child.dep_ == "advmod" and child.lower_ in HABITS for child in head.children
    )


def dating_expression(
    document: Document, cue: Span, times: Sequence[TimeExpression], *, is_said: bool = False
) -> TimeExpression | None:
    """The expression that dates this cue, by the parse; the nearest of several."""
    head = root_of(document, cue)
    if head is None:
        return None
    start, end = document.sentence_at(cue[0])
    best, best_rank = None, (0.0, 0)
    first = bisect_left(times, start, key=lambda time: time.start)
    last = bisect_left(times, end, key=lambda time: time.start)
    for time in times[first:last]:
        if time.type not in ("DATE", "TIME"):
            continue
        if time.value in ("PRESENT_REF", "FUTURE_REF"):
            continue
        root = _root_of_time(document, time)
        if root is None:
            continue
        score = _score(root, head, is_said)
        if score == OCCASION and _holds(time, document.published):
            continue  # "at this year's summit" is no date that publication is not
        rank = (score, -abs(root.i - head.i))
        if rank[0] > 0 and (best is None or rank > best_rank):
            best, best_rank = time, rank
    return best


def _holds(time: TimeExpression, day: dt.date | None) -> bool:
    """Whether a time of many days holds the day of publication."""
    long = time.precision in (Precision.QUARTER, Precision.YEAR)
    return bool(long and day and time.first and time.last and time.first <= day <= time.last)


def _score(phrase: Token, cue: Token, is_said: bool) -> float:
    """How surely a phrase dates a cue; "according to" stands in the clause of what is said."""
    score = 0.0 if is_said and cue.dep_ == "prep" else attachment(phrase, cue)
    return OCCASION if not score and is_said and tells_occasion(phrase, cue) else score


def _root_of_time(document: Document, time: TimeExpression) -> Token | None:
    """The word that ties an expression to its clause.

    Of "On Wednesday afternoon Ana Lima shook hands" the parse makes a part of the name, and leaves
    the preposition without an object; then that is the word.
    """
    root = root_of(document, (time.start, time.end))
    if root is None or root.dep_ not in MODIFIERS:
        return root
    first = document.tokens((time.start, time.end)).start
    before = document.parse[first - 1] if first else None
    if before is not None and before.dep_ == "prep" and not list(before.children):
        return before
    return root


def _weekday_by_reality(
    time: TimeExpression, document: Document, reality: Reality | None, cue: Span
) -> dt.date | None:
    """A bare weekday of what is planned lies ahead, of what was held behind.

    Not that of the clause above: of "flew in on Monday to meet" it is the day of the flight.
    """
    words = plain(time.text).removesuffix("'s").split()
    number = load_words().classes["weekday"].get(words[0]) if words else None
    if number is None or time.precision != Precision.DAY or len(words) > 2:
        return None
    if _is_of_the_clause_above(time, document, cue):
        return None
    if reality in AHEAD:
        return weekday_near(document.published, int(number), Tense.FUTURE)
    if reality in BEHIND:
        begun = tomorrow_begun(document.article.published_at)
        return weekday_near(document.published, int(number), Tense.PAST, begun)
    return None
