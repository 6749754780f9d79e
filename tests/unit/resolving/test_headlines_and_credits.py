"""What looks like a name and is none: headlines, credits of pictures, party and state."""

import datetime as dt

import pytest

from pipelines.reading.reader import Reader, load_parser
from pipelines.records import Article
from pipelines.resolving.cast import Cast
from pipelines.resolving.cast.credits import find_credits
from pipelines.resolving.cast.headlines import headline_end, in_headlines
from pipelines.resolving.knowledge import load_knowledge


def names(text):
    at = dt.datetime(2024, 12, 6, tzinfo=dt.UTC)
    (document,) = Reader().read([Article(article_id="a", text=text, published_at=at)])
    return {a.name for a in Cast(document).actors() if ":" not in a.actor_id}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Dana Whitlock Hammers Fairlead Bank Boss.\n\nSenator Dana Whitlock spoke of Fairlead "
            "Bank on Monday.",
            {"Dana Whitlock", "Fairlead Bank"},
        ),
        (
            "Ferry Papers Fallout Hurts A Reputation\n\nDana Whitlock spoke on Monday.",
            {"Dana Whitlock"},
        ),
        (
            "Rolf Vik Refuses To Leave Hall\n\nThe hall was full on Monday.",
            {"Rolf Vik"},
        ),
        ("Dana Whitlock met Rob Marsh in Oslo.", {"Dana Whitlock", "Rob Marsh", "Norway"}),
    ],
)
def test_names_of_headlines_are_names_elsewhere(text, found):
    assert names(text) == found


def test_which_lines_are_headlines():
    parse = load_parser()("Ferry Papers Fallout Hurts A Reputation\n\nDana Whitlock met Rob Marsh.")
    inside = in_headlines(parse)
    assert inside[0]
    assert not inside[-1]
    assert headline_end(parse) == 6


@pytest.mark.parametrize(
    ("text", "credited"),
    [
        ("The hall was full. (Ana Lima/Reuters) More.", "Ana Lima/Reuters"),
        ("The hall. (AP Photo/Ana Lima, File)", "AP Photo/Ana Lima"),
        ("Image copyright Getty Images caption The hall", "Image copyright Getty Images"),
        ("(Reporting by Ana Lima; Editing by Rob Marsh)", "(Reporting by Ana Lima; Editing by"),
        ("It ended. Ana Lima in Oslo contributed to this report.", "Ana Lima in Oslo contributed"),
    ],
)
def test_credits(text, credited):
    found = [text[start:end] for start, end in find_credits(text, load_knowledge())]
    assert any(credited in credit for credit in found)


@pytest.mark.parametrize(
    "text",
    [
        "A New York Times/CBS News poll showed it.",
        "A Reuters/Ipsos opinion poll showed it.",
        "The photo by the window showed it.",
        "It was a win/lose game.",
    ],
)
def test_what_is_no_credit(text):
    assert list(find_credits(text, load_knowledge())) == []


def test_party_and_state_are_no_actors():
    text = (
        "Sens. Dana Whitlock (D-Ore.), Rob Marsh (D-Ohio) and Ana Lima (R-Fla.) left. They flew "
        "from Tampa, Fla., on Monday."
    )
    assert names(text) >= {"Dana Whitlock", "Rob Marsh", "Ana Lima"}
    assert not names(text) & {"D-Ore.", "D-Ohio", "R-Fla.", "Fla.", "Ore."}
