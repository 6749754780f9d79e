"""Folders on a web server: the files that a listing page links to, each read by its suffix.

Everything goes through the project's own fetcher: robots.txt, pauses, and the check of addresses.
"""

import posixpath
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO, cast
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree, html  # type: ignore[import-untyped]

from pipelines.records import RawArticle, RejectedArticle
from pipelines.sources.arrivals import HTML, Arrival, Intake
from pipelines.sources.budget import Budget
from pipelines.sources.fetching import charset_of
from pipelines.sources.files import SPOOL, Entry, with_sidecars
from pipelines.sources.readers import ARCHIVE, READERS, read_entry
from pipelines.sources.reasons import ON_THE_WAY, Reason, RefusalError
from pipelines.sources.unpacking import PACKINGS
from pipelines.sources.visits import conditions, visit_of

PAGES = (".html", ".htm", ".xhtml")
NOTES = ("README", "LICENSE", "ROBOTS")


def is_web_folder(address: str) -> bool:
    """Whether an address stands for a folder (`.../`), a glob, or a file that a reader knows."""
    path = urlsplit(address).path
    suffix = _suffix(path)
    is_file = suffix in {*READERS, ARCHIVE} and suffix not in PAGES
    return path.endswith("/") or "*" in path or is_file


def read_web_folder(address: str, budget: Budget, intake: Intake) -> Iterator[Arrival]:
    """The files of a folder on a web server, of the folders below it, or of a glob of them."""
    folder = _Folder(address, budget, intake)
    yield from folder.discover()
    if not folder.found and not folder.is_refused:
        detail = (
            "The folder's page lists no files that are read here; "
            "give single pages as `pages`, or a sitemap as `sitemap`."
        )
        yield intake.reject(address, Reason.NO_BODY, detail)
    for entry in with_sidecars(folder.entries()):
        is_whole = True
        for arrival in read_entry(entry, intake):
            if isinstance(arrival, RejectedArticle):
                is_whole &= arrival.reason not in ON_THE_WAY
                yield arrival
            else:
                yield folder.named(arrival)
        if is_whole:
            folder.note(entry.name)


@dataclass(slots=True)
class _Folder:
    address: str
    budget: Budget
    intake: Intake
    found: dict[str, str] = field(default_factory=dict)
    is_refused: bool = False
    _headers: dict[str, dict[str, str]] = field(default_factory=dict)

    def discover(self) -> Iterator[Arrival]:
        """Fill `found`; a folder whose page cannot be read is a reject."""
        if not self.address.endswith("/") and "*" not in self.address:
            self.found[posixpath.basename(unquote(urlsplit(self.address).path))] = self.address
            return
        start = self.address.partition("*")[0].rpartition("/")[0] + "/"
        wanted = _glob(self.address[len(start) :])
        waiting, seen = [start], {start}
        while waiting:
            page = waiting.pop(0)
            try:
                links = self._links(page)
            except RefusalError as refusal:
                self.is_refused = True
                yield self.intake.refused(page, refusal)
                continue
            for link in links:
                if not link.startswith(page) or link in seen or not _is_shown(link, start):
                    continue
                seen.add(link)
                if link.endswith("/"):
                    waiting.append(link)
                elif wanted.fullmatch(link[len(start) :]):
                    self.found[unquote(link[len(start) :])] = link

    def entries(self) -> Iterator[Entry]:
        """The files found, each fetched when it is opened."""
        for name, url in self.found.items():
            yield Entry(name, lambda name=name, url=url: self._open(name, url))  # type: ignore[misc]

    def named(self, raw: RawArticle) -> RawArticle:
        """A page with the address that it lies at, and the charset that its server named."""
        url = self.found.get(raw.locator, "")
        if raw.media_type != HTML or not url:
            return raw
        kind = self._headers.get(raw.locator, {}).get("content-type", "")
        said = {"url": url, "encoding": charset_of(kind)} | raw.metadata
        kept = {name: value for name, value in sorted(said.items()) if value}
        return replace(raw, metadata=kept)

    def note(self, name: str) -> None:
        """Remember a file that was fetched whole, where its server gave what to ask with."""
        source = self.intake.source.name
        visit = visit_of(source, self.found[name], name, self._headers.pop(name, {}))
        if conditions(visit):
            self.intake.visits.note(visit)

    def _links(self, page: str) -> list[str]:
        self.budget.take()
        fetched = self.budget.fetcher.get(page)
        try:
            tree: Any = html.document_fromstring(fetched.content)
        except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
            raise RefusalError(Reason.UNSUPPORTED, "It is no page that lists files.") from error
        links = (_join(fetched.url, str(link)) for link in tree.xpath("//a/@href"))
        return sorted({link for link in links if link})

    def _open(self, name: str, url: str) -> BinaryIO:
        visit = self.intake.visits.get(self.intake.source.name, url)
        self.budget.take()
        sink = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=SPOOL))  # noqa: SIM115 - its reader closes it
        try:
            fetched = self.budget.fetcher.download(url, sink, conditions(visit))
        except RefusalError:
            sink.close()
            raise
        if fetched.status == 304:
            sink.close()
            raise RefusalError(Reason.NOTHING_NEW, "Its server says that it has not changed.")
        self._headers[name] = fetched.headers
        sink.seek(0)
        return sink


def _join(base: str, link: str) -> str:
    """A linked address, or nothing for one with a query (the sorting of a listing) or none."""
    try:
        url = urljoin(base, link.strip()).partition("#")[0]
        return url if not urlsplit(url).query else ""
    except ValueError:
        return ""


def _is_shown(link: str, start: str) -> bool:
    """Hidden files and notes beside the data are no articles, as in a folder on disk."""
    parts = unquote(link[len(start) :]).rstrip("/").split("/")
    stem = posixpath.splitext(parts[-1])[0]
    return not any(part.startswith(".") for part in parts) and stem.upper() not in NOTES


def _suffix(path: str) -> str:
    stem, suffix = posixpath.splitext(path.lower())
    return posixpath.splitext(stem)[1] if suffix in PACKINGS else suffix


def _glob(pattern: str) -> re.Pattern[str]:
    """`*` within a folder, `**/` over folders; no pattern means every file."""
    parts = re.split(r"(\*\*/|\*)", pattern) if pattern else ["**/", "*"]
    known = {"**/": "(?:.*/)?", "*": "[^/]*"}
    return re.compile("".join(known.get(part, re.escape(part)) for part in parts))
