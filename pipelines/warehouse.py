"""The warehouse folder: who may write it, how it is published, how it is read.

    lake/       Parquet between the stages (pipelines.lake)
    build/      events.duckdb, which dbt writes; one writer at a time
    published/  events.duckdb and the tables as Parquet; replaced whole, read by everybody
    docs/       Data Docs and dbt docs

What is in the tables is decided in dbt_project; nothing here knows a column.
"""

import fcntl
import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import duckdb

from pipelines.lake import Lake

DATABASE = "events.duckdb"  # views hold the database's name: build and published share it
PUBLIC_SCHEMA = "main"
WORKSHOPS = ("staging", "intermediate")  # schemas that readers do not need


class WarehouseError(RuntimeError):
    """What keeps the warehouse from being read or written, said in one sentence."""


class Warehouse:
    """One warehouse folder. Several processes may hold one; only one of them writes."""

    def __init__(self, root: Path, patience: float = 0.0) -> None:
        self.root = root
        self.patience = patience
        self.lake = Lake(root / "lake")
        self.build = root / "build" / DATABASE
        self.published = root / "published" / DATABASE
        self.tables = root / "published" / "parquet"
        self.docs = root / "docs"
        self._depth = 0

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the one process that writes, or raise WarehouseError once the patience is over.

        Nested uses of one object count as one, so that a whole run and each of its stages can ask.
        The operating system frees the lock when a process dies.
        """
        if self._depth:
            with self._nested():
                yield
            return
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            lock = (self.root / ".lock").open("a+")
        except OSError as error:
            raise WarehouseError(
                f"The warehouse {self.root} cannot be written: {error}."
            ) from error
        with lock:
            self._acquire(lock)
            with self._nested():
                yield

    def check_build_is_free(self) -> None:
        """Raise WarehouseError where a client holds the build database, before any work is done."""
        if self.build.exists():
            try:
                duckdb.connect(str(self.build)).close()
            except duckdb.IOException as error:
                raise WarehouseError(
                    f"Another process has {self.build} open; close it and run again "
                    f"(readers use {self.published})."
                ) from error

    def publish(self) -> list[str]:
        """Replace the published database and its Parquet tables by what was built.

        The build is attached read-only and copied table by table, never as a file: a file
        without its write-ahead log would lack rows. Readers keep the file that they opened.
        """
        if not self.build.exists():
            raise WarehouseError(f"There is nothing to publish: {self.build} does not exist.")
        coming = self.root / "published" / ".next"
        shutil.rmtree(coming, ignore_errors=True)
        (coming / "parquet").mkdir(parents=True)
        names = self._copy(coming)
        self._replace_tables(coming / "parquet")
        (coming / DATABASE).replace(self.published)
        self.published.with_name(f"{DATABASE}.wal").unlink(missing_ok=True)  # of the file before
        shutil.rmtree(coming)
        return names

    def connect(self) -> duckdb.DuckDBPyConnection:
        """Read the published database; later refreshes do not disturb the connection."""
        if not self.published.exists():
            raise WarehouseError(
                f"There is no published warehouse at {self.published}; make one with "
                "`communique run`."
            )
        try:
            return duckdb.connect(str(self.published), read_only=True)
        except duckdb.IOException as error:
            raise WarehouseError(
                f"Another program has {self.published} open for writing; close it, or open it "
                "read-only there."
            ) from error

    def state(self, *more: Path) -> str:
        """A name for what is in the lake and in `more` files: same name, nothing to rebuild."""
        seen = hashlib.sha256()
        for path in sorted(self.lake.root.glob("*/*/*.parquet")):
            about = path.stat()
            seen.update(
                f"{path.relative_to(self.root)} {about.st_size} {about.st_mtime_ns}\n".encode()
            )
        for path in sorted(more):
            seen.update(f"{path.name} ".encode() + hashlib.sha256(path.read_bytes()).digest())
        return seen.hexdigest()

    @property
    def published_state(self) -> str:
        """The state that was published last; empty where none was."""
        path = self._state_path
        if not path.exists() or not self.published.exists():
            return ""
        return str(json.loads(path.read_text(encoding="utf-8"))["state"])

    def remember_published_state(self, state: str) -> None:
        """Note what the published database was made from."""
        temporary = self._state_path.with_suffix(".tmp")
        temporary.write_text(json.dumps({"state": state}), encoding="utf-8")
        temporary.replace(self._state_path)

    @property
    def _state_path(self) -> Path:
        return self.root / "published" / "state.json"

    @contextmanager
    def _nested(self) -> Iterator[None]:
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1

    def _acquire(self, lock: IO[str]) -> None:
        deadline = time.monotonic() + self.patience
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() >= deadline:
                    lock.seek(0)
                    raise WarehouseError(
                        f"The warehouse {self.root} is being written by another process "
                        f"({lock.read().strip() or 'unknown'}); run again when it is done."
                    ) from error
                time.sleep(0.2)
        lock.truncate(0)
        lock.write(f"process {os.getpid()}")
        lock.flush()

    def _copy(self, coming: Path) -> list[str]:
        with duckdb.connect() as copy:
            copy.execute(f"attach {_quoted(self.build)} as events (read_only)")
            copy.execute(f"attach {_quoted(coming / DATABASE)} as next")
            copy.execute("copy from database events to next (schema)")
            for name in WORKSHOPS:
                copy.execute(f"drop schema if exists next.{name} cascade")
            found = copy.execute(
                "select schema_name, table_name from duckdb_tables() "
                "where database_name = 'next' order by all"
            ).fetchall()
            for schema, name in found:
                table = f'"{schema}"."{name}"'
                copy.execute(f"insert into next.{table} select * from events.{table}")  # noqa: S608
            names = [str(name) for schema, name in found if schema == PUBLIC_SCHEMA]
            for name in names:
                target = _quoted(coming / "parquet" / f"{name}.parquet")
                copy.execute(f'copy next.{PUBLIC_SCHEMA}."{name}" to {target} (format parquet)')
        return names

    def _replace_tables(self, coming: Path) -> None:
        self.tables.mkdir(parents=True, exist_ok=True)
        new = {path.name for path in coming.iterdir()}
        for path in coming.iterdir():
            path.replace(self.tables / path.name)
        for path in self.tables.glob("*.parquet"):
            if path.name not in new:
                path.unlink()


def _quoted(path: Path) -> str:
    """A path as an SQL string: ATTACH and COPY take no parameters."""
    return "'" + str(path).replace("'", "''") + "'"
