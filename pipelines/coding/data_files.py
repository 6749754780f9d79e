"""Reads the word lists of this room: CSV with comments after #."""

import csv
from importlib import resources


def read_rows(name: str) -> list[dict[str, str]]:
    """Rows of a CSV in `pipelines/coding/data`, without its comment lines."""
    path = resources.files("pipelines.coding") / "data" / name
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if line and not line.startswith("#")))
