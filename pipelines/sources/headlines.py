"""What a page shows its readers at its head: the headline and the day of publication.

Metadata is written for machines that share links: its titles are shortened for them, and its times
are in UTC, where the outlet's own day may be another one. What stands at the head of the page is
therefore asked too, and trusted where it speaks of the same thing.
"""

import datetime as dt
import html as entities
import re
from collections.abc import Iterable
from typing import Any

from pipelines.sources.dates import parse_date
from pipelines.sources.urls import site_of

TITLE_TAIL = re.compile(r"\s+[|–—-]\s+[^|–—-]{2,40}$")
WORD = re.compile(r"\w+")
SEPARATOR = re.compile(r"\s+[|–—»-]\s+")
SAME = 0.5
"""Share of the words of the shorter of two titles that the other one has, when both mean it."""
SAME_ALONE = 0.25
"""The same, where the page has no other heading of the first rank."""
TELLING_LETTERS = 4
SITE_LETTERS = 4
SITE_WORDS = 5
"""A name of a site has at least so many letters and at most so many words."""
NEAR = dt.timedelta(days=7)
"""How far a shown day may lie from the stated one and still speak of the same publication."""
BEFORE, AFTER = 15, 60
"""How many elements around the headline are looked at for a date."""
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DAY_FIRST = rf"\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH},?\s+\d{{4}}"
MONTH_FIRST = rf"{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
SHOWN = re.compile(
    rf"(?:(?:first\s+)?(?:published|posted)\s*:?\s*(?:on\s+)?)?(?:[a-z]{{3,9}},?\s+)?({DAY_FIRST}|{MONTH_FIRST})"
    r"(?:[\s,|·@–-]+(?:at\s+)?\d{1,2}[:.]\d\d.{0,20})?",
    re.IGNORECASE,
)
CHANGED = re.compile(r"updat|modif|edited|correct", re.IGNORECASE)
FIRST = re.compile(r"publish|posted", re.IGNORECASE)


def headline(tree: Any, claims: Iterable[str], url: str = "") -> str:
    """The page's headline: that of its first-rank headings which its metadata speaks of.

    `claims` are titles that the page's data states, best first. A claim that the heading repeats
    with something in front or behind (a rubric, a subtitle) is the title itself.
    """
    sites = _site_names(tree, url)
    tags = [_without_site(_plain(str(tag)), sites) for tag in tree.xpath("//title/text()")[:1]]
    titles = [title for title in [*map(_plain, claims), *tags] if title]
    heading = _heading(tree, titles, sites)
    if heading is None:
        return titles[0] if titles else ""
    text = _text(heading)
    return titles[0] if titles and titles[0] in text else text


def shown_day(tree: Any, title: str, stated: str) -> str:
    """The day of publication near the headline, as YYYY-MM-DD, or nothing.

    It is believed without a stated date, and against one that lies near and is shown nowhere.
    """
    shown = list(dict.fromkeys(_days_near(tree, title)))
    found = parse_date(stated) if stated else None
    if found is None:
        return shown[0].isoformat() if shown else ""
    day = found.date()
    own = re.match(r"\d{4}-\d\d-\d\d", stated)
    if not shown or day in shown or (own and dt.date.fromisoformat(own.group()) in shown):
        return ""
    near = [one for one in shown if abs(one - day) <= NEAR]
    return near[0].isoformat() if near else ""


def _heading(tree: Any, titles: list[str], sites: set[str]) -> Any:
    """The first-rank heading that one of the titles means: the best claim is asked first."""
    headings = [one for one in tree.iter("h1") if _text(one) and not _is_site(_text(one), sites)]
    least = SAME_ALONE if len(headings) == 1 else SAME
    for title in titles:
        rated = [(*_likeness(_text(one), title), -at) for at, one in enumerate(headings)]
        best = max(rated, default=(0.0, 0.0, 0))
        if best[0] >= least:
            return headings[-best[2]]
    return headings[0] if headings and not titles else None


def _likeness(one: str, other: str) -> tuple[float, float]:
    """Which share of the shorter title's words the other has, and of all words both have."""
    first, second = _telling_words(one), _telling_words(other)
    both = len(first & second)
    return both / max(1, min(len(first), len(second))), both / max(1, len(first | second))


def _telling_words(text: str) -> set[str]:
    """The words of a title without its short ones, which any two titles may share."""
    words = set(WORD.findall(text.lower()))
    return {word for word in words if len(word) >= TELLING_LETTERS} or words


def _site_names(tree: Any, url: str) -> set[str]:
    """What the site calls itself, squeezed: its own word, and the name in its address."""
    own = tree.xpath('//meta[@property="og:site_name"]/@content')
    host = site_of(url).rpartition(".")[0].rpartition(".")[2]
    names = {_squeezed(name) for name in [*map(str, own[:1]), host]}
    return {name for name in names if len(name) >= SITE_LETTERS}


def _is_site(text: str, sites: set[str]) -> bool:
    squeezed = _squeezed(text)
    return any(squeezed == site or squeezed.startswith(site) for site in sites) and (
        len(text.split()) <= SITE_WORDS
    )


def _without_site(tag: str, sites: set[str]) -> str:
    """The title tag without the site's name at either end; without a short tail where none is."""
    parts = [part.strip() for part in SEPARATOR.split(tag) if part.strip()]
    if len(parts) > 1 and _is_site(parts[0], sites):
        return SEPARATOR.split(tag, maxsplit=1)[1].strip(" -|–—»")
    return TITLE_TAIL.sub("", tag)


def _squeezed(text: str) -> str:
    return "".join(WORD.findall(text.lower()))


def _days_near(tree: Any, title: str) -> Iterable[dt.date]:
    elements = [one for one in tree.iter() if isinstance(one.tag, str)]
    heading = _heading(tree, [title], set()) if title else None
    if heading is None:
        return
    at = elements.index(heading)
    for element in elements[max(0, at - BEFORE) : at + AFTER]:
        text = _text(element) if len(element) <= 1 else ""
        found = SHOWN.fullmatch(text) if 8 <= len(text) <= 80 else None
        day = parse_date(found.group(1)) if found else None
        if day is not None and not _is_of_a_change(element):
            yield day.date()


def _is_of_a_change(element: Any) -> bool:
    """Whether the words in front of a date say that it is that of a later version."""
    parent = element.getparent()
    before = element.getprevious()
    lead = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    label = _text(before)[-40:] if before is not None and len(_text(before)) <= 40 else ""
    words = f"{label} {lead}"
    return bool(CHANGED.search(words)) and not FIRST.search(words)


def _text(element: Any) -> str:
    return " ".join(str(element.text_content()).split())


def _plain(said: str) -> str:
    return " ".join(entities.unescape(said).split())
