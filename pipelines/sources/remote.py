"""Sources that are fetched: feeds, sitemaps and lists of pages, each page within the limits."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipelines.records import RejectedArticle
from pipelines.sources.arrivals import HTML, Arrival, Intake, Visit
from pipelines.sources.definition import REMOTE, SourceDefinition, SourceError, SourceKind
from pipelines.sources.feeds import FeedEntry, entry_arrival, parse_feed
from pipelines.sources.fetching import Fetcher
from pipelines.sources.reasons import Reason, RefusalError, reject
from pipelines.sources.sitemaps import parse_sitemap

SITEMAPS = 50
"""Most sitemaps that one index may lead to in one run."""


@dataclass(slots=True)
class _Budget:
    """What is left of a run's requests and time."""

    requests: int
    ends_at: float
    fetcher: Fetcher = field(repr=False)

    def take(self) -> None:
        if self.requests <= 0 or time.monotonic() > self.ends_at:
            raise RefusalError(Reason.TIMEOUT, "The run's limit of requests or time is reached.")
        self.requests -= 1


def read_remote(intake: Intake) -> Iterator[Arrival]:
    """Everything that a fetched source gives."""
    limits = intake.limits
    budget = _Budget(limits.requests, time.monotonic() + limits.run_seconds, Fetcher(limits))
    source = intake.source
    if source.kind is SourceKind.PAGES:
        for url in _listed(source):
            yield _page(FeedEntry(url=url), budget, intake)
    elif source.kind is SourceKind.FEED:
        yield from _feed(budget, intake)
    elif source.kind is SourceKind.SITEMAP:
        yield from _sitemap(budget, intake)
    else:
        yield _page(FeedEntry(url=source.files), budget, intake)


def _feed(budget: _Budget, intake: Intake) -> Iterator[Arrival]:
    address = intake.source.feed
    try:
        budget.take()
        # A feed is published to be read by programs; robots.txt speaks of crawling pages.
        fetched = budget.fetcher.get(address, ignore_robots=True)
        entries = parse_feed(fetched.content, fetched.url)
    except RefusalError as refusal:
        yield intake.refused(address, refusal)
        return
    for number, entry in enumerate(entries, start=1):
        own = entry_arrival(entry, entry.url or f"{address}#{number}", intake)
        if intake.source.full_pages and entry.url:
            page = _page(entry, budget, intake)
            is_lost = isinstance(page, RejectedArticle) and page.reason != Reason.UNCHANGED
            yield own if is_lost and entry.html else page
        else:
            yield own


def _sitemap(budget: _Budget, intake: Intake) -> Iterator[Arrival]:
    waiting, seen = [intake.source.sitemap], set[str]()
    while waiting and len(seen) < SITEMAPS:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        try:
            budget.take()
            fetched = budget.fetcher.get(address, ignore_robots=True)
            pages, further = parse_sitemap(fetched.content)
        except RefusalError as refusal:
            yield intake.refused(address, refusal)
            continue
        waiting.extend(further)
        for page in pages:
            yield _page(page, budget, intake)
    for address in waiting:
        yield intake.reject(address, Reason.TOO_LARGE, "The index names too many sitemaps.")


def _page(entry: FeedEntry, budget: _Budget, intake: Intake) -> Arrival:
    """The page behind an address, with what the source says of it."""
    visit = intake.visits.get(entry.url)
    conditions = visit.conditions() if visit else {}
    if visit and not conditions:
        return _unchanged(visit, entry.url, intake, "It was fetched before.")
    try:
        budget.take()
        fetched = budget.fetcher.get(entry.url, conditions=conditions)
    except RefusalError as refusal:
        return intake.refused(entry.url, refusal)
    if visit and fetched.status == 304:
        return _unchanged(visit, entry.url, intake, "Its server says that it has not changed.")
    said = {"url": fetched.url, "encoding": fetched.charset}
    said |= {name: fetched.headers.get(name, "") for name in ("etag", "last-modified")}
    said |= {k: v for k, v in entry.fields().items() if k in ("title", "published", "outlet")}
    if entry.published:
        said["published_from"] = "feed"
    return intake.raw(entry.url, HTML, fetched.content, said)


def _unchanged(visit: Visit, url: str, intake: Intake, why: str) -> RejectedArticle:
    """A known page under the id of its first fetch, so that it counts as known."""
    return reject(intake.source.name, url, Reason.UNCHANGED, why, visit.raw_id)


def _listed(source: SourceDefinition) -> list[str]:
    if isinstance(source.pages, tuple):
        return list(source.pages)
    if source.pages.startswith(REMOTE):
        return [source.pages]
    try:
        text = (source.base / source.pages).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"The list of pages {source.pages!r} cannot be read.") from error
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]
