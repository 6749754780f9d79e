"""Scores who is who across articles: are namesakes kept apart, and is one person one actor?

No public set of news marks namesakes. As in the person-x corpora of Gooi and Allan (2004), two
people whom articles name differently are given one name, and linking has to tell them apart again;
and of names that stand in several articles it is counted how many become several actors.
"""

import datetime as dt
import random
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipelines.coding.coder import make_coder
from pipelines.linking.identities import link_actors
from pipelines.linking.sightings import is_known, sightings_of
from pipelines.records import ActorKind, ActorSighting, Article, CountryBasis
from pipelines.sources import read_articles
from pipelines.training.score_actors import b_cubed

PAIRS = 300
ARRIVED = dt.date(2026, 1, 1)  # for articles that do not say when they appeared
type Person = list[ActorSighting]


def score_namesakes(gold: Path) -> dict[str, Any]:
    """Pairs kept apart and persons split, in per cent, on any file of articles."""
    people = people_of(gold)
    spoken_of = [p for p in people if any(s.position and _has_own_country(s) for s in p)]
    chance = random.Random(1)  # noqa: S311 - a sample, not a secret
    pairs = [chance.sample(spoken_of, 2) for _ in range(PAIRS if len(spoken_of) > 1 else 0)]
    apart, mentions = 0, []
    for number, (one, other) in enumerate(pairs):
        linked = _as_one_name(one, other)
        ours, theirs = ({s.actor_id for s in side} for side in linked)
        apart += not ours & theirs
        for person, side in enumerate(linked):
            mentions += [((number, person), (number, s.actor_id)) for s in side]
    split = [p for p in people if len({s.actor_id for s in link_actors(p, [])}) > 1]
    several = [p for p in people if len({s.article_id for s in p}) > 1]
    return {
        "namesakes.pairs": len(pairs),
        "namesakes.apart": round(100 * apart / len(pairs), 1) if pairs else 0.0,
        "namesakes.b_cubed_f1": b_cubed(mentions),
        "one name.people": len(several),
        "one name.split": round(100 * len(split) / len(several), 1) if several else 0.0,
        "spellings.joined": sum(len({s.coded_id for s in p}) > 1 for p in people),
    }


def people_of(gold: Path) -> list[Person]:
    """The persons with a full name whom no table knows, each with its sightings."""
    articles = [a for a in read_articles(gold) if isinstance(a, Article)]
    found: dict[str, Person] = defaultdict(list)
    for article, annotated in zip(
        articles, make_coder("rules").annotate_all(articles), strict=True
    ):
        for sighting in sightings_of(annotated, article, ARRIVED):
            if sighting.kind is ActorKind.PERSON and " " in sighting.name_key:
                found[sighting.name_key].append(sighting)
    return [p for _, p in sorted(found.items()) if not any(map(is_known, p))]


def _as_one_name(one: Person, other: Person) -> tuple[Person, Person]:
    """Both persons' sightings, linked under one name; each in articles of its own."""
    renamed = [
        replace(
            sighting,
            article_id=f"{side}:{sighting.article_id}",
            story_id=f"{side}:{sighting.story_id}",
            coded_id="kim_person_x",
            name_key="kim personx",
        )
        for side, person in enumerate((one, other))
        for sighting in person
    ]
    linked = link_actors(renamed, [])
    return (
        [s for s in linked if s.article_id.startswith("0:")],
        [s for s in linked if s.article_id.startswith("1:")],
    )


def _has_own_country(sighting: ActorSighting) -> bool:
    return bool(sighting.country) and sighting.country_basis is CountryBasis.TEXT
