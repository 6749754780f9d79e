"""People who are described first and named by a given name alone later: "a nurse ... Melanie"."""

from collections.abc import Sequence

from pipelines.records import ActorKind
from pipelines.resolving.cast.figures import Figure
from pipelines.resolving.knowledge import Knowledge


def introduced_by(figures: Sequence[Figure], offset: int, gender: str) -> Figure | None:
    """The unnamed person of a gender whom an article has described, if all are called alike."""
    unnamed = [
        f
        for f in figures
        if f.kind == ActorKind.ANONYMOUS
        and not f.is_named
        and not f.is_plural
        and f.first < offset
        and f.gender == gender
    ]
    called = {frozenset(f.nouns) for f in unnamed}
    known = max(unnamed, key=lambda f: len(f.mentions), default=None)
    return known if known and len(called) == 1 and len(known.mentions) > 1 else None


def is_bare(figure: Figure, knowledge: Knowledge) -> bool:
    """Whether a person goes by a given name alone and nothing says who that is."""
    if figure.kind != ActorKind.PERSON or figure.known or figure.nouns or figure.role:
        return False
    return " " not in figure.name and figure.name in knowledge.given_names
