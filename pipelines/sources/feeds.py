"""RSS, Atom and JSON feeds: the entries of one feed document as records.

Fetching the feed, and the full pages behind its entries, is the business of `remote`.
"""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

import feedparser

from pipelines.sources.arrivals import RECORD, Arrival, Intake
from pipelines.sources.files import Entry
from pipelines.sources.reasons import Reason, RefusalError

JSON_FEED = "jsonfeed.org/version/"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """What a feed says of one article; `html` is the feed's own text, often a teaser."""

    id: str = ""
    url: str = ""
    title: str = ""
    published: str = ""
    outlet: str = ""
    byline: str = ""
    html: str = ""

    def fields(self) -> dict[str, str]:
        """The fields that are given, in a fixed order."""
        names = ("id", "url", "title", "published", "outlet", "byline", "html")
        return {name: getattr(self, name) for name in names if getattr(self, name)}


def read_feed(entry: Entry, intake: Intake) -> Iterator[Arrival]:
    """A feed that lies in a file."""
    yield from feed_arrivals(entry.read(intake.limits), entry.name, intake)


def feed_arrivals(
    content: bytes, name: str, intake: Intake, address: str = ""
) -> Iterator[Arrival]:
    """The entries of a feed as raw articles made of the feed's own text."""
    for number, entry in enumerate(parse_feed(content, address), start=1):
        yield entry_arrival(entry, entry.url or f"{name}#{number}", intake)


def entry_arrival(entry: FeedEntry, locator: str, intake: Intake) -> Arrival:
    """One entry as a raw article: its fields, as the feed gives them."""
    content = json.dumps(entry.fields(), ensure_ascii=False).encode("utf-8", "replace")
    return intake.raw(locator, RECORD, content, {"published_from": "feed"})


def parse_feed(content: bytes, address: str = "") -> list[FeedEntry]:
    """The entries of a feed document; a refusal when it is no feed."""
    if not content.strip():
        raise RefusalError(Reason.EMPTY, "The feed is empty.")
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json_entries(content, address)
    parsed = _parse_xml(content, address)
    if not parsed.version and not parsed.entries:
        raise RefusalError(Reason.UNSUPPORTED, "It is not a feed of any known kind.")
    if not parsed.entries:
        raise RefusalError(Reason.NO_BODY, "The feed has no entries.")
    outlet = _plain(parsed.feed.get("title"))
    return [_xml_entry(entry, outlet, address) for entry in parsed.entries]


def is_json_feed(parsed: Any) -> bool:
    """Whether a JSON document is a JSON Feed."""
    return isinstance(parsed, dict) and JSON_FEED in str(parsed.get("version", ""))


def _parse_xml(content: bytes, address: str) -> Any:
    headers = {"content-location": address} if address else {}
    try:
        # A stream, never a string: feedparser would open a string that names a file or a URL.
        return feedparser.parse(io.BytesIO(content), response_headers=headers)
    except (ValueError, LookupError, AttributeError, TypeError, AssertionError) as error:
        raise RefusalError(Reason.DAMAGED, f"The feed cannot be parsed: {error}.") from error


def _xml_entry(entry: Any, outlet: str, address: str) -> FeedEntry:
    source = entry.get("source")
    named = _plain(source.get("title")) if isinstance(source, dict) else ""
    return FeedEntry(
        id=_plain(entry.get("id")),
        url=_web(entry.get("link"), address),
        title=_plain(entry.get("title")),
        published=_plain(entry.get("published") or entry.get("updated")),
        outlet=named or outlet,
        byline=_plain(entry.get("author")),
        html=_longest_content(entry),
    )


def _longest_content(entry: Any) -> str:
    bodies = [str(body.get("value") or "") for body in entry.get("content") or []]
    return max([*bodies, str(entry.get("summary") or "")], key=len)


def _json_entries(content: bytes, address: str) -> list[FeedEntry]:
    try:
        parsed = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise RefusalError(Reason.DAMAGED, f"The JSON feed cannot be parsed: {error}.") from error
    if not is_json_feed(parsed) or not isinstance(parsed.get("items"), list):
        raise RefusalError(Reason.UNSUPPORTED, "It is JSON, but not a JSON Feed.")
    outlet = _plain(parsed.get("title"))
    items = [item for item in parsed["items"] if isinstance(item, dict)]
    return [_json_entry(item, outlet, address) for item in items]


def _json_entry(item: dict[str, Any], outlet: str, address: str) -> FeedEntry:
    authors = item.get("authors") or [item.get("author")]
    names = (
        [_plain(author.get("name")) for author in authors if isinstance(author, dict)]
        if isinstance(authors, list)
        else []
    )
    body = item.get("content_html")
    if not isinstance(body, str) or not body:
        body = _as_html(item.get("content_text") or item.get("summary"))
    return FeedEntry(
        id=_plain(item.get("id")),
        url=_web(item.get("url") or item.get("external_url"), address),
        title=_plain(item.get("title")),
        published=_plain(item.get("date_published") or item.get("date_modified")),
        outlet=outlet,
        byline=", ".join(name for name in names if name),
        html=body,
    )


def _as_html(text: Any) -> str:
    plain = _plain(text).replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"<p>{part.strip()}</p>" for part in plain.split("\n\n") if part.strip())


def _plain(value: Any) -> str:
    return str(value).strip() if isinstance(value, (str, int, float)) else ""


def _web(value: Any, address: str) -> str:
    """An absolute web address, or nothing: a feed may also hold `javascript:` and the like."""
    try:
        url = urljoin(address, _plain(value))
    except ValueError:
        return ""
    return url if url.lower().startswith(("http://", "https://")) else ""
