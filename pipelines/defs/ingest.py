"""Assets of the first stages: what arrived, and the articles that it became."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import dagster as dg
import pyarrow.parquet as pq
from pydantic import Field

from pipelines import stages
from pipelines.arriving import ingest, known_visits, usual_counts
from pipelines.defs.choice import chosen_sources
from pipelines.defs.intake_checks import (
    INPUTS_END,
    INTAKE_ADDS_UP,
    SOURCES_GIVE,
    inputs_end,
    intake_adds_up,
    sources_give_as_usual,
)
from pipelines.defs.partitions import BY_DAY, ONE_RUN, RunConfig, days_of
from pipelines.defs.previews import LINES, about_table
from pipelines.lake import Lake
from pipelines.settings import Settings
from pipelines.sources.cleaning import clean
from pipelines.sources.intake import read_sources
from pipelines.sources.limits import limits_of
from pipelines.sources.yields import thin_sources
from pipelines.warehouse import Warehouse

ARTICLES_VERSION = "2"  # raise it when cleaning changes: the articles of a day are then made anew


class IngestConfig(RunConfig):
    """`sources` are paths or addresses to read instead of those of the sources file."""

    sources: list[str] = Field(default_factory=list)


def about_days(lake: Lake, table: str, days: list[dt.date]) -> dict[str, Any]:
    """Metadata of a table of the lake: rows of these days, columns, a preview of the last one."""
    path = lake.path(table, days[-1])
    file = pq.ParquetFile(path)
    names = [name for name in file.schema_arrow.names if name not in ("content", "shingles")]
    first = next(file.iter_batches(batch_size=LINES, columns=names), None)
    rows = first.to_pylist() if first else []
    shown = file.schema_arrow if len(names) == len(file.schema_arrow.names) else None
    schema = shown or first.schema if first else file.schema_arrow
    return about_table(schema, rows, sum(lake.count(table, day) for day in days))


@dg.asset(
    group_name="ingest",
    partitions_def=BY_DAY,
    backfill_policy=ONE_RUN,
    kinds={"parquet"},
    check_specs=[INTAKE_ADDS_UP, SOURCES_GIVE],
)
def raw_articles(
    context: dg.AssetExecutionContext,
    config: IngestConfig,
    settings: dg.ResourceParam[Settings],
    warehouse: dg.ResourceParam[Warehouse],
) -> dg.MaterializeResult:  # type: ignore[type-arg]  # dagster knows it bare only
    """What the sources gave and was not known yet, byte-exact. The inputs of everything else."""
    day, lake = days_of(context)[-1], warehouse.lake
    sources = chosen_sources(config.sources, settings.sources_file)
    with warehouse.writing():
        visits = known_visits(lake)
        arrivals = read_sources(
            sources,
            clock=lambda: dt.datetime.now(dt.UTC),
            limits=limits_of(settings),
            visits=visits,
        )
        counts = ingest(lake, day, arrivals, visits, [source.name for source in sources])
    context.log.info(f"{counts.arrived} inputs: {counts.new} new, {counts.known} known")
    thin = thin_sources(counts.sources, usual_counts(lake, day))
    for name, words in thin.items():
        context.log.warning(f"Source {name}: {words}")
    sums = {name: value for name, value in asdict(counts).items() if name != "sources"}
    return dg.MaterializeResult(
        metadata={**sums, **about_days(lake, "raw_articles", [day])},
        check_results=[intake_adds_up(counts), sources_give_as_usual(counts, thin)],
    )


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            "articles",
            deps=["raw_articles"],
            description="Cleaned articles: text, title, outlet, date and its origin, story.",
            group_name="ingest",
            kinds={"parquet"},
        ),
        dg.AssetSpec(
            "rejected_articles",
            deps=["raw_articles"],
            description="Inputs that did not become articles, each with its reason in plain words.",
            group_name="ingest",
            kinds={"parquet"},
        ),
    ],
    check_specs=[INPUTS_END],
    partitions_def=BY_DAY,
    backfill_policy=ONE_RUN,
)
def cleaned_articles(
    context: dg.AssetExecutionContext,
    config: RunConfig,
    settings: dg.ResourceParam[Settings],
    warehouse: dg.ResourceParam[Warehouse],
) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
    """Derive articles from the raw bytes of each day."""
    days = days_of(context)
    reasons: Counter[str] = Counter()
    with warehouse.writing():
        for day in days:
            counts = stages.derive_articles(
                warehouse.lake, day, clean, ARTICLES_VERSION, settings.link_days, config.rebuild
            )
            reasons.update(counts.reasons)
    for table in ("articles", "rejected_articles"):
        about = about_days(warehouse.lake, table, days)
        yield dg.MaterializeResult(asset_key=table, metadata={**about, "reasons": dict(reasons)})
    yield inputs_end([stages.ends_of(warehouse.lake, day) for day in days])
