"""Who is who across articles: two people of one name are two actors, two spellings of one are one.

Each day's sightings are compared with the actors known under the same key, and join the likeliest
or found a new one. The likelihood is a logistic model: what is known of a name beforehand, plus
weights for what agrees and what differs in country, sector, office, company and time. The weights
were fitted on pairs of sightings of real news (`pipelines.training.fit_identities`): the same name
in two articles, and, for namesakes, two names taken for one, as in the person-x corpora of Gooi and
Allan (2004).
"""

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipelines.linking.name_keys import (
    has_common_surname,
    is_common_body,
    middles_agree,
    sounds_alike,
)
from pipelines.linking.sightings import is_known
from pipelines.records import ActorKind, ActorSighting, CountryBasis

LIKELY = 0.5  # from which a sighting joins an actor
KNOWN = 0.99  # likelihood where a table says who both are
CAREER_YEARS = 50  # between two sightings of one person
ENOUGH_COMPANY = 3  # companions in common beyond which more say nothing

# Shares of pairs of articles with one name that mean one actor, before anything else is known. Of
# full names in news nearly all do; the other shares are estimates that lean towards two.
PRIORS = {
    "full name": 0.97,
    "common name": 0.9,
    "other spelling": 0.85,
    "near spelling": 0.6,
    "single word": 0.7,
    "body": 0.99,
    "common body": 0.5,
}
WEIGHTS = {
    "base": -1.3,
    "article's other country": -1.0,
    "same sector": 1.4,
    "same office": 2.7,
    "other office": -0.7,
    "company": 2.4,
    "no company": -0.6,
    # By hand. The fit's articles are American: there two strangers' countries differ once in five
    # times, in world news nine times in ten. No pair lies a career apart. A court is its country's.
    "other country": -2.7,
    "beyond a career": -4.0,
    "common body's country": 3.0,
}


@dataclass(slots=True)
class Identity:
    """An actor across articles, and all that its sightings say of it."""

    actor_id: str
    coded_ids: set[str] = field(default_factory=set)
    countries: Counter[str] = field(default_factory=Counter)
    lent: Counter[str] = field(default_factory=Counter)
    sectors: set[str] = field(default_factory=set)
    position: set[str] = field(default_factory=set)
    company: set[str] = field(default_factory=set)
    stories: set[str] = field(default_factory=set)
    years: list[int] = field(default_factory=list)
    is_known: bool = False

    def add(self, one: ActorSighting) -> None:
        """Take in one more sighting."""
        self.coded_ids.add(one.coded_id)
        (self.lent if one.country_basis is CountryBasis.ARTICLE else self.countries)[
            one.country
        ] += 1
        self.sectors |= {one.sector} - {""}
        self.position.update(one.position)
        self.company.update(one.company)
        self.stories.add(one.story_id)
        self.years.append(one.told_on.year)
        self.is_known = self.is_known or is_known(one)


def link_actors(
    new: Iterable[ActorSighting], known: Iterable[ActorSighting]
) -> list[ActorSighting]:
    """The new sightings, each with its actor across articles and how likely it is that one.

    Known sightings carry their actors and are never moved. The order of either makes no difference.
    """
    shelves: dict[str, dict[str, Identity]] = {}
    for sighting in sorted(known, key=_order):
        _file(shelves, sighting)
    linked = []
    for sighting in sorted(new, key=_order):
        tied = _tie(sighting, list(shelves.get(sighting.name_key, {}).values()))
        _file(shelves, tied)
        linked.append(tied)
    return linked


def likelihood(sighting: ActorSighting, identity: Identity) -> float:
    """How likely an article means an actor: 0 to 1."""
    if sighting.kind is ActorKind.PERSON and not _names_agree(sighting, identity):
        return 0.0
    if sighting.coded_id in identity.coded_ids and (
        (identity.is_known and is_known(sighting)) or sighting.story_id in identity.stories
    ):
        return KNOWN
    prior = PRIORS[_sort_of_name(sighting, identity)]
    score = math.log(prior / (1 - prior)) + WEIGHTS["base"]
    score += sum(WEIGHTS[name] * amount for name, amount in evidence(sighting, identity).items())
    return 1 / (1 + math.exp(-score))


