"""Matches the grammar of time_rules.txt: where a time expression may stand. Meanings: `resolve`."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from pipelines.records import Basis
from pipelines.resolving.times.words import load_words, read_lines

# A word with its inner full stops, apostrophes and colons; a decade may open with an apostrophe.
WORD = re.compile(r"['‘’`]\d0?s?\b|\w+(?:[.'’:/]\w+)*")
MACRO = re.compile(r"\{(?:(\w+):)?([a-z]\w*)\}")
# Words that stand in expressions but never make one
GLUE = frozenset(
    "a an the of in to and or on at that this these those its their each every one under over i"
    " than more less only about just within same first second third final as by up long very not"
    " full total long".split()
)
UNHEADED = ("small", "teen", "tens", "ordinal", "vague", "ahead", "back", "before", "after", "edge")
ZONE_WORDS = "est edt et cst cdt ct mst mdt mt pst pdt pt gmt utc cet cest bst ist msk local time eastern central pacific moscow standard daylight hours".split()
NUMERIC_HEAD = re.compile(r"(?:1\d|20)\d\d|\d+[:/]\d.*|\d+0['’]?s|['‘’`].*|\d+(?:[ap]\.?m|st|nd|rd|th)|q[1-4]")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means: TIMEX3 type and value, and whether the words alone say so."""

    type: str
    value: str
    basis: Basis = Basis.NONE


@dataclass(frozen=True, slots=True)
class Words:
    """One match of one rule: its captured words, each with its class."""

    resolver: str
    found: re.Match[str]
    classes: dict[str, str]

    def __contains__(self, name: str) -> bool:
        return bool(self.found.groupdict().get(name))

    def __getitem__(self, name: str) -> str:
        return self.found[name] or ""

    def value(self, name: str) -> str:
        """The lexicon's value of a captured word."""
        return load_words().value(self.classes[name], self[name])


@dataclass(frozen=True, slots=True)
class Match:
    """An expression that was accepted."""

    start: int
    end: int
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of the grammar, compiled."""

    resolver: str
    pattern: re.Pattern[str]
    classes: dict[str, str]


@cache
def _macros() -> dict[str, str]:
    words = load_words()
    small, teen, tens = (words.pattern(c) for c in ("small", "teen", "tens"))
    below_100 = rf"(?:{tens}(?:[\s-]{small})?|{small}|{teen})"
    return {
        "number": rf"(?:\d[\d,]*(?:\.\d+)?(?:[\s-]\d/\d)?|(?:(?:{below_100}|half\s+an?|an?)\s+)?"
        rf"(?:hundred|thousand|dozen|couple(?:\s+of)?)|{below_100}|an?\s+few|{words.pattern('vague')}|an?)",
        "day": rf"(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d/%]|[.,:]\d)|{words.pattern('ordinal')})",
        "year": r"(?:(?:1[0-9]|20)\d\d(?![\d/%]|[.,:]\d)"
        rf"|(?:nineteen|eighteen|seventeen|twenty)\s+{below_100}|two\s+thousand(?:\s+(?:and\s+)?{below_100})?)",
        "date_number": r"(?:\d{1,2})",
        "digits": r"\d+",
        "time": r"(?:\d{1,2}(?::\d\d){0,2}\s?[ap]\.?\s?m\b\.?|\d{1,2}:\d\d(?::\d\d)?(?:\s?hours|\s?h\b)?"
        r"|\d{4}(?=\s(?:gmt|utc)))",
        "zone": r"(?:\(?(?:[ecmp][sd]?t|gmt|utc|cet|cest|bst|ist|msk|local\s+time|(?:eastern|central|pacific|moscow)"
        r"(?:\s+(?:standard|daylight))?(?:\s+time)?)\)?)",
    }


def _compile(pattern: str) -> tuple[re.Pattern[str], dict[str, str]]:
    classes: dict[str, str] = {}

    def expand(macro: re.Match[str]) -> str:
        name, class_ = macro[1] or macro[2], macro[2]
        classes[name] = class_
        return f"(?P<{name}>{_macros().get(class_) or load_words().pattern(class_)})"

    pattern = re.sub(r"\((?!\?)", "(?:", pattern).replace("~", r"[\s-]+").replace(" ", r"\s+")
    pattern = pattern.replace(r"\s+?", r"\s*")
    return re.compile(rf"\b{MACRO.sub(expand, pattern)}(?!\w)" if pattern[0] not in "('" else
                      rf"(?<!\w){MACRO.sub(expand, pattern)}(?!\w)", re.IGNORECASE), classes


@cache
def load_rules() -> tuple[Rule, ...]:
    """The rules of time_rules.txt, in their order."""
    return tuple(
        Rule(resolver, *_compile(pattern.strip()))
        for resolver, pattern in (line.split(maxsplit=1) for line in read_lines("time_rules.txt"))
    )


@cache
def _vocabulary() -> dict[str, bool]:
    """Every word that a rule or the lexicon knows: whether it can make an expression by itself."""
    known: dict[str, bool] = {}
    for class_, spellings in load_words().classes.items():
        for spelling in spellings:
            for word in re.split(r"[\s-]+", spelling):
                known[word] = known.get(word, False) or (class_ not in UNHEADED and word not in GLUE)
    for line in read_lines("time_rules.txt"):
        pattern = re.sub(r"\(\?P<\w+>|\{.*?\}|\\\w|\[.*?\]", " ", line.split(maxsplit=1)[1])
        for word in re.findall(r"[a-z]+", pattern):
            known.setdefault(word, word in ("today", "tomorrow", "yesterday", "tonight", "overnight", "recent", "current", "while", "time", "nineteen"))
    return known | dict.fromkeys((*"hundred thousand dozen couple a.m p.m am pm".split(), *ZONE_WORDS), False)


def runs(text: str) -> Iterator[list[int]]:
    """The starts of words of each run of words of time that holds more than glue, then its end."""
    known = _vocabulary()
    starts: list[int] = []
    end, headed = 0, False
    for found in WORD.finditer(text):
        word = found[0].lower().replace("’", "'")
        base = word.removesuffix("'s").rstrip("'")
        is_head = known.get(base)
        if is_head is None and word[0] not in "0123456789'‘`":
            is_head = known.get(word)
            if is_head is None and not NUMERIC_HEAD.fullmatch(word):
                continue
        if not is_head:
            is_head = bool(NUMERIC_HEAD.fullmatch(word))
        if starts and _apart(text[end : found.start()]):
            if headed:
                yield [*starts, end]
            starts, headed = [], False
        starts.append(found.start())
        end, headed = found.end(), headed or is_head
    if headed:
        yield [*starts, end]


def _apart(gap: str) -> bool:
    return len(gap) > 1 and (any(c.isalnum() for c in gap) or len(gap.strip()) > 2)


def scan(text: str, resolve: Callable[[Words], Meaning | None]) -> Iterator[Match]:
    """The expressions of a text in order: at each word, the longest match that `resolve` accepts."""
    for run in runs(text):
        done, limit = 0, min(len(text), run[-1] + 2)
        for start in run[:-1]:
            if start < done:
                continue
            found = [
                Words(rule.resolver, match, rule.classes)
                for rule in load_rules()
                if (match := rule.pattern.match(text, start, limit))
            ]
            for words in sorted(found, key=lambda words: -words.found.end()):
                if meaning := resolve(words):
                    done = words.found.end()
                    yield Match(start, done, meaning)
                    break
