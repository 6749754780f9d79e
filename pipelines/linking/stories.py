"""Republished and near-duplicate articles -> one story id.

One agency text runs in many outlets: under another headline, with another dateline, cut at the
end, or set within a longer piece. Such copies share runs of words, so an article is remembered by
a sample of its word shingles: the hashes that are divisible by a constant, the same ones in every
article (FracMinHash). What two samples share estimates how much of the shorter text lies in the
longer one, whatever their lengths. MinHash estimates likeness of wholes instead and loses a copy
that was cut to a quarter; docs/linking.md has the figures.

Nothing of events belongs here: two outlets that tell of one event in their own words are two
stories.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipelines.records import Article, StorySignature

SHINGLE_WORDS = 5
SAMPLE_ONE_IN = 2
COPIED_SHARE = 0.4  # of the shorter text's sample; above it two articles are one story
LEAST_SHARED = 4  # fewer shared hashes are chance, or a phrase that everybody uses
MOST_HOLDERS = 64  # later holders of a hash are not noted: a copy is known by the first ones
HASH = np.dtype("<u8")

WORD = re.compile(r"\w+")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


def sign_article(article: Article) -> StorySignature:
    """The signature of an article. Until `assign_stories` says otherwise it is its own story."""
    words = WORD.findall(_without_boilerplate(article.text.lower()))
    runs = range(max(1, len(words) - SHINGLE_WORDS + 1))
    hashes = {_hash(" ".join(words[i : i + SHINGLE_WORDS])) for i in runs} if words else set()
    sample = sorted(value for value in hashes if value % SAMPLE_ONE_IN == 0)
    return StorySignature(article.article_id, article.article_id, np.array(sample, HASH).tobytes())


def assign_stories(
    new: Sequence[StorySignature], known: Iterable[StorySignature]
) -> list[StorySignature]:
    """Give each new signature the story of the article that it copies most of, in the order given.

    A story is named after its first article and a known article never changes its story, so that
    the same articles in the same order give the same stories, in one run or in many.
    """
    index = _Index(new)
    for signature in known:
        index.add(signature)
    assigned = []
    for signature in new:
        story_id = index.best_story(signature) or signature.article_id
        told = StorySignature(signature.article_id, story_id, signature.shingles)
        index.add(told)
        assigned.append(told)
    return assigned


def copied_share(one: StorySignature, other: StorySignature) -> float:
    """How much of the shorter article's sample lies in the longer one's: 0 to 1."""
    first, second = _sample(one), _sample(other)
    shared = np.intersect1d(first, second, assume_unique=True).size
    return float(shared / max(1, min(first.size, second.size)))


class _Index:
    """Which articles hold a hash of the new articles; other hashes of the past are passed by."""

    def __init__(self, new: Sequence[StorySignature]) -> None:
        samples = [_sample(signature) for signature in new]
        self._wanted = np.unique(np.concatenate(samples)) if samples else np.empty(0, HASH)
        self._holders: defaultdict[int, list[int]] = defaultdict(list)
        self._articles: list[tuple[StorySignature, int]] = []

    def add(self, signature: StorySignature) -> None:
        sample = _sample(signature)
        for value in sample[self._is_wanted(sample)].tolist():
            holders = self._holders[value]
            if len(holders) < MOST_HOLDERS:
                holders.append(len(self._articles))
        self._articles.append((signature, sample.size))

    def _is_wanted(self, sample: NDArray[np.uint64]) -> NDArray[np.bool_]:
        places = np.searchsorted(self._wanted, sample).clip(max=max(0, self._wanted.size - 1))
        return self._wanted[places] == sample if self._wanted.size else np.zeros(sample.size, bool)

    def best_story(self, signature: StorySignature) -> str:
        """The story of the article with the largest share, the earliest of equals, or nothing."""
        values = _sample(signature).tolist()
        shared = Counter(at for value in values for at in self._holders.get(value, ()))
        best, story_id = COPIED_SHARE, ""
        for at, count in sorted(shared.items()):
            article, size = self._articles[at]
            if article.article_id == signature.article_id:
                continue
            share = count / max(1, min(len(values), size))
            if count >= LEAST_SHARED and (share > best or (share == best and not story_id)):
                best, story_id = share, article.story_id
        return story_id


def _sample(signature: StorySignature) -> NDArray[np.uint64]:
    return np.frombuffer(signature.shingles, HASH)


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


def _without_boilerplate(text: str) -> str:
    phrases = _boilerplate()
    return " ".join(part for part in SENTENCE_END.split(text) if not phrases.search(part))


@cache
def _boilerplate() -> re.Pattern[str]:
    lines = (Path(__file__).parent / "boilerplate.txt").read_text(encoding="utf-8").splitlines()
    return re.compile("|".join(re.escape(line) for line in lines if line and line[0] != "#"))
