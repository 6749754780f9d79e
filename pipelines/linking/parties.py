"""Whether two parties named in different articles are one, and whether two casts are."""

from collections.abc import Collection

from pipelines.linking.accounts import Party
from pipelines.records import ActorKind

SAME = 1.0
SHORT_FORM = 0.9  # "Kellogg" beside "Keith Kellogg"
NAMESAKE = 0.3  # not enough for one name; beside another name in common it may be a misreading
SAME_SIDE = 0.5  # a state, or an unnamed delegation, beside an official of that country
ONE_IN_COMMON = 0.4  # taken off where one cast has a single name: that is little in common
OFFICIAL = {"GOV", "MIL", "LEG", "SPY"}  # sectors that can stand for their country


def party_likeness(one: Party, other: Party) -> float:
    """How surely two names are one actor; little where country or trade contradict the name."""
    if one.actor_id == other.actor_id:
        return NAMESAKE if _contradict(one, other) else SAME
    if one.kind == other.kind == ActorKind.PERSON and _is_short_form(one, other):
        return NAMESAKE if _contradict(one, other) else SHORT_FORM
    return SAME_SIDE if _on_one_side(one, other) else 0.0


def cast_likeness(few: Collection[Party], many: Collection[Party]) -> float:
    """How well two casts of a meeting agree: 0 to 1.

    An outlet that names fewer parties than another does not contradict it; two that each name
    somebody whom the other lacks do. Parties without identity ("officials") tell nothing.
    """
    few = [party for party in few if party.is_known]
    many = [party for party in many if party.is_known]
    if len(few) > len(many):
        few, many = many, few
    if not few:
        return 0.0
    found = [max(party_likeness(one, other) for other in many) for one in few]
    within = sum(found) / len(few)
    overall = sum(found) / (len(few) + len(many) - sum(found))
    alone = ONE_IN_COMMON if len(few) == 1 else 0.0
    return max(0.0, (0.8 * within + 0.2 * overall) * within - alone)


def casts_contradict(one: Collection[Party], other: Collection[Party]) -> bool:
    """Whether each cast has somebody whom the other lacks: on one day, one host has many guests."""
    return _has_stranger(one, other) and _has_stranger(other, one)


def _has_stranger(cast: Collection[Party], other: Collection[Party]) -> bool:
    return any(
        party.is_known and not any(party_likeness(party, known) for known in other)
        for party in cast
    )


def _contradict(one: Party, other: Party) -> bool:
    """Two people of one name: of different countries, or of different sectors and offices."""
    if one.kind is not ActorKind.PERSON or other.kind is not ActorKind.PERSON:
        return False
    if one.country and other.country and one.country != other.country:
        return True
    if not one.sector or not other.sector or one.sector == other.sector:
        return False
    if one.sector in OFFICIAL and other.sector in OFFICIAL:
        return False
    return bool(one.position and other.position) and not one.position & other.position


def _is_short_form(one: Party, other: Party) -> bool:
    short, full = sorted((one.names, other.names), key=len)
    if not short or short[-1] != full[-1]:
        return False
    return len(short) == 1 or set(short) <= set(full)


def _on_one_side(one: Party, other: Party) -> bool:
    both_people = one.kind is other.kind is ActorKind.PERSON
    same_land = bool(one.country) and one.country == other.country
    return same_land and not both_people and stands_for_country(one) and stands_for_country(other)


def stands_for_country(party: Party) -> bool:
    """Whether a country can be meant by naming this party, and this party by the country."""
    if not party.country or party.kind is ActorKind.ANONYMOUS:
        return False
    if party.kind in (ActorKind.STATE, ActorKind.GROUP):
        return party.kind is ActorKind.STATE or party.sector in OFFICIAL | {""}
    return party.sector in OFFICIAL
