"""Meetings as tables: a sentence in, its parties, reality and mode out; near misses give none."""

import datetime as dt
from pathlib import Path

import pytest

from pipelines.coding.meetings import code_meetings
from pipelines.reading.document import Document
from pipelines.reading.reader import Reader
from pipelines.records import Article, Mention, RejectedCandidate
from pipelines.resolving.cast import Cast
from pipelines.resolving.times import find_times

WEDNESDAY = dt.datetime(2024, 5, 15, tzinfo=dt.UTC)
FRIDAY = dt.date(2024, 5, 17)
SAMPLES = Path(__file__).parents[4] / "shared" / "samples"


def read(text: str, published: dt.datetime = WEDNESDAY) -> Document:
    return next(Reader().read([Article("a" * 16, text, published_at=published)]))


def code(
    text: str, published: dt.datetime = WEDNESDAY
) -> tuple[list[Mention], list[RejectedCandidate]]:
    document = read(text, published)
    times = find_times(document.text, document.published)
    return code_meetings(document, Cast(document), times)


def names(text: str, mention: Mention) -> list[str]:
    return [text[start:end] for p in mention.participants for start, end in p.spans]


PARTIES = [
    ("Anna Keller met with Pavel Novak in Vienna.", ["Anna Keller", "Pavel Novak"]),
    ("President Anna Keller met President Pavel Novak on Monday.",
     ["President Anna Keller", "President Pavel Novak"]),
    ("Anna Keller and Pavel Novak met in Vienna on Monday.", ["Anna Keller", "Pavel Novak"]),
    ("Anna Keller held talks with Pavel Novak as well as Marie Dubois.",
     ["Anna Keller", "Pavel Novak", "Marie Dubois"]),
    ("Talks between Poland and Slovakia resumed in Prague.", ["Poland", "Slovakia"]),
    ("Anna Keller hosted Pavel Novak for talks in Berlin.", ["Anna Keller", "Pavel Novak"]),
    ("Pavel Novak was received by Anna Keller in Berlin.", ["Pavel Novak", "Anna Keller"]),
    ("Anna Keller spoke by phone with Pavel Novak.", ["Anna Keller", "Pavel Novak"]),
    ("After a meeting with Pavel Novak, Anna Keller said the deal was close.",
     ["Pavel Novak", "Anna Keller"]),
    ("Anna Keller urged Pavel Novak to meet with the rebels.", ["Pavel Novak", "the rebels"]),
    ("Anna Keller agreed with Pavel Novak to hold talks.", ["Anna Keller", "Pavel Novak"]),
    ("The minister, with whom Anna Keller met on Monday, resigned.",
     ["The minister", "Anna Keller"]),
    ("Anna Keller's meeting with Pavel Novak lasted an hour.", ["Anna Keller", "Pavel Novak"]),
    ("Anna Keller sat down with Pavel Novak on Monday.", ["Anna Keller", "Pavel Novak"]),
    ("Anna Keller telephoned Pavel Novak on Monday.", ["Anna Keller", "Pavel Novak"]),
    ("The two ministers spoke by telephone on Monday.", ["The two ministers"]),
    ("The two ministers discussed the border by phone on Sunday.", ["The two ministers"]),
    ("Anna Keller is to fly to Prague to discuss control of the border with Pavel Novak.",
     ["Anna Keller", "Pavel Novak"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "parties"), PARTIES)
def test_parties(text: str, parties: list[str]) -> None:
    mentions, _ = code(text)
    assert names(text, mentions[0]) == parties


REALITIES = [
    ("Anna Keller met Pavel Novak on Monday.", "held"),
    ("Anna Keller will meet Pavel Novak on Friday.", "planned"),
    ("Anna Keller is expected to meet Pavel Novak.", "planned"),
    ("Anna Keller agreed to meet Pavel Novak.", "planned"),
    ("Anna Keller refused to meet Pavel Novak.", "cancelled"),
    ("Anna Keller did not meet Pavel Novak.", "cancelled"),
    ("Anna Keller cancelled a meeting with Pavel Novak.", "cancelled"),
    ("Anna Keller is to receive Pavel Novak.", "planned"),
    ("Anna Keller agreed to open the port after six hours of talks with Pavel Novak.", "held"),
    ("Anna Keller wants to meet Pavel Novak.", "proposed"),
    ("Anna Keller may meet Pavel Novak.", "proposed"),
    ("Anna Keller offered to hold talks with Pavel Novak.", "proposed"),
    ("Anna Keller called for talks with Pavel Novak.", "proposed"),
    ("Anna Keller is holding talks with Pavel Novak.", "ongoing"),
    ("Anna Keller said she had met with Pavel Novak.", "held"),
    ("The possibility of a meeting between Anna Keller and Pavel Novak grew.", "proposed"),
]


@pytest.mark.parametrize(("text", "reality"), REALITIES)
def test_reality(text: str, reality: str) -> None:
    mentions, _ = code(text)
    assert [m.reality for m in mentions] == [reality]


NEAR_MISSES = [
    "Anna Keller said that members had not been consulted.",
    "The company met its sales targets in May.",
    "The factory cannot meet demand.",
    "The plan was met with fierce resistance.",
    "Anna Keller told a news conference that she would resign.",
    "Anna Keller spoke to reporters in Vienna.",
    "Shareholders will vote at the company's annual shareholder meeting.",
    "The driver was negotiating a sharp curve.",
    "Anna Keller welcomed the decision.",
    "Anna Keller received a letter on Monday.",
    "Both sides should return to the negotiating table.",
    "Tourists visited the old town.",
    "There was talk of dissent in the party.",
]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_rejected_with_a_reason(text: str) -> None:
    mentions, rejected = code(text)
    assert mentions == []
    assert all(r.reason for r in rejected)


CODES = [
    ("Anna Keller met Pavel Novak on Monday.", "CONSULT", "040", "in_person"),
    ("Anna Keller spoke by phone with Pavel Novak.", "CONSULT", "041", "call"),
    ("Anna Keller received Pavel Novak in Berlin.", "CONSULT", "043", "visit"),
    ("Poland and Slovakia held peace talks in Prague.", "CONSULT", "046", "negotiation"),
    ("Anna Keller will meet Pavel Novak on Friday.", "AGREE", "036", "in_person"),
    ("Anna Keller refused to meet Pavel Novak.", "REJECT", "125", "in_person"),
    ("Anna Keller wants to meet Pavel Novak.", "REQUEST", "026", "in_person"),
]


@pytest.mark.parametrize(("text", "plover", "cameo", "mode"), CODES)
def test_codes(text: str, plover: str, cameo: str, mode: str) -> None:
    (mention,), _ = code(text)
    assert mention.code is not None
    assert (mention.code.plover, mention.code.cameo, mention.code.mode) == (plover, cameo, mode)


def test_the_meeting_is_the_one_told_before() -> None:
    mentions, _ = code(
        "Anna Keller met Pavel Novak in Vienna on Monday. The meeting lasted two hours."
    )
    assert len(mentions) == 2
    assert len({m.event_key for m in mentions}) == 1


TRIPS = [
    "Anna Keller will travel to Prague on Friday for talks with Pavel Novak.",
    "Anna Keller is to fly to Prague on Friday to discuss trade with Pavel Novak.",
    "Anna Keller is to receive Pavel Novak in Prague on Friday.",
]


@pytest.mark.parametrize("text", TRIPS)
def test_day_and_place_of_the_journey_are_those_of_the_talks(text: str) -> None:
    (mention,), _ = code(text)
    assert (mention.date.first, mention.place and mention.place.name) == (FRIDAY, "Prague")


@pytest.mark.parametrize("phrase", ["The two", "The pair", "Both women", "The two ministers"])
def test_a_pair_is_the_two_named_last(phrase: str) -> None:
    mentions, _ = code(
        f"Ministers Eva Brandt and Anna Keller met Petra Novak on Monday. {phrase} met again."
    )
    assert [p.actor_id for p in mentions[-1].participants] == ["petra_novak", "anna_keller"]


def test_meetings_on_other_days_are_other_events() -> None:
    mentions, _ = code(
        "Anna Keller met Pavel Novak on May 6. Anna Keller will meet Pavel Novak on May 20."
    )
    assert len({m.event_key for m in mentions}) == 2


def test_spans_reproduce_the_text_and_the_coding_repeats() -> None:
    text = "Anna Keller held talks with Pavel Novak in Vienna on Monday."
    first, _ = code(text)
    second, _ = code(text)
    assert first == second
    assert [text[a:b] for a, b in first[0].cue] == ["talks"]


@pytest.mark.gold
@pytest.mark.skipif(not SAMPLES.exists(), reason="the sample article is not part of the project")
def test_the_sample_article_has_one_meeting() -> None:
    text = next(SAMPLES.glob("*.txt")).read_text(encoding="utf-8")
    mentions, _ = code(text, dt.datetime(2024, 12, 6, tzinfo=dt.UTC))
    assert len({m.event_key for m in mentions}) == 1
    met = next(m for m in mentions if m.rule == "meeting.meet.meet")
    assert [p.actor_id for p in met.participants] == [
        "andriy_yermak",
        "keith_kellogg",
        "mike_waltz",
    ]
    assert met.date.first == dt.date(2024, 12, 4)
    assert any(m.place and m.place.name == "Washington" for m in mentions)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Envoys of Poland and Slovakia began talks on Monday, with Norway acting as mediator.",
         "mediator"),
        ("Poland and Slovakia held talks on Monday with Norway as host.", "host"),
    ],
)  # fmt: skip
def test_who_is_there_for_the_others(text, role):
    ((meeting,), _) = code(text)
    roles = {text[slice(*p.spans[0])]: str(p.role) for p in meeting.participants}
    assert roles["Norway"] == role
