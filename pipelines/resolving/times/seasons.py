"""Resolvers of seasons, holidays and what is counted within a month or a year.

The days of the calendar, months and years themselves are read in `absolute`.
"""

import datetime as dt
import re

from pipelines.records import Basis
from pipelines.resolving.times.absolute import calendar_day, shifted_year
from pipelines.resolving.times.days import days_of, holiday, nth_weekday, step, value_at
from pipelines.resolving.times.grammar import Meaning, Words
from pipelines.resolving.times.scene import NO_DAY, Scene, date
from pipelines.resolving.times.words import read_year

MIDDLE = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}  # the month that stands for a season
NTH_UNITS = ("D", "W", "WE", "M", "Q")
FALL_OF = re.compile(r"\s+(?:of|in|from|to)\b")
OTHER_YEAR = re.compile(r"\b(?:chinese|lunar|jewish|happy|islamic|a)\s+\Z", re.IGNORECASE)


def _season(words: Words, scene: Scene) -> Meaning | None:
    season = words.value("season")
    if words.text in ("fall", "spring"):
        return None  # the verbs
    if words.text == "the fall" and FALL_OF.match(words.after()):
        return None  # the fall of the wall, in prices
    if "shift" not in words or scene.published is None:
        year, basis = scene.year_for(words, lambda year: dt.date(year, MIDDLE[season], 15))
        if year and season == "WI" and "year" not in words:
            year -= 1  # a winter bears the year that it begins in
        return date(f"{year or 'XXXX'}-{season}", basis)
    shift = int(words.value("shift"))
    if "year" in words.text:
        year = scene.published.year + shift
    else:
        year = shifted_year(scene.published, MIDDLE[season], shift)
        in_winter = shift == 0 and scene.published.month <= MIDDLE["SP"]
        year -= season == "WI" and (shift < 0 or in_winter)
    return date(f"{year}-{season}")


def _new_year(words: Words, scene: Scene) -> Meaning | None:
    """The year that begins, from the summer on the one to come; a Chinese one begins later."""
    published = scene.published
    if OTHER_YEAR.search(words.before()) or published is None:
        return None
    return date(str(published.year + (published.month > 6)))


def _holiday(words: Words, scene: Scene) -> Meaning | None:
    rule = words.value("holiday")
    if "shift" in words and scene.published:
        day = holiday(rule, scene.published.year)
        shift = int(words.value("shift"))
        late, early = day >= scene.published, day <= scene.published
        year = scene.published.year + (shift > 0 and early) - (shift < 0 and late)
        return date(holiday(rule, year).isoformat())
    near, basis = scene.year_for(words, lambda year: holiday(rule, year))
    return date(holiday(rule, near).isoformat() if near else NO_DAY, basis)


def _day_of(words: Words, scene: Scene) -> Meaning | None:
    """The day before or after a holiday or a day of the calendar."""
    named = (_holiday if "holiday" in words else calendar_day)(words, scene)
    day = days_of(named.value)[0] if named else None
    there = step(day, "D", -1 if words["beside"] == "before" else 1) if day else None
    return date(there.isoformat() if there else NO_DAY)


def _week_of(words: Words, scene: Scene) -> Meaning | None:
    """The week or weekend of a day."""
    unit = words.value("unit")
    day = calendar_day(words, scene) if unit in ("W", "WE") else None
    first = days_of(day.value)[0] if day else None
    return date(value_at(first, unit), day.basis) if day and first else None


def _nth(words: Words, scene: Scene) -> Meaning | None:
    """The first Monday of a month, the last week of March, the first day of 2012."""
    index = int(words.value("nth"))
    if "month" in words:
        month = int(words.value("month"))
        year, basis = scene.year_for(words, lambda year: dt.date(year, month, 15))
        span = days_of(f"{year}-{month:02d}")
    else:
        year, basis, span = 0, Basis.EXPLICIT, days_of(str(read_year(words["year"])))
    if year is None or span[0] is None or span[1] is None:
        return date(NO_DAY)
    if "weekday" in words:
        day = nth_weekday(year, span[0].month, int(words.value("weekday")) - 1, index)
        return date(day.isoformat(), basis)
    unit = words.value("unit")
    if words.is_plural():
        return None
    there = step(span[0], unit, index) if index >= 0 else span[1]
    within = there is not None and span[0] <= there <= span[1] and unit in NTH_UNITS
    return date(value_at(there, unit), basis) if there and within else None


SEASONS = {
    "season": _season,
    "new_year": _new_year,
    "holiday": _holiday,
    "day_of": _day_of,
    "week_of": _week_of,
    "nth": _nth,
}
