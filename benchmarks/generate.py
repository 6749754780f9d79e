"""Invented news articles for load tests: as much work for a coder as real news, and no meaning.

What belongs here is the composing; the sentences are in grammar.txt, the words that fill them in
vocabulary.csv. The same count, length and seed give the same articles, byte for byte.
`python benchmarks/generate.py 1000 > articles.jsonl` writes them as JSON Lines.
"""

import argparse
import csv
import datetime as dt
import hashlib
import json
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.records import Article, PublishedSource

HERE = Path(__file__).parent
FIRST_DAY = dt.date(2026, 1, 1)
CAST_SIZE = 12
SYMBOL = re.compile(r"\{(\w+)\}")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

type Grammar = dict[str, list[str]]


@dataclass(slots=True)
class Person:
    """An invented person: named with title and first name once, and by surname from then on."""

    first: str
    surname: str
    male: bool
    title: str
    description: str
    introduced: bool = False

    def mention(self) -> str:
        """The next way to name this person in the article."""
        if self.introduced:
            return self.surname
        self.introduced = True
        if self.title:
            return f"{self.title} {self.first} {self.surname}"
        return f"{self.first} {self.surname}, {self.description},"


@dataclass(slots=True)
class Composer:
    """Expands the grammar for one article, and remembers who has been named in it."""

    grammar: Grammar
    words: Grammar
    rng: random.Random
    published: dt.date
    cast: list[Person] = field(default_factory=list)
    countries: list[tuple[str, str]] = field(default_factory=list)
    focus: int = 0

    def expand(self, symbol: str) -> str:
        """One random expansion of a symbol, with everything in it expanded."""
        line = self.rng.choice(self.grammar[symbol])
        return SYMBOL.sub(lambda found: self._fill(found[1]), line)

    def _fill(self, symbol: str) -> str:
        supplied = getattr(self, f"_{symbol}", None)
        if supplied is not None:
            return str(supplied())
        if symbol in self.grammar:
            return self.expand(symbol)
        if symbol[0].isupper():
            return _capital(self._fill(symbol.lower()))
        if symbol.endswith("_cap"):
            return _capital(self._fill(symbol.removesuffix("_cap")))
        return self.rng.choice(self.words[symbol])

    def _speaker(self) -> str:
        self.focus = self.rng.randrange(len(self.cast))
        return self.cast[self.focus].mention()

    def _other(self) -> str:
        return self.cast[(self.focus + 1) % len(self.cast)].mention()

    def _third(self) -> str:
        return self.cast[(self.focus + 2) % len(self.cast)].mention()

    def _surname(self) -> str:
        return self.cast[self.focus].surname

    def _he(self) -> str:
        return "he" if self.cast[self.focus].male else "she"

    def _his(self) -> str:
        return "his" if self.cast[self.focus].male else "her"

    def _country(self) -> str:
        return self.countries[0][0]

    def _country2(self) -> str:
        return self.countries[1][0]

    def _demonym(self) -> str:
        return self.rng.choice(self.countries)[1]

    def _outlet_plain(self) -> str:
        return self.rng.choice(self.words["outlet"]).removeprefix("the ")

    def _weekday(self) -> str:
        return self.rng.choice(WEEKDAYS)

    def _day(self) -> str:
        return self.rng.choice((f"on {self._weekday()}",) * 6 + ("last week", "earlier this month"))

    def _date(self) -> str:
        day = self.published + dt.timedelta(days=self.rng.randint(-40, 40))
        return f"{day:%B} {day.day}"

    def _month(self) -> str:
        return f"{dt.date(2026, self.rng.randint(1, 12), 1):%B}"

    def _year(self) -> str:
        return str(self.rng.randint(1998, 2025))

    def _number(self) -> str:
        return str(self.rng.choice((2, 3, 4, 5, 7, 12, 18, 24, 40, 65, 120, 350)))


def generate_articles(count: int, words: int = 700, seed: int = 0) -> Iterator[Article]:
    """Yield `count` articles of about `words` words, over sixty days, each with its own cast."""
    grammar, vocabulary = read_grammar(HERE / "grammar.txt"), _read_words(HERE / "vocabulary.csv")
    for number in range(count):
        rng = random.Random(f"{seed}:{number}")  # noqa: S311  (repeatable, nothing to guard)
        published = FIRST_DAY + dt.timedelta(days=rng.randrange(60))
        composer = Composer(grammar, vocabulary, rng, published)
        composer.cast = [_person(composer) for _ in range(CAST_SIZE)]
        composer.countries = rng.sample(_demonyms(vocabulary), 2)
        yield _compose(composer, f"generated-{seed}-{number}", words)


def _compose(composer: Composer, name: str, words: int) -> Article:
    paragraphs = [composer.expand("lead")]
    length = len(paragraphs[0].split())
    while length < words:
        paragraphs.append(composer.expand("paragraph"))
        length += len(paragraphs[-1].split())
    text = "\n".join(_tidy(paragraph) for paragraph in paragraphs)
    day = composer.published
    return Article(
        article_id=hashlib.sha256(f"generated\n{name}".encode()).hexdigest()[:16],
        text=text,
        title=_capital(composer.expand("headline")),
        outlet=_capital(composer.expand("outlet_name")),
        published_at=dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC),
        published_at_source=PublishedSource.FIELD,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        source="generated",
    )


def _person(composer: Composer) -> Person:
    rng, words = composer.rng, composer.words
    male = rng.random() < 0.6
    return Person(
        first=rng.choice(words["first_m" if male else "first_f"]),
        surname="".join(
            rng.choice(words[f"surname_{part}"]) for part in ("start", "middle", "end")
        ),
        male=male,
        title=rng.choice(words["office"]) if rng.random() < 0.5 else "",
        description=rng.choice(words["description"]).replace("{country}", "Austria"),
    )


def read_grammar(path: Path) -> Grammar:
    """Read a grammar file: [symbol] headings and one alternative a line."""
    grammar: Grammar = {}
    alternatives: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            alternatives = grammar.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            alternatives.append(line)
    return grammar


def _read_words(path: Path) -> Grammar:
    words: Grammar = {}
    lines = (line for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))
    for row in csv.DictReader(lines):
        words.setdefault(row["kind"], []).append(row["value"])
        if row["kind"] == "country":
            words.setdefault("demonym", []).append(row["detail"])
    return words


def _demonyms(words: Grammar) -> list[tuple[str, str]]:
    return list(zip(words["country"], words["demonym"], strict=True))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _tidy(paragraph: str) -> str:
    """Mend what composing leaves: doubled marks, and small letters after full stops."""
    mended = re.sub(r",(?=[,.:;])", "", paragraph)
    return re.sub(r"(^|[.?!]”? )([a-z])", lambda found: found[1] + found[2].upper(), mended)


def main() -> None:
    """Write generated articles to standard output, one JSON object a line."""
    parser = argparse.ArgumentParser(description="Write invented news articles as JSON Lines.")
    parser.add_argument("count", type=int)
    parser.add_argument("--words", type=int, default=700)
    parser.add_argument("--seed", type=int, default=0)
    wanted = parser.parse_args()
    for article in generate_articles(wanted.count, wanted.words, wanted.seed):
        record = {
            "id": article.article_id,
            "title": article.title,
            "outlet": article.outlet,
            "published": f"{article.published_at:%Y-%m-%d}" if article.published_at else None,
            "text": article.text,
        }
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
