"""Runs the attribution tagger: which words are source, cue or content, and which go together.

The network is an encoder with a head of labels and two heads of links (a cue points to its source,
content points to its cue). Here its int8 weights are run with onnxruntime and its scores decoded;
how they are made is in `pipelines.training`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

from pipelines.reading.chunks import find_pieces, pack
from pipelines.records import Span, Spans

LABELS = ("O", "B-S", "I-S", "B-Q", "I-Q", "B-C", "I-C")
LINK_SIZE = 96
DISTANCE = 64
LIMIT = 254

Scores = npt.NDArray[np.float32]


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


@dataclass(frozen=True, slots=True)
class EncodedChunk:
    """Word pieces of a chunk: ids, and the characters of the text that each stands for."""

    text_index: int
    ids: list[int]
    offsets: list[Span]


@dataclass(frozen=True, slots=True)
class Segment:
    """A decoded run of word pieces of one label: S source, Q cue, C content."""

    label: str
    start: int
    end: int
    score: float


class Tagger:
    """The trained tagger. `threads` is the number of cores that one process may use."""

    def __init__(self, threads: int = 1) -> None:
        self.session, self.tokenizer = _load(threads)

    def tag(self, texts: Sequence[str]) -> list[Tags]:
        """Tag texts, chunk by chunk.

        Each chunk runs alone: the int8 network rounds by the largest number of a batch, so that in
        a batch the tags of one text would depend on its neighbours.
        """
        found: list[list[TaggedAttribution]] = [[] for _ in texts]
        for chunk in (c for i, text in enumerate(texts) for c in encode(i, text, self.tokenizer)):
            ids = np.array([chunk.ids], dtype=np.int64)
            mask = np.ones_like(ids)
            labels, source, cue = self.session.run(None, {"ids": ids, "mask": mask})
            (segments,) = decode_labels(labels, mask)
            text = texts[chunk.text_index]
            found[chunk.text_index] += link(chunk.offsets, segments, source[0], cue[0], text)
        return [Tags(tuple(sorted(one, key=lambda a: a.cue))) for one in found]


def encode(index: int, text: str, tokenizer: Any) -> list[EncodedChunk]:
    """The chunks of a text as word pieces; [CLS] and [SEP] stand for the empty span."""
    pieces = find_pieces(
        text, lambda part: len(tokenizer.encode(part, add_special_tokens=False).ids), LIMIT
    )
    chunks = []
    for start, end in pack(list(pieces), LIMIT):
        encoding = tokenizer.encode(text[start:end])
        offsets = [(start + a, start + b) for a, b in encoding.offsets]
        chunks.append(EncodedChunk(index, encoding.ids, offsets))
    return chunks


def decode_labels(scores: Scores, mask: npt.NDArray[np.int64]) -> list[list[Segment]]:
    """The best well-formed label sequence of each chunk (Viterbi: no I- without its B-).

    `scores` is (chunks, pieces, labels); the mask has 1 where a chunk has a piece.
    """
    count, size, width = scores.shape
    log_p = scores - np.logaddexp.reduce(scores, axis=-1, keepdims=True)
    for row, last in enumerate(mask.sum(axis=1) - 1):
        log_p[row, [0, last], 1:] = -np.inf  # [CLS] and [SEP] stand for no words
    allowed = _transitions()
    best = log_p[:, 0] + allowed[0]
    back = np.zeros((count, size, width), dtype=np.int64)
    for t in range(1, size):
        paths = best[:, :, None] + allowed[None]
        back[:, t] = paths.argmax(axis=1)
        step = np.take_along_axis(paths, back[:, t][:, None, :], axis=1)[:, 0]
        live = mask[:, t, None] == 1
        best = np.where(live, step + log_p[:, t], best)
        back[:, t] = np.where(live, back[:, t], np.arange(width))
    state = best.argmax(axis=-1)
    path = np.zeros((count, size), dtype=np.int64)
    rows = np.arange(count)
    for t in range(size - 1, -1, -1):
        path[:, t] = state
        state = back[rows, t, state]
    return [_segments(path[k], log_p[k], int(mask[k].sum())) for k in range(count)]


def link(
    offsets: list[Span], segments: list[Segment], to_source: Scores, to_cue: Scores, text: str
) -> list[TaggedAttribution]:
    """Gives every cue its source (or none) and every content its cue."""
    cues = [s for s in segments if s.label == "Q"]
    sources = [s for s in segments if s.label == "S"]
    contents: dict[int, list[tuple[Segment, float]]] = {}
    if not cues:
        return []
    for content in (s for s in segments if s.label == "C"):
        table = to_cue[content.start : content.end].mean(axis=0)
        p = _softmax(np.array([table[q.start] for q in cues]))
        contents.setdefault(int(p.argmax()), []).append((content, float(p.max())))
    out = []
    for k, found in sorted(contents.items()):
        cue = cues[k]
        table = to_source[cue.start : cue.end].mean(axis=0)
        p = _softmax(np.array([table[0], *(table[s.start] for s in sources)]))
        chosen = sources[int(p.argmax()) - 1] if p.argmax() else None
        parts = [cue.score, float(p.max()), *(c.score * sure for c, sure in found)]
        if chosen:
            parts.append(chosen.score)
        out.append(
            TaggedAttribution(
                cue=_span(cue, offsets, text),
                source=_span(chosen, offsets, text) if chosen else None,
                contents=tuple(_span(c, offsets, text) for c, _ in found),
                score=float(np.prod(parts)),
            )
        )
    return out


def _segments(path: npt.NDArray[np.int64], log_p: Scores, size: int) -> list[Segment]:
    names = [LABELS[i] for i in path[:size]]
    out: list[Segment] = []
    start = 0
    for i in range(1, size + 1):
        inside = i < size and names[i].startswith("I-")
        if not inside:
            if names[start] != "O":
                kept = log_p[np.arange(start, i), path[start:i]]
                out.append(Segment(names[start][2:], start, i, float(np.exp(kept.mean()))))
            start = i
    return out


def _span(segment: Segment, offsets: list[Span], text: str) -> Span:
    """Characters of a segment, whole words always: a word piece may begin in the middle of one."""
    start, end = offsets[segment.start][0], offsets[segment.end - 1][1]
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end


def _softmax(x: Scores) -> Scores:
    e: Scores = np.exp(x - x.max())
    shares: Scores = e / e.sum()
    return shares


@cache
def _transitions() -> Scores:
    """Row: label before; column: label after. -inf where an I- would stand without its B- or I-."""
    table = np.zeros((len(LABELS), len(LABELS)), dtype=np.float32)
    for i, before in enumerate(LABELS):
        for j, after in enumerate(LABELS):
            if after.startswith("I-") and before[2:] != after[2:]:
                table[i, j] = -np.inf
    return table


@cache
def _load(threads: int) -> tuple[Any, Any]:
    import onnxruntime
    from tokenizers import Tokenizer

    folder = resources.files("pipelines.reading") / "weights"
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        folder.joinpath("tagger.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
    )
    tokenizer = Tokenizer.from_str(folder.joinpath("tokenizer.json").read_text(encoding="utf-8"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return session, tokenizer
