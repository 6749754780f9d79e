"""Matches the grammar of time_rules.txt: where a time expression may stand. Meanings: `resolve`."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import batched

from pipelines.records import Basis
from pipelines.resolving.times.words import load_words, plain, read_lines

# A word with its inner full stops, apostrophes and colons; a decade may open with an apostrophe
WORD = re.compile(r"['‘’`]\d0?s?\b|\w+(?:[.'’:/]\w+)*")
# Figures that can be a year, a date, a clock time, a decade or a quarter by themselves
FIGURES = re.compile(
    r"(?:fy)?(?:1\d|20)\d\d(?:['’]s)?|\d+[:/]\d.*|\d\d?\.\d\d?\.\d{4}|\d+0['’]?s|['‘’`].*"
    r"|\d+(?:(?:\.\d\d)?[ap]\.?m|st|nd|rd|th)|(?:[01]\d|2[0-3])[0-5]\d"
)
MACRO = re.compile(r"\{(?:(\w+):)?([a-z]\w*)\}")
# Classes whose words stand in expressions and never make one
UNHEADED = frozenset(
    {
        "glue", "inner", "zone", "meridiem", "small", "teen", "tens", "ordinal", "nth", "vague",
        "edge", "shift",
    }
)  # fmt: skip
SIGNS = frozenset(("ahead", "back"))  # classes of `tense`, no part of the grammar
# The full stop of an abbreviation, never that of a sentence: "on Wednesday. Last week"
STOP = r"(?:(?<=\b\w\w\w)\.|(?<=\bsept|\btues|\bthur)\.|(?<=\bthurs)\.)?"
EDGE_REACH = 24
GROUP = 10


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means: TIMEX3 type and value, and whether the words alone say so."""

    type: str
    value: str
    basis: Basis = Basis.NONE


@dataclass(frozen=True, slots=True)
class Words:
    """One match of one rule: its captured words in lower case, with their classes; the text."""

    resolver: str
    found: re.Match[str]
    classes: dict[str, str]
    source: str

    def __contains__(self, name: str) -> bool:
        return bool(self.found.groupdict().get(name))

    def __getitem__(self, name: str) -> str:
        return self.found[name] if name in self else ""

    @property
    def text(self) -> str:
        """The whole match, as the lexicon spells words."""
        return plain(self.found[0])

    def value(self, name: str) -> str:
        """The lexicon's value of a captured word."""
        return load_words().value(self.classes[name], self[name])

    def is_plural(self, name: str = "unit") -> bool:
        """Whether a captured unit is in the plural."""
        return self[name].endswith("s")

    def before(self, reach: int = EDGE_REACH) -> str:
        """The text that runs up to the match."""
        return self.source[max(0, self.found.start() - reach) : self.found.start()]

    def after(self, reach: int = EDGE_REACH) -> str:
        """The text that follows the match."""
        return self.source[self.found.end() : self.found.end() + reach]

    def is_capital(self, name: str) -> bool:
        """Whether a captured word is written with a capital."""
        return self.source[self.found.start(name)].isupper()


@dataclass(frozen=True, slots=True)
class Match:
    """An expression that was accepted."""

    start: int
    end: int
    meaning: Meaning


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A line of the grammar, compiled."""

    resolver: str
    pattern: re.Pattern[str]
    classes: dict[str, str]


def scan(text: str, resolve: Callable[[Words], Meaning | None]) -> Iterator[Match]:
    """The expressions of a text: at each word, the longest match that `resolve` accepts."""
    anything, groups = _group(load_rules()), _groups()
    lower = lower_case(text)
    done = 0  # a match may reach into the next run
    for run in runs(lower):
        limit = min(len(text), run[-1] + EDGE_REACH)
        for start in run[:-1]:
            if start < done or not anything.match(lower, start, limit):
                continue
            found = [
                Words(rule.resolver, match, rule.classes, text)
                for pattern, rules in groups
                if pattern.match(lower, start, limit)
                for rule in rules
                if (match := rule.pattern.match(lower, start, limit))
            ]
            for words in sorted(found, key=lambda words: -words.found.end()):
                if meaning := resolve(words):
                    opening = _edge().search(lower, max(done, start - EDGE_REACH), start)
                    done = words.found.end()
                    yield Match(opening.start() if opening else start, done, meaning)
                    break


def lower_case(text: str) -> str:
    """The text in lower case, with every character where it was (that of İ is two long)."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower()[0] for c in text)


def runs(text: str) -> Iterator[list[int]]:
    """Where an expression may start in each run of words of time, and where the run ends.

    Not in runs of glue, nor after the last word of a run that can make an expression.
    """
    inner = load_words().classes["inner"]
    starts: list[int] = []
    end = kept = 0
    is_headed = False
    for found, is_head in _known_words(text):
        word = found[0]
        if end and _parts(text[end : found.start()]):
            if is_headed and kept:
                yield [*starts[:kept], end]
            starts, kept, is_headed = [], 0, False
        if word not in inner:
            starts.append(found.start())
        if is_head or word[0].isdigit():
            kept = len(starts)
        end, is_headed = found.end(), is_headed or is_head
    if is_headed and kept:
        yield [*starts[:kept], end]


