"""Checks of the first stages: nothing is lost on the way in, and no source falls silent."""

from collections.abc import Mapping, Sequence

import dagster as dg

from pipelines.arriving import IngestCounts
from pipelines.stages import Ends

SHOWN = 20

INTAKE_ADDS_UP = dg.AssetCheckSpec(
    "intake_adds_up",
    asset="raw_articles",
    blocking=True,
    description="Every input is new, known or refused, and the lake holds what was counted.",
)
SOURCES_GIVE = dg.AssetCheckSpec(
    "sources_give_as_usual",
    asset="raw_articles",
    description="Every source gave something, and none far less than it used to.",
)
INPUTS_END = dg.AssetCheckSpec(
    "inputs_end_as_one_thing",
    asset="articles",
    blocking=True,
    description="Every raw article is an article, a known duplicate or a reject, and only one.",
)


def intake_adds_up(counts: IngestCounts) -> dg.AssetCheckResult:
    """Whether new, known and refused inputs are all that came in."""
    return dg.AssetCheckResult(
        asset_key="raw_articles",
        check_name=INTAKE_ADDS_UP.name,
        passed=counts.adds_up,
        metadata={
            "arrived": counts.arrived,
            "new": counts.new,
            "known": counts.known,
            "rejected": counts.rejected,
            "rows_stored": counts.stored,
        },
    )


def sources_give_as_usual(counts: IngestCounts, thin: Mapping[str, str]) -> dg.AssetCheckResult:
    """A warning where a source fell silent; `thin` names each with a sentence on it."""
    return dg.AssetCheckResult(
        asset_key="raw_articles",
        check_name=SOURCES_GIVE.name,
        passed=not thin,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"sources": len(counts.sources), "thin": dg.MetadataValue.json(dict(thin))},
    )


def inputs_end(found: Sequence[Ends]) -> dg.AssetCheckResult:
    """Whether articles, duplicates and rejects are all that the raw articles became."""
    astray = [raw_id for one in found for raw_id in one.astray]
    sums = {
        name: sum(getattr(one, name) for one in found)
        for name in ("raw", "articles", "duplicates", "rejected")
    }
    return dg.AssetCheckResult(
        asset_key="articles",
        check_name=INPUTS_END.name,
        passed=not astray and sums["raw"] == sum(sums.values()) - sums["raw"],
        metadata={**sums, "astray": dg.MetadataValue.json(astray[:SHOWN])},
    )
