"""The floor under who is who on annotated news, where that is at hand.

The annotated source spans are linked as they stand, so this is the cast's own part of the score
that `score.py speakers` gives end to end.
"""

import datetime as dt
import importlib.util
import json
from pathlib import Path

import pytest

from pipelines.reading.reader import Reader
from pipelines.records import Article, Role
from pipelines.resolving.cast import Cast

GOLD = Path(__file__).parents[4] / "shared" / "gold"
SPEAKERS = GOLD / "speakers_dev.jsonl"


def load_scorer():
    spec = importlib.util.spec_from_file_location("score", GOLD / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def annotate(row):
    at = dt.datetime.fromisoformat(row["published"]).replace(tzinfo=dt.UTC)
    article = Article(article_id=row["id"], text=row["text"], published_at=at)
    (document,) = Reader().read([article])
    cast = Cast(document)
    mentions = []
    for said in row["attributions"]:
        links = [k for span in said["source"][:1] for k in cast.link(tuple(span), Role.SPEAKER)]
        if not said["source"]:
            links = cast.speaker_before(min(said["cue"] or said["content"])[0])
        mentions.append(
            {
                "kind": "statement",
                "cue": said["cue"],
                "content": said["content"],
                "participants": [{"role": "speaker", "actor_id": k.actor_id} for k in links],
            }
        )
    actors = [
        {"actor_id": a.actor_id, "name": a.name, "kind": str(a.kind), "country": a.country}
        for a in cast.actors()
    ]
    return {"id": row["id"], "mentions": mentions, "actors": actors}


@pytest.mark.gold
@pytest.mark.skipif(not SPEAKERS.exists(), reason="annotated speakers are no part of the project")
def test_the_right_actor_for_annotated_sources():
    with SPEAKERS.open(encoding="utf8") as lines:
        rows = {row["id"]: row for row in map(json.loads, lines)}
    score = load_scorer().speakers(rows, {k: annotate(row) for k, row in rows.items()})
    assert score["right_when_found"] >= 89
    assert score["country_when_right"] >= 95
