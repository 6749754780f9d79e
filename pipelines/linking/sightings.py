"""Sightings: an actor of one article, reduced to what tells it from others of its name.

The lake keeps them with the id that `identities` gave, so that the next day's articles are compared
with them and no article is read twice.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import replace

from pipelines.linking.contents import stems_of
from pipelines.linking.name_keys import name_key
from pipelines.records import (
    Actor,
    ActorKind,
    ActorSighting,
    AnnotatedArticle,
    Article,
    CountryBasis,
)

LOCAL = ":"  # in the id of an actor that only its article knows
MOST_COMPANY = 15  # of the others in an article, those named most often
COMPANIONS = (ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.OUTLET)


def sightings_of(
    annotated: AnnotatedArticle, article: Article, seen_on: dt.date
) -> list[ActorSighting]:
    """The actors of an article that other articles may know, in its order; none is linked yet."""
    named = [actor for actor in annotated.actors if LOCAL not in actor.actor_id]
    told_on = article.published_at.date() if article.published_at else seen_on
    by_weight = sorted(
        (actor for actor in named if actor.kind in COMPANIONS),
        key=lambda actor: (-len(actor.mentions), actor.actor_id),
    )
    company = [actor.actor_id for actor in by_weight]
    return [_sighting(actor, article, told_on, company) for actor in named]


def _sighting(
    actor: Actor, article: Article, told_on: dt.date, company: Collection[str]
) -> ActorSighting:
    others = [actor_id for actor_id in company if actor_id != actor.actor_id]
    return ActorSighting(
        article_id=article.article_id,
        coded_id=actor.actor_id,
        name_key=name_key(actor.actor_id, actor.kind),
        name=actor.name,
        kind=actor.kind,
        country=actor.country,
        country_basis=actor.country_basis,
        sector=actor.sector,
        position=tuple(sorted(stems_of(f"{actor.role} {actor.office} {actor.body}"))),
        company=tuple(sorted(others[:MOST_COMPANY])),
        story_id=article.story_id or article.article_id,
        told_on=told_on,
    )


def with_actors(
    annotated: AnnotatedArticle, actors: Mapping[tuple[str, str], str]
) -> AnnotatedArticle:
    """The article with the ids that its actors have across articles, by article and coded id."""

    def living(coded_id: str) -> str:
        return actors.get((annotated.article_id, coded_id), coded_id)

    return replace(
        annotated,
        actors=tuple(replace(actor, actor_id=living(actor.actor_id)) for actor in annotated.actors),
        mentions=tuple(
            replace(
                mention,
                participants=tuple(
                    replace(party, actor_id=living(party.actor_id))
                    for party in mention.participants
                ),
            )
            for mention in annotated.mentions
        ),
    )


def is_known(sighting: ActorSighting) -> bool:
    """Whether a knowledge table says who this is."""
    return sighting.country_basis is CountryBasis.TABLE
