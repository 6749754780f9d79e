"""Decoding of the tagger's scores: well-formed spans, links, whole words."""

import numpy as np

from pipelines.reading.tagger import LABELS, Segment, Tagger, decode_labels, link


def scores_of(names: list[str]) -> np.ndarray:
    table = np.full((1, len(names), len(LABELS)), -4.0, dtype=np.float32)
    for i, name in enumerate(names):
        table[0, i, LABELS.index(name)] = 4.0
    return table


def spans_of(segments: list[Segment]) -> list[tuple[str, int, int]]:
    return [(s.label, s.start, s.end) for s in segments]


def test_labels_become_segments() -> None:
    names = ["O", "B-S", "I-S", "B-Q", "B-C", "I-C", "I-C", "O"]
    mask = np.ones((1, len(names)), dtype=np.int64)
    (segments,) = decode_labels(scores_of(names), mask)
    assert spans_of(segments) == [("S", 1, 3), ("Q", 3, 4), ("C", 4, 7)]
    assert all(0.9 < s.score <= 1 for s in segments)


def test_an_inside_label_never_stands_without_its_beginning() -> None:
    scores = scores_of(["O", "O", "I-C", "I-C", "O"])
    scores[0, 2, LABELS.index("B-C")] = 3.0
    (segments,) = decode_labels(scores, np.ones((1, 5), dtype=np.int64))
    assert spans_of(segments) == [("C", 2, 4)]


def test_padding_changes_nothing() -> None:
    names = ["O", "B-S", "B-Q", "B-C", "O"]
    padded = np.concatenate([scores_of(names), np.ones((1, 3, len(LABELS)), np.float32)], axis=1)
    mask = np.array([[1] * 5 + [0] * 3], dtype=np.int64)
    plain = decode_labels(scores_of(names), np.ones((1, 5), dtype=np.int64))
    assert spans_of(decode_labels(padded, mask)[0]) == spans_of(plain[0])


def test_links_follow_the_tables_and_spans_are_whole_words() -> None:
    text = "Lind said yes. Moreau denied it."
    #       CLS Lind said yes . Mor eau denied it .
    offsets = [(0, 0), (0, 4), (5, 9), (10, 13), (13, 14), (15, 18), (18, 21), (22, 28), (29, 31)]
    segments = [
        Segment("S", 1, 2, 0.9),
        Segment("Q", 2, 3, 0.9),
        Segment("C", 3, 4, 0.9),
        Segment("S", 5, 6, 0.9),
        Segment("Q", 7, 8, 0.9),
        Segment("C", 8, 9, 0.9),
    ]
    size = len(offsets)
    to_source = np.zeros((size, size), dtype=np.float32)
    to_cue = np.zeros((size, size), dtype=np.float32)
    to_source[2, 1] = to_source[7, 5] = 9
    to_cue[3, 2] = to_cue[8, 7] = 9
    found = link(offsets, segments, to_source, to_cue, text)
    words = [
        (
            text[slice(*a.source)] if a.source else "",
            text[slice(*a.cue)],
            text[slice(*a.contents[0])],
        )
        for a in found
    ]
    assert words == [("Lind", "said", "yes"), ("Moreau", "denied", "it")]


def test_a_cue_that_points_nowhere_has_no_source() -> None:
    offsets = [(0, 0), (0, 4), (5, 9), (10, 13)]
    segments = [Segment("S", 1, 2, 0.9), Segment("Q", 2, 3, 0.9), Segment("C", 3, 4, 0.9)]
    to_source = np.zeros((4, 4), dtype=np.float32)
    to_source[2, 0] = 9
    (found,) = link(offsets, segments, to_source, np.zeros((4, 4), np.float32), "Lind said yes")
    assert found.source is None


def test_the_tags_of_a_text_are_its_own():
    text = "The mayor, Ida Holm, said on Monday that the bridge would open again.\n\nShe was glad."
    others = ["Nobody said anything at all. " * 30, "“No,” the engineer told the council."]
    tagger = Tagger()
    alone = tagger.tag([text])
    assert alone[0].attributions
    assert tagger.tag([others[0], text, others[1]])[1] == alone[0]
