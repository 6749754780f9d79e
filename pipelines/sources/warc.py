"""WARC files as web archives write them, streamed record by record."""

import datetime as dt
import zlib
from collections.abc import Iterator
from typing import Any

from pipelines.sources.arrivals import HTML, TEXT, Arrival, Intake
from pipelines.sources.files import Entry, seekable
from pipelines.sources.reasons import Reason, RefusalError

PAGES = {"text/html": HTML, "application/xhtml+xml": HTML, "text/plain": TEXT}


def read_warc(entry: Entry, intake: Intake) -> Iterator[Arrival]:
    """Each response of an archive that holds a page; requests and other records are no articles."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    count = 0
    with seekable(entry.opener(), intake.limits) as stream:
        try:
            records = ArchiveIterator(
                stream,
                record_types=WarcRecordType.response | WarcRecordType.resource,
                parse_http=True,
                auto_decode="all",
            )
            for record in records:
                count += 1
                yield from _record(record, f"{entry.name}#{count}", intake)
        except (OSError, ValueError, RuntimeError, EOFError, zlib.error) as error:
            detail = f"The archive cannot be read after record {count}: {error}."
            raise RefusalError(Reason.DAMAGED, detail) from error
        except BaseException as error:
            if not _is_panic(error):
                raise
            detail = f"The archive breaks the reader after record {count}."
            raise RefusalError(Reason.DAMAGED, detail) from error
    if not count:
        raise RefusalError(Reason.NO_BODY, "The archive holds no response that could be read.")


def _record(record: Any, locator: str, intake: Intake) -> Iterator[Arrival]:
    url = str(record.headers.get("WARC-Target-URI") or "").strip("<> ")
    kind = str(record.http_content_type or record.headers.get("Content-Type") or "")
    media_type = PAGES.get(kind.partition(";")[0].strip().lower())
    status = record.http_headers.status_code if record.http_headers else 200
    if media_type is None:
        yield intake.reject(
            locator, Reason.UNSUPPORTED, f"{url}: no page, but {kind or 'unnamed'}."
        )
        return
    if status != 200:
        yield intake.reject(locator, Reason.HTTP_ERROR, f"{url}: the server answered {status}.")
        return
    most = intake.limits.item_bytes
    content: bytes = record.reader.read(most + 1)
    if len(content) > most:
        yield intake.reject(locator, Reason.TOO_LARGE, f"{url}: larger than {most:,} bytes.")
        return
    said = {"url": url, "encoding": str(record.http_charset or "")}
    yield intake.raw(locator, media_type, content, said, _fetched_at(record, intake))


def _fetched_at(record: Any, intake: Intake) -> dt.datetime:
    at: dt.datetime | None = record.record_date
    if at is None:
        return intake.fetched_at
    return at if at.tzinfo else at.replace(tzinfo=dt.UTC)


def _is_panic(error: BaseException) -> bool:
    """A fault inside fastwarc itself; it derives from BaseException and has no importable name."""
    return type(error).__name__ == "PanicException"
