"""What a match means: the resolver that its line of time_rules.txt names. No pattern lives here."""

from collections.abc import Callable

from pipelines.resolving.times.absolute import ABSOLUTE
from pipelines.resolving.times.clock import CLOCK
from pipelines.resolving.times.durations import DURATIONS
from pipelines.resolving.times.grammar import Meaning, Words
from pipelines.resolving.times.relative import RELATIVE
from pipelines.resolving.times.scene import Scene
from pipelines.resolving.times.seasons import SEASONS

RESOLVERS: dict[str, Callable[[Words, Scene], Meaning | None]] = {
    **ABSOLUTE,
    **SEASONS,
    **RELATIVE,
    **CLOCK,
    **DURATIONS,
}


def resolve(words: Words, scene: Scene) -> Meaning | None:
    """The meaning of a match, remembered for what follows it; None where it is no expression."""
    meaning = RESOLVERS[words.resolver](words, scene)
    if meaning:
        scene.remember(words, meaning)
    return meaning
