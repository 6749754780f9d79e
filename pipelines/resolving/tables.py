"""The CSV tables of knowledge: UTF-8, lines that begin with # are comments."""

import csv
from collections.abc import Iterator
from importlib.resources import files


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one table, comments left out."""
    return csv.DictReader(lines(name))


def lines(name: str) -> list[str]:
    """The lines of one table or word list, comments and blank lines left out."""
    text = files("pipelines.resolving").joinpath("data", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
