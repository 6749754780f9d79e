"""Scores of the intake on annotated pages: body, title, day, and republished texts known again.

The data are not part of the project; `pipelines.training.score` finds them and prints these figures
beside those of the coder. What the data state of title and date is kept from the reader.
"""

import datetime as dt
import itertools
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipelines.linking.stories import assign_stories, sign_article
from pipelines.records import Article, RawArticle
from pipelines.sources import read_source, source_for_path
from pipelines.sources.cleaning import clean_for_coding

AT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
GIVEN = ("url", "encoding")
KEPT_SHARE = 0.5  # of the text, in an altered copy
DATELINE = "HARBOUR CITY, Feb. 3 (Wire) - "

type Figures = dict[str, Any]


def write_texts(gold: Path, out: Path) -> None:
    """The text read from each page, as the data's own scorer wants it."""
    with out.open("w", encoding="utf-8") as lines:
        for record, article in _read(gold):
            text = article.text if article else ""
            lines.write(json.dumps({"id": record["id"], "text": text}) + "\n")


def score_heads(gold: Path) -> Figures:
    """How many titles and publication days of pages are right, of those that the data state."""
    found = {"titles": [0, 0], "days": [0, 0]}
    for record, article in _read(gold):
        if record.get("title"):
            given = article.title if article else ""
            found["titles"][0] += _plain(given) == _plain(record["title"])
            found["titles"][1] += 1
        if record.get("published"):
            at = article.published_at if article else None
            found["days"][0] += at is not None and at.date().isoformat() == record["published"][:10]
            found["days"][1] += 1
    return {
        name: {"right": right, "of": count, "share": _share(right, count)}
        for name, (right, count) in found.items()
    }


def score_stories(gold: Path) -> Figures:
    """How many altered copies get the story of their article, and pairs of events joined wrongly.

    A copy has another headline, a dateline in front, and half of its text.
    """
    records = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    articles = [Article(record["id"], record["text"]) for record in records]
    copies = [_altered(article) for article in articles]
    events = {record["id"]: record["event_cluster"] for record in records}
    signed = assign_stories([sign_article(article) for article in [*articles, *copies]], [])
    stories = {signature.article_id: signature.story_id for signature in signed}
    hits = sum(stories[copy.article_id] == stories[copy.article_id[5:]] for copy in copies)
    wrong = sum(
        stories[one] == stories[other] and events[one] != events[other]
        for one, other in itertools.combinations(events, 2)
    )
    share = _share(hits, len(copies))
    return {"copies": {"found": hits, "of": len(copies), "share": share}, "false pairs": wrong}


def _altered(article: Article) -> Article:
    words = article.text.split(" ")
    kept = " ".join(words[: max(1, round(len(words) * KEPT_SHARE))])
    return Article(f"copy:{article.article_id}", DATELINE + kept, title="Another headline")


def _read(gold: Path) -> Iterator[tuple[dict[str, Any], Article | None]]:
    records = (json.loads(line) for line in gold.open(encoding="utf-8"))
    arrivals = read_source(source_for_path(gold), clock=lambda: AT)
    for record, arrival in zip(records, arrivals, strict=True):
        if not isinstance(arrival, RawArticle):
            yield record, None
            continue
        given = {name: value for name, value in arrival.metadata.items() if name in GIVEN}
        article = clean_for_coding(replace(arrival, metadata=given))
        yield record, article if isinstance(article, Article) else None


def _plain(title: str) -> str:
    return re.sub(r"\W+", " ", unicodedata.normalize("NFKC", title)).lower().strip()


def _share(part: int, whole: int) -> float:
    return round(100 * part / max(1, whole), 1)
