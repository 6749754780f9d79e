"""A raw article -> the article, or the reason why there is none. Nothing else is looked at."""

import datetime as dt
import hashlib
import html as entities
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from pipelines.records import Article, PublishedSource, RawArticle, RejectedArticle
from pipelines.sources.arrivals import HTML, RECORD
from pipelines.sources.dates import check_date, parse_date
from pipelines.sources.decoding import decode_page, decode_text
from pipelines.sources.languages import language_of
from pipelines.sources.pages import Page, read_page_html
from pipelines.sources.reasons import Reason, RefusalError, reject
from pipelines.sources.urls import canonical_url, day_in, site_of
from pipelines.sources.walls import is_consent_wall, is_offer

FIELDS = ("id", "url", "title", "outlet", "byline", "published")
OPEN_TAG = re.compile(r"<[a-zA-Z/!][^<>]*$")
TAG = re.compile(r"<[^>]*>")
FEWEST_WORDS = 5


@dataclass(frozen=True, slots=True)
class _Content:
    """What a raw article holds, before it is judged."""

    text: str
    said: dict[str, str]
    page: Page | None = None


def clean(raw: RawArticle) -> Article | RejectedArticle:
    """The article of a raw article. The same bytes always give the same answer."""
    try:
        content = _content_of(raw)
        _refuse_bodiless(content)
        language = language_of(content.text)
        if language != "en":
            raise RefusalError(Reason.NOT_ENGLISH, f"Its language is {language!r}, not English.")
        return _article(raw, content, _published)
    except RefusalError as refusal:
        return reject(raw.source, raw.locator, refusal.reason, refusal.detail, raw.raw_id)


def clean_for_coding(raw: RawArticle) -> Article | RejectedArticle:
    """The article under the id that it was given, whatever its language, date or length."""
    try:
        content = _content_of(raw)
        article = _article(raw, content, _published_leniently)
    except RefusalError as refusal:
        return reject(raw.source, raw.locator, refusal.reason, refusal.detail, raw.raw_id)
    given = content.said.get("id")
    return (
        replace(article, article_id=given, url=content.said.get("url", article.url))
        if given
        else article
    )


def without_duplicates(
    articles: Iterable[Article | RejectedArticle], known: Iterable[tuple[str, str]] = ()
) -> Iterator[Article | RejectedArticle]:
    """The stream with known articles refused. A known article is (article_id, text_sha256)."""
    seen = set(known)
    for article in articles:
        if isinstance(article, RejectedArticle):
            yield article
            continue
        key = (article.article_id, article.text_sha256)
        if key in seen:
            detail = f"The article {article.article_id} is here already, with the same text."
            yield reject(article.source, article.url, Reason.DUPLICATE, detail, article.raw_id)
        else:
            seen.add(key)
            yield article


def to_text_record(article: Article) -> dict[str, str]:
    """What `communique text` writes of an article; a bare day is written as one."""
    at = article.published_at
    published = "" if at is None else at.isoformat().replace("T00:00:00+00:00", "")
    return {
        "id": article.article_id,
        "url": article.url,
        "title": article.title,
        "outlet": article.outlet,
        "published": published,
        "text": article.text,
    }


def _content_of(raw: RawArticle) -> _Content:
    if raw.media_type == RECORD:
        return _record_content(raw)
    said = {name: raw.metadata[name] for name in FIELDS if name in raw.metadata}
    encoding = raw.metadata.get("encoding", "")
    if raw.media_type == HTML:
        return _page_content(decode_page(raw.content, encoding), said)
    text = decode_text(raw.content, encoding).replace("\r\n", "\n").replace("\r", "\n")
    return _Content(text.strip("\n"), said)


