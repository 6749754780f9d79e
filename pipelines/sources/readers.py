"""One file -> what is in it, by the reader of its suffix. What goes wrong becomes a reject."""

from collections.abc import Callable, Iterator

from pipelines.sources.arrivals import Arrival, Intake
from pipelines.sources.documents import read_page, read_text
from pipelines.sources.feeds import read_feed
from pipelines.sources.files import Entry, open_archive
from pipelines.sources.json_records import read_json, read_lines
from pipelines.sources.reasons import Reason, RefusalError
from pipelines.sources.tables import read_csv, read_parquet
from pipelines.sources.warc import read_warc

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
ARCHIVE = ".zip"
DEPTH = 2
"""Archives are opened down to this level: one within another, and no further."""


def read_entry(entry: Entry, intake: Intake, depth: int = 0) -> Iterator[Arrival]:
    """One file by the reader of its suffix, or the members of an archive."""
    try:
        if entry.suffix == ARCHIVE:
            yield from _read_archive(entry, intake, depth + 1)
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


def _read_archive(entry: Entry, intake: Intake, depth: int) -> Iterator[Arrival]:
    if depth > DEPTH:
        raise RefusalError(
            Reason.UNSUPPORTED, "An archive within an archive within an archive is not read."
        )
    for member in open_archive(entry, intake.limits):
        if isinstance(member, Entry):
            yield from read_entry(member, intake, depth)
        else:
            yield intake.refused(*member)
