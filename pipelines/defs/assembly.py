"""All Dagster objects put together for one set of settings."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import dagster as dg

from pipelines.defs import coding, ingest
from pipelines.defs.checks import make_checks
from pipelines.defs.models import dbt_resource, load_project, make_models
from pipelines.defs.publication import make_dbt_docs, make_publication
from pipelines.settings import Settings
from pipelines.stages import Progress
from pipelines.warehouse import Warehouse

JOB = "nightly"
DAEMON_PATIENCE = 600.0  # seconds that a step in the background waits for another writer


def no_progress(done: int, total: int) -> None:
    """Progress that nobody watches."""


def assemble(
    settings: Settings,
    warehouse: Warehouse | None = None,
    progress: Progress = no_progress,
    loggers: Mapping[str, dg.LoggerDefinition] | None = None,
) -> dg.Definitions:
    """Assets, checks, job, schedule and resources."""
    project = load_project()
    models = make_models(project)
    marts = [key for key in models.keys if key.path[0] in ("marts", "views")]
    job = dg.define_asset_job(
        JOB,
        selection=dg.AssetSelection.all(),
        description="Everything from the sources to the published warehouse, for one day.",
    )
    return dg.Definitions(
        assets=[
            *dg.load_assets_from_modules([ingest, coding]),
            models,
            make_dbt_docs(marts),
            make_publication(marts),
        ],
        asset_checks=[make_checks()],
        jobs=[job],
        schedules=[make_schedule(settings, job)],
        resources={
            "settings": settings,
            "warehouse": warehouse or Warehouse(settings.warehouse, DAEMON_PATIENCE),
            "dbt": dbt_resource(project),
            "progress": dg.ResourceDefinition.hardcoded_resource(progress),
        },
        loggers=loggers or {},
    )


def make_schedule(settings: Settings, job: Any) -> dg.ScheduleDefinition:
    """The nightly run, on by default."""
    at = settings.nightly_at

    @dg.schedule(
        name="every_night",
        job=job,
        cron_schedule=f"{at.minute} {at.hour} * * *",
        execution_timezone=settings.timezone,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="Reads the sources and refreshes the published warehouse.",
    )
    def every_night(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
        day = context.scheduled_execution_time.astimezone(dt.UTC).date().isoformat()
        return dg.RunRequest(run_key=day, partition_key=day)

    return every_night
