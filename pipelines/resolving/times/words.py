"""The words of time: their classes and values, and numbers in words. No grammar here."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files

DATA = files("pipelines.resolving") / "data"


def read_lines(name: str) -> Iterator[str]:
    """The lines of a data file without its comments and blank lines."""
    for line in (DATA / name).read_text(encoding="utf8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Spellings by class, each with its value."""

    classes: dict[str, dict[str, str]]

    def pattern(self, name: str) -> str:
        """A regular expression for the words of a class, longest first."""
        spellings = sorted(self.classes[name], key=len, reverse=True)
        patterns = (re.escape(s).replace(r"\ ", r"\s+").replace("'", "['’‘`]") for s in spellings)
        return "(?:" + "|".join(patterns) + ")"

    def value(self, name: str, text: str) -> str:
        """What a word of a class stands for."""
        return self.classes[name][plain(text)]


@cache
def load_words() -> Lexicon:
    """The lexicon of time_words.csv."""
    classes: dict[str, dict[str, str]] = {}
    for row in csv.DictReader(read_lines("time_words.csv")):
        for spelling in row["spellings"].split("|"):
            classes.setdefault(row["class"], {})[spelling] = row["value"]
    return Lexicon(classes)


def plain(text: str) -> str:
    """A match as the lexicon spells it: lower case, one space, straight apostrophes."""
    return " ".join(text.lower().replace("’", "'").replace("‘", "'").replace("`", "'").split())


def read_number(text: str) -> Fraction | None:
    """The number that digits or words say; None for a vague one (several, a few)."""
    words = load_words()
    text = plain(text)
    if text in words.classes["vague"] or text.endswith(" few"):
        return None
    text = text.removesuffix(" of")
    if text[0].isdigit():
        return sum((Fraction(p) for p in re.split(r"[\s-]+", text.replace(",", ""))), Fraction(0))
    total = Fraction(0)
    for word in re.split(r"[\s-]+", text):
        if word in ("half", "quarter"):
            total = Fraction(1, 2 if word == "half" else 4)
        elif word in ("a", "an"):
            total = total or Fraction(1)
        elif word in ("hundred", "thousand", "dozen", "couple"):
            total = (total or 1) * Fraction(
                {"hundred": 100, "thousand": 1000, "dozen": 12}.get(word, 2)
            )
        else:
            known = [words.classes[c].get(word) for c in ("small", "teen", "tens")]
            total += sum((Fraction(n) for n in known if n), Fraction(0))
    return total


def is_number(word: str) -> bool:
    """Whether one word is a number, in digits or written out."""
    classes = load_words().classes
    return word.isdigit() or any(word.lower() in classes[c] for c in ("small", "teen", "tens"))


def read_year(text: str) -> int:
    """The year that four digits or words (nineteen ninety-six, two thousand) say."""
    text = plain(text)
    if text.isdigit():
        return int(text)
    head, _, rest = text.partition(" ")
    if text.startswith("two thousand"):
        rest = text.removeprefix("two thousand").removeprefix(" and").strip()
        return 2000 + (int(read_number(rest) or 0) if rest else 0)
    return int(read_number(head) or 0) * 100 + int(read_number(rest) or 0)