def _record_content(raw: RawArticle) -> _Content:
    try:
        record: dict[str, Any] = json.loads(raw.content.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        raise RefusalError(Reason.BAD_RECORD, f"The record cannot be read: {error}.") from error

    def field(name: str) -> Any:
        return record.get(raw.metadata.get(f"column.{name}", name))

    said = {name: str(field(name)) for name in FIELDS if field(name) not in (None, "")}
    if "outlet" in raw.metadata:
        said.setdefault("outlet", raw.metadata["outlet"])
    text, page = field("text"), field("html")
    if isinstance(text, str):
        return _Content(text, said)
    if isinstance(page, str) and page:
        if raw.metadata.get("published_from") == "feed":
            return _Content(_fragment_text(page), said)
        return _page_content(page, said)
    if raw.metadata.get("published_from") == "feed":
        raise RefusalError(Reason.NO_BODY, "The feed gives no text for this entry.")
    raise RefusalError(Reason.BAD_RECORD, "The record has no text.")


def _page_content(source: str, said: dict[str, str]) -> _Content:
    if not source.strip():
        raise RefusalError(Reason.EMPTY, "There is nothing in it.")
    lowered = source.lower()
    unfinished = "<body" in lowered and "</body" not in lowered and "</html" not in lowered
    if unfinished or OPEN_TAG.search(source[-2000:]):
        raise RefusalError(Reason.TRUNCATED, "The page is cut off.")
    page = read_page_html(source, said.get("url", ""))
    if not page.text and page.is_paywalled:
        raise RefusalError(Reason.PAYWALL, "The page keeps its article for subscribers.")
    if not page.text:
        raise RefusalError(Reason.NO_BODY, "No article was found in the page.")
    if is_consent_wall(page.text):
        raise RefusalError(Reason.COOKIE_WALL, "The page asks for consent and shows no article.")
    if is_offer(page.text):
        raise RefusalError(Reason.PAYWALL, "The page offers a subscription and shows no article.")
    return _Content(page.text, said, page)


def _fragment_text(source: str) -> str:
    """The words of a feed's own HTML: blocks become paragraphs, tags go."""
    blocks = re.sub(r"(?i)</(?:p|div|h[1-6]|li|blockquote)>|<br\s*/?>", "\n\n", source)
    blocks = re.sub(r"(?is)<(script|style)\b.*?</\1>", "", blocks)
    plain = entities.unescape(TAG.sub("", blocks))
    return "\n\n".join(" ".join(part.split()) for part in plain.split("\n\n") if part.strip())


def _refuse_bodiless(content: _Content) -> None:
    if not content.text.strip():
        raise RefusalError(Reason.EMPTY, "Its text is empty.")
    if len(content.text.split()) < FEWEST_WORDS:
        raise RefusalError(Reason.NO_BODY, "Its text is too short to be an article.")


type _Dating = Callable[[RawArticle, _Content], tuple[dt.datetime | None, PublishedSource]]


def _article(raw: RawArticle, content: _Content, dating: _Dating) -> Article:
    page, said = content.page or Page(), content.said
    url = canonical_url(page.canonical or said.get("url", ""))
    published_at, origin = dating(raw, content)
    key = url or (f"{raw.source}\n{said['id']}" if "id" in said else content.text)
    return Article(
        article_id=_sha256(key)[:16],
        text=content.text,
        title=said.get("title") or page.title,
        url=url,
        outlet=said.get("outlet") or page.outlet or site_of(url),
        byline=said.get("byline") or page.byline,
        published_at=published_at,
        published_at_source=origin,
        text_sha256=_sha256(content.text),
        source=raw.source,
        raw_id=raw.raw_id,
        form=page.form,
    )


def _published(raw: RawArticle, content: _Content) -> tuple[dt.datetime | None, PublishedSource]:
    """The stated date, else the page's, else the address's. An impossible stated date refuses."""
    stated = content.said.get("published", "")
    if stated:
        origin = PublishedSource(raw.metadata.get("published_from") or "field")
        at = parse_date(stated)
        if at is not None:
            return check_date(at, raw.fetched_at), origin
        if origin is not PublishedSource.FEED:
            raise RefusalError(
                Reason.UNREADABLE_DATE, f"Its publication date {stated!r} cannot be read."
            )
    return _derived_date(raw, content)


def _published_leniently(
    raw: RawArticle, content: _Content
) -> tuple[dt.datetime | None, PublishedSource]:
    at = parse_date(content.said.get("published", ""))
    if at is not None:
        return at, PublishedSource(raw.metadata.get("published_from") or "field")
    return _derived_date(raw, content)


def _derived_date(raw: RawArticle, content: _Content) -> tuple[dt.datetime | None, PublishedSource]:
    page = content.page or Page()
    candidates = (
        (_local_day(page.published), PublishedSource.PAGE),
        (day_in(page.canonical or content.said.get("url", "")), PublishedSource.URL),
    )
    for said, origin in candidates:
        at = parse_date(said)
        if at is None:
            continue
        try:
            return check_date(at, raw.fetched_at), origin
        except RefusalError:
            continue  # read off by rule, not stated: the next place is asked
    return None, PublishedSource.NONE


def _local_day(said: str) -> str:
    """The outlet's own day: "on Wednesday" is counted from it, not from the day in UTC."""
    found = re.match(r"\d{4}-\d\d-\d\d", said)
    return found.group() if found else said


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
