"""Resolvers that count from somewhere: from publication, from the tense, from the day spoken of."""

import datetime as dt
import re
from fractions import Fraction

from pipelines.records import Basis
from pipelines.resolving.times.days import days_of, quarter_value, step, value_at
from pipelines.resolving.times.durations import HALF, NAME_AFTER, span_value
from pipelines.resolving.times.grammar import Meaning, Words
from pipelines.resolving.times.scene import NO_DAY, UNKNOWN, Scene, date, date_at
from pipelines.resolving.times.tense import Tense
from pipelines.resolving.times.words import is_number, read_number, read_year

NAMED = re.compile(r"\s+(?:Times|Mirror|Telegraph|Express|Post|Mail|Herald|Mercury)\b")
TITLE = re.compile(r"\b(?:USA|VOA|[A-Z][a-z]+)\s+\Z")  # what stands before the Today of a name
OPENING_QUOTES = ('"', "“", "‘", "``")
MODAL = re.compile(r"\b(?:will|would|may|might|could|can|should|to)\s+\Z", re.IGNORECASE)
CLAUSE = re.compile(r"\s+[\w\"“'‘]")
# What so many and a half of a unit are counted in
PARTS_OF = {"100Y": (100, "Y"), "10Y": (10, "Y"), "Y": (12, "M"), "W": (7, "D")}
DAYS = {"the day before yesterday": -2, "yesterday": -1, "tomorrow": 1, "the day after tomorrow": 2}


def weekday(words: Words, scene: Scene) -> Meaning | None:
    """A bare weekday, by the tense of its clause."""
    name, number = words["weekday"], int(words.value("weekday"))
    is_short = len(name) == 3 and words.resolver == "weekday"
    if is_short and not (words.found[0].endswith(".") and words.is_capital("weekday")):
        return None  # sat, sun and wed are words of their own
    if words.is_capital("weekday") and NAMED.match(words.after()):
        return None  # the Sunday Times
    day = weekday_near(scene.published, number, scene.tense(words), scene.is_tomorrow_begun)
    return date(day.isoformat() if day else f"XXXX-WXX-{number}")


def weekday_near(
    published: dt.date | None, number: int, tense: Tense, is_tomorrow_begun: bool = True
) -> dt.date | None:
    """The weekday that a clause of this tense means; the day of publication is both.

    Tomorrow's weekday is seldom a day six days ago: news says that of one ahead, of a place whose
    clock is ahead, or of an article that was written on. Of what is over it can only be said
    where tomorrow may have begun. Yesterday's is ahead only of a verb that looks ahead from now.
    """
    if published is None:
        return None
    back = (published.isoweekday() - number) % 7
    is_tomorrow = back == 6 and (is_tomorrow_begun or tense > Tense.PAST)
    ahead = is_tomorrow or (tense >= Tense.PLANNED and back > (tense != Tense.FUTURE))
    return step(published, "D", 7 - back if ahead else -back)


def _weekday_shift(words: Words, scene: Scene) -> Meaning | None:
    number, shift = int(words.value("weekday")), int(words.value("shift"))
    moved = words["shift"] in ("previous", "preceding", "following")
    origin = scene.origin() if moved else scene.published
    if origin is None:
        return date(f"XXXX-WXX-{number}")
    back = (origin.isoweekday() - number) % 7
    if words.text.endswith("week") or shift == 0:
        count = number - origin.isoweekday() + 7 * shift
        if shift == 0 and count < 0 and scene.tense(words) >= Tense.PLANNED:
            count += 7
    else:
        count = -(back or 7) if shift < 0 else 7 - back
    return date_at(origin, "D", count)


def _weekday_beside(words: Words, scene: Scene) -> Meaning | None:
    """The day before or after a weekday, which may be last or next."""
    named = (_weekday_shift if "shift" in words else weekday)(words, scene)
    day = days_of(named.value)[0] if named else None
    return date_at(day, "D", -1 if words["beside"] == "before" else 1)


def _weekday_past(words: Words, scene: Scene) -> Meaning | None:
    day = weekday_near(scene.published, int(words.value("weekday")), Tense.PAST)
    return date_at(day, "D", -7)


def _named_day(words: Words, scene: Scene) -> Meaning | None:
    said = scene.text[slice(*words.found.span())]
    if said in ("Today", "TODAY") and TITLE.search(words.before()):
        return None  # USA Today
    return date_at(scene.published, "D", DAYS.get(words.text, 0))


