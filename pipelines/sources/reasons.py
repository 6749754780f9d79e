"""Why an input did not become an article: the stable codes, and how a reject is made.

Codes are part of the data (`rejected_articles.reason`), so they are added to and never renamed.
The plain words that go with a code are written where the fault is found.
"""

import hashlib
from enum import StrEnum

from pipelines.records import RejectedArticle

DETAIL_LENGTH = 300


class Reason(StrEnum):
    """Stable reason codes of rejected inputs."""

    EMPTY = "empty"
    NOT_TEXT = "not_text"
    WRONG_ENCODING = "wrong_encoding"
    TRUNCATED = "truncated"
    TOO_LARGE = "too_large"
    NOT_ENGLISH = "not_english"
    NO_BODY = "no_body"
    DUPLICATE = "duplicate"
    UNCHANGED = "unchanged"
    NOTHING_NEW = "nothing_new"
    BAD_RECORD = "bad_record"
    FUTURE_DATE = "future_date"
    EARLY_DATE = "early_date"
    UNREADABLE_DATE = "unreadable_date"
    UNSUPPORTED = "unsupported_format"
    DAMAGED = "damaged"
    UNREADABLE = "unreadable"
    UNSAFE = "unsafe"
    ADDRESS_REFUSED = "address_refused"
    ROBOTS = "robots_refused"
    HTTP_ERROR = "http_error"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    PAYWALL = "paywall"
    COOKIE_WALL = "cookie_wall"


KNOWN = frozenset({Reason.DUPLICATE, Reason.UNCHANGED, Reason.NOTHING_NEW})
"""Reasons of inputs that are already here: counted as known, not as lost. NOTHING_NEW speaks for a
whole feed, sitemap or file, the others for one article."""


ON_THE_WAY = frozenset(
    {
        Reason.ROBOTS,
        Reason.ADDRESS_REFUSED,
        Reason.HTTP_ERROR,
        Reason.TIMEOUT,
        Reason.UNREACHABLE,
        Reason.TRUNCATED,
    }
)
"""Reasons that lie in the fetching: the same address may give something another time."""


class RefusalError(Exception):
    """Raised inside this room when an input cannot be taken; ends as one RejectedArticle."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def reject(
    source: str, locator: str, reason: Reason, detail: str, raw_id: str = ""
) -> RejectedArticle:
    """A reject with its plain words. What a stranger wrote is shown without control characters."""
    identity = raw_id or _digest(source, locator, reason)
    shown = "".join(c if c.isprintable() else " " for c in detail)[:DETAIL_LENGTH]
    return RejectedArticle(identity, source, locator, reason.value, shown)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
