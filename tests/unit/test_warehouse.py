import os
import subprocess
import sys
import textwrap

import duckdb
import pytest

from pipelines.warehouse import Warehouse, WarehouseError


def build(warehouse: Warehouse, rows: int) -> None:
    warehouse.build.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(warehouse.build)) as db:
        db.execute("create or replace table events as select range as n from range(?)", [rows])
        db.execute("create or replace view events_cameo as select n from events.main.events")


def count(connection: duckdb.DuckDBPyConnection) -> int:
    return connection.execute("select count(*) from events").fetchall()[0][0]


def hold(code: str, path: object) -> subprocess.Popen[str]:
    """A second process that holds something of the warehouse until it is ended."""
    script = textwrap.dedent(code) + "\nprint('held', flush=True)\nimport time; time.sleep(60)"
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_published_holds_tables_views_and_parquet(tmp_path):
    warehouse = Warehouse(tmp_path)
    build(warehouse, 3)
    assert warehouse.publish() == ["events"]
    with warehouse.connect() as db:
        assert db.execute("select count(*) from events_cameo").fetchall() == [(3,)]
    stored = duckdb.read_parquet(str(warehouse.tables / "events.parquet"))
    assert len(stored.fetchall()) == 3


def test_open_reader_neither_blocks_a_refresh_nor_sees_it(tmp_path):
    warehouse = Warehouse(tmp_path)
    build(warehouse, 1)
    warehouse.publish()
    code = "import duckdb, sys; db = duckdb.connect(sys.argv[1])"  # read-write, as the CLI opens it
    reader = hold(code, warehouse.published)
    try:
        build(warehouse, 2)
        warehouse.publish()
        with warehouse.connect() as db:
            assert count(db) == 2
    finally:
        reader.kill()
        reader.wait()


def test_own_reader_keeps_what_it_opened(tmp_path):
    warehouse = Warehouse(tmp_path)
    build(warehouse, 1)
    warehouse.publish()
    with warehouse.connect() as reader:
        build(warehouse, 5)
        warehouse.publish()
        assert count(reader) == 1


def test_table_that_is_gone_leaves_no_parquet(tmp_path):
    warehouse = Warehouse(tmp_path)
    build(warehouse, 1)
    with duckdb.connect(str(warehouse.build)) as db:
        db.execute("create table old as select 1 as n")
    warehouse.publish()
    with duckdb.connect(str(warehouse.build)) as db:
        db.execute("drop table old")
    assert warehouse.publish() == ["events"]
    assert [path.name for path in warehouse.tables.iterdir()] == ["events.parquet"]


def test_publishing_killed_halfway_is_made_good_by_the_next(tmp_path):
    warehouse = Warehouse(tmp_path)
    build(warehouse, 1)
    warehouse.publish()
    left = warehouse.root / "published" / ".next"
    left.mkdir()
    (left / "events.duckdb").write_bytes(b"half a file")
    build(warehouse, 2)
    warehouse.publish()
    with warehouse.connect() as db:
        assert count(db) == 2
    assert not left.exists()


def test_write_ahead_log_of_the_build_is_published_too(tmp_path):
    warehouse = Warehouse(tmp_path)
    build(warehouse, 1)
    code = (
        "import duckdb, os, sys; db = duckdb.connect(sys.argv[1]);"
        "db.execute('insert into events values (77)'); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, str(warehouse.build)], check=True)
    assert warehouse.build.with_name("events.duckdb.wal").exists()
    warehouse.publish()
    with warehouse.connect() as db:
        assert count(db) == 2


def test_second_writer_is_told_who_writes(tmp_path):
    code = """
        import sys, pathlib
        from pipelines.warehouse import Warehouse
        held = Warehouse(pathlib.Path(sys.argv[1])).writing()
        held.__enter__()
    """
    writer = hold(code, tmp_path)
    try:
        with (
            pytest.raises(WarehouseError, match=f"written by another process .*{writer.pid}"),
            Warehouse(tmp_path).writing(),
        ):
            pytest.fail("two writers at once")
    finally:
        writer.kill()
        writer.wait()
    with Warehouse(tmp_path).writing():  # the dead writer's lock is free
        assert (tmp_path / ".lock").read_text() == f"process {os.getpid()}"


def test_writing_within_writing_is_one_writer(tmp_path):
    warehouse = Warehouse(tmp_path)
    with warehouse.writing(), warehouse.writing():
        pass
    with Warehouse(tmp_path).writing():
        pass


def test_build_that_a_client_holds_is_reported(tmp_path):
    warehouse = Warehouse(tmp_path)
    warehouse.check_build_is_free()
    build(warehouse, 1)
    warehouse.check_build_is_free()
    client = hold("import duckdb, sys; db = duckdb.connect(sys.argv[1])", warehouse.build)
    try:
        with pytest.raises(WarehouseError, match=r"Another process has .*events\.duckdb open"):
            warehouse.check_build_is_free()
    finally:
        client.kill()
        client.wait()


def test_nothing_built_and_nothing_published_are_said(tmp_path):
    with pytest.raises(WarehouseError, match="nothing to publish"):
        Warehouse(tmp_path).publish()
    with pytest.raises(WarehouseError, match="communique run"):
        Warehouse(tmp_path).connect()
