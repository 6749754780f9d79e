"""What a statement or report says, made comparable: its words without their dress.

Two accounts of one statement quote different parts of it, or put it in other words. So contents
are compared by how much of the shorter one is in the longer one, and a short one proves little.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz

WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
ENDINGS = ("ingly", "edly", "ings", "ing", "ies", "ied", "ers", "ed", "er", "es", "ly", "s", "e")
SHORTEST_STEM = 4
ENOUGH_STEMS = 5  # fewer words in common prove less than a full match
SAME_WORDING = 88.0  # rapidfuzz's partial ratio from which one wording lies within the other
MOST_STEMS = 60  # of a long text; the beginning of a statement is what outlets share


@dataclass(frozen=True, slots=True, order=True)
class Content:
    """The words of one statement: stems in order, and the quoted passages among them."""

    stems: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How many different words it has to be known by."""
        return len(set(self.stems))


QUOTED = re.compile(r"[\"“”„«‟]([^\"“”„«»‟]+)(?:[\"“”»‟]|$)")


def content_of(text: str) -> Content:
    """The comparable form of some reported words."""
    quotes = (" ".join(_stems(passage)) for passage in QUOTED.findall(text))
    return Content(tuple(_stems(text))[:MOST_STEMS], tuple(quote for quote in quotes if quote))


def likeness(one: Content, other: Content) -> float:
    """How surely two contents are the same words or the same matter: 0 to 1."""
    if not one.stems or not other.stems:
        return 0.0
    return max(_word_likeness(one, other), _quote_likeness(one, other))


def fold(text: str) -> str:
    """Lower case without accents, so that Simões and Simoes are one."""
    parts = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def stems_of(text: str) -> frozenset[str]:
    """The telling words of a text, as a set."""
    return frozenset(_stems(text))


def _word_likeness(one: Content, other: Content) -> float:
    first, second = set(one.stems), set(other.stems)
    shared = len(first & second)
    within, overall = shared / min(len(first), len(second)), shared / len(first | second)
    return (0.7 * within + 0.3 * overall) * _weight(shared)


def _quote_likeness(one: Content, other: Content) -> float:
    """A quoted passage of one account that stands, word for word, in the other."""
    pairs = [(q, other) for q in one.quotes] + [(q, one) for q in other.quotes]
    found = [q for q, whole in pairs if _stands_in(q, " ".join(whole.stems))]
    return max((_weight(len(set(q.split()))) for q in found), default=0.0)


def _stands_in(passage: str, whole: str) -> bool:
    if len(passage) > len(whole):
        return False
    return passage in whole or fuzz.partial_ratio(passage, whole) >= SAME_WORDING


def _weight(words: int) -> float:
    return min(1.0, words / ENOUGH_STEMS)


def _stems(text: str) -> Iterable[str]:
    dull = _function_words()
    words = WORD.findall(fold(text).replace("’", "'").replace("'s", ""))
    return [_stem(word) for word in words if word not in dull and (len(word) > 1 or word.isdigit())]


def _stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


@cache
def _function_words() -> frozenset[str]:
    lines = (Path(__file__).parent / "function_words.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
