"""One run of the whole job in this process, as the command line starts it."""

import contextlib
import datetime as dt
import importlib.resources
import json
import logging
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import dagster as dg

from pipelines.defs.assembly import JOB, assemble
from pipelines.defs.watching import DbtLines, Watcher, watching_logger
from pipelines.settings import Settings
from pipelines.warehouse import Warehouse

HOME = "dagster"
WATCHING = "watching"


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """The last result of one check of the data."""

    asset: str
    check: str
    passed: bool
    stops: bool


@dataclass(frozen=True, slots=True)
class RunOutcome:
    """How a run ended; `error` says in a sentence what stopped it, and is empty otherwise."""

    error: str
    checks: tuple[CheckOutcome, ...]


def run_home(settings: Settings) -> Path:
    """The folder of Dagster's own records, made where it is missing."""
    home = settings.warehouse / HOME
    home.mkdir(parents=True, exist_ok=True)
    wanted = importlib.resources.files("pipelines.defs").joinpath("dagster.yaml").read_text("utf-8")
    target = home / "dagster.yaml"
    if not target.exists():
        target.write_text(wanted, encoding="utf-8")
    return home


def run_day(
    settings: Settings,
    warehouse: Warehouse,
    day: dt.date,
    sources: Sequence[str],
    rebuild: bool,
    watcher: Watcher,
) -> RunOutcome:
    """Materialise everything for one day. The caller holds the warehouse."""
    defs = assemble(settings, warehouse, watcher.progress, {WATCHING: watching_logger(watcher)})
    with dg.DagsterInstance.from_config(str(run_home(settings))) as instance:
        # a stage that had nothing to do has no checks either: Dagster warns of each one
        logging.getLogger("dagster._core.execution.plan.active").setLevel(logging.ERROR)
        with contextlib.redirect_stdout(DbtLines(watcher)):
            result = defs.resolve_job_def(JOB).execute_in_process(
                instance=instance,
                partition_key=day.isoformat(),
                run_config=_run_config(sources, rebuild),
                raise_on_error=False,
            )
        error = "" if result.success else _first_failure(result)
        graph = defs.resolve_asset_graph()
        defined = {(key.asset_key.path[-1], key.name) for key in graph.asset_check_keys}
        return RunOutcome(error, _checks(result, warehouse, defined))


def _run_config(sources: Sequence[str], rebuild: bool) -> dict[str, object]:
    steps = ("cleaned_articles", "annotated_articles", "actor_links", "linked_events", "dbt_models")
    ops: dict[str, object] = {step: {"config": {"rebuild": rebuild}} for step in steps}
    ops["raw_articles"] = {"config": {"sources": list(sources), "rebuild": rebuild}}
    return {"ops": ops, "loggers": {WATCHING: {}}}


def _first_failure(result: dg.ExecuteInProcessResult) -> str:
    for event in result.all_events:
        if event.is_step_failure:
            error = event.step_failure_data.error
            while error is not None and error.cause is not None:
                error = error.cause
            first = error.message.strip().splitlines()[0] if error else "unknown error"
            name, _, words = first.partition(": ")
            said = words if (words and "." in name) or name.endswith("Error") else first
            return f"Stage {event.step_key} failed: {said}"
    return "The run failed before its first stage."


def _checks(
    result: dg.ExecuteInProcessResult, warehouse: Warehouse, defined: Collection[tuple[str, str]]
) -> tuple[CheckOutcome, ...]:
    """The last outcome of each check: where nothing was built anew, that of an earlier run."""
    kept = warehouse.root / "docs" / "checks.json"
    found = [
        CheckOutcome(
            e.asset_key.path[-1],
            e.check_name,
            e.passed,
            bool(e.blocking) and e.severity is dg.AssetCheckSeverity.ERROR,
        )
        for e in result.get_asset_check_evaluations()
    ]
    earlier = json.loads(kept.read_text()) if kept.exists() else []
    outcomes = {
        (outcome.asset, outcome.check): outcome
        for outcome in [*(CheckOutcome(**one) for one in earlier), *found]
        if (outcome.asset, outcome.check) in defined
    }
    latest = [outcomes[key] for key in sorted(outcomes)]
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps([asdict(outcome) for outcome in latest], indent=1))
    return tuple(latest)
