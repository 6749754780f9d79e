"""News sitemaps and sitemap indexes: which pages a site lists, and what it says of them."""

from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from pipelines.sources.feeds import FeedEntry
from pipelines.sources.reasons import Reason, RefusalError


def parse_sitemap(content: bytes) -> tuple[list[FeedEntry], list[str]]:
    """The pages that a sitemap lists, and the further sitemaps that an index names."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise RefusalError(Reason.DAMAGED, f"The sitemap cannot be parsed: {error}.") from error
    kind = etree.QName(root).localname if root is not None else ""
    if kind == "sitemapindex":
        return [], [said["loc"] for said in _fields(root) if said.get("loc")]
    if kind != "urlset":
        raise RefusalError(Reason.UNSUPPORTED, "It is not a sitemap.")
    pages = [
        FeedEntry(
            url=said.get("loc", ""),
            title=said.get("title", ""),
            published=said.get("publication_date", ""),
            outlet=said.get("name", ""),
        )
        for said in _fields(root)
    ]
    return [page for page in pages if page.url], []


def _fields(root: Any) -> Iterator[dict[str, str]]:
    """Each listed thing as its innermost elements, by local name; the first of a name counts."""
    for item in root:
        if not isinstance(item.tag, str):
            continue  # a comment
        said: dict[str, str] = {}
        for element in item.iter(etree.Element):
            text = (element.text or "").strip()
            if text:
                said.setdefault(etree.QName(element).localname, text)
        yield said
