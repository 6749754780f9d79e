"""Publication dates: from what was said to a moment in UTC, and which of them are refused."""

import datetime as dt
import re
from email.utils import parsedate_to_datetime

from pipelines.sources.reasons import Reason, RefusalError

EARLIEST = dt.datetime(1900, 1, 1, tzinfo=dt.UTC)
AHEAD = dt.timedelta(days=1)
"""How far ahead of the fetch a date may lie: clocks differ, and so do time zones."""
FORMATS = (
    "%Y-%m-%d %H:%M:%S %z",
    "%Y/%m/%d",
    "%Y/%m/%d %H:%M:%S",
    "%d %B %Y",
    "%d %b %Y",
    "%B %d %Y",
    "%b %d %Y",
    "%A %d %B %Y",
    "%A %B %d %Y",
    "%d %B %Y %H:%M",
    "%B %d %Y %H:%M",
    "%B %d %Y %I:%M %p",
    "%a %b %d %H:%M:%S %Y",
)
ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b")
EPOCH = re.compile(r"^\d{9,10}(\d{3})?(\.\d+)?$")


def parse_date(said: str) -> dt.datetime | None:
    """The moment that a date names, in UTC; a bare day is midnight. None where it names none.

    A day and month in figures only (04/12/2024) is not read: it means two days.
    """
    text = " ".join(said.split())
    if not text or len(text) > 100:
        return None
    try:
        found = _iso(text) or _epoch(text) or _rfc(text) or _written(text)
        if found is None:
            return None
        aware = found if found.tzinfo else found.replace(tzinfo=dt.UTC)
        return aware.astimezone(dt.UTC)
    except (OverflowError, ValueError):
        return None


def check_date(published: dt.datetime, fetched_at: dt.datetime) -> dt.datetime:
    """The date, or a refusal where no article of that date could have been fetched then."""
    if published > fetched_at + AHEAD:
        raise RefusalError(
            Reason.FUTURE_DATE,
            f"Its publication date {published:%Y-%m-%d} lies after its fetch on "
            f"{fetched_at:%Y-%m-%d}.",
        )
    if published < EARLIEST:
        raise RefusalError(
            Reason.EARLY_DATE, f"Its publication date {published.date()} lies before 1900."
        )
    return published


def _iso(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None


def _epoch(text: str) -> dt.datetime | None:
    found = EPOCH.match(text)
    if not found:
        return None
    seconds = float(text) / (1000 if found.group(1) else 1)
    return dt.datetime.fromtimestamp(seconds, dt.UTC)


def _rfc(text: str) -> dt.datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None


def _written(text: str) -> dt.datetime | None:
    plain = ORDINAL.sub("", text).replace(",", " ").replace("Sept ", "Sep ").replace(".", "")
    plain = " ".join(plain.split())
    for form in FORMATS:
        try:
            found = dt.datetime.strptime(plain, form)  # noqa: DTZ007 - given a zone by the caller
        except ValueError:
            continue
        return found
    return None
