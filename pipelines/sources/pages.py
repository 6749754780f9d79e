"""An HTML page -> its article: body, title, byline, outlet, date, canonical address.

Extraction is trafilatura's. What it misses of a news page's own structured data is read here.
No script of a page is ever run.
"""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

import trafilatura
from lxml import etree, html  # type: ignore[import-untyped]

from pipelines.records import Form
from pipelines.sources.headlines import headline, shown_day
from pipelines.sources.urls import same_site
from pipelines.sources.walls import is_teaser

BLOCKS = (
    "article",
    "NewsArticle",
    "BlogPosting",
    "ReportageNewsArticle",
    "Article",
    "LiveBlogPosting",
)


@dataclass(frozen=True, slots=True)
class Page:
    """What one page holds. `published` is as the page writes it.

    `is_paywalled` is the page's own word.
    """

    text: str = ""
    title: str = ""
    byline: str = ""
    outlet: str = ""
    published: str = ""
    canonical: str = ""
    is_paywalled: bool = False
    form: Form = Form.ARTICLE


def read_page_html(source: str, url: str = "") -> Page:
    """The article of a page. A page without one gives a Page without text."""
    tree = _tree(source)
    if tree is None:
        return Page()
    data = _article_data(tree)
    found = trafilatura.bare_extraction(
        source,
        url=url or None,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": True},
    )
    body: dict[str, Any] = (
        found if isinstance(found, dict) else found.as_dict() if found is not None else {}
    )
    title = _title(tree, data, str(body.get("title") or ""), url)
    stated = _first_text(data.get("datePublished")) or _stated_date(tree)
    text = _without_title(str(body.get("text") or "").strip(), title)
    is_paywalled = str(data.get("isAccessibleForFree", "")).lower() == "false"
    return Page(
        text=text,
        title=title,
        byline=str(body.get("author") or "").strip(),
        outlet=str(body.get("sitename") or "").strip(),
        published=shown_day(tree, title, stated) or stated or str(body.get("date") or ""),
        canonical=_canonical(tree, url),
        is_paywalled=is_paywalled,
        form=_form(data, text, is_paywalled),
    )


def _form(data: dict[str, Any], text: str, is_paywalled: bool) -> Form:
    if data.get("@type") == "LiveBlogPosting":
        return Form.LIVE_BLOG
    return Form.TEASER if is_teaser(text, is_paywalled) else Form.ARTICLE


def _without_title(text: str, title: str) -> str:
    """The body without a first line that only repeats the headline."""
    first, _, rest = text.partition("\n")
    is_title = bool(rest.strip()) and " ".join(first.split()) == " ".join(title.split())
    return rest.lstrip() if is_title else text


def _tree(source: str) -> Any:
    """The parsed page, or None: lxml resolves no entity and fetches nothing for HTML."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    try:
        return html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _article_data(tree: Any) -> dict[str, Any]:
    """The JSON-LD object of the article that the page is about."""
    for script in tree.xpath('//script[@type="application/ld+json"]/text()'):
        try:
            parsed = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue  # a page's broken data is no fault of its article
        for item in _objects(parsed):
            kind = item.get("@type")
            kinds = kind if isinstance(kind, list) else [kind]
            named = next((str(one) for one in kinds if one in BLOCKS), "")
            if named:
                return {**item, "@type": named}
    return {}


def _objects(parsed: Any) -> list[dict[str, Any]]:
    items = parsed if isinstance(parsed, list) else [parsed]
    found = [item for item in items if isinstance(item, dict)]
    graphs = [item["@graph"] for item in found if isinstance(item.get("@graph"), list)]
    return found + [item for graph in graphs for item in graph if isinstance(item, dict)]


def _title(tree: Any, data: dict[str, Any], extracted: str, url: str) -> str:
    shared = tree.xpath('//meta[@property="og:title"]/@content')
    claims = [_first_text(data.get("headline")), *(str(one) for one in shared[:1])]
    return headline(tree, claims, url) or extracted.strip()


def _stated_date(tree: Any) -> str:
    found = tree.xpath('//meta[@property="article:published_time"]/@content')
    return str(found[0]).strip() if found else ""


def _canonical(tree: Any, url: str) -> str:
    """The page's word for its address, where it stays on its own site and is no front page."""
    for said in tree.xpath('//link[@rel="canonical"]/@href | //meta[@property="og:url"]/@content'):
        try:
            address = urljoin(url, str(said).strip())
            deep = address.startswith("http") and address.rstrip("/").count("/") > 2
            if deep and (not url or same_site(address, url)):
                return address
        except ValueError:
            continue  # an address that is none
    return ""


def _first_text(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return value.strip() if isinstance(value, str) else ""
