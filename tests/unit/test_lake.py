import datetime as dt

import duckdb
import pyarrow.parquet as pq
import pytest

from pipelines.lake import TABLES, Lake, schema_of
from pipelines.records import (
    Actor,
    ActorKind,
    ActorSighting,
    AnnotatedArticle,
    Article,
    Code,
    CountryBasis,
    EventDate,
    EventLink,
    EventPlace,
    Kind,
    Mention,
    Mode,
    Participant,
    Precision,
    PublishedSource,
    RawArticle,
    Reality,
    RejectedArticle,
    RejectedCandidate,
    Role,
    SourceCount,
    StorySignature,
    SupersededEvent,
    TimeExpression,
    Visit,
)

DAY = dt.date(2024, 12, 6)
NOW = dt.datetime(2024, 12, 6, 2, 0, tzinfo=dt.UTC)


def annotated(article_id: str = "a1") -> AnnotatedArticle:
    return AnnotatedArticle(
        article_id=article_id,
        coder="rules@1",
        sentences=((0, 20), (21, 40)),
        times=(TimeExpression(3, 9, "Friday", "DATE", "2024-12-06", DAY, DAY, Precision.DAY),),
        actors=(
            Actor(
                "mara_voss", "Mara Voss", ActorKind.PERSON, aliases=("Voss",), mentions=((0, 9),)
            ),
        ),
        mentions=(
            Mention(
                mention_id="m1",
                kind=Kind.MEETING,
                cue=((10, 13), (15, 17)),
                sentence=(0, 20),
                participants=(Participant(Role.HOST, ((0, 9),), "mara_voss", "AUT", 0.9),),
                code=Code("CONSULT", "043", Mode.IN_PERSON),
                reality=Reality.HELD,
                date=EventDate(DAY, DAY, Precision.DAY, span=(3, 9)),
                place=EventPlace((30, 36), "Vienna", "AUT", 48.2, 16.4, "city"),
                relay=("wire", "anonymous:a1:1"),
                confidence=0.75,
            ),
            Mention("m2", Kind.BELIEF, ((5, 6),), (0, 20)),
        ),
        rejected=(RejectedCandidate(((22, 25),), Kind.MEETING, "a deadline"),),
    )


SAMPLES = {
    "raw_articles": RawArticle(
        "r1", "s", "a.txt", "text/plain", b"\xff\x00", {"url": "x", "a": "b"}, NOW
    ),
    "rejected_articles": RejectedArticle("r2", "s", "b.txt", "empty", "It is empty."),
    "visits": Visit("s", "https://lamp.example/a", "r1", '"tag"', "Mon, 02 Nov 2026 10:00:00 GMT"),
    "source_counts": SourceCount("s", 3, 1, 0),
    "articles": Article(
        "a1", "Text – “ok”", published_at=NOW, published_at_source=PublishedSource.PAGE
    ),
    "annotated_articles": annotated(),
    "story_signatures": StorySignature("a1", "a1", b"\x01\x00"),
    "actor_links": ActorSighting(
        "a1",
        "mara_voss",
        "mara vos",
        "Mara Voss",
        ActorKind.PERSON,
        "AUT",
        CountryBasis.TEXT,
        "GOV",
        ("mayor",),
        ("ivo_lind",),
        "a1",
        DAY,
        "mara_voss",
        0.9,
    ),
    "event_links": EventLink("m1", "a1", "m-1", 1.0),
    "superseded_events": SupersededEvent("m-1", "m-2"),
}


@pytest.mark.parametrize("table", TABLES)
def test_record_comes_back_as_it_went_in(tmp_path, table):
    lake = Lake(tmp_path)
    lake.write(table, DAY, [SAMPLES[table]])
    assert lake.read(table, DAY) == [SAMPLES[table]]


@pytest.mark.parametrize("table", TABLES)
def test_empty_day_has_the_schema(tmp_path, table):
    lake = Lake(tmp_path)
    lake.write(table, DAY, [])
    stored = pq.ParquetFile(lake.path(table, DAY)).schema_arrow
    assert stored.names == schema_of(TABLES[table]).names
    assert lake.read(table, DAY) == []
    assert lake.days(table) == [DAY]


def test_same_rows_leave_the_file_alone(tmp_path):
    lake = Lake(tmp_path)
    assert lake.write("articles", DAY, [SAMPLES["articles"]])
    before = lake.path("articles", DAY).stat()
    assert not lake.write("articles", DAY, [SAMPLES["articles"]])
    assert lake.path("articles", DAY).stat().st_mtime_ns == before.st_mtime_ns


def test_failure_while_writing_keeps_the_old_file(tmp_path):
    lake = Lake(tmp_path)
    lake.write("articles", DAY, [SAMPLES["articles"]])

    def broken():
        yield SAMPLES["articles"]
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        lake.write("articles", DAY, broken())
    assert lake.read("articles", DAY) == [SAMPLES["articles"]]
    assert [path.name for path in lake.path("articles", DAY).parent.iterdir()] == [
        "articles.parquet"
    ]


def test_columns_and_counts_over_days(tmp_path):
    lake = Lake(tmp_path)
    lake.write("articles", DAY, [Article("b", "x"), Article("a", "y")])
    lake.write("articles", dt.date(2024, 12, 7), [Article("c", "z")])
    assert list(lake.column("articles", "article_id")) == ["b", "a", "c"]
    assert list(lake.column("articles", "article_id", [DAY])) == ["b", "a"]
    assert lake.count("articles", DAY) == 2
    assert lake.count("articles", dt.date(2030, 1, 1)) == 0


def test_unknown_table_is_refused(tmp_path):
    with pytest.raises(KeyError, match="no table of the lake"):
        Lake(tmp_path).read("artcles", DAY)


def test_duckdb_reads_nested_records_by_name(tmp_path):
    lake = Lake(tmp_path)
    lake.write("annotated_articles", DAY, [annotated()])
    rows = duckdb.execute(
        "select article_id, ingested_on, m.kind, m.participants[1].role, m.place.name,"
        " m.cue[2].start, m.date.first from (select *, unnest(mentions) as m"
        " from read_parquet(?, hive_partitioning = true))",
        [f"{tmp_path}/*/*/*.parquet"],
    ).fetchall()
    assert rows == [
        ("a1", DAY, "meeting", "host", "Vienna", 15, DAY),
        ("a1", DAY, "belief", None, None, None, None),
    ]


def test_what_a_day_was_made_from_is_remembered(tmp_path):
    lake = Lake(tmp_path)
    assert lake.made_from("articles", DAY) is None
    lake.write("articles", DAY, [], made_from="abc")
    assert lake.made_from("articles", DAY) == "abc"
    before = lake.fingerprint("articles", DAY)
    lake.write("articles", DAY, [SAMPLES["articles"]], made_from="abc")
    assert lake.fingerprint("articles", DAY) != before


def test_matching_reads_only_what_was_asked_for(tmp_path):
    lake = Lake(tmp_path)
    lake.write("event_links", DAY, [EventLink(f"m{n}", "a1", f"m-{n % 2}", 1.0) for n in range(4)])
    found = lake.matching("event_links", DAY, "event_id", {"m-1"})
    assert [link.mention_id for link in found] == ["m1", "m3"]
    assert lake.matching("event_links", DAY, "event_id", set()) == []
    assert lake.matching("event_links", DAY - dt.timedelta(1), "event_id", {"m-1"}) == []