def _unit_shift(words: Words, scene: Scene) -> Meaning | None:
    unit = words.value("unit")
    shift = -1 if "latest" in words else int(words.value("shift"))
    if unit[0] == "T" or words.is_plural():
        return None
    if unit == "D" and not shift:
        return None
    if words.is_capital("unit") and words.before().endswith(OPENING_QUOTES):
        return None  # ABC's "This Week"
    if unit in ("10Y", "100Y") and shift and (unit == "10Y" or words["shift"].endswith("past")):
        return Meaning("DURATION", span_value(Fraction(1), unit))  # the past decade
    moved = words["shift"] in ("following", "previous", "preceding")
    return date_at(scene.origin(unit) if moved or unit == "D" else scene.published, unit, shift)


def _unit_same(words: Words, scene: Scene) -> Meaning | None:
    unit = words.value("unit")
    if unit[0] == "T" or words.is_plural():
        return None
    if unit == "Q":
        return _quarter_latest(words, scene)
    if re.match(r"that|this|the (?:very )?same", words.text):
        return date_at(scene.origin(unit), unit)
    return date_at(scene.published, unit) if unit in ("W", "Y") else None


def _unit_beside(words: Words, scene: Scene) -> Meaning | None:
    if "unit" not in words and CLAUSE.match(words.after()):
        if scene.text[scene.day_end : words.found.start()].strip() == ",":
            return date_at(scene.day, "D")  # Monday, the day before the vote
        if not scene.is_day_near(words):
            return date(NO_DAY)  # the day after something that no day was told of
    unit = "D" if "unit" not in words else words.value("unit")
    if unit[0] == "T" or ("unit" in words and words.is_plural()):
        return None
    return date_at(scene.origin(unit), unit, 1 if words.resolver.endswith("after") else -1)


def _unit_edge(words: Words, scene: Scene) -> Meaning | None:
    """The end of the month, later in the day: the unit that publication, or the day told, is in."""
    unit = words.value("unit")
    is_day = unit == "D"
    if unit[0] == "T" or unit == "1000Y" or words.is_plural() or (is_day and " of " in words.text):
        return None  # at the end of the day: a figure of speech
    return date_at(scene.day_near(words) if is_day else scene.published, unit)


def _year_end(words: Words, scene: Scene) -> Meaning | None:
    return date_at(scene.published, "Y")


def _weekend(words: Words, scene: Scene) -> Meaning | None:
    published = scene.published
    if published is None:
        return date(UNKNOWN["WE"])
    number = published.isoweekday()
    ahead = number > 5 or (number > 2 and scene.tense(words) >= Tense.PLANNED)
    return date_at(published, "WE", 0 if ahead else -1)


def _quarter(words: Words, scene: Scene) -> Meaning | None:
    if "last" in words:
        number = 4
    else:
        number = int(words["quarter"]) if "quarter" in words else int(words.value("ordinal"))
    if number > 4:
        return None
    if "year" in words:
        return date(f"{read_year(words['year'])}-Q{number}", Basis.EXPLICIT)
    if scene.published is None:
        return date(f"XXXX-Q{number}")
    year = scene.published.year
    if "shift" in words:
        year += int(words.value("shift"))
    elif "ago" in words or _is_over(number, words, scene, scene.published):
        year -= 1
    return date(f"{year}-Q{number}")


def _is_over(number: int, words: Words, scene: Scene, published: dt.date) -> bool:
    """Whether a quarter without a year is of the year before: it is over, and yet to come."""
    to_come = 3 * number - 2 > published.month
    return to_come and (scene.tense(words) <= Tense.PAST or (number == 4 and published.month <= 3))


def _quarter_latest(words: Words, scene: Scene) -> Meaning | None:
    quarter = scene.quarter_near(words)
    if not quarter and scene.published:
        quarter = quarter_value(scene.published, -1)
    return date(quarter or UNKNOWN["Q"])


def _quarter_ended(words: Words, scene: Scene) -> Meaning | None:
    """The quarter that a month ends; of a business year, the one that it shares most days with."""
    month = int(words.value("month"))
    year, _ = scene.year_for(words, lambda year: dt.date(year, month, 15))
    return date_at(step(dt.date(year, month, 15), "M", -1) if year else None, "Q")


def _quarter_before(words: Words, scene: Scene) -> Meaning | None:
    if "period" in words.text and not scene.quarter_near(words):
        return date_at(scene.published, "Y", -1)
    latest = _quarter_latest(words, scene)
    return _year_back(latest.value) if latest else None


