"""Walls in front of articles: requests for consent, and offers where the free part ends.

The phrases are in data/walls.yml. What a page says of itself in its data is read in `pages`.
"""

import re
from functools import cache
from importlib.resources import files

import yaml

SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n+")
MOSTLY = 0.5
"""Share of a text's words in sentences of a wall, from which there is nothing but the wall."""
TEASER_WORDS = 250
"""A text that its page keeps for subscribers and that is shorter is thought to be its beginning."""


def is_consent_wall(text: str) -> bool:
    """Whether a text asks for consent and tells nothing else."""
    return _share(text, "consent") >= MOSTLY


def is_offer(text: str) -> bool:
    """Whether a text offers a subscription and tells nothing else."""
    return _share(text, "offers") >= MOSTLY


def is_teaser(text: str, is_paywalled: bool) -> bool:
    """Whether only the free beginning of an article is there: its page says so, or its end does."""
    last = " ".join(SENTENCE_END.split(text.strip())[-3:])
    ends_in_offer = bool(_phrases("offers").search(last))
    return ends_in_offer or (is_paywalled and len(text.split()) < TEASER_WORDS)


def _share(text: str, kind: str) -> float:
    sentences = [part for part in SENTENCE_END.split(text) if part.strip()]
    walls = [part for part in sentences if _phrases(kind).search(part)]
    words = sum(len(part.split()) for part in sentences)
    return sum(len(part.split()) for part in walls) / max(1, words)


@cache
def _phrases(kind: str) -> re.Pattern[str]:
    text = files("pipelines.sources").joinpath("data/walls.yml").read_text(encoding="utf-8")
    lists: dict[str, list[str]] = yaml.safe_load(text)
    return re.compile("|".join(map(re.escape, lists[kind])), re.IGNORECASE)
