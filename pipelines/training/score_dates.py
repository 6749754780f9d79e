"""Scores the dates of events on annotated news whose events are tied to times (MEANTIME).

The data are not part of the project; `pipelines.training.score` finds them.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipelines.coding.coder import make_coder
from pipelines.records import Article, Basis, Kind, Mention, Span
from pipelines.resolving.times.days import days_of
from pipelines.sources import read_articles

WITHIN = ("IS_INCLUDED", "SIMULTANEOUS")  # relations of an event to the time that it lies in


def score_dates(gold: Path) -> dict[str, Any]:
    """How many of the events that both know have the days that the annotators tie them to.

    An event is known where a cue touches its trigger. `by words` are those that a time in the text
    dates, `by publication` those tied to the day of publication alone: right there is that day.
    Durations are left out; of several times any will do; first and last day must both be right.
    """
    with gold.open(encoding="utf-8") as lines:
        rows = {row["id"]: row for row in map(json.loads, lines)}
    articles = [a for a in read_articles(gold) if isinstance(a, Article)]
    asked = {"by words": 0, "by publication": 0}
    right = dict(asked)
    silent = 0
    for article, annotated in zip(
        articles, make_coder("tagger").annotate_all(articles), strict=True
    ):
        told = [m for m in annotated.mentions if m.kind is not Kind.BELIEF]
        for event in rows[article.article_id]["gold"]:
            times = [t for t in event["times"] if t["rel"] in WITHIN and t["value"][:1] != "P"]
            mention = _at((event["start"], event["end"]), told)
            if mention is None or not times:
                continue
            way = "by publication" if all(t["dct"] for t in times) else "by words"
            asked[way] += 1
            days = (mention.date.first, mention.date.last)
            right[way] += any(days_of(t["value"])[:2] == days for t in times)
            silent += way == "by words" and mention.date.basis is Basis.PUBLICATION
    shares = {f"{way}.right": round(100 * right[way] / n, 1) for way, n in asked.items() if n}
    return {f"{way}.asked": n for way, n in asked.items()} | shares | {"words not seen": silent}


def _at(span: Span, mentions: Iterable[Mention]) -> Mention | None:
    for mention in mentions:
        if any(start < span[1] and span[0] < end for start, end in mention.cue):
            return mention
    return None
