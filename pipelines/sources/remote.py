"""Sources that are fetched: feeds, sitemaps and lists of pages, each page within the limits.

HTTP folders are the business of `web_folders`.
"""

from collections.abc import Iterator

from pipelines.records import RawArticle, RejectedArticle, Visit
from pipelines.sources.arrivals import HTML, Arrival, Intake, raw_id_of
from pipelines.sources.budget import Budget
from pipelines.sources.definition import REMOTE, SourceDefinition, SourceError, SourceKind
from pipelines.sources.feeds import FeedEntry, entry_arrival, parse_feed
from pipelines.sources.fetching import Fetched
from pipelines.sources.reasons import KNOWN, Reason, RefusalError, reject
from pipelines.sources.sitemaps import parse_sitemap
from pipelines.sources.visits import conditions, visit_of
from pipelines.sources.web_folders import is_web_folder, read_web_folder

SITEMAPS = 50
"""Most sitemaps that one index may lead to in one run."""


def read_remote(intake: Intake) -> Iterator[Arrival]:
    """Everything that a fetched source gives."""
    budget = Budget(intake.limits)
    source = intake.source
    if source.kind is SourceKind.PAGES:
        for url in _listed(source):
            yield _page(FeedEntry(url=url), budget, intake)
    elif source.kind is SourceKind.FEED:
        yield from _feed(budget, intake)
    elif source.kind is SourceKind.SITEMAP:
        yield from _sitemap(budget, intake)
    elif is_web_folder(source.files):
        yield from read_web_folder(source.files, budget, intake)
    else:
        yield _page(FeedEntry(url=source.files), budget, intake)


def _feed(budget: Budget, intake: Intake) -> Iterator[Arrival]:
    address = intake.source.feed
    visit = intake.visits.get(intake.source.name, address)
    try:
        fetched = _listing(address, visit, budget)
        if visit and fetched.status == 304:
            yield _unchanged(visit, intake, Reason.NOTHING_NEW)
            return
        entries = parse_feed(fetched.content, fetched.url)
    except RefusalError as refusal:
        yield intake.refused(address, refusal)
        return
    is_whole = True
    for number, entry in enumerate(entries, start=1):
        own = entry_arrival(entry, entry.url or f"{address}#{number}", intake)
        if intake.source.full_pages and entry.url:
            page = _page(entry, budget, intake)
            is_whole &= _is_here(page)
            yield own if not _is_here(page) and entry.html else page
        else:
            yield own
    if is_whole:
        _note(address, fetched, intake)


def _sitemap(budget: Budget, intake: Intake) -> Iterator[Arrival]:
    waiting, seen = [intake.source.sitemap], set[str]()
    while waiting and len(seen) < SITEMAPS:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        visit = intake.visits.get(intake.source.name, address)
        try:
            fetched = _listing(address, visit, budget)
            if visit and fetched.status == 304:
                yield _unchanged(visit, intake, Reason.NOTHING_NEW)
                continue
            pages, further = parse_sitemap(fetched.content)
        except RefusalError as refusal:
            yield intake.refused(address, refusal)
            continue
        waiting.extend(further)
        is_whole = not further  # what an index names may change while the index does not
        for page in pages:
            arrival = _page(page, budget, intake)
            is_whole &= _is_here(arrival)
            yield arrival
        if is_whole:
            _note(address, fetched, intake)
    for address in waiting:
        yield intake.reject(address, Reason.TOO_LARGE, "The index names too many sitemaps.")


def _listing(address: str, visit: Visit | None, budget: Budget) -> Fetched:
    """A feed or a sitemap: published for programs to read, while robots.txt speaks of crawling."""
    budget.take()
    return budget.fetcher.get(address, ignore_robots=True, conditions=conditions(visit))


def _note(address: str, fetched: Fetched, intake: Intake) -> None:
    """Remember a listing, once all that it lists has come: what has not is asked for again."""
    name = intake.source.name
    raw_id = raw_id_of(name, address, fetched.content)
    visit = visit_of(name, address, raw_id, fetched.headers)
    if conditions(visit):
        intake.visits.note(visit)


def _is_here(arrival: Arrival) -> bool:
    return isinstance(arrival, RawArticle) or arrival.reason in KNOWN


def _page(entry: FeedEntry, budget: Budget, intake: Intake) -> Arrival:
    """The page behind an address, with what the source says of it."""
    visit = intake.visits.get(intake.source.name, entry.url)
    if visit and not conditions(visit):
        return _unchanged(visit, intake, Reason.UNCHANGED, "It was fetched before.")
    try:
        budget.take()
        fetched = budget.fetcher.get(entry.url, conditions=conditions(visit))
    except RefusalError as refusal:
        return intake.refused(entry.url, refusal)
    if visit and fetched.status == 304:
        return _unchanged(visit, intake, Reason.UNCHANGED)
    said = {"url": fetched.url, "encoding": fetched.charset}
    said |= {name: fetched.headers.get(name, "") for name in ("etag", "last-modified")}
    said |= {k: v for k, v in entry.fields().items() if k in ("title", "published", "outlet")}
    if entry.published:
        said["published_from"] = "feed"
    raw = intake.raw(entry.url, HTML, fetched.content, said)
    intake.visits.note(visit_of(intake.source.name, entry.url, raw.raw_id, fetched.headers))
    return raw


def _unchanged(
    visit: Visit,
    intake: Intake,
    reason: Reason,
    why: str = "Its server says that it has not changed.",
) -> RejectedArticle:
    """A known address under the id of its first fetch."""
    return reject(intake.source.name, visit.address, reason, why, visit.raw_id)


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