def evidence(sighting: ActorSighting, identity: Identity) -> dict[str, float]:
    """What agrees and what differs, each by the name of its weight, from 0 to 1."""
    found: dict[str, float] = {}
    if country := _country(sighting, identity):
        found[country] = 1.0
    if sighting.sector in identity.sectors:  # another sector says nothing: people change trades
        found["same sector"] = 1.0
    if sighting.position and identity.position:
        # the ministers of two countries hold two offices
        same = identity.position.intersection(sighting.position) and "other country" not in found
        found["same office" if same else "other office"] = 1.0
    shared = len(identity.company.intersection(sighting.company))
    if shared:
        found["company"] = min(shared, ENOUGH_COMPANY) / ENOUGH_COMPANY
    elif sighting.company and identity.company:
        found["no company"] = 1.0
    if min(abs(sighting.told_on.year - year) for year in identity.years) > CAREER_YEARS:
        found["beyond a career"] = float(sighting.kind is ActorKind.PERSON)
    return found


def _country(sighting: ActorSighting, identity: Identity) -> str:
    """Whether the countries agree; what an article only lends weighs less where they differ."""
    ours, theirs = sighting.country, {*identity.countries, *identity.lent} - {""}
    if not ours or not theirs:
        return ""
    if ours in theirs:
        return "common body's country" if _is_common_body(sighting) else ""
    is_own = sighting.country_basis is not CountryBasis.ARTICLE and any(identity.countries)
    return "other country" if is_own else "article's other country"


def _sort_of_name(sighting: ActorSighting, identity: Identity) -> str:
    if sighting.kind is not ActorKind.PERSON:
        return "common body" if _is_common_body(sighting) else "body"
    if " " not in sighting.name_key:
        return "single word"
    if sighting.coded_id not in identity.coded_ids:
        alike = any(sounds_alike(sighting.coded_id, known) for known in identity.coded_ids)
        return "other spelling" if alike else "near spelling"
    return "common name" if has_common_surname(sighting.coded_id) else "full name"


def _is_common_body(sighting: ActorSighting) -> bool:
    return sighting.kind is not ActorKind.PERSON and is_common_body(sighting.coded_id)


def _names_agree(sighting: ActorSighting, identity: Identity) -> bool:
    return all(middles_agree(sighting.coded_id, coded_id) for coded_id in identity.coded_ids)


def _tie(sighting: ActorSighting, identities: Sequence[Identity]) -> ActorSighting:
    """The sighting as the likeliest actor's, or as the first of a new one."""
    scored = [(likelihood(sighting, identity), identity) for identity in identities]
    best = max(scored, key=lambda pair: (pair[0], pair[1].actor_id), default=(0.0, None))
    if best[1] is not None and best[0] >= LIKELY:
        return replace(sighting, actor_id=best[1].actor_id, confidence=round(best[0], 3))
    taken = {identity.actor_id for identity in identities}
    return replace(sighting, actor_id=_new_id(sighting, taken), confidence=1.0)


def _new_id(sighting: ActorSighting, taken: set[str]) -> str:
    """The id that the article gave; a namesake's ends in a mark made of its first article."""
    if sighting.coded_id not in taken:
        return sighting.coded_id
    mark = hashlib.sha256(f"{sighting.article_id} {sighting.coded_id}".encode()).hexdigest()
    return f"{sighting.coded_id}~{mark[:6]}"


def _file(shelves: dict[str, dict[str, Identity]], sighting: ActorSighting) -> None:
    shelf = shelves.setdefault(sighting.name_key, {})
    shelf.setdefault(sighting.actor_id, Identity(sighting.actor_id)).add(sighting)


def _order(sighting: ActorSighting) -> tuple[bool, str, str, str]:
    """Those whom a table knows first: the plain id is theirs; then by day."""
    told = sighting.told_on.isoformat()
    return not is_known(sighting), told, sighting.article_id, sighting.coded_id
