import fcntl
import json
import os
import signal
import subprocess
from pathlib import Path

import duckdb
import pytest
from conftest import COMMUNIQUE, communique

from pipelines.lake import TABLES, Lake

DAY = "2024-03-06"
MARTS = ("articles", "events", "event_mentions", "event_actors", "statements", "actors")


def lake_bytes(warehouse: Path) -> dict[str, bytes]:
    files = (warehouse / "lake").rglob("*.parquet")
    return {str(path.relative_to(warehouse)): path.read_bytes() for path in files}


def lake_records(warehouse: Path) -> dict[str, list[object]]:
    """What the lake says, the time of reading aside: two runs of one input differ in that alone."""
    lake = Lake(warehouse / "lake")
    tables = set(TABLES) - {"raw_articles"}
    found = {
        table: [r for day in lake.days(table) for r in lake.read(table, day)] for table in tables
    }
    found["raw_articles"] = [
        (raw.raw_id, raw.locator, raw.content)
        for day in lake.days("raw_articles")
        for raw in lake.read("raw_articles", day)
    ]
    return found


def published(warehouse: Path) -> dict[str, list[tuple[object, ...]]]:
    with duckdb.connect(str(warehouse / "published/events.duckdb"), read_only=True) as db:
        return {name: db.table(name).order("all").fetchall() for name in MARTS}


@pytest.mark.slow
def test_run_ends_in_tables_and_a_second_run_does_nothing_twice(folder, environment):
    first = communique(environment, "run", folder, "--date", DAY)
    assert first.returncode == 0, first.stderr
    assert "Meetings" in first.stdout
    assert "Checks passed:" in first.stdout
    warehouse = Path(environment["COMMUNIQUE_WAREHOUSE"])
    tables = published(warehouse)
    kinds = {row[0] for row in query(warehouse, "select distinct kind from events")}
    assert {"meeting", "statement"} <= kinds
    places = "select place_name from events where kind = 'meeting' and reality = 'held'"
    assert ("Oslo",) in query(warehouse, places)
    assert query(warehouse, "select reason from rejected_articles") == [("empty",)]
    assert (warehouse / "docs/data/index.html").exists()
    assert (warehouse / "docs/dbt/index.html").exists()

    lake = lake_bytes(warehouse)
    database = (warehouse / "published/events.duckdb").stat()
    second = communique(environment, "run", folder, "--date", DAY)
    assert second.returncode == 0, second.stderr
    assert lake_bytes(warehouse) == lake
    assert published(warehouse) == tables
    assert (warehouse / "published/events.duckdb").stat().st_mtime_ns == database.st_mtime_ns


@pytest.mark.slow
def test_killed_at_any_stage_and_run_again_gives_the_same(folder, environment, tmp_path):
    whole = {**environment, "COMMUNIQUE_WAREHOUSE": str(tmp_path / "whole")}
    assert communique(whole, "run", folder, "--date", DAY).returncode == 0
    stages = ("Cleaning", "Coding", "Linking", "Building", "Checking", "Publishing")
    for stage in stages:
        kill_at(stage, environment, folder)
    again = communique(environment, "run", folder, "--date", DAY)
    assert again.returncode == 0, again.stderr
    warehouse = Path(environment["COMMUNIQUE_WAREHOUSE"])
    assert lake_records(warehouse) == lake_records(tmp_path / "whole")
    assert published(warehouse) == published(tmp_path / "whole")


def kill_at(stage: str, environment: dict[str, str], folder: Path) -> None:
    """Start a run, and kill it and its children when a stage begins."""
    process = subprocess.Popen(
        [COMMUNIQUE, "run", str(folder), "--date", DAY],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr is not None
    reached = any(line.startswith(stage) for line in process.stderr)
    assert reached, f"the run never came to {stage}"
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    process.stderr.close()


def query(warehouse: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(warehouse / "published/events.duckdb"), read_only=True) as db:
        return db.execute(sql).fetchall()


@pytest.mark.parametrize(
    ("arguments", "setting", "sentence"),
    [
        (["run", "nowhere/at/all"], {}, "There is no file or folder 'nowhere/at/all'"),
        (["code", "missing.jsonl", "-o", "-"], {}, "There is no file or folder"),
        (["run"], {"COMMUNIQUE_WORKERS": "-2"}, "COMMUNIQUE_WORKERS = '-2'"),
        (["run"], {"COMMUNIQUE_NIGHTLY_AT": "noon"}, "COMMUNIQUE_NIGHTLY_AT = 'noon'"),
        (["run"], {"COMMUNIQUE_TIMEZONE": "Mars"}, "is not a time zone"),
        (["run"], {"COMMUNIQUE_SOURCES_FILE": "none.yml"}, "cannot be read"),
        (["query", "select 1"], {}, "communique run"),
    ],
)
def test_what_a_user_can_mend_is_one_sentence(environment, tmp_path, arguments, setting, sentence):
    ended = communique({**environment, **setting}, *arguments)
    assert ended.returncode == 1
    assert sentence in ended.stderr
    assert "Traceback" not in ended.stderr + ended.stdout
    assert len(ended.stderr.strip().splitlines()) == 1


def test_warehouse_that_is_being_written_is_left_alone(folder, environment):
    warehouse = Path(environment["COMMUNIQUE_WAREHOUSE"])
    warehouse.mkdir(parents=True)
    with (warehouse / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ended = communique(environment, "run", folder)
    assert ended.returncode == 1
    assert "is being written by another process" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (warehouse / "lake").exists()


def test_code_keeps_ids_order_and_text(environment, tmp_path):
    given = [
        {"id": "first", "text": "Mara Voss met Tom Lind in Oslo.", "published": "2024-03-06"},
        {"id": "second", "text": "  Nichts davon ist englisch, und niemand hat etwas gesagt.\n"},
        {"id": "third", "text": "“We are done,” Voss said."},
    ]
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(json.dumps(record) for record in given), encoding="utf-8")
    ended = communique(environment, "code", source, "-o", target)
    assert ended.returncode == 0, ended.stderr
    written = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [record["id"] for record in written] == ["first", "second", "third"]
    meeting = next(m for m in written[0]["mentions"] if m["kind"] == "meeting")
    start, end = meeting["cue"][0]
    assert given[0]["text"][start:end] == "met"
    start, end = written[2]["mentions"][0]["content"][0]
    assert given[2]["text"][start:end].startswith("“We are done")
