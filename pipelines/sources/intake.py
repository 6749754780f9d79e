"""A source -> everything that it gives: raw articles and rejects, in order, nothing silent."""

import datetime as dt
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.records import Article, RejectedArticle
from pipelines.sources.arrivals import Arrival, Intake, Visit
from pipelines.sources.cleaning import clean_for_coding
from pipelines.sources.definition import (
    SourceDefinition,
    SourceError,
    SourceKind,
    source_for_path,
)
from pipelines.sources.documents import read_page, read_text
from pipelines.sources.feeds import read_feed
from pipelines.sources.files import Entry, list_entries, open_archive
from pipelines.sources.json_records import line_arrivals, read_json, read_lines
from pipelines.sources.limits import Limits
from pipelines.sources.reasons import Reason, RefusalError
from pipelines.sources.remote import read_remote
from pipelines.sources.tables import read_csv, read_parquet
from pipelines.sources.warc import read_warc

type Clock = Callable[[], dt.datetime]
type Reader = Callable[[Entry, Intake], Iterator[Arrival]]

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".html": read_page,
    ".htm": read_page,
    ".xhtml": read_page,
    ".jsonl": read_lines,
    ".ndjson": read_lines,
    ".json": read_json,
    ".rss": read_feed,
    ".atom": read_feed,
    ".xml": read_feed,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".parquet": read_parquet,
    ".warc": read_warc,
}
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
    visits: Mapping[str, Visit] | None = None,
) -> Iterator[Arrival]:
    """Everything that several sources give, one source after the other.

    `visits` holds what is known of addresses that were fetched before: they are asked for changes
    only, or not at all.
    """
    for source in sources:
        yield from read_source(source, clock=clock, limits=limits, visits=visits)


def read_source(
    source: SourceDefinition,
    *,
    clock: Clock,
    limits: Limits | None = None,
    visits: Mapping[str, Visit] | None = None,
) -> Iterator[Arrival]:
    """Everything that a source gives. SourceError where it does not exist at all."""
    intake = Intake(source, limits or Limits(), clock(), visits or {})
    if source.is_remote:
        yield from read_remote(intake)
        return
    address = str(getattr(source, source.kind))
    for entry in list_entries(address, source.base):
        yield from read_entry(entry, intake)


def read_entry(entry: Entry, intake: Intake) -> Iterator[Arrival]:
    """One file by the reader of its suffix; what goes wrong becomes a reject."""
    try:
        if entry.suffix == ".zip":
            for member in open_archive(entry, intake.limits):
                if isinstance(member, Entry):
                    yield from _read_member(member, intake)
                else:
                    yield intake.refused(*member)
            return
        reader = READERS.get(entry.suffix)
        if reader is None:
            detail = f"Files that end in {entry.suffix!r} are not read."
            raise RefusalError(Reason.UNSUPPORTED, detail)
        yield from reader(entry, intake)
    except RefusalError as refusal:
        yield intake.refused(entry.name, refusal)
    except OSError as error:
        yield intake.reject(
            entry.name, Reason.UNREADABLE, f"It cannot be read: {error.strerror or error}."
        )


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
    address = source.name if source.kind is SourceKind.PAGES else str(getattr(source, source.kind))
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


def _read_member(member: Entry, intake: Intake) -> Iterator[Arrival]:
    if member.suffix == ".zip":
        yield intake.reject(member.name, Reason.UNSUPPORTED, "Archives in archives are not read.")
    else:
        yield from read_entry(member, intake)
