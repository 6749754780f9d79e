"""The relay chain: through whom words came here, outermost first, to the first speaker."""

from collections.abc import Iterable

from pipelines.records import Participant, Role


def relay_of(speakers: Iterable[Participant], others: Iterable[Participant]) -> tuple[str, ...]:
    """Actor ids: the outlet that was told, then who spoke, then the source that a report names."""
    others = tuple(others)
    outlets = [p.actor_id for p in others if p.role is Role.OUTLET]
    sources = [p.actor_id for p in others if p.role is Role.SOURCE]
    chain = [*outlets, *(p.actor_id for p in speakers), *sources]
    return tuple(dict.fromkeys(a for a in chain if a))
