"""Whom descriptions mean: texts by their authors, a firm by its head, people named later."""

import datetime as dt
from types import SimpleNamespace

import pytest

from pipelines.reading.reader import Reader
from pipelines.records import ActorKind, Article
from pipelines.resolving.cast import Cast
from pipelines.resolving.cast.descriptions import Search
from pipelines.resolving.cast.figures import Figure
from pipelines.resolving.cast.salience import Seen
from pipelines.resolving.knowledge import load_knowledge

LETTER = """Parents protest

A group of parents with children in village schools sent a letter to the board on Monday.

"We ask for buses," the letter reads."""

FEATURE = """Courier Piece Mocks Harbour

The Harbour Courier ran a feature on Monday about boats. The piece said the harbour was old."""

BANK = """A bank in trouble

Fairlead chief executive Arne Solvang met lawmakers in Oslo over his bank's loans. The bank said \
that it would pay."""

NURSE = """A night in a hall

A woman from a small town spent a night in a hall. The woman said that she was cold.

"It was dark," Melanie told a friend."""

SENATORS = """Senators Dana Whitlock, Rob Marsh and Ana Lima wrote to the bank. The senators said \
that it was late."""

CRITICS = """Critics of the plan, including Dana Whitlock and Rob Marsh, met in Oslo. They said \
that it was late."""

COURT = """Court Rejects Old Plan For Harbour

A federal appeals court ruled on Monday. The U.S. Court of Appeals said that it was void."""

POLL = """New Poll Shows Small Lead For Whitlock

A new poll shows that Dana Whitlock leads. The latest Courier/Fairlead opinion poll was taken in \
May."""


RULING = """A federal court in Oslo ruled on Monday. A ferry company had asked for it.

"The plan is void," the ruling said."""

TOOL = (
    """The Clean Harbour Plan is the main tool for Chile to meet the target it pledged to reach."""
)

STATES = """Seven states led by Ohio are challenging the Clean Harbour Agency. They argue that it \
is late."""

TWO = """Senators Dana Whitlock and Rob Marsh sent a letter to the bank. The letter was late."""


def linked(text, phrase, part=None):
    at = dt.datetime(2024, 12, 6, tzinfo=dt.UTC)
    (document,) = Reader().read([Article(article_id="a", text=text, published_at=at)])
    cast = Cast(document)
    start = text.index(phrase)
    return [cast.actor(k.actor_id).name for k in cast.link((start, start + len(part or phrase)))]


@pytest.mark.parametrize(
    ("text", "phrase", "part", "names"),
    [
        (
            LETTER,
            "the letter",
            None,
            ["a letter from A group of parents with children in village schools"],
        ),
        (FEATURE, "The piece", None, ["a feature from The Harbour Courier"]),
        (BANK, "The bank", None, ["Fairlead"]),
        (NURSE, "The woman", None, ["Melanie"]),
        (SENATORS, "The senators", None, ["Dana Whitlock", "Rob Marsh", "Ana Lima"]),
        (CRITICS, "They said", "They", ["Critics of the plan", "Dana Whitlock", "Rob Marsh"]),
        (COURT, "Court", None, ["U.S. Court of Appeals"]),
        (COURT, "A federal appeals court", None, ["U.S. Court of Appeals"]),
        (RULING, "the ruling", None, ["the ruling of A federal court in Oslo"]),
        (TOOL, "it pledged", "it", ["Chile"]),
        (STATES, "They argue", "They", ["Seven states led by Ohio"]),
        (TWO, "The letter", None, ["a letter from Senators Dana Whitlock and Rob Marsh"]),
        (
            "Sens. Dana Whitlock (D-Ore.), Rob Marsh (D-Ohio) and Ana Lima (R-Fla.) all left.",
            "Sens. Dana Whitlock (D-Ore.), Rob Marsh (D-Ohio) and Ana Lima (R-Fla.)",
            None,
            ["Dana Whitlock", "Rob Marsh", "Ana Lima"],
        ),
        (
            "The U.S. Court of Appeals for the Sixth Circuit ruled on Monday.",
            "The U.S. Court of Appeals",
            None,
            ["U.S. Court of Appeals for the Sixth Circuit"],
        ),
        (
            "Proponents, including the United States Conference of Mayors, spoke.",
            "Proponents, including the United States Conference of Mayors,",
            None,
            ["Proponents", "United States Conference of Mayors"],
        ),
        (
            "Peru, Chile and Bolivia may take part in the talks. They said that it was late.",
            "They",
            None,
            ["Peru", "Chile", "Bolivia"],
        ),
        (
            "Aung San Suu Kyi left Oslo early. Suu Kyi was late.",
            "Suu Kyi was",
            "Suu Kyi",
            ["Aung San Suu Kyi"],
        ),
        (
            "Florida and Ohio went to court. Florida won. The state said so.",
            "The state",
            None,
            ["Florida"],
        ),
        (
            "They met in Bolivia and Gothenburg. The country was late.",
            "The country",
            None,
            ["Bolivia"],
        ),
        (POLL, "New Poll", None, ["The latest Courier/Fairlead opinion poll"]),
    ],
)
def test_whom_a_description_means(text, phrase, part, names):
    assert sorted(linked(text, phrase, part)) == sorted(names)


def test_two_women_stay_two():
    text = NURSE.replace("A woman from", "A woman met a nurse, and a girl from")
    assert linked(text, "The woman") != ["Melanie"]


@pytest.mark.parametrize(("noun", "nearer"), [("website", True), ("company", False)])
def test_who_spoke_last_is_nearer_to_what_speaks(noun, nearer):
    knowledge = load_knowledge()
    outlet = Figure(0, ActorKind.OUTLET, mentions={(100, 105)})
    search = Search([outlet], knowledge)
    quiet = search._nearness(outlet, knowledge.nouns[noun], 200)
    token = SimpleNamespace(idx=100)
    search.seen.append(Seen(token, (outlet,), 0, 1.4, is_plural=False, is_person=False))
    spoken = search._nearness(outlet, knowledge.nouns[noun], 200)
    assert (spoken > quiet) is nearer
