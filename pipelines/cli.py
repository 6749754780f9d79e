"""The `communique` command: reads what was asked, calls the room that does it, shows the result.

Heavy libraries are imported by the command that needs them, so that `--help` answers at once.
"""

import datetime as dt
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console

from pipelines.settings import Settings, SettingsError, load_settings

app = typer.Typer(
    help="Raw news articles in, a dataset of events out: meetings, statements and reports.\n\n"
    'Start with `communique run`, then `communique query "select * from meetings"`.',
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
sources_app = typer.Typer(help="The sources that articles come from.", no_args_is_help=True)
app.add_typer(sources_app, name="sources")

FormatOption = Annotated[str, typer.Option("--format", help="table, csv or json.")]
OutOption = Annotated[Path, typer.Option("--output", "-o", help="File to write; - for the screen.")]


def main() -> None:
    """Start the command line."""
    app()


def _fail(sentence: str) -> NoReturn:
    _say("[bold red]Error:[/]", sentence)
    raise typer.Exit(1)


def _say(label: str, sentence: str) -> None:
    words = sentence.replace("[", "\\[")
    Console(stderr=True, highlight=False).print(f"{label} {words}", soft_wrap=True)


def plainly[**P, R](command: Callable[P, R]) -> Callable[P, R]:
    """Errors that a user can mend are one sentence and a non-zero exit; all others are bugs."""

    @wraps(command)
    def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        from pipelines.sources.definition import SourceError
        from pipelines.warehouse import WarehouseError

        try:
            return command(*args, **kwargs)
        except (SettingsError, SourceError, WarehouseError) as error:
            _fail(str(error))
        except BrokenPipeError:
            os._exit(0)  # the reader of a pipe has gone

    return inner


@app.command()
@plainly
def run(
    sources: Annotated[
        list[str] | None,
        typer.Argument(help="Folders, files or feed addresses; else those of the sources file."),
    ] = None,
    date: Annotated[
        dt.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day to file what is new under; else today."),
    ] = None,
    rebuild: Annotated[bool, typer.Option(help="Work anew on what did not change, too.")] = False,
) -> None:
    """Take in articles, code them, and publish the tables of events."""
    settings = load_settings()
    places = list(sources or [])
    from pipelines.defs.choice import chosen_sources
    from pipelines.warehouse import Warehouse

    for source in chosen_sources(places, settings.sources_file):
        _require(source)
    warehouse = Warehouse(settings.warehouse, settings.lock_seconds)
    day = date.date() if date else dt.datetime.now(dt.UTC).date()
    with warehouse.writing():
        warehouse.check_build_is_free()
        outcome = _run_day(settings, warehouse, day, places, rebuild)
    from pipelines.report import show_checks, show_warehouse

    if outcome.error:
        show_checks(Console(), outcome.checks)
        _fail(outcome.error)
    show_warehouse(Console(), warehouse)
    show_checks(Console(), outcome.checks)


@app.command()
@plainly
def code(
    inputs: Annotated[list[str], typer.Argument(help="JSON Lines or other files; - for stdin.")],
    output: OutOption = Path("-"),
    coder: Annotated[str, typer.Option(help="tagger or rules; else the setting's.")] = "",
) -> None:
    """Annotate articles: one JSON object a line, with the offsets of everything found."""
    settings = load_settings()
    name = coder or settings.coder
    if name not in ("tagger", "rules"):
        _fail(f"There is no coder {name!r}: choose tagger or rules.")
    from pipelines.annotated_json import to_json
    from pipelines.engines.local import code_articles
    from pipelines.records import Article

    texts: dict[str, list[str]] = {}

    def articles() -> Iterator[Article]:
        for article in _articles(inputs):
            texts.setdefault(article.article_id, []).append(article.text)
            yield article

    with _writing(output) as write, _counting("coded") as count:
        for annotated in code_articles(articles(), name, settings.process_count):
            waiting = texts[annotated.article_id]
            write(to_json(annotated, waiting.pop(0)))
            if not waiting:
                del texts[annotated.article_id]
            if annotated.failure:
                _warn(f"{annotated.article_id}: {annotated.failure}")
            count()


@app.command()
@plainly
def text(
    inputs: Annotated[list[str], typer.Argument(help="Pages or other files; - for stdin.")],
    output: OutOption = Path("-"),
) -> None:
    """Write what was made of raw pages: id, url, title, outlet, published and text."""
    load_settings()
    from pipelines.sources.cleaning import to_text_record

    with _writing(output) as write, _counting("read") as count:
        for article in _articles(inputs):
            write(to_text_record(article))
            count()


@app.command()
@plainly
def query(
    sql: Annotated[str, typer.Argument(help="A select over the published tables.")],
    form: FormatOption = "table",
) -> None:
    """Ask the published tables; `show tables` lists them."""
    if form not in ("table", "csv", "json"):
        _fail(f"There is no format {form!r}: choose table, csv or json.")
    import duckdb

    from pipelines.report import show_rows
    from pipelines.warehouse import Warehouse

    with Warehouse(load_settings().warehouse).connect() as published:
        try:
            result = published.execute(sql)
            names = [column[0] for column in result.description or ()]
            rows = result.fetchall() if names else []
        except duckdb.Error as error:
            _fail(str(error).strip())
    show_rows(Console(), names, rows, form)


@app.command()
@plainly
def ui(port: Annotated[int, typer.Option(help="Port; else the setting's.")] = 0) -> None:
    """Open Dagster on this machine: every stage, its runs, its checks and the nightly schedule."""
    settings = load_settings()
    from pipelines.defs.running import run_home

    os.environ["DAGSTER_HOME"] = str(run_home(settings))
    os.environ["COMMUNIQUE_WAREHOUSE"] = str(settings.warehouse)
    dagster = str(Path(sys.executable).with_name("dagster"))
    place = ["-h", "127.0.0.1", "-p", str(port or settings.ui_port)]  # there is no login: loopback
    os.execv(dagster, [dagster, "dev", "-m", "pipelines.definitions", *place])  # noqa: S606


@sources_app.command("check")
@plainly
def check(
    sources: Annotated[list[str] | None, typer.Argument(help="Else those of the file.")] = None,
) -> None:
    """Try each source: read its first articles and say what is wrong with it."""
    settings = load_settings()
    from pipelines.defs.choice import chosen_sources
    from pipelines.report import show_source_checks
    from pipelines.sources.intake import check_source
    from pipelines.sources.limits import limits_of

    chosen = chosen_sources(list(sources or []), settings.sources_file)
    checks = [
        check_source(source, clock=lambda: dt.datetime.now(dt.UTC), limits=limits_of(settings))
        for source in chosen
    ]
    show_source_checks(Console(), checks)
    if any(found.problem for found in checks):
        raise typer.Exit(1)


def _run_day(
    settings: Settings, warehouse: Any, day: dt.date, places: list[str], rebuild: bool
) -> Any:
    from pipelines.defs.running import run_day
    from pipelines.report import TerminalWatcher

    with TerminalWatcher(Console(stderr=True)) as watcher:
        return run_day(settings, warehouse, day, places, rebuild, watcher)


def _require(source: Any) -> None:
    """Fail before any work where a local source does not exist."""
    from pipelines.sources.files import list_entries

    if not source.is_remote:
        list_entries(str(getattr(source, source.kind)), source.base)


def _articles(inputs: list[str]) -> Iterator[Any]:
    from pipelines.records import RejectedArticle
    from pipelines.sources.intake import read_articles

    for place in inputs:
        for article in read_articles(place):
            if isinstance(article, RejectedArticle):
                _warn(f"{article.locator}: {article.reason}: {article.detail}")
            else:
                yield article


def _warn(sentence: str) -> None:
    _say("[yellow]Left out:[/]", sentence)


@contextmanager
def _writing(output: Path) -> Iterator[Callable[[dict[str, Any]], None]]:
    """Write JSON Lines to the screen, or to a file that is there only when it is whole."""
    if str(output) == "-":
        yield lambda record: print(json.dumps(record, ensure_ascii=False), flush=True)  # noqa: T201
        return
    temporary = output.with_name(f".{output.name}.tmp")
    try:
        file = temporary.open("w", encoding="utf-8")
    except OSError as error:
        _fail(f"{output} cannot be written: {error.strerror}.")
    try:
        with file:
            yield lambda record: print(json.dumps(record, ensure_ascii=False), file=file)
        temporary.replace(output)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def _counting(verb: str) -> Iterator[Callable[[], None]]:
    from rich.progress import Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn(f"{{task.completed}} articles {verb}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(verb, total=None)
        yield lambda: progress.advance(task)
