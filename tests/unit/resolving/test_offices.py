"""The offices that an article gives to an actor, and the words that say so."""

import datetime as dt

import pytest

from pipelines.annotated_json import to_json
from pipelines.lake import Lake
from pipelines.reading.reader import Reader
from pipelines.records import (
    Actor,
    ActorKind,
    AnnotatedArticle,
    Article,
    Bound,
    Office,
    Precision,
)
from pipelines.resolving.cast import Cast


def offices_in(text):
    at = dt.datetime(2024, 12, 6, tzinfo=dt.UTC)
    (document,) = Reader().read([Article(article_id="a", text=text, published_at=at)])
    return {
        actor.name: [(o.title, o.status, text[slice(*o.span)]) for o in actor.offices]
        for actor in Cast(document).actors()
        if actor.offices
    }


@pytest.mark.parametrize(
    ("text", "name", "offices"),
    [
        (
            "Russian Deputy Foreign Minister Oleg Marin spoke on Monday.",
            "Oleg Marin",
            [("Deputy Foreign Minister", "", "Russian Deputy Foreign Minister")],
        ),
        (
            "They met Norway's foreign minister, Eva Holt.",
            "Eva Holt",
            [("foreign minister", "", "Norway's foreign minister")],
        ),
        (
            "Kira Dahl, the former governor and current senator, left.",
            "Kira Dahl",
            [("governor", "former", "former governor"), ("senator", "", "current senator")],
        ),
        (
            "Acting head of office of the president Ivo Lund flew to Oslo.",
            "Ivo Lund",
            [
                (
                    "head of office of the president",
                    "acting",
                    "Acting head of office of the president",
                )
            ],
        ),
        (
            "On Friday incoming chief of staff Rui Paz spoke.",
            "Rui Paz",
            [("chief of staff", "incoming", "incoming chief of staff")],
        ),
        (
            "Norway's pick as special envoy for Cuba, Arne Solvang, spoke.",
            "Arne Solvang",
            [("special envoy for Cuba", "incoming", "Norway's pick as special envoy for Cuba")],
        ),
        (
            "Finance Minister Petra Lambrou met her Polish counterpart, Jan Nowak.",
            "Jan Nowak",
            [("Finance Minister", "", "her Polish counterpart")],
        ),
        (
            "Finance Minister Petra Lambrou smiled. Minister Lambrou left.",
            "Petra Lambrou",
            [("Finance Minister", "", "Finance Minister")],
        ),
        (
            "Ivo Lund, ambassador to Kenya from 2014 to 2018, spoke.",
            "Ivo Lund",
            [("ambassador to Kenya", "", "ambassador to Kenya")],
        ),
        (
            "Rep. Dana Whitlock (D-Ohio) left Ohio early.",
            "Dana Whitlock",
            [("representative", "", "Rep.")],
        ),
    ],
)
def test_an_office_has_the_words_that_say_so(text, name, offices):
    assert offices_in(text)[name] == offices


def test_one_word_of_praise_is_no_office():
    assert offices_in("They spoke of the case of young Dana Whitlock in Ohio.") == {}


def test_the_words_go_through_the_lake_and_the_json(tmp_path):
    text = "Mayor Ann Bell, in office since 2019, spoke."
    actor = Actor(
        actor_id="ann_bell",
        name="Ann Bell",
        kind=ActorKind.PERSON,
        offices=(
            Office("Mayor", (0, 5), begins=Bound(dt.date(2019, 1, 1), Precision.YEAR, (16, 36))),
        ),
    )
    annotated = AnnotatedArticle(article_id="a", coder="test@1", actors=(actor,))
    lake, day = Lake(tmp_path), dt.date(2024, 12, 6)
    lake.write("annotated_articles", day, [annotated])
    assert lake.read("annotated_articles", day) == [annotated]
    assert to_json(annotated, text)["actors"][0]["offices"] == [
        {
            "title": "Mayor",
            "body": None,
            "status": None,
            "span": [0, 5],
            "text": "Mayor",
            "begins": {
                "day": "2019-01-01",
                "precision": "year",
                "span": [16, 36],
                "text": "in office since 2019",
            },
            "ends": None,
        }
    ]
