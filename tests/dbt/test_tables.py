"""What the tables say about a small week of news."""

import datetime as dt
import re
from pathlib import Path

import pytest
from lake_factory import Warehouse, day

pytestmark = pytest.mark.slow

PAGE = Path(__file__).parents[2] / "docs" / "tables.md"
QUERIES = re.findall(r"```sql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize(
    ("event_id", "headline"),
    [
        ("m-talks", "Ann Bell met Carl Dorn and Eve Falk in Oslo on 2024-12-06"),
        ("s-ferry", "Gus Holt said in Bergen (published 2024-12-06): “will sail all winter”"),
        ("s-port", "Ann Bell told Radio Nord on 2024-12-03: “The port stays open.”"),
        (
            "r-secret",
            "Radio Nord, citing Ivo Jahn, reported (published 2024-12-06): "
            "that Ann Bell met Kim Lund in secret",
        ),
        ("m-secret", "Ann Bell met Kim Lund (published 2024-12-06)"),
    ],
)
def test_headlines(newsroom: Warehouse, event_id: str, headline: str) -> None:
    [(found,)] = newsroom.rows("select headline from events where event_id = ?", event_id)
    assert found == headline


def test_a_planned_and_held_meeting_is_one_event(newsroom: Warehouse) -> None:
    [event] = newsroom.rows(
        "select reality, code_cameo, date_start, date_basis, place_name, country, article_count, "
        "first_seen_on, last_seen_on from events where event_id = 'm-talks'"
    )
    assert event == ("held", "040", day(6), "relative", "Oslo", "NOR", 2, day(5), day(6))


@pytest.mark.parametrize(
    ("event_id", "articles", "sources"),
    [
        ("s-ferry", 2, 1),  # one agency text, printed twice
        ("s-port", 2, 1),  # two papers that heard one radio
        ("m-talks", 2, 2),
    ],
)
def test_independent_sources(
    newsroom: Warehouse, event_id: str, articles: int, sources: int
) -> None:
    assert newsroom.rows(
        "select article_count, independent_source_count from events where event_id = ?", event_id
    ) == [(articles, sources)]


def test_beliefs_are_no_events(newsroom: Warehouse) -> None:
    assert newsroom.rows("select * from events where event_id = 's-belief'") == []
    assert newsroom.rows(
        "select count(*) from intermediate.int_mentions where kind = 'belief'"
    ) == [(1,)]


def test_words_are_cut_by_characters_and_not_by_bytes(newsroom: Warehouse) -> None:
    assert newsroom.rows(
        "select cue, cue_start, cue_end from event_mentions where article_id = 'a2'"
    ) == [("met", 21, 24)]
    assert newsroom.rows(
        "select sentence_number, text from sentences where article_id = 'a2' order by all"
    ) == [
        (1, "Ünlü çay 🚢. Ann Bell met Carl Dorn and Eve Falk in Oslo."),
        (2, "She hopes for more."),
    ]


def test_a_report_names_the_events_inside_it(newsroom: Warehouse) -> None:
    assert newsroom.rows(
        "select reporter_id, cited_source_id, embedded_event_ids from reports"
    ) == [("radio_nord", "ivo_jahn", ["m-secret"])]


def test_statements_and_quotes(newsroom: Warehouse) -> None:
    assert newsroom.rows(
        "select speaker_id, outlet_id, quote_type, polarity, relay_chain from statements "
        "where event_id = 's-port'"
    ) == [("ann_bell", "radio_nord", "direct", "positive", ["radio_nord", "ann_bell"])]
    assert newsroom.rows("select speaker, quote, said_on from quotes order by all") == [
        ("Ann Bell", "“The port stays open.”", dt.date(2024, 12, 3)),
        ("Gus Holt", "“will sail all winter”", dt.date(2024, 12, 6)),
    ]


def test_meetings_hold_all_parties(newsroom: Warehouse) -> None:
    assert newsroom.rows(
        "select participant_count, participants, mode from meetings where event_id = 'm-talks'"
    ) == [(3, ["Ann Bell", "Carl Dorn", "Eve Falk"], "in_person")]


def test_actors_and_their_offices(newsroom: Warehouse) -> None:
    assert newsroom.rows(
        "select name, country, country_basis, sector, event_count from actors "
        "where actor_id = 'ann_bell'"
    ) == [("Ann Bell", "NOR", "text", "GOV", 3)]  # two articles guess SWE, one says NOR
    assert newsroom.rows(
        "select country, other_countries from actors where actor_id = 'gus_holt'"
    ) == [("DNK", ["NOR"])]
    guessed = "select country, country_basis from actors where actor_id = ?"
    assert newsroom.rows(guessed, "port_gazette") == [("NOR", "article")]  # by one of two articles
    assert newsroom.rows(guessed, "radio_nord") == [(None, None)]  # by one of three


def test_offices_have_their_words_and_their_period(newsroom: Warehouse) -> None:
    assert newsroom.rows(
        "select actor_id, office, body, status, evidence_article_id, evidence, evidence_start, "
        "evidence_end, period_basis, valid_from, valid_to from actor_roles order by 1, 2"
    ) == [
        (
            "ann_bell",
            "Minister",
            "Cabinet",
            "",
            "a1",
            "Ann Bell",
            0,
            8,
            "attested",
            day(5),
            day(5),
        ),
        ("ann_bell", "envoy", "", "incoming", "a1", "on Friday", 37, 46, "not_begun", None, None),
        ("ann_bell", "mayor", "", "former", "a1", "in Oslo", 29, 36, "ended_before", None, day(4)),
        ("carl_dorn", "President", "", "", "a1", None, None, None, "attested", day(5), day(5)),
    ]


def test_nothing_is_left_out_silently(newsroom: Warehouse) -> None:
    assert newsroom.rows(
        "select locator, stage, reason, detail from rejected_articles order by all"
    ) == [
        ("empty.txt", "cleaning", "empty", "The file is empty."),
        ("x1", "coding", "coding_failed", "out of memory"),
    ]


def test_pairs_are_counted_for_what_took_place(newsroom: Warehouse) -> None:
    assert newsroom.rows(
        "select actor_id, other_actor_id, event_count from actor_pairs_daily "
        "where actor_id = 'ann_bell' order by all"
    ) == [
        ("ann_bell", "carl_dorn", 1),
        ("ann_bell", "eve_falk", 1),
        ("ann_bell", "kim_lund", 1),
    ]


def test_cameo_has_a_row_in_each_direction(newsroom: Warehouse) -> None:
    assert newsroom.rows(
        "select source_name, target_name, cameo_code, quad_class from events_cameo "
        "where event_id = 'm-secret' order by all"
    ) == [("Ann Bell", "Kim Lund", "040", 1), ("Kim Lund", "Ann Bell", "040", 1)]


def test_the_page_has_eleven_queries() -> None:
    assert len(QUERIES) == 11


@pytest.mark.parametrize("query", QUERIES)
def test_the_queries_of_the_page_run(newsroom: Warehouse, query: str) -> None:
    newsroom.rows(query)
