"""What was fetched before, so that servers are asked for changes only: a note for each address.

Where the notes are kept between runs is the business of the lake.
"""

from collections.abc import Iterable, Mapping

from pipelines.records import Visit


class Visits:
    """The notes of earlier runs, and those that this run makes."""

    def __init__(self, known: Iterable[Visit] = ()) -> None:
        self._known = {(visit.source, visit.address): visit for visit in known}
        self._made: dict[tuple[str, str], Visit] = {}

    def get(self, source: str, address: str) -> Visit | None:
        """The note of an earlier run. What this run fetched itself it may fetch again."""
        return self._known.get((source, address))

    def note(self, visit: Visit) -> None:
        """Remember a fetch."""
        self._made[visit.source, visit.address] = visit

    def take(self) -> list[Visit]:
        """The notes made since the last call that say something new; the caller keeps them."""
        new = [visit for key, visit in self._made.items() if self._known.get(key) != visit]
        self._made = {}
        return new


def conditions(visit: Visit | None) -> dict[str, str]:
    """The headers that ask for an address only if it has changed."""
    if visit is None:
        return {}
    headers = {"If-None-Match": visit.etag, "If-Modified-Since": visit.last_modified}
    return {name: value for name, value in headers.items() if value}


def visit_of(source: str, address: str, raw_id: str, headers: Mapping[str, str]) -> Visit:
    """The note of an answer."""
    tag, changed = headers.get("etag", ""), headers.get("last-modified", "")
    return Visit(source, address, raw_id, tag, changed)
