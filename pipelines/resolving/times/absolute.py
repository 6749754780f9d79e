"""Resolvers of names of the calendar: days, months, years. Seasons and holidays: `seasons`.

A resolver takes the captured words and the scene and gives a Meaning, or None where the words are
no time expression after all (a number that is no year, the verb "may").
"""

import datetime as dt
import re

from pipelines.records import Basis
from pipelines.resolving.times.days import days_of
from pipelines.resolving.times.grammar import Meaning, Words
from pipelines.resolving.times.scene import Scene, date
from pipelines.resolving.times.words import load_words, read_year

WEEKDAYS_COME_ROUND = 7  # within about so many years a date comes on each weekday
EARLIEST_YEAR = 1500
YEARS_AHEAD = 40
PREPOSITION = re.compile(
    r"\b(?:in|since|until|till|by|from|to|through|of|during|late|early|mid|for|and|before|after"
    r"|last|next|between|or|on)[\s-]+(?:the\s+)?\Z",
    re.IGNORECASE,
)
LISTED = re.compile(r"\s*(?:,|,?\s*(?:and|or|to|until|through|till))\s+(?:the\s+)?", re.IGNORECASE)
# What stands before months and seldom before names
SINCE = re.compile(
    r"\b(?:in|since|until|till|during|late|early|mid|last|next)[\s-]+\Z", re.IGNORECASE
)
NO_YEAR_BEFORE = re.compile(
    r"(?:[$£€#]|\b(?:no\.?|number|flight|room|some|about|than|over|nearly|almost))\s*\Z",
    re.IGNORECASE,
)
# The March summit; but not the March on Washington, the March for Life
BEFORE_NOUN = re.compile(r"\b(?:the|a|an|its|their|his|her|this|that)\s+\Z", re.IGNORECASE)
NOUN_AFTER = re.compile(r"\s+(?!on\b|for\b|of\b|to\b|in\b|was\b|is\b|has\b|will\b|and\b)[a-z]")
SURNAME_AFTER = re.compile(r"\s+[A-Z][a-z]")  # April Glaspie
COUNTED = re.compile(r"\s*(?:%|percent|people\b)|-(?!\s)|\s+(?!has\b|was\b|is\b|as\b)[a-z]+s\b|,\d")


def _day_number(text: str) -> int:
    if text[0].isdigit():
        return int(re.sub(r"\D", "", text))
    return int(load_words().value("ordinal", text))


def calendar_day(words: Words, scene: Scene) -> Meaning | None:
    """A month and a day, with or without a year."""
    month, number = int(words.value("month")), _day_number(words["day"])
    if "shift" in words or "past" in words:
        year = _year_beside(words, scene.published, month, number)
        basis = Basis.RELATIVE
    else:
        year, basis = scene.year_for(words, lambda year: dt.date(year, month, number))
        year = _year_before_later(words, month, year)
        if year and basis == Basis.RELATIVE and "weekday" in words:
            year = _year_of_weekday(year, month, number, int(words.value("weekday")))
    value = f"{year or 'XXXX'}-{month:02d}-{number:02d}"
    return date(value, basis) if year is None or days_of(value)[0] else None


def _year_before_later(words: Words, month: int, year: int | None) -> int | None:
    """The year of the first of two months that share the year said: November to May 2021."""
    is_before = year is not None and "later" in words and month > int(words.value("later"))
    return year - 1 if year is not None and is_before else year


def _year_of_weekday(year: int, month: int, number: int, weekday: int) -> int:
    """The last year in which the day was that weekday: "Monday, August 3" of an older caption."""
    for earlier in range(year, year - WEEKDAYS_COME_ROUND, -1):
        day = days_of(f"{earlier}-{month:02d}-{number:02d}")[0]
        if day and day.isoweekday() == weekday:
            return earlier
    return year


def _day_more(words: Words, scene: Scene) -> Meaning | None:
    """The second day of "April 24 and 25"."""
    listed, number = scene.listed, _day_number(words["day"])
    gap = scene.text[scene.listed_end : words.found.start()]
    if not LISTED.fullmatch(gap) or number <= int(listed[-2:]) or COUNTED.match(words.after()):
        return None
    value = f"{listed[:-2]}{number:02d}"
    return date(value) if "X" in value or days_of(value)[0] else None


def _year_beside(words: Words, published: dt.date | None, month: int, number: int) -> int | None:
    """The year of "October 23 of last year" and of "last October 23"."""
    if published is None:
        return None
    if "past" in words:
        return published.year - ((month, number) >= (published.month, published.day))
    return published.year + int(words.value("shift"))


def _day_range(words: Words, scene: Scene) -> Meaning | None:
    first = calendar_day(words, scene)
    number = _day_number(words["last"])
    if first is None or number <= int(first.value[-2:]):
        return None
    last = f"{first.value[:-2]}{number:02d}"
    is_day = "X" in last or days_of(last)[0]
    return date(f"{first.value}/{last}", first.basis) if is_day else None


def _known_day(words: Words, scene: Scene) -> Meaning | None:
    """The Sept. 11 attacks, whatever the year of the article; but not before them."""
    value = words.value("known" if "known" in words else "attacks")
    is_told = scene.published is None or scene.published.isoformat() > value
    return date(value, Basis.EXPLICIT) if is_told else None


def _iso_day(words: Words, scene: Scene) -> Meaning | None:
    value = words["iso"].replace("/", "-")
    return date(value, Basis.EXPLICIT) if days_of(value)[0] else None


