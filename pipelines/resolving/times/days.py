"""The calendar: values of TIMEX3 to days and back, steps between them, holidays. No text here."""

import calendar
import datetime as dt
import re

from pipelines.records import Precision

type Days = tuple[dt.date | None, dt.date | None, Precision]

NOWHERE: Days = (None, None, Precision.UNKNOWN)

# First month and length of what TIMEX3 writes after the year. Winter runs on into the next year.
PARTS = {
    "Q1": (1, 3), "Q2": (4, 3), "Q3": (7, 3), "Q4": (10, 3),
    "H1": (1, 6), "H2": (7, 6),
    "SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3),
}  # fmt: skip
ORDINALS = {"1ST": 0, "2ND": 1, "3RD": 2, "4TH": 3, "LAST": -1}


def days_of(value: str) -> Days:
    """First day, last day and precision of a value; NOWHERE for one that names no days."""
    if "X" in value or value[:1] == "P" or value.endswith("REF"):
        return NOWHERE
    if "/" in value:
        first, last = value.split("/")
        return days_of(first)[0], days_of(last)[1], days_of(first)[2]
    value = value.partition("T")[0]
    try:
        return _days_of_part(value)
    except (ValueError, OverflowError):  # 31 June, the year 0: no such days
        return NOWHERE


def _days_of_part(value: str) -> Days:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        day = dt.date.fromisoformat(value)
        return day, day, Precision.DAY
    if re.fullmatch(r"\d{4}-\d\d", value):
        return _months(int(value[:4]), int(value[5:]), 1, Precision.MONTH)
    if found := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = dt.date.fromisocalendar(int(found[1]), int(found[2]), 1)
        first = monday + dt.timedelta(5 if found[3] else 0)
        return first, monday + dt.timedelta(6), Precision.WEEK
    if found := re.fullmatch(r"(\d{4})-(\w\d|[A-Z]{2})", value):
        start, length = PARTS[found[2]]
        precision = Precision.QUARTER if length == 3 else Precision.YEAR
        return _months(int(found[1]), start, length, precision)
    if value.isdigit() and len(value) in (2, 3, 4):
        spare = 4 - len(value)
        first_year, last_year = int(value + "0" * spare), int(value + "9" * spare)
        return dt.date(first_year, 1, 1), dt.date(last_year, 12, 31), Precision.YEAR
    return NOWHERE


def _months(year: int, month: int, length: int, precision: Precision) -> Days:
    last_year, last_month = add_months(year, month, length - 1)
    last_day = calendar.monthrange(last_year, last_month)[1]
    return dt.date(year, month, 1), dt.date(last_year, last_month, last_day), precision


def add_months(year: int, month: int, step: int) -> tuple[int, int]:
    """The month so many months on."""
    months = year * 12 + month - 1 + step
    return months // 12, months % 12 + 1


def week_value(day: dt.date) -> str:
    """The ISO week of a day, as TIMEX3 writes it."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter_value(day: dt.date, step: int = 0) -> str:
    """The calendar quarter of a day, or one so many quarters on."""
    year, month = add_months(day.year, day.month, 3 * step)
    return f"{year:04d}-Q{(month + 2) // 3}"


def value_at(day: dt.date, unit: str) -> str:
    """The value of a day seen at the grain of a unit (D, W, WE, M, Q, Y, 10Y, 100Y)."""
    match unit:
        case "D":
            return day.isoformat()
        case "W" | "2W":
            return week_value(day)
        case "WE":
            return week_value(day) + "-WE"
        case "M":
            return f"{day.year:04d}-{day.month:02d}"
        case "Q":
            return quarter_value(day)
        case "Y":
            return f"{day.year:04d}"
        case "10Y":
            return f"{day.year:04d}"[:3]
        case "100Y":
            return f"{day.year:04d}"[:2]
    return "XXXX"


def step(day: dt.date, unit: str, count: int) -> dt.date | None:
    """The day so many units on, or None beyond the calendar."""
    months = {"M": 1, "Q": 3, "Y": 12, "10Y": 120, "100Y": 1200, "1000Y": 12000}
    try:
        if unit in months:
            year, month = add_months(day.year, day.month, months[unit] * count)
            return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
        return day + dt.timedelta({"D": 1, "W": 7, "WE": 7, "2W": 14}.get(unit, 0) * count)
    except (ValueError, OverflowError):
        return None


def holiday(rule: str, year: int) -> dt.date:
    """The day of a holiday in a year, by its rule in time_words.csv."""
    if rule.startswith("EASTER"):
        return easter(year) + dt.timedelta(int(rule.removeprefix("EASTER")))
    if rule == "ELECTION":  # the Tuesday after the first Monday of November
        return nth_weekday(year, 11, 0, 0) + dt.timedelta(1)
    if found := re.fullmatch(r"(\w+)-(\w+)-(\d+)", rule):
        weekday = [day.upper() for day in calendar.day_name].index(found[2])
        return nth_weekday(year, int(found[3]), weekday, ORDINALS[found[1]])
    return dt.date(year, int(rule[:2]), int(rule[3:]))


def nth_weekday(year: int, month: int, weekday: int, index: int) -> dt.date:
    """The first (0), second ... or last (-1) such weekday of a month."""
    days = [week[weekday] for week in calendar.monthcalendar(year, month) if week[weekday]]
    return dt.date(year, month, days[index])


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar, by the anonymous computus of 1876."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    month, day = divmod(d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114, 31)
    return dt.date(year, month, day + 1)
