"""Resolvers of durations and sets: what lasts or recurs, and so names no days of the calendar."""

from collections.abc import Callable
from fractions import Fraction

from pipelines.records import Basis
from pipelines.resolving.times.grammar import Meaning, Words
from pipelines.resolving.times.words import load_words, read_number


def span_value(number: Fraction | None, unit: str) -> str:
    """The ISO 8601 duration of so many units; half years and half hours in months and minutes."""
    name = unit.removeprefix("T").lstrip("0123456789")
    name = "D" if name == "WE" else name
    time = "T" if unit[0] == "T" else ""
    scale = int("".join(c for c in unit if c.isdigit()) or "1") * (2 if unit == "WE" else 1)
    if number is None:
        return f"P{time}X{name}"
    number *= scale
    whole, rest = divmod(number, 1)
    smaller = {"Y": (12, "M"), "H": (60, "M"), "M": (60, "S") if time else (30, "D"), "D": (24, "H"), "W": (7, "D")}
    if not rest or name not in smaller:
        return f"P{time}{int(whole)}{name}"
    count, below = smaller[name]
    between = "T" if name == "D" else ""
    return f"P{time}{f'{int(whole)}{name}' if whole else ''}{between}{int(rest * count)}{below}"


def _unit(words: Words, name: str = "unit") -> str:
    return load_words().value("unit", words[name])


def _duration(words: Words) -> Meaning | None:
    if "bare" in words:
        return Meaning("DURATION", span_value(Fraction(3, 2), _unit(words, "bare")))
    if "half" in words:
        return Meaning("DURATION", span_value(Fraction(1, 2), _unit(words, "half")))
    if "one" in words:
        return Meaning("DURATION", span_value(Fraction(1), _unit(words, "one")))
    unit, number = _unit(words), read_number(words["number"])
    if unit == "TS" and words["unit"].lower() == "second" and "-" not in words.found[0]:
        return None  # a second: the ordinal
    if "number2" in words:
        return Meaning("DURATION", span_value(number, unit) + span_value(read_number(words["number2"]), _unit(words, "unit2")).lstrip("PT"))
    if "and a half" in " ".join(words.found[0].lower().split()) and number is not None:
        number += Fraction(1, 2)
    return Meaning("DURATION", span_value(number, unit))


def _vague_span(words: Words) -> Meaning | None:
    if not words["unit"].lower().endswith("s"):
        return None
    if "way" in words and words["way"].lower() == "recent":
        return Meaning("DATE", "PAST_REF")
    return Meaning("DURATION", span_value(None, _unit(words)))


def _bare_plural(words: Words) -> Meaning | None:
    return Meaning("DURATION", span_value(None, load_words().value("unit", words["plural"])))


def _long_time(words: Words) -> Meaning | None:
    return Meaning("DURATION", "PXX")


def _frequency(words: Words) -> Meaning | None:
    return Meaning("SET", words.value("frequency"))


def _every(words: Words) -> Meaning | None:
    if "plural_weekday" in words:
        return Meaning("SET", f"XXXX-WXX-{load_words().value('weekday', words['plural_weekday'][:-1])}")
    if "weekday" in words:
        part = f"T{words.value('part')}" if "part" in words else ""
        return Meaning("SET", f"XXXX-WXX-{words.value('weekday')}{part}")
    if "month" in words:
        return Meaning("SET", f"XXXX-{int(words.value('month')):02d}")
    if "season" in words:
        return Meaning("SET", f"XXXX-{words.value('season')}")
    if "part" in words:
        return Meaning("SET", f"XXXX-XX-XXT{words.value('part')}")
    number = read_number(words["number"]) if words.found[0].lower().startswith("every") and "number" in words else Fraction(1)
    return Meaning("SET", span_value(number, _unit(words)), Basis.NONE)


DURATIONS: dict[str, Callable[[Words], Meaning | None]] = {
    "duration": _duration,
    "span": _duration,
    "vague_span": _vague_span,
    "bare_plural": _bare_plural,
    "long_time": _long_time,
    "frequency": _frequency,
    "every": _every,
}
