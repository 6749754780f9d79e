"""A source -> everything that it gives: raw articles and rejects, in order, nothing silent."""

import datetime as dt
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.records import Article, RejectedArticle
from pipelines.sources.arrivals import Arrival, Intake
from pipelines.sources.cleaning import clean_for_coding
from pipelines.sources.definition import (
    SourceDefinition,
    SourceError,
    SourceKind,
    source_for_path,
)
from pipelines.sources.files import list_entries
from pipelines.sources.json_records import line_arrivals
from pipelines.sources.limits import Limits
from pipelines.sources.readers import read_entry
from pipelines.sources.reasons import Reason
from pipelines.sources.remote import read_remote
from pipelines.sources.visits import Visits

type Clock = Callable[[], dt.datetime]

NO_DATE = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class SourceCheck:
    """What a trial reading of a source found. `problem` is empty where it is in order."""

    name: str
    address: str
    found: int
    rejected: dict[str, int]
    problem: str = ""


def read_sources(
    sources: Iterable[SourceDefinition],
    *,
    clock: Clock,
    limits: Limits | None = None,
    visits: Visits | None = None,
) -> Iterator[Arrival]:
    """Everything that several sources give, one source after the other.

    `visits` holds what is known of addresses that were fetched before: they are asked for changes
    only, or not at all. A source that does not exist is a reject and keeps no other from being
    read.
    """
    for source in sources:
        try:
            yield from read_source(source, clock=clock, limits=limits, visits=visits)
        except SourceError as error:
            intake = Intake(source, limits or Limits(), clock())
            yield intake.reject(source.address, Reason.UNREADABLE, str(error))


def read_source(
    source: SourceDefinition,
    *,
    clock: Clock,
    limits: Limits | None = None,
    visits: Visits | None = None,
) -> Iterator[Arrival]:
    """Everything that a source gives. SourceError where it does not exist at all."""
    intake = Intake(source, limits or Limits(), clock(), visits or Visits())
    if source.is_remote:
        yield from read_remote(intake)
        return
    for entry in list_entries(source.address, source.base):
        yield from read_entry(entry, intake)


def read_articles(path: Path | str) -> Iterator[Article | RejectedArticle]:
    """The articles of a file under their given ids, every one of them; `-` is standard input."""
    if str(path) == "-":
        intake = Intake(SourceDefinition(name="stdin", files="-"), Limits(), NO_DATE)
        arrivals = line_arrivals(sys.stdin.buffer, "stdin", intake)
    else:
        arrivals = read_source(source_for_path(path), clock=lambda: NO_DATE)
    for arrival in arrivals:
        yield arrival if isinstance(arrival, RejectedArticle) else clean_for_coding(arrival)


def check_source(
    source: SourceDefinition, *, clock: Clock, limits: Limits | None = None, most: int = 20
) -> SourceCheck:
    """Read the first inputs of a source and say how it went."""
    address = source.name if source.kind is SourceKind.PAGES else source.address
    found, reasons = 0, Counter[str]()
    try:
        for arrival in read_source(source, clock=clock, limits=limits):
            if isinstance(arrival, RejectedArticle):
                reasons[arrival.reason] += 1
            else:
                found += 1
            if found + reasons.total() >= most:
                break
    except SourceError as error:
        return SourceCheck(source.name, address, 0, {}, str(error))
    problem = "" if found else "It gave no article."
    return SourceCheck(source.name, address, found, dict(sorted(reasons.items())), problem)
