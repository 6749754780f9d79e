"""Resolvers of times within a day: its parts and clock times, on a day named or understood."""

import re

from pipelines.records import Basis
from pipelines.resolving.times.absolute import calendar_day
from pipelines.resolving.times.days import days_of
from pipelines.resolving.times.grammar import Meaning, Words
from pipelines.resolving.times.relative import weekday
from pipelines.resolving.times.scene import Scene, date_at
from pipelines.resolving.times.words import read_number

DEICTIC = {"yesterday": -1, "last": -1, "overnight": -1, "tomorrow": 1}
RELATIVE_DAY = {"next": 1, "following": 1, "after": 1, "previous": -1, "before": -1}
# A bare 10:30 is a time only after one of these
AT = re.compile(r"\b(?:at|by|until|till|about|around|from|since|before|after|to|and)\s+\Z", re.I)


def _day(words: Words, scene: Scene) -> str | None:
    """The value of the day of a time."""
    if "weekday" in words and "month" not in words:
        named = weekday(words, scene)
    elif "month" in words:
        named = calendar_day(words, scene)
    elif "iso" in words:
        return words["iso"] if days_of(words["iso"])[0] else None
    elif "deictic" in words:
        named = date_at(scene.published, "D", DEICTIC.get(words["deictic"], 0))
    else:
        count = RELATIVE_DAY.get(words["relative"], 0)
        named = date_at(scene.day_near(words), "D", count)
    return named.value if named else None


def _part_of_day(words: Words, scene: Scene) -> Meaning | None:
    if words.is_plural("part"):
        return None
    day = _day(words, scene)
    part = words.value("part") if "part" in words else "NI"
    return Meaning("TIME", f"{day}T{part}", Basis.RELATIVE) if day else None


def _the_part(words: Words, scene: Scene) -> Meaning | None:
    is_part = not words.is_plural("part") and words.text not in ("the night", "late-night")
    return _part_of_day(words, scene) if is_part else None


def _clock(words: Words, scene: Scene) -> Meaning | None:
    clock, day = _clock_value(words), _day(words, scene)
    return Meaning("TIME", f"{day}T{clock}", Basis.RELATIVE) if clock and day else None


def _clock_value(words: Words) -> str | None:
    if "clock" in words:
        return words.value("clock")
    minute, said = 0, words["time"]
    if said:
        figures = re.findall(r"\d\d?", said)
        hour, minute = int(figures[0]), int(figures[1]) if len(figures) > 1 else 0
        if "m" not in said and not _is_at(words):
            return None
        hour = 0 if "a" in said and hour == 12 else hour
    else:
        hour = int(read_number(words["hour"] or words["figure"]) or 0)
    part = words.value("part") if "part" in words else ""
    is_late = "p" in (said or words["half"]) or part in ("AF", "EV") or (part == "NI" and hour > 5)
    hour += 12 if is_late and hour < 12 else 0
    return f"{hour:02d}:{minute:02d}" if hour < 25 and minute < 60 else None


def _is_at(words: Words) -> bool:
    """Whether bare figures are a time of day: with a zone, a day before them, or an "at"."""
    return "zone" in words or "iso" in words or bool(AT.search(words.before()))


CLOCK = {"part_of_day": _part_of_day, "the_part": _the_part, "clock": _clock}
