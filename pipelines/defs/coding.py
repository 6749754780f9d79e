"""Assets of the middle stages: annotated articles, and the events that their mentions belong to."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict

import dagster as dg

from pipelines import stages
from pipelines.defs.ingest import about_days
from pipelines.defs.partitions import BY_DAY, ONE_RUN, RunConfig, days_of
from pipelines.settings import Settings
from pipelines.stages import Progress
from pipelines.warehouse import Warehouse


@dg.asset(
    deps=["articles"],
    group_name="coding",
    partitions_def=BY_DAY,
    backfill_policy=ONE_RUN,
    kinds={"spacy", "parquet"},
)
def annotated_articles(
    context: dg.AssetExecutionContext,
    config: RunConfig,
    settings: dg.ResourceParam[Settings],
    warehouse: dg.ResourceParam[Warehouse],
    progress: dg.ResourceParam[Progress],
) -> dg.MaterializeResult[None]:
    """Who said what and who met whom in each article, with the words that say so."""
    days = days_of(context)
    sums: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    with warehouse.writing():
        for day in days:
            counts = stages.annotate(
                warehouse.lake,
                day,
                settings.coder,
                settings.process_count,
                config.rebuild,
                progress,
            )
            sums.update({"coded": counts.coded, "kept": counts.kept, "failed": counts.failed})
            mentions.update(counts.mentions)
    context.log.info(f"{sums['coded']} articles coded, {sums['kept']} kept from before")
    about = about_days(warehouse.lake, "annotated_articles", days)
    return dg.MaterializeResult(metadata={**about, **sums, "mentions": dict(mentions)})


@dg.asset(
    deps=["annotated_articles", "articles"],
    group_name="linking",
    partitions_def=BY_DAY,
    backfill_policy=ONE_RUN,
    kinds={"parquet"},
)
def actor_links(
    context: dg.AssetExecutionContext,
    config: RunConfig,
    warehouse: dg.ResourceParam[Warehouse],
) -> dg.MaterializeResult[None]:
    """Which actor each name of an article means, across articles: namesakes kept apart."""
    days = days_of(context)
    sums: Counter[str] = Counter()
    with warehouse.writing():
        for day in days:
            sums.update(asdict(stages.link_actors(warehouse.lake, day, config.rebuild)))
    about = about_days(warehouse.lake, "actor_links", days)
    return dg.MaterializeResult(metadata={**about, **sums})


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            "event_links",
            deps=["annotated_articles", "articles", "actor_links"],
            description="Which event each mention belongs to, across articles, with its score.",
            group_name="linking",
            kinds={"parquet"},
        ),
        dg.AssetSpec(
            "superseded_events",
            deps=["annotated_articles", "articles", "actor_links"],
            description="Event ids that were merged into another one.",
            group_name="linking",
            kinds={"parquet"},
        ),
    ],
    partitions_def=BY_DAY,
    backfill_policy=ONE_RUN,
)
def linked_events(
    context: dg.AssetExecutionContext,
    config: RunConfig,
    settings: dg.ResourceParam[Settings],
    warehouse: dg.ResourceParam[Warehouse],
) -> Iterator[dg.MaterializeResult[None]]:
    """Link the mentions of each day to the events of the days before it."""
    days = days_of(context)
    with warehouse.writing():
        for day in days:
            stages.link_events(warehouse.lake, day, settings.link_days, config.rebuild)
    for table in ("event_links", "superseded_events"):
        yield dg.MaterializeResult(
            asset_key=table, metadata=about_days(warehouse.lake, table, days)
        )
