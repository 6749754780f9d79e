"""What sort of thing a name names, by its own words and those beside it."""

import datetime as dt

import pytest

from pipelines.reading.reader import Reader
from pipelines.records import Article
from pipelines.resolving.cast import Cast
from pipelines.resolving.cast.kinds import is_no_person, kind_of
from pipelines.resolving.knowledge import load_knowledge


def known_by(text):
    at = dt.datetime(2024, 12, 6, tzinfo=dt.UTC)
    (document,) = Reader().read([Article(article_id="a", text=text, published_at=at)])
    return {(a.name, str(a.kind)) for a in Cast(document).actors() if ":" not in a.actor_id}


@pytest.mark.parametrize(
    ("name", "label", "kind"),
    [
        ("Mount Solberg", "PERSON", "state"),
        ("Solberg Avenue", "ORG", "state"),
        ("Cape Solberg Council", "ORG", "organisation"),
        ("Clean Harbour Act", "ORG", "document"),
        ("Bill 1207", "PERSON", "document"),
        ("Ferry Papers", "PERSON", "document"),
        ("College of Law", "ORG", "organisation"),
        ("Oslo Sentinel", "PERSON", "outlet"),
    ],
)
def test_by_its_own_words(name, label, kind):
    assert str(kind_of(name, label, load_knowledge())) == kind


def test_who_may_be_a_person():
    assert is_no_person("Ferry Papers", load_knowledge())
    assert is_no_person("Oslo Sentinel", load_knowledge())
    assert is_no_person("Bergen Otters", load_knowledge())
    assert not is_no_person("Marit Solberg", load_knowledge())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Fairlead chief executive Arne Solvang spoke. Fairlead was late.",
            {("Fairlead", "organisation"), ("Arne Solvang", "person")},
        ),
        (
            "The Rodrin Sinlum newspaper asked. Rodrin Sinlum said that it was late.",
            {("Rodrin Sinlum", "outlet")},
        ),
        (
            "They met Ana Lima at the Henrik Lund bridge and at the Harbour Summit.",
            {("Ana Lima", "person")},
        ),
        (
            "“Based on what Fairlead has said, it is late,” Ana Lima said of the company Fairlead.",
            {("Fairlead", "organisation"), ("Ana Lima", "person")},
        ),
        (
            "They left the village of Brunsvik Mo, and Brunsvik Mo was quiet, Ana Lima said.",
            {("Ana Lima", "person")},
        ),
        (
            "Dana Whitlock spoke. The Whitlocks were late. Then the Whitlocks left.",
            {("Dana Whitlock", "person"), ("Whitlocks", "group")},
        ),
        ("Physicist Ana Lima left early.", {("Ana Lima", "person")}),
        ("The Clean Harbour Act was late, Ana Lima said.", {("Ana Lima", "person")}),
    ],
)
def test_by_the_words_beside_it(text, found):
    assert known_by(text) == found
