"""Parquet between the stages: the tables of records, one file a table and day.

    lake/<table>/ingested_on=YYYY-MM-DD/<table>.parquet

The schema of a table is derived from its record, so that a record and its file cannot drift
apart. A file is written whole under a temporary name and then renamed, so that a crash leaves the
old file or the new one. A file that would not change is left alone, time stamp included.
"""

import datetime as dt
import hashlib
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.records import (
    ActorSighting,
    AnnotatedArticle,
    Article,
    EventLink,
    RawArticle,
    RejectedArticle,
    SourceCount,
    Span,
    StorySignature,
    SupersededEvent,
    Visit,
)

TABLES: dict[str, type] = {
    "raw_articles": RawArticle,
    "rejected_articles": RejectedArticle,
    "visits": Visit,
    "source_counts": SourceCount,
    "articles": Article,
    "story_signatures": StorySignature,
    "annotated_articles": AnnotatedArticle,
    "actor_links": ActorSighting,
    "event_links": EventLink,
    "superseded_events": SupersededEvent,
}

PLAIN = {
    str: pa.string(),
    bytes: pa.binary(),
    int: pa.int32(),
    float: pa.float64(),
    bool: pa.bool_(),
    dt.date: pa.date32(),
    dt.datetime: pa.timestamp("us", tz="UTC"),
}
SPAN = pa.struct([("start", pa.int32()), ("end", pa.int32())])

MADE_FROM = "made_from"
FEW = 64  # rows held at a time where their bytes may be large

type Row = dict[str, Any]
type Convert = Callable[[Any], Any]


class Lake:
    """The tables under one folder. Nothing is cached: what is on disk is what is read."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, table: str, day: dt.date) -> Path:
        """Where one day of a table lies, whether or not it is there."""
        _record_of(table)
        return self.root / table / f"ingested_on={day.isoformat()}" / f"{table}.parquet"

    def days(self, table: str) -> list[dt.date]:
        """The days that a table holds, in order."""
        _record_of(table)
        found = self.root.glob(f"{table}/ingested_on=*/{table}.parquet")
        return sorted(dt.date.fromisoformat(path.parent.name.partition("=")[2]) for path in found)

    def write[R](self, table: str, day: dt.date, rows: Iterable[R], made_from: str = "") -> bool:
        """Make `rows` the whole content of one day; say whether that changed the file.

        `made_from` names the inputs, for a stage to see later that there is nothing to do anew.
        """
        record = _record_of(table)
        pack = packer(record)
        schema = schema_of(record).with_metadata({MADE_FROM: made_from})
        content = pa.Table.from_pylist([pack(row) for row in rows], schema=schema)
        return write_table(self.path(table, day), content)

    def made_from(self, table: str, day: dt.date) -> str | None:
        """What one day of a table says that it was made from; None where the day is absent."""
        path = self.path(table, day)
        if not path.exists():
            return None
        about = pq.read_schema(path).metadata or {}
        return bytes(about.get(MADE_FROM.encode(), b"")).decode()

    def fingerprint(self, table: str, day: dt.date) -> str:
        """A name for the content of one day: the same bytes, the same name."""
        path = self.path(table, day)
        if not path.exists():
            return "absent"
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def read(self, table: str, day: dt.date) -> list[Any]:
        """The records of one day, in the order they were written; none where the day is absent."""
        path = self.path(table, day)
        if not path.exists():
            return []
        unpack = unpacker(_record_of(table))
        return [
            unpack(row) for row in pq.ParquetFile(path).read().to_pylist(maps_as_pydicts="strict")
        ]

    def stream(self, table: str, day: dt.date) -> Iterator[Any]:
        """The records of one day, a few at a time: the bytes of a day need not fit in memory."""
        path = self.path(table, day)
        if path.exists():
            unpack = unpacker(_record_of(table))
            for batch in pq.ParquetFile(path).iter_batches(batch_size=FEW):
                yield from map(unpack, batch.to_pylist(maps_as_pydicts="strict"))

    def column(self, table: str, name: str, days: Iterable[dt.date] | None = None) -> Iterator[Any]:
        """The values of one plain column over many days, without reading the other columns."""
        for day in self.days(table) if days is None else days:
            path = self.path(table, day)
            if path.exists():
                yield from pq.ParquetFile(path).read(columns=[name]).column(name).to_pylist()

    def matching(self, table: str, day: dt.date, name: str, values: Collection[str]) -> list[Any]:
        """The records of one day in which a plain column holds one of `values`."""
        path = self.path(table, day)
        if not path.exists() or not values:
            return []
        unpack = unpacker(_record_of(table))
        wanted = pc.field(name).isin(sorted(values))
        return [unpack(row) for row in pq.read_table(path, filters=wanted).to_pylist()]

    def count(self, table: str, day: dt.date) -> int:
        """How many rows one day of a table has."""
        path = self.path(table, day)
        return pq.ParquetFile(path).metadata.num_rows if path.exists() else 0


def write_table(path: Path, content: pa.Table) -> bool:
    """Write a table whole or not at all; leave the file alone where it holds the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        pq.write_table(content, temporary, compression="zstd")
        if path.exists() and path.read_bytes() == temporary.read_bytes():
            return False
        temporary.replace(path)
        return True
    finally:
        temporary.unlink(missing_ok=True)


