"""CSV and Parquet files: one row, one record. Which column is what, the source's `columns` says."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, cast

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.sources.arrivals import RECORD, Arrival, Intake
from pipelines.sources.files import Entry, seekable
from pipelines.sources.reasons import Reason, RefusalError

BATCH = 256


def read_csv(entry: Entry, intake: Intake) -> Iterator[Arrival]:
    """Each row of a CSV or TSV file with a header."""
    encoding = intake.source.encoding or "utf-8-sig"
    delimiter = "\t" if entry.suffix == ".tsv" else ","
    with (
        entry.open(intake.limits) as stream,
        io.TextIOWrapper(cast(io.BufferedReader, stream), encoding, newline="") as lines,
    ):
        csv.field_size_limit(intake.limits.item_bytes)
        rows = csv.DictReader(lines, delimiter=delimiter, strict=True)
        number = 1
        try:
            _require_text(list(rows.fieldnames or []), intake)
            for number, row in enumerate(rows, start=1):
                yield _row(row, f"{entry.name}#{number}", intake)
        except UnicodeDecodeError as error:
            detail = f"The bytes after row {number} are not {encoding}."
            raise RefusalError(Reason.WRONG_ENCODING, detail) from error
        except csv.Error as error:
            reason = Reason.TRUNCATED if "unexpected end" in str(error) else Reason.BAD_RECORD
            raise RefusalError(reason, f"Row {number + 1} cannot be read: {error}.") from error


def read_parquet(entry: Entry, intake: Intake) -> Iterator[Arrival]:
    """Each row of a Parquet file, a batch at a time."""
    number = 0
    with seekable(entry.open(intake.limits), intake.limits) as stream:
        try:
            table = pq.ParquetFile(stream)
            _require_text(table.schema_arrow.names, intake)
            for batch in table.iter_batches(batch_size=BATCH):
                for row in batch.to_pylist():
                    number += 1
                    yield _row(row, f"{entry.name}#{number}", intake)
        except (pa.ArrowException, OSError) as error:
            detail = f"The Parquet file cannot be read after row {number}: {error}."
            raise RefusalError(Reason.DAMAGED, detail) from error


def _require_text(names: list[str], intake: Intake) -> None:
    columns = intake.source.columns
    wanted = {columns.get("text", "text"), columns.get("html", "html")}
    missing = sorted(set(columns.values()) - set(names))
    if missing:
        raise RefusalError(Reason.BAD_RECORD, f"The table has no column {missing[0]!r}.")
    if not wanted & set(names):
        raise RefusalError(
            Reason.BAD_RECORD, "The table has no column `text`; name it under `columns`."
        )


def _row(row: dict[Any, Any], locator: str, intake: Intake) -> Arrival:
    if None in row:
        return intake.reject(locator, Reason.BAD_RECORD, "The row has more cells than the header.")
    content = json.dumps(row, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")
    if len(content) > intake.limits.item_bytes:
        return intake.reject(locator, Reason.TOO_LARGE, "The row is larger than the limit.")
    return intake.raw(locator, RECORD, content)
