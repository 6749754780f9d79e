"""Scores of the actors on annotated data: who is the same, and which country a phrase means.

The data are not part of the project; `pipelines.training.score` finds them and prints these figures
beside those of the coder.
"""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pipelines.linking.identities import link_actors
from pipelines.linking.sightings import sightings_of
from pipelines.reading.reader import Reader
from pipelines.records import ActorSighting, AnnotatedArticle, Article
from pipelines.resolving.cast import Cast
from pipelines.resolving.describe import describe
from pipelines.sources.dates import parse_date

ACTORS = ("PER", "ORG")

type Figures = dict[str, Any]


def score_coreference(gold: Path) -> Figures:
    """B-cubed F1 (Bagga and Baldwin 1998) of people and organisations, the spans as annotated.

    Each mention goes with the first actor that its span links to; one that links to nobody stands
    alone. `across` takes the actors of all articles together, by the ids that linking across
    articles gave them, and of the annotated entities those that the data follow across articles.
    """
    inside: list[tuple[Hashable, Hashable]] = []
    across: list[tuple[str, str, str]] = []  # article, entity, actor
    seen: list[ActorSighting] = []
    rows = list(_rows(gold))
    articles = [_article(row) for row in rows]
    casts = map(Cast, Reader().read(articles))
    for row, article, cast in zip(rows, articles, casts, strict=True):
        for mention in row["entities"]:
            if mention["ent_type"] not in ACTORS:
                continue
            linked = cast.link((mention["start"], mention["end"]))
            alone = f"{row['id']}:{mention['mid']}"
            actor = linked[0].actor_id if linked else alone
            inside.append(((row["id"], mention["entity"]), (row["id"], actor)))
            if mention["cross"]:
                across.append((row["id"], mention["entity"], actor))
        annotated = AnnotatedArticle(article.article_id, "", actors=cast.actors())
        seen.extend(sightings_of(annotated, article, dt.date.min))
    tied = {(s.article_id, s.coded_id): s.actor_id for s in link_actors(seen, [])}
    return {
        "mentions": len(inside),
        "b_cubed_f1": b_cubed(inside),
        "mentions_across": len(across),
        "b_cubed_f1_across": b_cubed(
            [(entity, tied.get((article, actor), actor)) for article, entity, actor in across]
        ),
    }


def score_phrases(gold: Path) -> Figures:
    """How often a phrase, read outside any article, gives the country that it means.

    As in the data, bodies of many countries count by what PLOVER calls them (EUR, IGO, UNO).
    """
    right = total = 0
    for row in _rows(gold):
        if "country" not in row["gold"]:
            continue
        total += 1
        at = parse_date(row["published"])
        found = describe(row["text"], row["context"], at.date() if at else None)
        right += (found.country or found.affiliation) == row["gold"]["country"]
    return {"phrases": total, "country_right": round(100 * right / total, 1)}


def b_cubed(pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    """B-cubed F1, in per cent, of mentions given as (annotated entity, actor)."""
    by_entity: dict[Hashable, set[int]] = defaultdict(set)
    by_actor: dict[Hashable, set[int]] = defaultdict(set)
    for k, (entity, actor) in enumerate(pairs):
        by_entity[entity].add(k)
        by_actor[actor].add(k)
    precision = recall = 0.0
    for entity, actor in pairs:
        shared = len(by_entity[entity] & by_actor[actor])
        precision += shared / len(by_actor[actor])
        recall += shared / len(by_entity[entity])
    return round(200 * precision * recall / (precision + recall) / len(pairs), 1) if pairs else 0.0


def _rows(gold: Path) -> Iterator[dict[str, Any]]:
    with gold.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _article(row: dict[str, Any]) -> Article:
    published = parse_date(row["published"] or "")
    return Article(article_id=row["id"], text=row["text"], published_at=published)
