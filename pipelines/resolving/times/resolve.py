"""What a match means: one small function a resolver of time_rules.txt. No pattern lives here.

A resolver takes the captured words and the scene and gives a Meaning, or None where the words are no
time expression after all (a number that is no year, the verb "may").
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from pipelines.records import Basis, Precision
from pipelines.resolving.times.days import (
    add_months,
    days_of,
    holiday,
    quarter_value,
    step,
    value_at,
    week_value,
)
from pipelines.resolving.times.durations import DURATIONS, span_value
from pipelines.resolving.times.grammar import Meaning, Words
from pipelines.resolving.times.tense import Tense, tense_at
from pipelines.resolving.times.words import load_words, read_number, read_year

QUARTER_REACH = 1200  # characters after which "a year ago" no longer means the quarter spoken of
NO_DAY = "XXXX-XX-XX"


@dataclass(slots=True)
class Scene:
    """What has been read so far: the day and quarter that later expressions may count from."""

    text: str
    published: dt.date | None
    anchor: str = ""
    quarter: str = ""
    quarter_at: int = -QUARTER_REACH

    def tense(self, words: Words) -> Tense:
        """The tense around a match."""
        return tense_at(self.text, words.found.start(), words.found.end())

    def day(self) -> dt.date | None:
        """The day last spoken of, or that of publication."""
        first = days_of(self.anchor)[0]
        return first if first else self.published

    def quarter_near(self, words: Words) -> str:
        """The quarter spoken of a little earlier."""
        near = words.found.start() - self.quarter_at < QUARTER_REACH
        return self.quarter if near else ""


def resolve(words: Words, scene: Scene) -> Meaning | None:
    """The meaning of a match, remembered for what follows it."""
    meaning = RESOLVERS[words.resolver](words, scene)
    if meaning and meaning.type in ("DATE", "TIME"):
        if words.resolver == "quarter" and not {"ago", "shift"} & set(words.found.groupdict()):
            scene.quarter, scene.quarter_at = meaning.value, words.found.start()
        if days_of(meaning.value)[0]:
            scene.anchor = meaning.value
    return meaning


def _date(value: str, basis: Basis = Basis.RELATIVE) -> Meaning:
    return Meaning("DATE", value, basis)


def _year(words: Words, scene: Scene, near: Callable[[int], dt.date]) -> tuple[int | None, Basis]:
    """The year that is said, or the one that puts a day nearest to publication, by the tense."""
    if "year" in words:
        return read_year(words["year"]), Basis.EXPLICIT
    if scene.published is None:
        return None, Basis.NONE
    published, tense = scene.published, scene.tense(words)
    days = {}
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            days[year] = (near(year) - published).days
        except ValueError:  # 29 February
            continue
    if not days:
        return None, Basis.NONE
    leaning = {Tense.PAST: 90, Tense.UNKNOWN: 30, Tense.FUTURE: -90}[tense]
    return min(days, key=lambda year: abs(days[year] + leaning)), Basis.RELATIVE


def _day_number(text: str) -> int:
    text = text.lower()
    if text[0].isdigit():
        return int(re.sub(r"\D", "", text))
    return int(load_words().value("ordinal", text))


def _calendar_day(words: Words, scene: Scene) -> Meaning | None:
    month, number = int(words.value("month")), _day_number(words["day"])
    if "edge_year" in words:
        return _of_year(words, scene, f"{month:02d}-{number:02d}", "edge_year")
    year, basis = _year(words, scene, lambda year: dt.date(year, month, number))
    value = f"{year or 'XXXX'}-{month:02d}-{number:02d}"
    return _date(value, basis) if year is None or days_of(value)[0] else None


def _day_range(words: Words, scene: Scene) -> Meaning | None:
    first = _calendar_day(words, scene)
    number = _day_number(words["last"])
    if first is None or number <= int(first.value[-2:]):
        return None
    value = f"{first.value[:-2]}{number:02d}"
    return _date(f"{first.value}/{value}", first.basis) if "X" in value or days_of(value)[0] else None


def _iso_day(words: Words, scene: Scene) -> Meaning | None:
    return _date(words["iso"], Basis.EXPLICIT) if days_of(words["iso"])[0] else None


def _numeric_day(words: Words, scene: Scene) -> Meaning | None:
    """Month first, as American news writes it; day first where that alone makes sense."""
    first, second, year = (int(n) for n in words["numeric"].split("/"))
    if year < 100:
        pivot = (scene.published.year if scene.published else 2000) + 20
        year += 2000 if 2000 + year <= pivot else 1900
    month, number = (first, second) if first <= 12 else (second, first)
    value = f"{year}-{month:02d}-{number:02d}"
    return _date(value, Basis.EXPLICIT) if days_of(value)[0] else None


def _of_year(words: Words, scene: Scene, rest: str, name: str = "shift") -> Meaning:
    if scene.published is None:
        return _date(f"XXXX-{rest}", Basis.NONE)
    return _date(f"{scene.published.year + int(words.value(name))}-{rest}")


def _month(words: Words, scene: Scene) -> Meaning | None:
    month = int(words.value("month"))
    if words.resolver == "month_only" and not _is_month(words, scene):
        return None
    if words.resolver == "month_year" and "shift" in words:
        return _of_year(words, scene, f"{month:02d}")
    if words.resolver == "month_shift" and scene.published:
        return _date(_shifted_month(scene.published, month, int(words.value("shift"))))
    year, basis = _year(words, scene, lambda year: dt.date(year, month, 15))
    return _date(f"{year or 'XXXX'}-{month:02d}", basis)


def _is_month(words: Words, scene: Scene) -> bool:
    """May, March, Mar and the like alone: only where written as names, and after a word that fits."""
    name = words["month"]
    if len(name) == 3 and name.lower() != "may" and not words.found[0].endswith("."):
        return False
    if name.lower() in ("may", "march"):
        before = scene.text[max(0, words.found.start() - 24) : words.found.start()].lower()
        fits = re.search(r"\b(?:in|since|until|till|by|from|to|through|of|during|late|early|mid|for|and|before|after|this|last|next|between|or|end of)[\s-]+$", before)
        return bool(fits) and name[0].isupper()
    return name[0].isupper() or scene.text[max(0, words.found.start() - 3) : words.found.start()] == "in "


def _shifted_month(published: dt.date, month: int, shift: int) -> str:
    """Last June: the latest one over; next June: the first one to come; this June: of this year."""
    year = published.year
    if shift < 0 and month >= published.month:
        year -= 1
    elif shift > 0 and month <= published.month:
        year += 1
    return f"{year}-{month:02d}"


def _month_range(words: Words, scene: Scene) -> Meaning | None:
    first = _month(words, scene)
    month = int(load_words().value("month", words["last"]))
    if first is None or first.value[:4] == "XXXX":
        return first
    start = int(first.value[:4])
    year = start + (month < int(first.value[5:]))
    if "year" in words and year > start:
        year, first = start, _date(f"{start - 1}{first.value[4:]}", first.basis)
    return _date(f"{first.value}/{year}-{month:02d}", first.basis)


def _weekday(words: Words, scene: Scene) -> Meaning | None:
    number = int(words.value("weekday"))
    name = words["weekday"]
    if len(name) == 3 and words.resolver == "weekday" and not words.found[0].endswith("."):  # sat, sun are words
        return None
    day = weekday_near(scene.published, number, scene.tense(words))
    return _date(day.isoformat()) if day else _date(f"XXXX-WXX-{number}", Basis.NONE)


def weekday_near(published: dt.date | None, number: int, tense: Tense) -> dt.date | None:
    """The weekday that a clause of this tense means: the day of publication is both."""
    if published is None:
        return None
    back = (published.isoweekday() - number) % 7
    if tense == Tense.FUTURE and back:
        return step(published, "D", 7 - back)
    return step(published, "D", -back)


def _weekday_shift(words: Words, scene: Scene) -> Meaning | None:
    number, shift = int(words.value("weekday")), int(words.value("shift"))
    published = scene.published
    if published is None:
        return _date(f"XXXX-WXX-{number}", Basis.NONE)
    if words["shift"].lower() in ("previous", "preceding", "following"):
        published = scene.day() or published
    monday = published - dt.timedelta(published.isoweekday() - 1)
    if words.found[0].lower().endswith("week") or shift == 0:
        day = step(monday, "D", 7 * shift + number - 1)
    else:
        back = (published.isoweekday() - number) % 7 or 7
        day = step(published, "D", -back if shift < 0 else (7 - back) or 7)
    return _date(day.isoformat()) if day else None


def _weekday_past(words: Words, scene: Scene) -> Meaning | None:
    day = weekday_near(scene.published, int(words.value("weekday")), Tense.PAST)
    before = step(day, "D", -7) if day else None
    return _date(before.isoformat()) if before else None


NOT_YEAR_BEFORE = re.compile(r"(?:[$£€#]|\bno\.?|\bnumber|\bflight|\broom|\bsome|\babout|\bthan|\bover|\bnearly|\balmost)\s*$", re.IGNORECASE)
NOT_YEAR_AFTER = re.compile(r"-?\s*(?:%|percent|points?\b|people\b|[a-z]+(?:men|women)\b|years?\b|miles?\b|pounds?\b|feet\b|dollars?\b|employees\b|troops\b|workers\b|jobs\b|[,.]?\d)", re.IGNORECASE)


def _year_only(words: Words, scene: Scene) -> Meaning | None:
    year = read_year(words["year"])
    if words.resolver == "year_only" and not re.match(r"(?:the )?(?:year|calendar)", words.found[0], re.IGNORECASE):
        start, end = words.found.span()
        if NOT_YEAR_BEFORE.search(scene.text, max(0, start - 12), start) or NOT_YEAR_AFTER.match(scene.text, end):
            return None
        latest = (scene.published.year if scene.published else 2030) + 40
        if not 1500 <= year <= latest:
            return None
    return _date(f"{year}", Basis.EXPLICIT)


def _year_short(words: Words, scene: Scene) -> Meaning | None:
    year = int(words["short"][1:])
    pivot = (scene.published.year if scene.published else 2030) + 10
    return _date(str(2000 + year if 2000 + year <= pivot else 1900 + year), Basis.EXPLICIT)


def _year_range(words: Words, scene: Scene) -> Meaning | None:
    first, last = words["year"], words["last"]
    last = first[: 4 - len(last)] + last
    return _date(f"{first}/{last}", Basis.EXPLICIT) if first.isdigit() and first < last else None


def _decade(words: Words, scene: Scene) -> Meaning | None:
    if "named" in words:
        return _date(words.value("named"), Basis.EXPLICIT)
    if "decade" in words.found.groupdict():
        return _date(words["decade"], Basis.EXPLICIT)
    if words.found[0][0].isdigit():  # "in his 40s" is an age
        return None
    return _date(("20" if words["short"] in "12" else "19") + words["short"], Basis.EXPLICIT)


def _century(words: Words, scene: Scene) -> Meaning | None:
    number = int(words["century"]) if "century" in words else int(words.value("ordinal"))
    return _date(f"{number - 1:02d}", Basis.EXPLICIT) if number > 10 else None


def _season(words: Words, scene: Scene) -> Meaning | None:
    if words["season"].lower() in ("fall", "spring") and words.found[0].lower() == words["season"].lower():
        return None  # the verbs
    season = words.value("season")
    month = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}[season]
    if "shift" in words and scene.published:
        year = int(_shifted_month(scene.published, month, int(words.value("shift")))[:4])
        if "year" in words.found[0].lower():
            year = scene.published.year + int(words.value("shift"))
        elif season == "WI" and int(words.value("shift")) < 0:
            year -= 1
        return _date(f"{year}-{season}")
    year, basis = _year(words, scene, lambda year: dt.date(year, month, 15))
    return _date(f"{year or 'XXXX'}-{season}", basis)


def _holiday(words: Words, scene: Scene) -> Meaning | None:
    rule = words.value("holiday")
    if "shift" in words and scene.published:
        shift = int(words.value("shift"))
        day = holiday(rule, scene.published.year)
        if shift < 0 and day >= scene.published:
            day = holiday(rule, scene.published.year - 1)
        elif shift > 0 and day <= scene.published:
            day = holiday(rule, scene.published.year + 1)
        return _date(day.isoformat())
    year, basis = _year(words, scene, lambda year: holiday(rule, year))
    return _date(holiday(rule, year).isoformat() if year else NO_DAY, basis)


def _days_on(count: int) -> Callable[[Words, Scene], Meaning | None]:
    def resolver(words: Words, scene: Scene) -> Meaning | None:
        day = step(scene.published, "D", count) if scene.published else None
        return _date(day.isoformat()) if day else _date(NO_DAY, Basis.NONE)

    return resolver


def _unit_shift(words: Words, scene: Scene) -> Meaning | None:
    unit, shift = words.value("unit"), int(words.value("shift"))
    if unit[0] == "T" or words["unit"].lower().endswith("s"):
        return None
    if words["shift"].lower() in ("following", "previous", "preceding"):
        return _from_anchor(scene, unit, shift)
    if unit == "D":
        return _from_anchor(scene, "D", shift) if shift else None
    day = step(scene.published, unit, shift) if scene.published else None
    return _date(value_at(day, unit) if day else _unknown(unit))


def _unknown(unit: str) -> str:
    return {"D": NO_DAY, "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(unit, "XXXX")


def _from_anchor(scene: Scene, unit: str, count: int) -> Meaning:
    day = scene.day()
    there = step(day, unit, count) if day else None
    return _date(value_at(there, unit) if there else _unknown(unit))


def _unit_same(words: Words, scene: Scene) -> Meaning | None:
    unit = words.value("unit")
    if unit[0] == "T" or words["unit"].lower().endswith("s"):
        return None
    same = re.match(r"that|this|the (?:very )?same", words.found[0], re.IGNORECASE)
    if unit == "D":
        return _from_anchor(scene, "D", 0) if same else None
    if unit == "Q":
        quarter = scene.quarter_near(words)
        if not quarter and scene.published:
            quarter = quarter_value(scene.published, -1)
        return _date(quarter or _unknown(unit))
    if same:
        return _from_anchor(scene, unit, 0)
    if unit in ("W", "Y", "WE") and scene.published:
        return _date(value_at(scene.published, unit))
    return None


def _unit_next(words: Words, scene: Scene) -> Meaning | None:
    unit = words.value("unit")
    if unit[0] == "T" or words["unit"].lower().endswith("s"):
        return None
    return _from_anchor(scene, unit, 1 if words.resolver == "unit_after" else -1)


def _week_of(words: Words, scene: Scene) -> Meaning | None:
    day = _calendar_day(words, scene)
    first = days_of(day.value)[0] if day else None
    return _date(week_value(first), day.basis) if day and first else None


def _year_end(words: Words, scene: Scene) -> Meaning | None:
    return _date(str(scene.published.year)) if scene.published else _date("XXXX", Basis.NONE)


def _weekend(words: Words, scene: Scene) -> Meaning | None:
    if scene.published is None:
        return _date(_unknown("WE"), Basis.NONE)
    early = scene.published.isoweekday() < 3
    ahead = scene.published.isoweekday() > 5 or (scene.tense(words) == Tense.FUTURE and not early)
    day = scene.published if ahead else step(scene.published, "W", -1)
    return _date(value_at(day or scene.published, "WE"))


def _quarter(words: Words, scene: Scene) -> Meaning | None:
    number = int(words["quarter"]) if "quarter" in words else int(words.value("ordinal"))
    if number > 4:
        return None
    if "year" in words:
        return _date(f"{read_year(words['year'])}-Q{number}", Basis.EXPLICIT)
    if scene.published is None:
        return _date(f"XXXX-Q{number}", Basis.NONE)
    year = scene.published.year
    if "shift" in words:
        year += int(words.value("shift"))
    elif "ago" in words:
        year -= 1
    elif number == 4 and scene.published.month <= 3:
        year -= 1
    return _date(f"{year}-Q{number}")


def _quarter_latest(words: Words, scene: Scene) -> Meaning | None:
    quarter = scene.quarter_near(words)
    if not quarter and scene.published:
        quarter = quarter_value(scene.published, -1)
    return _date(quarter or _unknown("Q"))


def _quarter_before(words: Words, scene: Scene) -> Meaning | None:
    return _year_back(_quarter_latest(words, scene))


def _year_back(meaning: Meaning | None) -> Meaning | None:
    if meaning is None or not meaning.value[:4].isdigit():
        return meaning
    return _date(f"{int(meaning.value[:4]) - 1}{meaning.value[4:]}", meaning.basis)


def _quarter_year(words: Words, scene: Scene) -> Meaning | None:
    quarter = scene.quarter_near(words)
    return _date(f"{read_year(words['year'])}{quarter[4:]}", Basis.EXPLICIT)


def _half(words: Words, scene: Scene) -> Meaning | None:
    number = int(words.value("ordinal")) if "ordinal" in words else 2
    if number > 2:
        return None
    if "year" in words:
        return _date(f"{read_year(words['year'])}-H{number}", Basis.EXPLICIT)
    return _of_year(words, scene, f"H{number}")


def _year_before(words: Words, scene: Scene) -> Meaning | None:
    quarter = scene.quarter_near(words)
    if quarter:
        return _year_back(_date(quarter))
    return _date(str(scene.published.year - 1)) if scene.published else _date("XXXX", Basis.NONE)


def _away(words: Words, scene: Scene) -> Meaning | None:
    """So many units from publication (ago, from now) or from the day last spoken of."""
    unit, number = words.value("unit"), read_number(words["number"])
    back = words.resolver in ("ago", "earlier")
    if number is None:
        return Meaning("DATE", "PAST_REF" if back else "FUTURE_REF")
    if unit[0] == "T":
        return Meaning("DURATION", span_value(number, unit))
    if back and unit == "Y" and number == 1 and scene.quarter_near(words):
        return _year_back(_date(scene.quarter_near(words)))
    origin = scene.published if words.resolver in ("ago", "hence") else scene.day()
    there = step(origin, unit, int(number) * (-1 if back else 1)) if origin else None
    grain = "Y" if unit.endswith("0Y") else unit
    return _date(value_at(there, grain) if there else _unknown(grain))


def _reference(words: Words, scene: Scene) -> Meaning | None:
    value = words.value("reference") if "reference" in words else {"current": "PRESENT_REF", "recent": "PAST_REF", "future": "FUTURE_REF"}[words.resolver]
    return Meaning("DATE", value)


def _vague_ago(words: Words, scene: Scene) -> Meaning | None:
    return Meaning("DATE", "PAST_REF") if words["unit"].lower().endswith("s") else None


def _deictic_day(words: Words, scene: Scene) -> dt.date | None:
    word = words["deictic"].lower()
    count = {"yesterday": -1, "last": -1, "overnight": -1, "tomorrow": 1}.get(word, 0)
    return step(scene.published, "D", count) if scene.published else None


def _part_of_day(words: Words, scene: Scene) -> Meaning | None:
    if "weekday" in words:
        date = _weekday(words, scene)
        value = date.value if date else NO_DAY
    elif "month" in words:
        date = _calendar_day(words, scene)
        if date is None:
            return None
        value = date.value
    elif "deictic" in words:
        day = _deictic_day(words, scene)
        value = day.isoformat() if day else NO_DAY
    else:
        relative = words["relative"].lower() if "relative" in words else ""
        value = _from_anchor(scene, "D", {"next": 1, "following": 1, "previous": -1}.get(relative, 0)).value
    part = words.value("part") if "part" in words else "NI"
    return Meaning("TIME", f"{value}T{part}", Basis.RELATIVE)


def _the_part(words: Words, scene: Scene) -> Meaning | None:
    if words["part"].lower().endswith("s"):
        return None
    return Meaning("TIME", f"{_from_anchor(scene, 'D', 0).value}T{words.value('part')}", Basis.RELATIVE)


def _clock(words: Words, scene: Scene) -> Meaning | None:
    clock = _clock_value(words)
    if clock is None:
        return None
    if "month" in words:
        date = _calendar_day(words, scene)
        value = date.value if date else NO_DAY
    elif "weekday" in words:
        date = _weekday(words, scene)
        value = date.value if date else NO_DAY
    elif "deictic" in words:
        day = _deictic_day(words, scene)
        value = day.isoformat() if day else NO_DAY
    else:
        value = _from_anchor(scene, "D", 0).value
    return Meaning("TIME", f"{value}T{clock}", Basis.RELATIVE)


def _clock_value(words: Words) -> str | None:
    if "clock" in words:
        return words.value("clock")
    if "date_number" in words:
        hour, minute = int(words["date_number"]), 0
        late = words.value("part") in ("AF", "EV") or (words.value("part") == "NI" and hour > 5)
    else:
        figures = re.findall(r"\d+", words["time"])
        if len(figures[0]) == 4:
            figures = [figures[0][:2], figures[0][2:]]
        hour, minute = int(figures[0]), int(figures[1]) if len(figures) > 1 else 0
        late = "p" in words["time"].lower()
        if "a" in words["time"].lower() and hour == 12:
            hour = 0
    hour += 12 if late and hour < 12 else 0
    return f"{hour:02d}:{minute:02d}" if hour < 25 and minute < 60 else None


RESOLVERS: dict[str, Callable[[Words, Scene], Meaning | None]] = {
    "calendar_day": _calendar_day,
    "day_range": _day_range,
    "iso_day": _iso_day,
    "numeric_day": _numeric_day,
    "month_year": _month,
    "month_only": _month,
    "month_shift": _month,
    "month_range": _month_range,
    "weekday": _weekday,
    "weekday_shift": _weekday_shift,
    "weekday_past": _weekday_past,
    "year_only": _year_only,
    "year_fiscal": _year_only,
    "year_short": _year_short,
    "year_range": _year_range,
    "decade": _decade,
    "century": _century,
    "season": _season,
    "holiday": _holiday,
    "today": _days_on(0),
    "tomorrow": _days_on(1),
    "yesterday": _days_on(-1),
    "yesterday2": _days_on(-2),
    "tomorrow2": _days_on(2),
    "unit_shift": _unit_shift,
    "unit_same": _unit_same,
    "unit_after": _unit_next,
    "unit_before": _unit_next,
    "week_of": _week_of,
    "year_end": _year_end,
    "weekend": _weekend,
    "weekend_day": _part_of_day,
    "quarter": _quarter,
    "quarter_latest": _quarter_latest,
    "quarter_before": _quarter_before,
    "quarter_year": _quarter_year,
    "half": _half,
    "year_before": _year_before,
    "ago": _away,
    "earlier": _away,
    "later": _away,
    "hence": _away,
    "vague_ago": _vague_ago,
    "part_of_day": _part_of_day,
    "the_part": _the_part,
    "clock": _clock,
    "reference": _reference,
    "current": _reference,
    "recent": _reference,
    "future": _reference,
    **{name: (lambda words, scene, f=function: f(words)) for name, function in DURATIONS.items()},
}
