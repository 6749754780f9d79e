"""Runs the attribution tagger: which words are a source, a cue or content, and which belong together."""

from dataclasses import dataclass

from pipelines.records import Span, Spans

LABELS = ("O", "B-S", "I-S", "B-Q", "I-Q", "B-C", "I-C")
LINK_SIZE = 96
DISTANCE = 64
LIMIT = 254


@dataclass(frozen=True, slots=True)
class TaggedAttribution:
    """A cue with its source and contents, as the tagger links them; the score is in [0, 1]."""

    cue: Span
    source: Span | None
    contents: Spans
    score: float


@dataclass(frozen=True, slots=True)
class Tags:
    """What the tagger saw in one text, in the order of the cues."""

    attributions: tuple[TaggedAttribution, ...]


class Tagger:
    """Placeholder until the weights are here."""

    def tag(self, text: str) -> Tags:
        """Tag one text."""
        raise NotImplementedError
