"""What has been read so far: the days that a later expression may count from. No resolving here."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from pipelines.records import Basis, Precision
from pipelines.resolving.times.days import days_of, step, value_at
from pipelines.resolving.times.grammar import Meaning, Words
from pipelines.resolving.times.tense import Tense, tense_at
from pipelines.resolving.times.words import read_year

# Characters after which "a year ago" no longer means the quarter, or "at noon" the day, spoken of
QUARTER_REACH = 1200
DAY_REACH = 400
# Days by which a verb draws a date without a year to its side of publication; less than
# half a year by half a month, which is how far off the middle of the month of publication may be
LEANING = {
    Tense.OVER: 165, Tense.PAST: 90, Tense.UNKNOWN: 30, Tense.PLANNED: -90, Tense.FUTURE: -165
}  # fmt: skip
EASTERNMOST = 14  # hours of the clock that is furthest ahead of UTC
NO_DAY = "XXXX-XX-XX"
UNKNOWN = {"D": NO_DAY, "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}


@dataclass(slots=True)
class Scene:
    """A text, its day of publication, and the day, period and quarter last spoken of."""

    text: str
    published: dt.date | None
    is_tomorrow_begun: bool = True  # may the day after publication have begun somewhere by then
    anchor: dt.date | None = None
    day: dt.date | None = None
    day_at: int = -DAY_REACH
    day_end: int = 0
    listed: str = ""  # the last day of the calendar, and where its words end
    listed_end: int = -1
    quarter: str = ""
    quarter_at: int = -QUARTER_REACH

    def remember(self, words: Words, meaning: Meaning) -> None:
        """Let later expressions count from this one."""
        if meaning.type not in ("DATE", "TIME"):
            return
        if words.resolver in ("calendar_day", "day_more"):
            self.listed, self.listed_end = meaning.value, words.found.end()
        first, _, precision = days_of(meaning.value)
        if first:
            self.anchor = first
        if first and precision == Precision.DAY and words.resolver != "known_day":
            self.day, self.day_at, self.day_end = first, *words.found.span()
        is_quarter = words.resolver in ("quarter", "quarter_ended")
        is_over = first and self.published and first <= self.published
        if is_quarter and is_over and "ago" not in words and "shift" not in words:
            self.quarter, self.quarter_at = meaning.value, words.found.start()

    def tense(self, words: Words) -> Tense:
        """The tense around a match."""
        return tense_at(self.text, words.found.start(), words.found.end())

    def origin(self, unit: str = "") -> dt.date | None:
        """What was spoken of last, or publication; days are counted from a day alone."""
        return (self.day if unit == "D" else self.anchor) or self.published

    def day_near(self, words: Words) -> dt.date | None:
        """The day spoken of a few words before, or the day of publication."""
        return self.day if self.is_day_near(words) else self.published

    def is_day_near(self, words: Words) -> bool:
        """Whether a day was spoken of a few words before."""
        return self.day is not None and words.found.start() - self.day_at < DAY_REACH

    def quarter_near(self, words: Words) -> str:
        """The quarter spoken of a little earlier, or an empty string."""
        near = words.found.start() - self.quarter_at < QUARTER_REACH
        return self.quarter if near else ""

    def year_for(self, words: Words, day_in: Callable[[int], dt.date]) -> tuple[int | None, Basis]:
        """The year that is said, or else the one that puts the day nearest, by the tense."""
        if "year" in words:
            return read_year(words["year"]), Basis.EXPLICIT
        if self.published is None:
            return None, Basis.NONE
        distances = {}
        for year in (self.published.year - 1, self.published.year, self.published.year + 1):
            try:
                distances[year] = (day_in(year) - self.published).days
            except ValueError:  # no 29 February, or beyond the calendar
                continue
        leaning = LEANING[self.tense(words)]
        nearest = min(distances, key=lambda y: abs(distances[y] + leaning), default=None)
        return nearest, Basis.RELATIVE if nearest else Basis.NONE


def tomorrow_begun(published: dt.date | None) -> bool:
    """Whether the next day may have begun somewhere on Earth; midnight sharp is a bare day."""
    if not isinstance(published, dt.datetime) or published.time() == dt.time():
        return True
    return published.hour + EASTERNMOST >= 24


def date(value: str, basis: Basis = Basis.RELATIVE) -> Meaning:
    """A DATE; one that is not known has no basis."""
    return Meaning("DATE", value, basis if "X" not in value else Basis.NONE)


def date_at(day: dt.date | None, unit: str, count: int = 0) -> Meaning:
    """The DATE so many units from a day, at the grain of the unit; X where it is not known."""
    there = step(day, unit, count) if day else None
    return date(value_at(there, unit) if there else UNKNOWN.get(unit, "XXXX"))
