"""Metadata that the UI shows of a table: rows, columns, and its first lines as a small table."""

from collections.abc import Sequence
from typing import Any

import dagster as dg
import pyarrow as pa

LINES = 5
WIDTH = 60


def about_table(schema: pa.Schema, rows: Sequence[dict[str, Any]], count: int) -> dict[str, Any]:
    """Row count, column schema and preview of a table of the lake."""
    columns = [dg.TableColumn(field.name, str(field.type)[:200]) for field in schema]
    return {
        "dagster/row_count": count,
        "dagster/column_schema": dg.TableSchema(columns=columns),
        "preview": dg.MetadataValue.md(as_markdown(schema.names, [list(r.values()) for r in rows])),
    }


def as_markdown(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """A Markdown table. What a page holds is data: it can neither end a cell nor open a tag."""
    lines = ["| " + " | ".join(names) + " |", "|" + " --- |" * len(names)]
    lines += ["| " + " | ".join(_cell(value) for value in row) + " |" for row in rows[:LINES]]
    return "\n".join(lines)


def _cell(value: Any) -> str:
    text = f"{len(value)} items" if isinstance(value, list) else str("" if value is None else value)
    short = " ".join(text.split())
    short = short[: WIDTH - 1] + "…" if len(short) > WIDTH else short
    return short.replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|")
