"""One spelling for lookups, whatever a name is written with: accents, quotes, articles."""

import re
import unicodedata
from functools import lru_cache

DETERMINER = re.compile(r"^(?:the|The|THE)\s+")
DOTTED = re.compile(r"(?:[A-Z]\.)+[A-Z]?")
QUOTES = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'", "‐": "-", "‑": "-", "–": "-"})
# Letters that Unicode does not take apart into a plain one and a mark
LETTERS = str.maketrans(
    {
        "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae",
        "œ": "oe", "Œ": "Oe", "ß": "ss", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i",
        "ə": "a", "Ə": "A", "ħ": "h", "Ħ": "H", "ŋ": "n",
    }
)  # fmt: skip


def without_accents(name: str) -> str:
    """The letters of a name without their marks: Łódź is Lodz."""
    if name.isascii():
        return name
    marks = unicodedata.normalize("NFKD", name.translate(LETTERS))
    return "".join(c for c in marks if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """No accents, plain quotes, single spaces, no leading "the", no possessive, no dots in U.S."""
    name = without_accents(" ".join(name.translate(QUOTES).split()))
    name = DETERMINER.sub("", name).removesuffix("'s")
    return name.replace(".", "") if DOTTED.fullmatch(name) else name