def _year_back(value: str) -> Meaning:
    return date(f"{int(value[:4]) - 1}{value[4:]}" if value[:4].isdigit() else value)


def _quarter_year(words: Words, scene: Scene) -> Meaning | None:
    return date(f"{read_year(words['year'])}{scene.quarter_near(words)[4:]}", Basis.EXPLICIT)


def _half(words: Words, scene: Scene) -> Meaning | None:
    number = int(words["half"] or 2) if "ordinal" not in words else int(words.value("ordinal"))
    if number > 2:
        return None
    if "year" in words:
        return date(f"{read_year(words['year'])}-H{number}", Basis.EXPLICIT)
    if scene.published is None:
        return date(f"XXXX-H{number}")
    year = scene.published.year + (int(words.value("shift")) if "shift" in words else 0)
    return date(f"{year}-H{number}")


def _half_latest(words: Words, scene: Scene) -> Meaning | None:
    """First-half profits: of the half year that was over last."""
    number = int(words.value("ordinal"))
    if number > 2 or scene.published is None:
        return date(f"XXXX-H{number}") if number < 3 else None
    is_over = number == 1 and scene.published.month > 6
    return date(f"{scene.published.year - (not is_over)}-H{number}")


def _year_before(words: Words, scene: Scene) -> Meaning | None:
    quarter = scene.quarter_near(words)
    return _year_back(quarter) if quarter else date_at(scene.published, "Y", -1)


def _away(words: Words, scene: Scene) -> Meaning | None:
    """So many units from publication (ago, from now) or from the day spoken of (earlier, later)."""
    unit, number = words.value("unit"), read_number(words["number"])
    back = words.resolver in ("ago", "earlier")
    if number is None and words.resolver == "later":
        return Meaning("DURATION", span_value(None, unit))
    if number is None:
        return Meaning("DATE", "PAST_REF" if back else "FUTURE_REF")
    if unit[0] == "T":
        return Meaning("DURATION", span_value(number, unit))
    if back and unit == "Y" and number == 1:
        return _year_before(words, scene)
    origin = scene.published if words.resolver in ("ago", "hence") else scene.origin(unit)
    grain = "Y" if unit.endswith("0Y") else unit
    number += HALF if "and a half" in words.text else 0
    if unit in PARTS_OF and number.denominator > 1:  # half a century ago
        number, unit = number * PARTS_OF[unit][0], PARTS_OF[unit][1]
    there = step(origin, unit, int(number) * (-1 if back else 1)) if origin else None
    return date(value_at(there, grain) if there else UNKNOWN.get(unit, "XXXX"))


def _some_day(words: Words, scene: Scene) -> Meaning | None:
    """What one day may happen; one day in a count of days is a duration."""
    return Meaning("DATE", "FUTURE_REF") if MODAL.search(words.before()) else None


def _reference(words: Words, scene: Scene) -> Meaning | None:
    if words.text == "the future" and NAME_AFTER.match(words.after()):
        return None  # the future Lady Holt
    if words.text == "the past" and is_number("".join(words.after().split()[:1])):
        return None  # of the past nine contests
    return Meaning("DATE", words.value("reference" if "reference" in words else "adjective"))


def _vague_ago(words: Words, scene: Scene) -> Meaning | None:
    return Meaning("DATE", "PAST_REF") if words.is_plural() else None


RELATIVE = {
    "weekday": weekday,
    "weekday_shift": _weekday_shift,
    "weekday_beside": _weekday_beside,
    "weekday_past": _weekday_past,
    "named_day": _named_day,
    "unit_shift": _unit_shift,
    "unit_same": _unit_same,
    "unit_after": _unit_beside,
    "unit_before": _unit_beside,
    "day_after": _unit_beside,
    "day_before": _unit_beside,
    "unit_edge": _unit_edge,
    "year_end": _year_end,
    "weekend": _weekend,
    "quarter": _quarter,
    "quarter_latest": _quarter_latest,
    "quarter_before": _quarter_before,
    "quarter_ended": _quarter_ended,
    "quarter_year": _quarter_year,
    "half": _half,
    "half_latest": _half_latest,
    "year_before": _year_before,
    "ago": _away,
    "earlier": _away,
    "later": _away,
    "hence": _away,
    "vague_ago": _vague_ago,
    "some_day": _some_day,
    "reference": _reference,
}
