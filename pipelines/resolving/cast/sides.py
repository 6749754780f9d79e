"""The people of several countries in one phrase: "Norwegian and Turkish officials".

One phrase, but parties of their own: who met whom is lost where they are one.
"""

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from pipelines.resolving.cast import phrases
from pipelines.resolving.cast.names import Name
from pipelines.resolving.knowledge import Knowledge, Noun

OF = frozenset(("of", "from"))


def sides_of(
    head: Token, noun: Noun | None, name_at: Mapping[int, Name], knowledge: Knowledge
) -> list[tuple[str, str]]:
    """Name and country of each country's share of a plural; empty where it is not of several."""
    if noun is None or noun.group not in ("person", "people") or not phrases.is_plural(head):
        return []
    for words, form in _listed(head):
        texts = [name.text if (name := name_at.get(w.i)) else w.text for w in words]
        sides = [(form.format(text), knowledge.country(text)) for text in texts]
        if len({country for _, country in sides if country}) == len(sides) > 1:
            return sides
    return []


def _listed(head: Token) -> Iterator[tuple[list[Token], str]]:
    """The lists of words that stand before a noun, or after it with "of" or "from"."""
    for child in head.children:
        if child.dep_ in ("amod", "compound", "nmod"):
            yield [child, *child.conjuncts], f"{{}} {head.text}"
        elif child.dep_ == "prep" and child.lower_ in OF:
            for named in (c for c in child.children if c.dep_ == "pobj"):
                yield [named, *named.conjuncts], f"{head.text} {child.text} {{}}"
