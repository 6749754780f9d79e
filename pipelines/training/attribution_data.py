"""Reads PolNeAR-style attributions into the labelled chunks that the tagger is trained on."""

import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from pipelines.reading.chunks import find_pieces, pack
from pipelines.reading.tagger import LABELS

PARTS = {"source": "S", "cue": "Q", "content": "C"}
IGNORED = -100


@dataclass(frozen=True, slots=True)
class Chunk:
    """Word pieces of a stretch of text with a label and a link target for each.

    `source_links[i]` is, for a word piece of a cue, the first word piece of its source;
    `cue_links[i]`, for one of content, the first word piece of its cue. 0 (the [CLS] piece) means
    that there is none here; IGNORED that the question does not arise.
    """

    ids: list[int]
    labels: list[int]
    source_links: list[int]
    cue_links: list[int]


def load_articles(path: Path) -> list[dict[str, Any]]:
    """Articles with their attributions, one JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def make_chunks(
    article: dict[str, Any], tokenizer: Tokenizer, rng: random.Random | None, limit: int
) -> list[Chunk]:
    """The chunks of an article; with `rng`, cut differently each time so that context varies."""
    text = article["text"]
    bound = rng.randint(limit // 3, limit) if rng else limit
    pieces = list(
        find_pieces(text, lambda part: len(tokenizer.encode(part, add_special_tokens=False)), limit)
    )
    kinds, sources, cues = _index(article["attributions"])
    chunks = []
    for start, end in pack(pieces, bound):
        encoding = tokenizer.encode(text[start:end])
        offsets = [(start + a, start + b) if b > a else None for a, b in encoding.offsets]
        at = {o[0]: i for i, o in enumerate(offsets) if o}
        rows = [_label(o, at, kinds, sources, cues) for o in offsets]
        chunks.append(
            Chunk(encoding.ids, [r[0] for r in rows], [r[1] for r in rows], [r[2] for r in rows])
        )
    return chunks


def _index(
    attributions: list[dict[str, Any]],
) -> tuple[dict[int, tuple[str, bool]], dict[int, int], dict[int, int]]:
    """By character: its label and whether it begins a span; its source's start; its cue's start."""
    kinds: dict[int, tuple[str, bool]] = {}
    sources: dict[int, int] = {}
    cues: dict[int, int] = {}
    for attribution in attributions:
        for part, letter in PARTS.items():
            for start, end in attribution[part]:
                for i in range(start, end):
                    kinds[i] = (letter, i == start)
        for start, end in attribution["cue"]:
            target = attribution["source"][0][0] if attribution["source"] else -1
            sources.update(dict.fromkeys(range(start, end), target))
        for start, end in attribution["content"]:
            target = attribution["cue"][0][0] if attribution["cue"] else -1
            cues.update(dict.fromkeys(range(start, end), target))
    return kinds, sources, cues


def _label(
    offset: tuple[int, int] | None,
    at: dict[int, int],
    kinds: dict[int, tuple[str, bool]],
    sources: dict[int, int],
    cues: dict[int, int],
) -> tuple[int, int, int]:
    if offset is None:
        return IGNORED, IGNORED, IGNORED
    letter, first = kinds.get(offset[0], ("O", False))
    name = letter if letter == "O" else f"{'B' if first else 'I'}-{letter}"
    source = at.get(sources[offset[0]], 0) if letter == "Q" and offset[0] in sources else IGNORED
    cue = at.get(cues[offset[0]], 0) if letter == "C" and offset[0] in cues else IGNORED
    return LABELS.index(name), source, cue
