"""Which countries an article names, and how often: the ground for what it leaves unsaid."""

from collections import Counter
from collections.abc import Iterable

from pipelines.resolving.cast.figures import Figure
from pipelines.resolving.cast.names import Name
from pipelines.resolving.knowledge import Knowledge


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


def doubt(figures: Iterable[Figure], votes: Counter[str], knowledge: Knowledge) -> None:
    """Forget that "the Senate" is that of the table where the article names other countries."""
    for figure in figures:
        if figure.known and votes and not votes[figure.known.country]:
            terms = [knowledge.national_terms.get(form) for form in figure.forms]
            if terms and all(term and not term[1] for term in terms):
                figure.forget()
