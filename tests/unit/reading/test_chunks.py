"""Chunks cover every word of a text once, and none is longer than the encoder's limit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reading.chunks import find_pieces, pack


def count_words(text: str) -> int:
    return len(text.split())


@given(st.text(alphabet='ab .\n"”', max_size=400), st.integers(min_value=1, max_value=30))
def test_chunks_hold_every_letter_once_and_in_order(text: str, limit: int) -> None:
    chunks = pack(list(find_pieces(text, count_words, limit)), limit)
    covered = [i for a, b in chunks for i in range(a, b) if not text[i].isspace()]
    assert covered == [i for i, c in enumerate(text) if not c.isspace()]


def test_paragraphs_that_fit_share_a_chunk() -> None:
    text = "One two.\n\nThree four.\n\nFive six seven."
    chunks = pack(list(find_pieces(text, count_words, 4)), 4)
    assert [text[a:b] for a, b in chunks] == ["One two.\n\nThree four.", "Five six seven."]


@pytest.mark.parametrize("limit", [5, 50])
def test_a_sentence_without_end_is_cut_at_words(limit: int) -> None:
    text = "word " * 1000
    chunks = pack(list(find_pieces(text, count_words, limit)), limit)
    assert max(count_words(text[a:b]) for a, b in chunks) <= limit
    assert sum(count_words(text[a:b]) for a, b in chunks) == 1000
