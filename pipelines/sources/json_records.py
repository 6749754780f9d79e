"""Records in JSON Lines and JSON files: one record, one raw article, kept as its own bytes.

A record holds its text, or a page in `html`, or names a page file beside it (`html_path`,
`html_gz`). Which fields mean what is decided when the record is cleaned.
"""

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from pipelines.sources.arrivals import HTML, RECORD, Arrival, Intake
from pipelines.sources.feeds import feed_arrivals, is_json_feed
from pipelines.sources.files import Entry
from pipelines.sources.reasons import Reason, RefusalError
from pipelines.sources.unpacking import read_bounded, unpacked

PAGE_FIELDS = ("html_gz", "html_path", "html")
BLANK = b" \t\r\n"
BOM = b"\xef\xbb\xbf"


def read_lines(entry: Entry, intake: Intake) -> Iterator[Arrival]:
    """Each line of a JSON Lines file."""
    with entry.open(intake.limits) as stream:
        yield from line_arrivals(stream, entry.name, intake, entry.folder)


def line_arrivals(
    stream: BinaryIO, name: str, intake: Intake, folder: Path | None = None
) -> Iterator[Arrival]:
    """Each line of a stream; a line that is too long is passed over without being held."""
    most = intake.limits.item_bytes
    number = 0
    while line := stream.readline(most + 1):
        number += 1
        locator = f"{name}#{number}"
        if len(line) > most and not line.endswith(b"\n"):
            _skip_line(stream, most)
            yield intake.reject(
                locator, Reason.TOO_LARGE, f"The line is longer than the limit of {most:,} bytes."
            )
            continue
        record = line.strip(BLANK)
        if number == 1:
            record = record.removeprefix(BOM)
        if record:
            is_last = not line.endswith(b"\n")
            yield record_arrival(record, locator, intake, folder, is_last=is_last)


def read_json(entry: Entry, intake: Intake) -> Iterator[Arrival]:
    """A JSON file: one record, a list of records, or a JSON Feed."""
    content = entry.read(intake.limits)
    parsed = _parse(content, is_last=True)
    if is_json_feed(parsed):
        yield from feed_arrivals(content, entry.name, intake)
    elif isinstance(parsed, list):
        for number, record in enumerate(parsed, start=1):
            exact = json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")
            yield record_arrival(exact, f"{entry.name}#{number}", intake, entry.folder)
    else:
        yield record_arrival(content, entry.name, intake, entry.folder)


def record_arrival(
    content: bytes, locator: str, intake: Intake, folder: Path | None, is_last: bool = False
) -> Arrival:
    """One record as a raw article, or the page that it names with the record as its metadata."""
    try:
        record = _parse(content, is_last=is_last)
        if not isinstance(record, dict):
            raise RefusalError(Reason.BAD_RECORD, "The record is not a set of fields.")
        named = _named_page(record)
        if named:
            page = _read_page(folder, named, intake)
            metadata = {
                key: str(value)
                for key, value in record.items()
                if key in ("id", "url", "title", "outlet", "published", "byline") and value
            }
            if "published" in metadata:
                metadata["published_from"] = "field"
            return intake.raw(locator, HTML, page, metadata)
    except RefusalError as refusal:
        return intake.refused(locator, refusal)
    return intake.raw(locator, RECORD, content)


def _parse(content: bytes, is_last: bool) -> Any:
    try:
        return json.loads(content.removeprefix(BOM).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise RefusalError(
            Reason.WRONG_ENCODING, f"The bytes are not UTF-8 from byte {error.start} on."
        ) from error
    except json.JSONDecodeError as error:
        at_end = error.pos >= len(error.doc.rstrip()) or "Unterminated" in error.msg
        if at_end and (is_last or "Unterminated" in error.msg):
            raise RefusalError(Reason.TRUNCATED, "The record is cut off.") from error
        raise RefusalError(
            Reason.BAD_RECORD, f"The record is not valid JSON: {error.msg} at {error.pos}."
        ) from error
    except (ValueError, RecursionError) as error:
        raise RefusalError(Reason.BAD_RECORD, f"The record cannot be read: {error}.") from error


def _named_page(record: dict[str, Any]) -> tuple[str, str] | None:
    """The field and the file that it names; an `html` field may hold the page itself instead."""
    for field in PAGE_FIELDS:
        value = record.get(field)
        if isinstance(value, str) and value and not (field == "html" and "<" in value):
            return field, value
    return None


def _read_page(folder: Path | None, named: tuple[str, str], intake: Intake) -> bytes:
    field, name = named
    if folder is None:
        raise RefusalError(
            Reason.UNSAFE, f"{field} names a file, but there is no folder to look in."
        )
    root = folder.resolve()
    path = (root / name).resolve()
    if not path.is_relative_to(root):
        raise RefusalError(Reason.UNSAFE, f"{field} names a file outside of its folder.")
    try:
        with path.open("rb") as stream:
            packing = ".gz" if name.endswith(".gz") else ""
            return read_bounded(unpacked(stream, packing, intake.limits), intake.limits.item_bytes)
    except (gzip.BadGzipFile, zlib.error) as error:
        raise RefusalError(Reason.DAMAGED, f"{name} cannot be unpacked: {error}.") from error
    except OSError as error:
        raise RefusalError(
            Reason.UNREADABLE, f"{name} cannot be read: {error.strerror}."
        ) from error


def _skip_line(stream: BinaryIO, step: int) -> None:
    while (rest := stream.readline(step)) and not rest.endswith(b"\n"):
        pass
