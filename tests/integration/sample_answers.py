"""Reads the hand-labelled answers and ties their phrases to offsets of the articles' text."""

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from pipelines.records import Article, RejectedArticle, Span
from pipelines.sources import clean, read_source, source_for_path

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
ANSWERS = ROOT / "tests" / "answers"
QUOTES = str.maketrans("‘’“”", "''\"\"")
NOW = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)


@dataclass
class Expected:
    """One expected meeting, statement or report of an article."""

    cues: list[Span]
    who: list[str]
    content: Span | None = None
    event: str = ""
    date: str = ""
    place: str = ""
    reality: str = ""
    act: str = ""


@dataclass
class Answer:
    """All that is expected of one article."""

    name: str
    article: Article
    meetings: list[Expected] = field(default_factory=list)
    said: list[Expected] = field(default_factory=list)
    ignore: list[Span] = field(default_factory=list)
    rejects: list[Span] = field(default_factory=list)


def read_samples() -> tuple[list[Article], list[RejectedArticle]]:
    """Every sample article once, and what was rejected."""
    articles: dict[str, Article] = {}
    rejected: list[RejectedArticle] = []
    for raw in read_source(source_for_path(SAMPLES), clock=lambda: NOW):
        found = raw if isinstance(raw, RejectedArticle) else clean(raw)
        if isinstance(found, RejectedArticle):
            rejected.append(found)
        else:
            articles.setdefault(found.article_id, found)
    return list(articles.values()), rejected


def read_answers(articles: list[Article]) -> list[Answer]:
    """The answers, each with its article; ValueError for a phrase that is not there once."""
    return [
        _answer(entry, _article_of(entry, articles))
        for path in sorted(ANSWERS.glob("*.yaml"))
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def find_phrase(phrase: str, text: str) -> Span:
    """The bracketed words of a phrase that stands once in the text."""
    plain = phrase.translate(QUOTES)
    before, _, rest = plain.partition("[")
    cue = rest.partition("]")[0]
    at = _once(plain.replace("[", "").replace("]", ""), text) + len(before)
    return at, at + len(cue)


def _article_of(entry: dict, articles: list[Article]) -> Article:
    for article in articles:
        if (article.url and article.url == entry.get("url", "").replace("//www.", "//")) or (
            "begins" in entry and article.text.startswith(entry["begins"])
        ):
            return article
    raise ValueError(f"no sample article for {entry['article']}")


def _answer(entry: dict, article: Article) -> Answer:
    text = article.text.translate(QUOTES)
    try:
        return Answer(
            name=entry["article"],
            article=article,
            meetings=[_expected(m, text) for m in entry.get("meetings", [])],
            said=[_expected(s, text) for k in ("statements", "reports") for s in entry.get(k, [])],
            ignore=[find_phrase(p, text) for p in entry.get("ignore", [])],
            rejects=[find_phrase(p, text) for p in entry.get("rejects", [])],
        )
    except ValueError as error:
        raise ValueError(f"{entry['article']}: {error}") from error


def _expected(row: dict, text: str) -> Expected:
    who = row.get("who", [])
    cues = [find_phrase(p, text) for p in row.get("cues", [row.get("cue")])]
    return Expected(
        cues=cues,
        who=[who] if isinstance(who, str) else who,
        content=_content(row.get("says", ""), text, cues[0][0]),
        event=row.get("event", ""),
        date=str(row.get("date", "")),
        place=row.get("place", ""),
        reality=row.get("reality", ""),
        act=row.get("act", ""),
    )


def _content(says: str, text: str, near: int) -> Span | None:
    """From the first words to the last ones, at the place nearest to the cue."""
    if not says:
        return None
    first, _, last = says.translate(QUOTES).partition(" ... ")
    starts = [m.start() for m in re.finditer(re.escape(first), text)]
    if not starts:
        raise ValueError(f"not in the text: {first!r}")
    start = min(starts, key=lambda s: abs(s - near))
    end = text.find(last, start + len(first)) if last else start
    if end < 0:
        raise ValueError(f"not in the text after {first!r}: {last!r}")
    return start, end + len(last or first)


def _once(words: str, text: str) -> int:
    if text.count(words) != 1:
        raise ValueError(f"{words!r} stands {text.count(words)} times in the text")
    return text.index(words)
