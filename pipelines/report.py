"""What the command line shows: progress of a run, and what came out of it as readable tables."""

import csv
import json
import logging
import sys
from collections.abc import Iterable, Sequence
from typing import Any, Self

from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table

from pipelines.warehouse import Warehouse

STAGES = {
    "raw_articles": "Reading the sources",
    "cleaned_articles": "Cleaning articles",
    "annotated_articles": "Coding articles",
    "linked_events": "Linking events",
    "dbt_models": "Building and testing the tables",
    "expectations": "Checking the tables",
    "dbt_docs": "Writing the documentation",
    "published_warehouse": "Publishing",
}
MOST = 12
NARROW = 12  # characters a column: a wider answer is shown as one record below the other
PLAIN_STEP = 100  # where no bar can be drawn, a line for each so many
HINTS = (
    'Ask them:   [bold].venv/bin/communique query "select * from meetings"[/]',
    'All tables: [bold].venv/bin/communique query "show tables"[/]',
)

HEADINGS = {
    "Meetings": "select e.date_start as date, e.reality, e.headline, e.place_name as place,"
    " e.article_count as articles from events e where e.kind = 'meeting'"
    " order by e.article_count desc, e.date_start desc nulls last, e.event_id",
    "Statements": "select e.date_start as date, e.code_plover as code, e.headline,"
    " e.article_count as articles from events e where e.kind = 'statement'"
    " order by e.article_count desc, e.confidence desc, e.event_id",
    "Reports": "select e.date_start as date, e.headline, e.article_count as articles"
    " from events e where e.kind = 'report'"
    " order by e.article_count desc, e.confidence desc, e.event_id",
    "Most active actors": "select name, kind, country, event_count as events from actors"
    " where kind <> 'anonymous' order by event_count desc, actor_id",
}


class TerminalWatcher:
    """Shows the stages of a run as they go on, and its warnings."""

    def __init__(self, console: Console) -> None:
        self._bars = Progress(
            SpinnerColumn(finished_text=" "),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=console,
        )
        self._tasks: dict[str, Any] = {}
        self._stage = ""

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._bars.stop()

    def started(self, stage: str) -> None:
        """Add a line for a stage."""
        self._stage = stage
        name = STAGES.get(stage, stage.replace("_", " "))
        if not self._bars.console.is_terminal:
            self._bars.console.print(f"{name} ...")
        self._tasks[stage] = self._bars.add_task(name, total=1)

    def ended(self, stage: str, well: bool) -> None:
        """Finish a stage's line."""
        if stage in self._tasks:
            task = self._bars.tasks[self._tasks[stage]]
            total = task.total or 1
            self._bars.update(
                self._tasks[stage],
                completed=total if well else task.completed,
                description=task.description if well else f"[red]{task.description}: failed[/]",
            )

    def said(self, message: str, level: int) -> None:
        """Show warnings only; the UI keeps the rest."""
        if level >= logging.WARNING and "\n" not in message:
            self._bars.console.print(message, style="yellow", markup=False)

    def progress(self, done: int, total: int) -> None:
        """Move the bar of the stage that is running."""
        if self._stage in self._tasks:
            self._bars.update(self._tasks[self._stage], completed=done, total=max(1, total))
        if not self._bars.console.is_terminal and done % PLAIN_STEP == 0:
            self._bars.console.print(f"  {done} of {total}")


def show_warehouse(console: Console, warehouse: Warehouse) -> None:
    """What a user came for: events by kind, actors, rejects, and how to ask for more."""
    with warehouse.connect() as published:
        for heading, sql in HEADINGS.items():
            result = published.execute(sql)
            names = [column[0] for column in result.description or ()]
            rows = result.fetchall()
            shown = f"{heading} ({len(rows)}, the first {MOST})" if len(rows) > MOST else heading
            console.print(_table(shown, names, rows[:MOST]))
        rejects = published.execute(
            "select reason, count(*) as inputs from rejected_articles group by all order by all"
        ).fetchall()
        console.print(_table("Not taken, and why", ["reason", "inputs"], rejects))
    for line in (f"\nThe tables: [bold]{warehouse.published}[/], and as Parquet beside it", *HINTS):
        console.print(line, soft_wrap=True, highlight=False)


def show_checks(console: Console, checks: Iterable[Any]) -> None:
    """How many checks passed, and each one that did not."""
    found = list(checks)
    failed = [check for check in found if not check.passed]
    console.print(f"\nChecks passed: {len(found) - len(failed)} of {len(found)}", highlight=False)
    if failed:
        rows = [
            (check.asset, check.check, "yes" if check.stops else "no: a warning")
            for check in failed
        ]
        console.print(_table("Checks that failed", ["table", "check", "stops publication"], rows))


def show_source_checks(console: Console, checks: Iterable[Any]) -> None:
    """What a trial reading of the sources found."""
    rows = [
        (
            check.name,
            check.address,
            check.found,
            ", ".join(f"{reason} {count}" for reason, count in check.rejected.items()),
            check.problem or "in order",
        )
        for check in checks
    ]
    names = ["source", "address", "articles", "rejected", "state"]
    console.print(_table("Sources (first inputs of each)", names, rows))


def show_rows(
    console: Console, names: Sequence[str], rows: Sequence[Sequence[Any]], form: str
) -> None:
    """The answer to a query."""
    if form == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow(names)
        writer.writerows(rows)
    elif form == "json":
        records = [dict(zip(names, row, strict=True)) for row in rows]
        sys.stdout.write(json.dumps(records, default=str, ensure_ascii=False, indent=1) + "\n")
    elif len(names) > 1 and console.width < NARROW * len(names):
        for number, row in enumerate(rows, start=1):
            console.print(
                _table(f"Row {number}", ["column", "value"], [*zip(names, row, strict=True)])
            )
    else:
        console.print(_table("", names, rows))


def _table(title: str, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> Table:
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, title_style="bold")
    for name in names:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*("" if value is None else str(value).replace("[", "\\[") for value in row))
    return table
