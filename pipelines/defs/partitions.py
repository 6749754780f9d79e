"""The partitions of every stage: the day (UTC) on which an article arrived."""

import datetime as dt
import warnings

import dagster as dg

# One run for many days needs backfill policies; their beta notice is no news to a user.
warnings.filterwarnings("ignore", category=dg.BetaWarning)

FIRST_DAY = dt.date(2020, 1, 1)

BY_DAY = dg.DailyPartitionsDefinition(start_date=FIRST_DAY.isoformat(), end_offset=1)
ONE_RUN = dg.BackfillPolicy.single_run()


class RunConfig(dg.Config):
    """What one run may be told. `rebuild` works anew on inputs that did not change."""

    rebuild: bool = False


def days_of(context: dg.AssetExecutionContext | dg.AssetCheckExecutionContext) -> list[dt.date]:
    """The days of a run, in order: one at night, many in a backfill."""
    return sorted(dt.date.fromisoformat(key) for key in context.op_execution_context.partition_keys)
