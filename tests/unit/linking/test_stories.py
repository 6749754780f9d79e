"""Republished articles get one story, whatever was done to them; other articles do not."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.linking.stories import assign_stories, copied_share, sign_article
from pipelines.records import Article

GOLD = Path(__file__).parents[4] / "shared" / "gold" / "clusters_dev.jsonl"
DATELINE = "GENEVA, March 3 (Meridian News) - "
RIGHTS = "Copyright 2026 Meridian News. All rights reserved. This material may not be published."


def text_of(seed: int, words: int = 400) -> str:
    """A text of words in an order that no other seed gives."""
    rng = random.Random(seed)  # noqa: S311
    sentences = [
        " ".join(f"{rng.choice('bdfgklmnprstvz')}o{rng.randrange(300)}" for _ in range(20))
        for _ in range(words // 20)
    ]
    return ". ".join(sentences) + "."


def sign(article_id: str, text: str):
    return sign_article(Article(article_id, text))


def alter(text: str, keep: float, headline: str = "Officials weigh in on a new twist") -> str:
    return f"{headline}\n{DATELINE}{text[: int(len(text) * keep)]}"


@pytest.mark.parametrize(
    ("copy", "is_copy"),
    [
        (text_of(1), True),
        (alter(text_of(1), 1.0), True),
        (alter(text_of(1), 0.5), True),
        (alter(text_of(1), 0.2), True),
        (f"{text_of(5)}\n{text_of(1)}\n{text_of(6)}", True),  # set within a longer piece
        (text_of(1).upper(), True),
        (text_of(1).replace(". ", ".\n\n"), True),
        (text_of(2), False),
        (alter(text_of(2), 0.5), False),
        (f"{text_of(2)} {text_of(1)[:300]}", False),  # one quoted passage
        ("", False),
        ("Short.", False),
    ],
)
def test_a_copy_joins_the_story_and_nothing_else_does(copy, is_copy):
    known = assign_stories([sign("first", text_of(1))], [])
    (told,) = assign_stories([sign("second", copy)], known)
    assert told.story_id == ("first" if is_copy else "second")


def test_rights_notices_do_not_make_a_story_of_two_short_articles():
    one = sign("one", f"The coach of the Falcons was dismissed on Monday. {RIGHTS}")
    other = sign("other", f"A ferry ran aground near the harbour at dawn. {RIGHTS}")
    assert copied_share(one, other) == 0


def test_a_copy_of_a_copy_belongs_to_the_first():
    chain = [sign(str(n), alter(text_of(1), 1 - n / 10, f"Headline {n}")) for n in range(5)]
    assert {told.story_id for told in assign_stories(chain, [])} == {"0"}


def test_signing_again_known_articles_changes_nothing():
    new = [sign(str(n), text_of(n)) for n in range(3)] + [sign("copy", alter(text_of(0), 0.6))]
    once = assign_stories(new, [])
    assert assign_stories(new, once) == once


@given(
    texts=st.lists(st.tuples(st.integers(0, 4), st.sampled_from((0.4, 0.7, 1.0))), max_size=10),
    cut=st.integers(0, 10),
)
def test_days_one_by_one_give_the_stories_of_one_run(texts, cut):
    new = [sign(str(n), alter(text_of(seed, 100), keep)) for n, (seed, keep) in enumerate(texts)]
    first_day = assign_stories(new[:cut], [])
    assert first_day + assign_stories(new[cut:], first_day) == assign_stories(new, [])


@given(st.text())
def test_any_text_can_be_signed(text):
    assert sign("any", text) == sign("any", text)


@pytest.mark.gold
@pytest.mark.skipif(not GOLD.exists(), reason="gold data is not here: ../shared/gold")
@pytest.mark.parametrize("keep", [0.5, 0.7, 0.9])
def test_altered_real_articles_are_found_and_no_false_pair_is_made(keep):
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    event = {row["id"]: row["event_cluster"] for row in rows}
    known = assign_stories([sign(row["id"], row["text"]) for row in rows], [])
    assert all(event[told.article_id] == event[told.story_id] for told in known)
    bodies = [row["text"].partition("\n")[2] or row["text"] for row in rows]
    copies = [
        sign(f"{row['id']}-copy", alter(b, keep)) for row, b in zip(rows, bodies, strict=True)
    ]
    found = [assign_stories([copy], known)[0].story_id for copy in copies]
    right = sum(one == two.story_id for one, two in zip(found, known, strict=True))
    assert right / len(rows) >= 0.98
