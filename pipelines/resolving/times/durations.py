"""Resolvers of durations and sets: what lasts or recurs, and so names no days of the calendar."""

import re
from fractions import Fraction

from pipelines.resolving.times.grammar import Meaning, Words
from pipelines.resolving.times.words import read_number

HALF = Fraction(1, 2)
# How many of the unit that a rule captures under each name
PARTS = {"bare": HALF + 1, "half": HALF, "fourth": HALF / 2, "one": Fraction(1)}
# What a rate counts stands before "a year": $5 million a year, 3% a year, 10 flights a week
RATE = re.compile(
    r"(?:\d|%|\b(?:million|billion|trillion|percent|cents|dollars|times|once|twice|seats|flights"
    r"|barrels|tons|people|hours|days))\s+\Z",
    re.IGNORECASE,
)
NAME_BEFORE = re.compile(r"[A-Z][a-z]\w*\s+\Z")
NAME_AFTER = re.compile(r"\s+[A-Z][a-z]")
SMALL_HOURS = re.compile(r"\b(?:early|small|wee)(?: morning)? hours\Z", re.IGNORECASE)
# A part of a unit in the next smaller one: half a year is six months
SMALLER = {
    "Y": (12, "M"),
    "M": (30, "D"),
    "W": (7, "D"),
    "D": (24, "TH"),
    "TH": (60, "TM"),
    "TM": (60, "TS"),
}


def span_value(number: Fraction | None, unit: str) -> str:
    """The ISO 8601 duration of so many units; None is a vague number."""
    if unit == "WE":
        number, unit = (number * 2 if number else number), "D"
    if found := re.fullmatch(r"(\d+)(\w)", unit):
        number, unit = (number * int(found[1]) if number else number), found[2]
    if number is None:
        return f"P{unit[:-1]}X{unit[-1]}"
    whole, rest = divmod(number, 1)
    first = f"P{unit[:-1]}{int(whole)}{unit[-1]}"
    if not rest or unit not in SMALLER:
        return first
    count, below = SMALLER[unit]
    second = span_value(Fraction(int(rest * count)), below)
    if not whole:
        return second
    return first + second.removeprefix("PT" if unit[0] == "T" else "P")


def _duration(words: Words, scene: object) -> Meaning | None:
    for name, number in PARTS.items():
        if name in words:
            return _one(words, name, number)
    unit, count = words.value("unit"), read_number(words["number"])
    if unit == "Q" and ("-" in words.found[0] or words["number"] == "some"):
        return None  # three-quarters of something, some quarters
    if words["upper"] in ("a", "an") or words.before(1) + words["number"] in ("-a", "-an"):
        return None  # $12-an-hour
    if "number2" in words:
        below = words.value("unit2")
        if unit not in SMALLER or below not in list(SMALLER)[list(SMALLER).index(unit) + 1 :]:
            return None  # six days a week
        more = span_value(read_number(words["number2"]), below)
        return Meaning("DURATION", span_value(count, unit) + more.lstrip("PT"))
    if re.search(r"\band\W+a\W+half\b", words.text) and count is not None:
        count += HALF
    return (
        _one(words, "unit", count) if count == 1 else Meaning("DURATION", span_value(count, unit))
    )


def _one(words: Words, name: str, number: Fraction | None) -> Meaning | None:
    """One unit or a half: "a second" is not always a time, and "a year" may be a rate."""
    unit = words.value(name)
    if (unit == "TS" and "one" not in words.text) or (unit == "Q" and words.text == "a quarter"):
        return None
    if name == "fourth" and unit not in ("TH", "100Y"):
        return None
    if words.text.endswith("s-long"):
        number = None  # a decades-long war
    if words.text.startswith("a ") and RATE.search(words.before()):
        return Meaning("SET", span_value(number, unit))
    return Meaning("DURATION", span_value(number, unit))


def _full_year(words: Words, scene: object) -> Meaning | None:
    return Meaning("DURATION", "P1Y")


def _vague_span(words: Words, scene: object) -> Meaning | None:
    if not words.is_plural() or (words["way"], words.value("unit")) == ("early", "TH"):
        return None  # the early hours of a day
    if words["way"] == "recent":
        return Meaning("DATE", "PAST_REF")
    return Meaning("DURATION", span_value(None, words.value("unit")))


def _bare_plural(words: Words, scene: object) -> Meaning | None:
    if not words.is_plural() or words.value("unit") in ("TS", "WE", "Q"):
        return None
    if SMALL_HOURS.search(words.before() + words.text):
        return None
    return Meaning("DURATION", span_value(None, words.value("unit")))


def _frequency(words: Words, scene: object) -> Meaning | None:
    if words.is_capital("frequency") and (
        NAME_AFTER.match(words.after()) or NAME_BEFORE.search(words.before())
    ):
        return None  # the Daily Mail, Trade Weekly
    return Meaning("SET", words.value("frequency"))


def _every(words: Words, scene: object) -> Meaning | None:
    part = f"T{words.value('part')}" if "part" in words else ""
    if "weekends" in words:
        return Meaning("SET", "XXXX-WXX-WE")
    if "weekdays" in words:
        return Meaning("SET", f"XXXX-WXX-{words.value('weekdays')}")
    if "weekday" in words:
        return Meaning("SET", f"XXXX-WXX-{words.value('weekday')}{part}")
    if "month" in words:
        if words["month"] in ("may", "march") and not words.is_capital("month"):
            return None  # where each may go
        return Meaning("SET", f"XXXX-{int(words.value('month')):02d}")
    if "season" in words:
        return Meaning("SET", f"XXXX-{words.value('season')}")
    if part:
        return Meaning("SET", f"XXXX-XX-XX{part}")
    count = read_number(words["number"]) if "number" in words else Fraction(1)
    return Meaning("SET", span_value(count, words.value("unit")))


DURATIONS = {
    "duration": _duration,
    "span": _duration,
    "full_year": _full_year,
    "vague_span": _vague_span,
    "bare_plural": _bare_plural,
    "frequency": _frequency,
    "every": _every,
}
