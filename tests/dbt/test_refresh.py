"""A refresh replaces what has changed, and ends where a build from nothing would."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from lake_factory import PROJECT, Story, Warehouse, day, on

from pipelines.records import Office, Reality, SupersededEvent

pytestmark = pytest.mark.slow


def talks(number: int, event_id: str, more: str = "", **about: object) -> Story:
    story = Story(f"a{number}", f"Ann Bell met Carl Dorn in Oslo{more}.", outlet=f"Paper {number}")
    return story.mention(
        event_id, "met", ("participant", "Ann Bell"), ("participant", "Carl Dorn"), **about
    )


def assert_like_new(warehouse: Warehouse, tmp_path: Path) -> None:
    """Compare with tables that are built from the same lake at once."""
    new = Warehouse(tmp_path / "new")
    shutil.rmtree(new.root)
    new = Warehouse(tmp_path / "new")
    shutil.copytree(warehouse.root / "lake", new.root / "lake")
    new.refresh()
    assert warehouse.tables() == new.tables()


def test_refresh_follows_the_lake(warehouse: Warehouse, tmp_path: Path) -> None:
    warehouse.arrive(
        day(5), talks(1, "m-1", reality=Reality.PLANNED), talks(2, "m-2"), talks(9, "m-9")
    )
    warehouse.refresh()
    warehouse.arrive(day(6), talks(3, "m-1", when=on(day(6)), where=("Oslo", "NOR")))
    warehouse.refresh()
    assert warehouse.rows("select ingested_on from intermediate.int_changed_days") == [(day(6),)]
    assert warehouse.rows("select * from intermediate.int_changed_events") == [("m-1",)]
    assert warehouse.rows("select reality, article_count from events where event_id = 'm-1'") == [
        ("held", 2)
    ]
    before = warehouse.tables()

    # a corrected article, and two events that turn out to be one
    warehouse.arrive(day(7), talks(2, "m-2", ", again"), merged=[SupersededEvent("m-2", "m-1")])
    warehouse.refresh()
    assert warehouse.rows("select event_id, article_count from events order by all") == [
        ("m-1", 3),
        ("m-9", 1),
    ]
    assert_like_new(warehouse, tmp_path)

    # all of that taken back
    warehouse.arrive(day(7))
    warehouse.refresh()
    assert warehouse.tables() == before

    # an article vanishes, and with it its event
    warehouse.arrive(day(5), talks(1, "m-1", reality=Reality.PLANNED), talks(2, "m-2"))
    warehouse.refresh()
    assert warehouse.rows("select count(*) from events where event_id = 'm-9'") == [(0,)]
    assert warehouse.rows("select count(*) from articles where article_id = 'a9'") == [(0,)]
    assert_like_new(warehouse, tmp_path)

    # nothing new, nothing done
    before = warehouse.tables()
    warehouse.refresh()
    assert warehouse.rows("select count(*) from intermediate.int_changed_days") == [(0,)]
    assert warehouse.tables() == before


def test_a_build_that_broke_off_is_taken_up(warehouse: Warehouse, tmp_path: Path) -> None:
    warehouse.arrive(day(4), talks(5, "m-5"))
    warehouse.arrive(day(5), talks(1, "m-1"), talks(2, "m-2"))
    warehouse.refresh()
    warehouse.arrive(day(5), talks(1, "m-1", " again"))
    warehouse.refresh("--select", "+articles", "+sentences")
    assert warehouse.rows("select count(*) from articles") == [(2,)]
    assert warehouse.rows("select count(*) from events") == [(3,)]
    warehouse.refresh()
    assert warehouse.rows("select count(*) from events") == [(2,)]
    assert_like_new(warehouse, tmp_path)


def test_a_table_is_not_made_of_the_changed_days_alone(warehouse: Warehouse) -> None:
    warehouse.arrive(day(4), talks(5, "m-5"))
    warehouse.arrive(day(5), talks(1, "m-1"))
    warehouse.refresh()
    warehouse.arrive(day(5), talks(1, "m-1", " again"))
    warehouse.refresh()
    done = warehouse.dbt("run", "--full-refresh", "--select", "events")
    assert done.returncode != 0
    assert "--full-refresh" in done.stdout


def test_tables_are_empty_where_nothing_has_arrived(warehouse: Warehouse) -> None:
    warehouse.build("--exclude-resource-type", "unit_test")
    assert {
        name: rows for name, rows in warehouse.tables().items() if rows and name != "outlets"
    } == {}


def test_the_users_own_list_of_actors_wins_and_can_be_taken_back(tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(PROJECT, project, ignore=shutil.ignore_patterns("target", "logs"))
    (tmp_path / "pipelines").symlink_to(PROJECT.parent / "pipelines")  # the tables of outlets
    warehouse = Warehouse(tmp_path / "warehouse", project)
    story = talks(1, "m-1")
    story.actor("Eve Falk")
    warehouse.arrive(day(5), story)
    warehouse.refresh()
    before = warehouse.tables()

    with (project / "seeds" / "actors_override.csv").open("a", encoding="utf-8") as seed:
        seed.write("Carl DORN,karl_dorn,Karl Dorn,person,DNK,GOV,\neve_falk,ann_bell,,,,,\n")
    warehouse.refresh()
    assert warehouse.rows(
        "select actor_id, name, country, country_basis from actors order by 1"
    ) == [
        ("ann_bell", "Ann Bell", None, None),
        ("karl_dorn", "Karl Dorn", "DNK", "override"),
    ]
    assert warehouse.rows("select actor_id from event_actors order by 1") == [
        ("ann_bell",),
        ("karl_dorn",),
    ]

    shutil.copy(PROJECT / "seeds" / "actors_override.csv", project / "seeds")
    warehouse.refresh()
    assert warehouse.tables() == before


def namesakes() -> list[Story]:
    """Ann Bell of Norway, in the second article in another spelling, and one of Canada."""
    stories = [talks(number, f"m-{number}") for number in (1, 2, 3)]
    stories[0].actors["ann_bell"] = replace(stories[0].actors["ann_bell"], country="NOR")
    stories[1].is_another("Ann Bell", "anne_bell", 0.8)
    stories[2].is_another("Ann Bell", "ann_bell~3c5e0f")
    return stories


def test_names_are_not_ids(warehouse: Warehouse, tmp_path: Path) -> None:
    warehouse.arrive(day(5), *namesakes()[:2])
    warehouse.refresh()
    warehouse.arrive(day(6), namesakes()[2])
    warehouse.refresh()
    assert warehouse.rows(
        "select actor_id, namesakes, event_count from actors where name = 'Ann Bell' order by all"
    ) == [
        ("ann_bell", ["ann_bell~3c5e0f", "anne_bell"], 1),
        ("ann_bell~3c5e0f", ["ann_bell", "anne_bell"], 1),
        ("anne_bell", ["ann_bell", "ann_bell~3c5e0f"], 1),
    ]
    assert warehouse.rows(
        "select event_id, actor_id, round(link_confidence, 2) from event_actors "
        "where actor_id like 'ann%' order by all"
    ) == [
        ("m-1", "ann_bell", 0.9),
        ("m-2", "anne_bell", 0.72),
        ("m-3", "ann_bell~3c5e0f", 0.9),
    ]
    assert_like_new(warehouse, tmp_path)


@pytest.mark.parametrize(
    ("row", "actors"),
    [
        # the name wins over all that tells its bearers apart
        ("Ann Bell,ann,,,,,", {"a1": "ann", "a2": "ann", "a3": "ann"}),
        # the id means its bearer and those so spelt, and no namesake
        ("ann_bell,ann,,,,,", {"a1": "ann", "a2": "ann", "a3": "ann_bell~3c5e0f"}),
        ("ann_bell~3c5e0f,ann_bell,,,,,", {"a1": "ann_bell", "a2": "anne_bell", "a3": "ann_bell"}),
        # in one article only
        ("Ann Bell,ann,,,,,a2", {"a1": "ann_bell", "a2": "ann", "a3": "ann_bell~3c5e0f"}),
    ],
)
def test_the_users_list_joins_and_parts_namesakes(
    tmp_path: Path, row: str, actors: dict[str, str]
) -> None:
    project = tmp_path / "project"
    shutil.copytree(PROJECT, project, ignore=shutil.ignore_patterns("target", "logs"))
    (tmp_path / "pipelines").symlink_to(PROJECT.parent / "pipelines")
    with (project / "seeds" / "actors_override.csv").open("a", encoding="utf-8") as seed:
        seed.write(row + "\n")
    warehouse = Warehouse(tmp_path / "warehouse", project)
    warehouse.arrive(day(5), *namesakes())
    warehouse.refresh("--select", "+article_actors")
    found = warehouse.rows(
        "select article_id, actor_id from article_actors where name = 'Ann Bell'"
    )
    assert dict(found) == actors


def test_a_lake_from_before_offices_had_words_is_read(warehouse: Warehouse) -> None:
    story = talks(1, "m-1")
    story.actor("Eve Falk", office="Mayor")
    warehouse.arrive(day(5), story)
    rewrite_actors(warehouse, without_offices)
    warehouse.refresh()
    assert warehouse.rows("select actor_id, office, evidence from actor_roles") == [
        ("eve_falk", "Mayor", None)
    ]


def test_a_lake_from_before_offices_had_periods_is_read(warehouse: Warehouse) -> None:
    story = talks(1, "m-1")
    story.actor("Eve Falk", offices=(Office("Mayor", story.span("Ann")),))
    warehouse.arrive(day(5), story)
    rewrite_actors(warehouse, without_periods)
    [annotated] = warehouse.lake.read("annotated_articles", day(5))
    assert [a.offices for a in annotated.actors if a.name == "Eve Falk"] == [
        (Office("Mayor", story.span("Ann")),)
    ]
    warehouse.refresh()
    assert warehouse.rows(
        "select office, evidence, period_basis, valid_from_evidence from actor_roles"
    ) == [("Mayor", "Ann", "attested", None)]


def without_offices(actor: pa.StructType) -> pa.StructType:
    return pa.struct([field for field in actor if field.name != "offices"])


def without_periods(actor: pa.StructType) -> pa.StructType:
    older = [
        field
        for field in actor.field("offices").type.value_type
        if field.name not in ("begins", "ends")
    ]
    offices = pa.field("offices", pa.list_(pa.struct(older)))
    return pa.struct([offices if field.name == "offices" else field for field in actor])


def rewrite_actors(warehouse: Warehouse, older: Callable[[pa.StructType], pa.StructType]) -> None:
    """Write the actors of a day as an earlier version did, with fewer fields."""
    path = warehouse.lake.path("annotated_articles", day(5))
    table = pq.read_table(path, partitioning=None)
    at = table.schema.get_field_index("actors")
    kind = pa.list_(older(table.schema.field("actors").type.value_type))
    rows = pa.array(table.column("actors").to_pylist(), kind)
    pq.write_table(table.set_column(at, "actors", rows), path)