def _known_words(text: str) -> Iterator[tuple[re.Match[str], bool]]:
    """The words that may stand in expressions, and whether each can make one by itself."""
    known = _vocabulary()
    for found in WORD.finditer(text):
        word = found[0]
        is_head = known.get(word)
        if is_head is None and not word.isalpha():
            is_head = known.get(word.replace("’", "'").removesuffix("'s"))
            if not word[0].isalpha() or word.startswith("fy2"):
                is_head = is_head or bool(FIGURES.fullmatch(word))  # figures are never foreign
        if is_head is not None:
            yield found, is_head


def _parts(gap: str) -> bool:
    """Whether what stands between two words keeps them out of one expression."""
    return gap != " " and (len(gap.strip()) > 2 or any(c.isalnum() for c in gap))


@cache
def load_rules() -> tuple[Rule, ...]:
    """The rules of time_rules.txt, in their order."""
    return tuple(
        Rule(resolver, *_compile(pattern.strip()))
        for resolver, pattern in (line.split(maxsplit=1) for line in read_lines("time_rules.txt"))
    )


@cache
def _groups() -> list[tuple[re.Pattern[str], tuple[Rule, ...]]]:
    """The rules in groups, each with a pattern that says quickly whether any of them may match."""
    return [(_group(rules), rules) for rules in batched(load_rules(), GROUP)]


@cache
def _group(rules: tuple[Rule, ...]) -> re.Pattern[str]:
    patterns = (
        re.sub(r"\(\?P<\w+>", "(?:", rule.pattern.pattern).removeprefix(r"(?<!\w)")
        for rule in rules
    )
    return re.compile(r"(?<!\w)(?:" + "|".join(patterns) + ")")


def _compile(pattern: str) -> tuple[re.Pattern[str], dict[str, str]]:
    classes: dict[str, str] = {}

    def expand(macro: re.Match[str]) -> str:
        name, class_ = macro[1] or macro[2], macro[2]
        classes[name] = class_
        return f"(?P<{name}>{_macros().get(class_) or load_words().pattern(class_)})"

    pattern = re.sub(r"\((?!\?)", "(?:", pattern.replace(r"}\.?", "}\0")).replace("~", r"[\s-]+")
    pattern = re.sub(r"(?<=\(\?<!\\bas) ", r"\\s", pattern)  # a look-behind has one width
    pattern = pattern.replace(" ?", r"\s*").replace(" ", r"\s+")
    pattern = MACRO.sub(expand, pattern).replace("\0", STOP)
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"), classes


@cache
def _macros() -> dict[str, str]:
    """The macros that are more than a list of words."""
    words = load_words()
    small, teen, tens, vague = (words.pattern(c) for c in ("small", "teen", "tens", "vague"))
    below_100 = rf"(?:{tens}(?:[\s-]{small})?|{small}|{teen})"
    not_more = r"(?![\d/%]|[.,:]\d)"
    return {
        "number": rf"(?:\d[\d,]*(?:\.\d+)?(?:[\s-]+\d/\d)?"
        rf"|(?:(?:{below_100}|half\s+an?|an?)\s+)?(?:hundred|thousand|dozen|couple(?:\s+of)?)"
        rf"|{below_100}|an?\s+few|{vague}|an?)",
        "day": rf"(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?{not_more}"
        rf"|{words.pattern('ordinal')})",
        "year": rf"(?:(?:1[0-9]|20)\d\d{not_more}"
        rf"|(?:nineteen|eighteen|twenty)\s+{below_100}"
        rf"|two\s+thousand(?:\s+(?:and\s+)?{below_100})?)",
        "figure": r"\d{1,2}",
        "time": r"(?:\d{1,2}(?:[:.]\d\d){0,2}\s*[ap]\.?\s*m\b\.?|\d{1,2}:\d\d(?::\d\d)?"
        r"|\d{4}(?=\s+(?:gmt|utc)))",
    }


@cache
def _edge() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){load_words().pattern('edge')}[\s-]+(?:the\s+)?\Z")


@cache
def _vocabulary() -> dict[str, bool]:
    """Every word that a rule or the lexicon knows: whether it can make an expression by itself."""
    known: dict[str, bool] = {}
    for class_, spellings in load_words().classes.items():
        for spelling in () if class_ in SIGNS else spellings:
            for word in spelling.split():
                for part in word.split("-"):
                    known[part] = known.get(part, False) or class_ not in UNHEADED
    glue = load_words().classes["glue"]
    for line in read_lines("time_rules.txt"):
        pattern = re.sub(r"\(\?P<\w+>|\{.*?\}|\\\w|\[.*?\]", " ", line.split(maxsplit=1)[1])
        for word in re.findall(r"[a-z]+", pattern):
            known.setdefault(word, False)
    return known | dict.fromkeys(glue, False)
