"""The coder: one article in, its annotated article out. Coders are made by name.

`tagger` (the default) finds words with the trained tagger; `rules` with parse patterns alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipelines.coding.attribution import code_attributions
from pipelines.coding.carried_settings import carry_places
from pipelines.coding.confidence import calibrate
from pipelines.coding.contents import Contents
from pipelines.coding.lent_countries import of_no_country, who_faces_own, without_country
from pipelines.coding.meetings import code_meetings
from pipelines.coding.speech_verbs import code_speech_acts
from pipelines.reading.document import Document
from pipelines.reading.reader import Reader
from pipelines.reading.tagger import Tagger
from pipelines.records import AnnotatedArticle, Article, Kind, Mention, Role
from pipelines.resolving.cast import Cast
from pipelines.resolving.times import find_times
from pipelines.resolving.where_said import place_statement

VERSION = "1.3.0"  # raise it when the coding changes: what was coded before is then coded anew


class Coder:
    """Annotates articles; `name` and `version` go with every row, so codings can be compared."""

    def __init__(self, name: str, reader: Reader) -> None:
        self.name = name
        self.version = VERSION
        self._reader = reader

    def annotate(self, article: Article) -> AnnotatedArticle:
        """Annotate one article."""
        return next(self.annotate_all([article]))

    def annotate_all(self, articles: Iterable[Article]) -> Iterator[AnnotatedArticle]:
        """Annotate articles in order; reading them in batches is what makes this fast."""
        for document in self._reader.read(articles):
            yield self.code(document)

    def code(self, document: Document) -> AnnotatedArticle:
        """Who, when and where, then what was said and who met."""
        times = find_times(document.text, document.article.published_at)
        cast = Cast(document, times)
        said, unsaid = code_attributions(document, cast, times)
        cues = [span for mention in said for span in mention.cue]
        done, undone = code_speech_acts(document, cast, times, cues)
        met, unmet = code_meetings(document, cast, times)
        told = [placed(m, document) for m in sorted([*said, *done], key=_start)]
        mentions = [*carry_places(told, document), *relayed(met, said)]
        actors = cast.actors()
        facing = who_faces_own(actors, mentions)
        return AnnotatedArticle(
            article_id=document.article.article_id,
            coder=f"{self.name}@{self.version}",
            sentences=tuple(document.sentences),
            times=times,
            actors=without_country(actors, facing),
            mentions=tuple(
                replace(of_no_country(m, facing), confidence=calibrate(m.confidence, m.rule))
                for m in sorted(mentions, key=_start)
            ),
            rejected=(*unsaid, *undone, *unmet),
        )


def make_coder(name: str) -> Coder:
    """A coder by its name; raises ValueError for one that there is not."""
    if name not in ("tagger", "rules"):
        raise ValueError(f"there is no coder named {name!r}: choose tagger or rules")
    return Coder(name, Reader(Tagger() if name == "tagger" else None))


def relayed(meetings: list[Mention], said: list[Mention]) -> Iterator[Mention]:
    """Meetings told by somebody carry the chain of the innermost mention that holds them."""
    contents = Contents(said)
    for meeting in meetings:
        around = contents.around(meeting.cue[0])
        inner = min(around, key=lambda m: m.content[-1][1] - m.content[0][0], default=None)
        yield replace(meeting, relay=inner.relay) if inner else meeting


def placed(mention: Mention, document: Document) -> Mention:
    """A statement with the place where it was made, if the text says where."""
    if mention.kind != Kind.STATEMENT or not mention.cue:
        return mention
    speakers = (span for p in mention.participants if p.role == Role.SPEAKER for span in p.spans)
    place = place_statement(document, mention.cue[0], (*mention.content, *speakers))
    return replace(mention, place=place)


def _start(mention: Mention) -> tuple[int, int, str]:
    return (*mention.cue[0], mention.kind)
