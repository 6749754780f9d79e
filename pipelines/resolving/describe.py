"""What a few words say of an actor outside any article: "four Saudi men", "the Mexican Navy".

For lists, user tables and tests. Within an article `pipelines.resolving.cast` knows more.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipelines.resolving.knowledge import Knowledge, Known, Noun, load_knowledge

WORD = re.compile(r"[\w.'’\-]*\w\.?")
PORTFOLIO = frozenset({"to", "for", "on"})  # "ambassador to Poland" says nothing of his country
PREPOSITIONS = frozenset({"of", "at", "in", "from", "to", "for", "on"})
LONGEST_NAME = 6  # words


@dataclass(frozen=True, slots=True)
class Description:
    """What could be read: ISO 3166-1 alpha-3, PLOVER sector, PLOVER affiliation (EUR, IGO, UNO)."""

    country: str = ""
    sector: str = ""
    affiliation: str = ""
    name: str = ""


def describe(text: str, context: str = "", on: dt.date | None = None) -> Description:
    """Country and sector of an actor given by a phrase; `context` is where it is spoken of."""
    knowledge = load_knowledge()
    if known := _known(text.strip(), knowledge, on):
        return _of(known)
    words = [w.strip("'’") for w in WORD.findall(text.replace("-based", "")) if w.strip("'’")]
    whole = " ".join(words)
    noun, at = _last_noun(words, knowledge)
    found = Description(sector=noun.sector if noun else "")
    for k, part, size in _parts(words):
        if k and words[k - 1].lower() in PORTFOLIO:
            continue
        found = _add(found, part, size, knowledge, on, noun is not None and at < k)
        if found.country:
            break
    if not found.country and context:
        found = replace(found, country=knowledge.country(context))
    if "former" in whole.lower() and found.sector in ("GOV", "MIL", "SPY", "LEG"):
        found = replace(found, sector="ELI")
    return found


def _add(
    found: Description, part: str, size: int, knowledge: Knowledge, on: dt.date | None, after: bool
) -> Description:
    """A description with what one run of its words adds."""
    if size > 1 or part[:1].isupper():
        if known := _known(part, knowledge, on):
            sector = found.sector if after or found.sector else known.sector
            return Description(known.country, sector, known.affiliation, found.name)
        if country := knowledge.country(part):
            return replace(found, country=country)
        if (term := knowledge.national_terms.get(part)) and term[1]:
            return replace(found, country=term[0])
    return found


def _known(name: str, knowledge: Knowledge, on: dt.date | None) -> Known | None:
    if found := knowledge.person(name, on) or knowledge.organisation(name):
        return found
    return knowledge.government(name)


def _of(known: Known) -> Description:
    return Description(known.country, known.sector, known.affiliation, known.name)


def _parts(words: list[str]) -> Iterator[tuple[int, str, int]]:
    """Every run of words, the longest first."""
    for size in range(min(LONGEST_NAME, len(words)), 0, -1):
        for k in range(len(words) - size + 1):
            yield k, " ".join(words[k : k + size]), size


def _last_noun(words: list[str], knowledge: Knowledge) -> tuple[Noun | None, int]:
    """The noun that heads a phrase: the last before its first preposition."""
    best: tuple[Noun | None, int] = (None, -1)
    for k, word in enumerate(words):
        if best[0] and best[0].sector and word.lower() in PREPOSITIONS:
            return best
        pair = " ".join(words[k - 1 : k + 1]).lower() if k else ""
        for form in (pair, word.lower(), word.lower().removesuffix("s")):
            if found := knowledge.nouns.get(form):
                best = (found, k)
                break
    return best
