"""Rows added to one day of a table that need not fit in memory, and are there all or not at all.

The file grows under a temporary name, the old rows first, and takes the place of the old file when
it is committed. Which rows are added is the business of the stages.
"""

import datetime as dt
import os
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.lake import FEW, TABLES, Lake, packer, schema_of

HELD_BYTES = 16_000_000
HELD_ROWS = 256


class Growth:
    """One day of one table, to which rows are added. Committing again goes on from there."""

    def __init__(self, lake: Lake, table: str, day: dt.date) -> None:
        self._path = lake.path(table, day)
        self._temporary = self._path.with_name(f".{self._path.name}.{os.getpid()}.tmp")
        self._schema = schema_of(TABLES[table])
        self._pack = packer(TABLES[table])
        self._held: list[dict[str, Any]] = []
        self._held_bytes = 0
        self._writer: pq.ParquetWriter | None = None
        self.committed = lake.count(table, day)
        self.pending = 0

    def add(self, row: Any) -> None:
        """Add a row; it is there for readers once it is committed."""
        packed = self._pack(row)
        self._held.append(packed)
        self._held_bytes += sum(len(v) for v in packed.values() if isinstance(v, bytes))
        self.pending += 1
        if len(self._held) >= HELD_ROWS or self._held_bytes >= HELD_BYTES:
            self._flush()

    def commit(self) -> None:
        """Make the rows added so far part of the day; leave the file alone where there are none."""
        if not self.pending and self._path.exists():
            return
        self._flush()
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        self._temporary.replace(self._path)
        self.committed += self.pending
        self.pending = 0

    def discard(self) -> None:
        """Forget what was not committed."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        self._temporary.unlink(missing_ok=True)
        self._held, self._held_bytes, self.pending = [], 0, 0

    def _flush(self) -> None:
        if self._writer is None:
            self._writer = self._begin()
        if self._held:
            self._writer.write_table(pa.Table.from_pylist(self._held, schema=self._schema))
        self._held, self._held_bytes = [], 0

    def _begin(self) -> pq.ParquetWriter:
        """A file that holds the old rows. Leavings of a process that was killed go."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        for left in self._path.parent.glob(f".{self._path.name}.*.tmp"):
            left.unlink()
        writer = pq.ParquetWriter(self._temporary, self._schema, compression="zstd")
        if self._path.exists():
            old = pq.ParquetFile(self._path)
            for group in range(old.num_row_groups):
                for batch in old.iter_batches(batch_size=FEW, row_groups=[group]):
                    writer.write_batch(batch.cast(self._schema))
        return writer
