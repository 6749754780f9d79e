"""Takes back a country that an article lent to somebody who faces that country in it.

An article lends the country that it names most to whom it leaves without one. A minister who
accuses that country, tells it something or meets it is of another: "Foreign Minister Berg accused
Russia" names no other country than Russia. Critics at home do accuse their own.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from pipelines.records import Actor, ActorKind, CountryBasis, Mention, Role
from pipelines.resolving.cast.countries import is_national

ONE_SIDE = (Role.SPEAKER, Role.REPORTER)
MEETING = (Role.PARTICIPANT, Role.HOST, Role.VISITOR)
FACED = (Role.TARGET, Role.ADDRESSEE, *MEETING)


def who_faces_own(actors: Iterable[Actor], mentions: Iterable[Mention]) -> set[str]:
    """The ids of those in a national office who face the state of a country that was only lent."""
    known = {actor.actor_id: actor for actor in actors}
    facing: set[str] = set()
    for mention in mentions:
        parties = [(p.role, known[p.actor_id]) for p in mention.participants if p.actor_id in known]
        states = {a.country for role, a in parties if role in FACED and a.kind is ActorKind.STATE}
        facing |= {
            actor.actor_id
            for role, actor in parties
            if role in (*ONE_SIDE, *MEETING)
            and actor.country in states
            and actor.country_basis is CountryBasis.ARTICLE
            and is_national((actor.role,))
        }
    return facing


def without_country(actors: Iterable[Actor], ids: Collection[str]) -> tuple[Actor, ...]:
    """The actors, those of `ids` without a country."""
    return tuple(
        replace(a, country="", country_basis=CountryBasis.NONE) if a.actor_id in ids else a
        for a in actors
    )


def of_no_country(mention: Mention, ids: Collection[str]) -> Mention:
    """A mention whose parties of `ids` have no country."""
    parties = (replace(p, country="") if p.actor_id in ids else p for p in mention.participants)
    return replace(mention, participants=tuple(parties))
