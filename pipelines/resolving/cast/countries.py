"""Which countries an article names, and how often: the ground for what it leaves unsaid."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.resolving.cast.figures import Figure
from pipelines.resolving.cast.names import Name
from pipelines.resolving.knowledge import Knowledge

DOMINANT = 0.9  # share of an article's country words that lets a country stand for the unsaid
FOREMOST = 0.7  # the share that is enough for whom it names by an office that only states have
NATIONAL = re.compile(
    r"(?:(?:vice|deputy|acting|interim|caretaker)[ -])?"
    r"(?:president|premier|chancellor|king|queen|emperor|empress|sultan|emir|crown prince)"
    r"(?: of the republic)?|(?:[\w-]+ )*minister(?: (?:of|for) .*)?"
    r"|(?:foreign|defen[cs]e|home) secretary|first lady",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ArticleCountry:
    """The country that an article names most, and its share of all that it names."""

    country: str = ""
    share: float = 0.0

    @property
    def sole(self) -> str:
        """The country, where the article is all about it."""
        return self.country if self.share >= DOMINANT else ""

    def lent_to(self, figure: Figure) -> str:
        """What a figure without a country of its own may take from the article."""
        titles = (figure.role, *(office.title for office in figure.offices))
        if not figure.body and is_national(titles):
            return self.country if self.share >= FOREMOST else ""
        return self.sole


def is_national(titles: Iterable[str]) -> bool:
    """Whether one of the titles is that of an office that only states have."""
    return any(NATIONAL.fullmatch(title) for title in titles)


def count_countries(names: Iterable[Name], knowledge: Knowledge) -> Counter[str]:
    """How many of an article's names belong to each country.

    A word of many countries' politics ("the Senate") adds to its country in the table only
    where something else names that country.
    """
    votes: Counter[str] = Counter()
    weak: Counter[str] = Counter()
    for name in names:
        known = name.figure.known if name.figure else None
        country, is_own = knowledge.national_terms.get(name.text, ("", True))
        if country and not is_own:
            weak[country] += 1
        elif country := (
            (known.country if known else "") or knowledge.country(name.text) or country
        ):
            votes[country] += 1
    votes.update({country: n for country, n in weak.items() if votes[country]})
    return votes


def country_of_article(votes: Counter[str]) -> ArticleCountry:
    """The country with most of an article's country words."""
    if not votes:
        return ArticleCountry()
    country, count = votes.most_common(1)[0]
    return ArticleCountry(country, count / votes.total())


def doubt(figures: Iterable[Figure], votes: Counter[str], knowledge: Knowledge) -> None:
    """Forget that "the Senate" is that of the table where the article names other countries."""
    for figure in figures:
        if figure.known and votes and not votes[figure.known.country]:
            terms = [knowledge.national_terms.get(form) for form in figure.forms]
            if terms and all(term and not term[1] for term in terms):
                figure.forget()
