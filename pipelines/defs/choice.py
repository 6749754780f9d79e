"""Which sources a run reads: those it was given, else those of the sources file."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from pipelines.sources.definition import (
    REMOTE,
    SourceDefinition,
    load_sources,
    source_for_path,
)


def chosen_sources(given: Sequence[str], sources_file: Path) -> list[SourceDefinition]:
    """Definitions of the given paths and addresses, or of the sources file where none is given."""
    if not given:
        return load_sources(sources_file)
    return [_source(place) for place in given]


def _source(place: str) -> SourceDefinition:
    if place.startswith(REMOTE):
        return SourceDefinition(name=urlsplit(place).hostname or "web", feed=place)
    return source_for_path(place)
