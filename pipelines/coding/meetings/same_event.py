"""Ties together the mentions of one meeting in one article."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.records import EventDate, Mode, Reality, Span

DONE = frozenset({Reality.HELD, Reality.ONGOING})
LOOK_BACK = 60  # mentions: what is told further on is told anew
GENERAL = frozenset({Mode.UNSPECIFIED, Mode.IN_PERSON})


@dataclass(frozen=True, slots=True)
class Told:
    """What one mention tells of its meeting: who, how, when, and whether it points elsewhere.

    `names` hold what identifies each party; a group's names include whom it stands for.
    """

    cue: Span
    names: tuple[frozenset[str], ...]
    mode: Mode
    reality: Reality
    date: EventDate
    definite: bool


def tie(told: Sequence[Told]) -> list[int]:
    """For each mention the number of its event: the place of the event's first mention."""
    events: list[int] = []
    dates: dict[int, list[EventDate]] = {}
    for at, mention in enumerate(told):
        best, score = at, 0.0
        for before in range(max(0, at - LOOK_BACK), at):
            found = _likeness(told[before], mention, at - before)
            if found > score and _same_time(dates[events[before]], mention.date):
                best, score = events[before], found
        event = best if score >= 1.0 else at
        events.append(event)
        known = dates.setdefault(event, [])
        if _dated(mention.date) and not any(_same_days(mention.date, date) for date in known):
            known.append(mention.date)
    return events


def _likeness(earlier: Told, later: Told, steps: int) -> float:
    if not _compatible(earlier, later):
        return 0.0
    if not later.names or not earlier.names:
        return 1.5 / steps + 1.0 if later.definite or not later.names else 0.0
    shared = sum(any(a & b for b in earlier.names) for a in later.names)
    fewer = min(len(earlier.names), len(later.names))
    score = shared / fewer
    if later.definite and shared:
        score = max(score, 1.0)
    if fewer == 1 and shared and not later.definite and steps > 3:
        score *= 0.5
    return score + 0.01 / steps if score >= 1.0 else 0.0


def _compatible(earlier: Told, later: Told) -> bool:
    both_done = earlier.reality in DONE and later.reality in DONE
    if earlier.reality is not later.reality and not both_done and later.names:
        return later.definite
    if Mode.CALL in (earlier.mode, later.mode):
        return earlier.mode == later.mode or Mode.UNSPECIFIED in (earlier.mode, later.mode)
    return True


def _same_time(known: Sequence[EventDate], date: EventDate) -> bool:
    return not _dated(date) or all(_overlap(other, date) for other in known)


def _same_days(one: EventDate, other: EventDate) -> bool:
    return (one.first, one.last) == (other.first, other.last)


def _dated(date: EventDate) -> bool:
    return date.span is not None and date.first is not None and date.last is not None


def _overlap(one: EventDate, other: EventDate) -> bool:
    if not (one.first and one.last and other.first and other.last):
        return True
    return one.first <= other.last and other.first <= one.last