@cache
def schema_of(record: type) -> pa.Schema:
    """The Parquet schema of a record: its field names and types, nested records as structs."""
    return pa.schema(_arrow_fields(record))


@cache
def packer(record: type) -> Callable[[Any], Row]:
    """A function that turns a record into the plain values that Arrow takes."""
    parts = [(f.name, _packing(hint)) for f, hint in _hints(record)]
    return lambda value: {name: pack(getattr(value, name)) for name, pack in parts}


@cache
def unpacker(record: type) -> Callable[[Row], Any]:
    """The reverse of `packer`. A field that an older file lacks takes its default."""
    parts = [(f.name, _unpacking(hint)) for f, hint in _hints(record)]
    return lambda row: record(**{name: read(row[name]) for name, read in parts if name in row})


def _record_of(table: str) -> type:
    if table not in TABLES:
        raise KeyError(f"{table!r} is no table of the lake; it has {', '.join(TABLES)}")
    return TABLES[table]


def _hints(record: type) -> list[tuple[Any, Any]]:
    hints = get_type_hints(record)
    return [(f, hints[f.name]) for f in fields(record)]


def _arrow_fields(record: type) -> list[pa.Field]:
    return [
        pa.field(f.name, _arrow_type(hint), nullable=_optional(hint) is not None)
        for f, hint in _hints(record)
    ]


def _optional(hint: Any) -> Any:
    """X of `X | None`, or None where the hint is not of that form."""
    if get_origin(hint) is UnionType:
        inner = [part for part in get_args(hint) if part is not type(None)]
        if len(inner) == 1 and len(get_args(hint)) == 2:
            return inner[0]
        raise TypeError(f"the lake stores no union such as {hint}")
    return None


def _item(hint: Any) -> Any:
    """X of `tuple[X, ...]`, or None where the hint is not of that form."""
    match get_args(hint):
        case (inner, end) if get_origin(hint) is tuple and end is ...:
            return inner
    return None


def _arrow_type(hint: Any) -> pa.DataType:
    if hint == Span:
        return SPAN
    if (inner := _optional(hint)) is not None:
        return _arrow_type(inner)
    if (inner := _item(hint)) is not None:
        return pa.list_(_arrow_type(inner))
    if hint == dict[str, str]:
        return pa.map_(pa.string(), pa.string())
    if isinstance(hint, type) and is_dataclass(hint):
        return pa.struct(_arrow_fields(hint))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return pa.string()
    if hint in PLAIN:
        return PLAIN[hint]
    raise TypeError(f"the lake stores no {hint}")


def _packing(hint: Any) -> Convert:
    if hint == Span:
        return lambda span: {"start": span[0], "end": span[1]}
    if (inner := _optional(hint)) is not None:
        return _or_none(_packing(inner))
    if (inner := _item(hint)) is not None:
        return _each(_packing(inner), list)
    if hint == dict[str, str]:
        return lambda value: sorted(value.items())
    if isinstance(hint, type) and is_dataclass(hint):
        return packer(hint)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return str
    return _same


def _unpacking(hint: Any) -> Convert:
    if hint == Span:
        return lambda span: (span["start"], span["end"])
    if (inner := _optional(hint)) is not None:
        return _or_none(_unpacking(inner))
    if (inner := _item(hint)) is not None:
        return _each(_unpacking(inner), tuple)
    if hint == dict[str, str]:
        return dict
    if isinstance(hint, type) and is_dataclass(hint):
        return unpacker(hint)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    return _same


def _same(value: Any) -> Any:
    return value


def _or_none(convert: Convert) -> Convert:
    return lambda value: None if value is None else convert(value)


def _each(convert: Convert, collect: Callable[[Iterable[Any]], Any]) -> Convert:
    return lambda values: collect(convert(value) for value in values)
