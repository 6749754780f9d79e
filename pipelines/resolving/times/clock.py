"""Resolvers of times within a day: its parts and clock times, on a day named or understood."""

import re

from pipelines.records import Basis
from pipelines.resolving.times.absolute import calendar_day
from pipelines.resolving.times.grammar import Meaning, Words
from pipelines.resolving.times.relative import weekday
from pipelines.resolving.times.scene import Scene, date_at

DEICTIC = {"yesterday": -1, "last": -1, "overnight": -1, "tomorrow": 1}
RELATIVE_DAY = {"next": 1, "following": 1, "previous": -1}
# A bare 10:30 is a time only after one of these
AT = re.compile(r"\b(?:at|by|until|till|about|around|from|since|before|after|to|and)\s+\Z", re.I)


def _day(words: Words, scene: Scene) -> str | None:
    """The value of the day of a time."""
    if "weekday" in words and "month" not in words:
        named = weekday(words, scene)
    elif "month" in words:
        named = calendar_day(words, scene)
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
    is_part = not words.is_plural("part") and words.text != "the night"
    return _part_of_day(words, scene) if is_part else None


def _clock(words: Words, scene: Scene) -> Meaning | None:
    clock, day = _clock_value(words), _day(words, scene)
    return Meaning("TIME", f"{day}T{clock}", Basis.RELATIVE) if clock and day else None


def _clock_value(words: Words) -> str | None:
    if "clock" in words:
        return words.value("clock")
    if "figure" in words:
        hour, minute, part = int(words["figure"]), 0, words.value("part")
        is_late = part in ("AF", "EV") or (part == "NI" and hour > 5)
    else:
        said = words["time"]
        figures = re.findall(r"\d\d?", said)
        hour, minute = int(figures[0]), int(figures[1]) if len(figures) > 1 else 0
        is_late = "p" in said
        if "m" not in said and "zone" not in words and not AT.search(words.before()):
            return None
        if "a" in said and hour == 12:
            hour = 0
    hour += 12 if is_late and hour < 12 else 0
    return f"{hour:02d}:{minute:02d}" if hour < 25 and minute < 60 else None


CLOCK = {"part_of_day": _part_of_day, "the_part": _the_part, "clock": _clock}
