"""A document: one article with everything that a single reading of it gives.

What is read is never decided here: coding and resolving look at a Document and say what it means.
"""

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from pipelines.reading.tagger import Tags
from pipelines.records import Article, Span


@dataclass(slots=True, eq=False, weakref_slot=True)
class Document:
    """An article and its parse. `parse[i].idx` counts characters of `article.text` exactly.

    `tags` is what the attribution tagger saw, or None under the rules coder.
    """

    article: Article
    parse: Doc
    tags: Tags | None = None
    sentences: list[Span] = field(default_factory=list)
    paragraphs: list[Span] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The article's text, to which all offsets refer."""
        return self.article.text

    @property
    def published(self) -> dt.date | None:
        """The day of publication, where it is known."""
        return self.article.published_at.date() if self.article.published_at else None

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds a character, or the nearest one before it."""
        return self._holding(self.sentences, offset)

    def paragraph_at(self, offset: int) -> Span:
        """The paragraph that holds a character."""
        return self._holding(self.paragraphs, offset)

    def tokens(self, span: Span) -> SpacySpan:
        """The tokens that a character span touches."""
        found = self.parse.char_span(*span, alignment_mode="expand")
        return found if found is not None else self.parse[0:0]

    def token_at(self, offset: int) -> Token | None:
        """The token that holds a character, or None for an empty document."""
        found = self.tokens((offset, offset + 1))
        return found[0] if len(found) else None

    def entities(self, span: Span) -> list[SpacySpan]:
        """The entities of the parser that a character span touches."""
        found: dict[int, SpacySpan] = {}
        for token in self.tokens(span):
            if (entity := entity_at(token)) is not None:
                found[entity.start] = entity
        return list(found.values())

    @staticmethod
    def _holding(spans: list[Span], offset: int) -> Span:
        if not spans:
            return (0, 0)
        return spans[max(0, bisect_right(spans, (offset, 1 << 60)) - 1)]


def entity_at(token: Token) -> SpacySpan | None:
    """The parser's entity that a token belongs to; `Doc.ents` walks through the whole text."""
    if token.ent_iob_ not in ("B", "I"):
        return None
    first, last, parse = token.i, token.i + 1, token.doc
    while parse[first].ent_iob_ == "I":
        first -= 1
    while last < len(parse) and parse[last].ent_iob_ == "I":
        last += 1
    return SpacySpan(parse, first, last, label=token.ent_type)