def _numeric_day(words: Words, scene: Scene) -> Meaning | None:
    """Month first, as American news writes it; day first with full stops, or as sense asks."""
    first, second, year = (int(n) for n in re.split(r"[/.]", words["numeric"]))
    if year < 100:
        year = _full_year(year, scene)
    month, number = (first, second) if first <= 12 and "." not in words.text else (second, first)
    value = f"{year}-{month:02d}-{number:02d}"
    return date(value, Basis.EXPLICIT) if days_of(value)[0] else None


def _full_year(short: int, scene: Scene) -> int:
    latest = (scene.published.year if scene.published else 2000) + 20
    return 2000 + short if 2000 + short <= latest else 1900 + short


def _month_year(words: Words, scene: Scene) -> Meaning | None:
    month = int(words.value("month"))
    if "year" in words:
        year = _year_before_later(words, month, read_year(words["year"]))
        return date(f"{year}-{month:02d}", Basis.EXPLICIT)
    if scene.published is None:
        return date(f"XXXX-{month:02d}")
    return date(f"{scene.published.year + int(words.value('shift'))}-{month:02d}")


def _month_only(words: Words, scene: Scene) -> Meaning | None:
    if not _is_month(words):
        return None
    month = int(words.value("month"))
    year, basis = scene.year_for(words, lambda year: dt.date(year, month, 15))
    return date(f"{year or 'XXXX'}-{month:02d}", basis)


def _is_month(words: Words) -> bool:
    """A name of a month that is no verb and no name of a person."""
    name, is_verb = words["month"], words["month"] in ("may", "march")
    if BEFORE_NOUN.search(words.before()) and NOUN_AFTER.match(words.after()):
        return words.is_capital("month")
    if PREPOSITION.search(words.before()):
        if len(name) < 6 and not SINCE.search(words.before()) and _is_name(words):
            return False
        return words.is_capital("month") or not is_verb
    if is_verb or (len(name) == 3 and not words.text.endswith(".")):
        return False
    return not _is_name(words)


def _is_name(words: Words) -> bool:
    return words.is_capital("month") and bool(SURNAME_AFTER.match(words.after()))


def _month_shift(words: Words, scene: Scene) -> Meaning | None:
    month = int(words.value("month"))
    if words["month"] in ("may", "march") and not words.is_capital("month"):
        return None  # "this may", "last march": the verb and the noun
    if scene.published is None:
        return date(f"XXXX-{month:02d}")
    year = shifted_year(scene.published, month, int(words.value("shift")))
    return date(f"{year}-{month:02d}")


def shifted_year(published: dt.date, month: int, shift: int) -> int:
    """Last June: the latest one over; next June: the first one to come; this June: of this year."""
    if shift < 0:
        return published.year - (month >= published.month)
    return published.year + (shift > 0 and month <= published.month)


def _month_range(words: Words, scene: Scene) -> Meaning | None:
    first, last = int(words.value("month")), int(words.value("last"))
    year, basis = scene.year_for(words, lambda year: dt.date(year, first, 15))
    if year is None:
        return date(f"XXXX-{first:02d}")
    start = year - ("year" in words and last < first)
    end = start + (last < first)
    return date(f"{start}-{first:02d}/{end}-{last:02d}", basis)


def _year_only(words: Words, scene: Scene) -> Meaning | None:
    year = read_year(words["year"])
    if words.resolver == "year_only" and "year" not in words.text:
        latest = (scene.published.year if scene.published else 2030) + YEARS_AHEAD
        counts = NO_YEAR_BEFORE.search(words.before()) or (
            COUNTED.match(words.after()) and not PREPOSITION.search(words.before())
        )
        if counts or not EARLIEST_YEAR <= year <= latest:
            return None
    return date(f"{year}", Basis.EXPLICIT)


def _year_short(words: Words, scene: Scene) -> Meaning | None:
    return date(str(_full_year(int(words["short"][1:]), scene)), Basis.EXPLICIT)


def _year_range(words: Words, scene: Scene) -> Meaning | None:
    first, last = words["year"], words["last"]
    last = first[: 4 - len(last)] + last
    return date(f"{first}/{last}", Basis.EXPLICIT) if first.isdigit() and first < last else None


def _decade(words: Words, scene: Scene) -> Meaning | None:
    if "named" in words:
        return date(words.value("named"), Basis.EXPLICIT)
    if "decade" in words:
        return date(words["decade"], Basis.EXPLICIT)
    if words.found[0][0].isdigit() or re.search(r"\b(?:his|her|their|my)\s+\Z", words.before()):
        return None  # in his 40s: an age
    return date(("20" if words["short"] in "12" else "19") + words["short"], Basis.EXPLICIT)


def _century(words: Words, scene: Scene) -> Meaning | None:
    number = int(words["century"]) if "century" in words else int(words.value("ordinal"))
    return date(f"{number - 1:02d}", Basis.EXPLICIT) if number > 10 else None


ABSOLUTE = {
    "calendar_day": calendar_day,
    "day_more": _day_more,
    "day_range": _day_range,
    "known_day": _known_day,
    "iso_day": _iso_day,
    "numeric_day": _numeric_day,
    "month_year": _month_year,
    "month_only": _month_only,
    "month_shift": _month_shift,
    "month_range": _month_range,
    "year_only": _year_only,
    "year_fiscal": _year_only,
    "year_short": _year_short,
    "year_range": _year_range,
    "decade": _decade,
    "century": _century,
}
