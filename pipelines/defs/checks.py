"""The gate before publication: each suite of expectations/ is one blocking check of its table."""

from collections.abc import Iterator

import dagster as dg

from pipelines.quality import Severity, SuiteResult, check_tables, suite_names
from pipelines.warehouse import Warehouse

# suites that do not bear the name of their table
TABLES = {"intake": "rejected_articles", "mentions": "event_mentions"}


def table_of(suite: str) -> dg.AssetKey:
    """The mart that a suite is about."""
    return dg.AssetKey(["marts", TABLES.get(suite, suite)])


def make_checks() -> dg.AssetChecksDefinition:
    """All suites in one step, since Great Expectations takes seconds to load."""

    @dg.multi_asset_check(
        name="expectations",
        specs=[
            dg.AssetCheckSpec(
                f"{suite}_suite",
                asset=table_of(suite),
                blocking=True,
                description=f"What expectations/{suite}.yml promises; critical failures block.",
            )
            for suite in suite_names()
        ],
        pool="warehouse",
    )
    def expectations(
        warehouse: dg.ResourceParam[Warehouse],
    ) -> Iterator[dg.AssetCheckResult]:
        for result in check_tables(warehouse.build, warehouse.docs / "data"):
            yield _as_check(result)

    return expectations


def _as_check(result: SuiteResult) -> dg.AssetCheckResult:
    warns = result.worst is Severity.WARNING
    return dg.AssetCheckResult(
        asset_key=table_of(result.suite),
        check_name=f"{result.suite}_suite",
        passed=result.passed,
        severity=dg.AssetCheckSeverity.WARN if warns else dg.AssetCheckSeverity.ERROR,
        metadata={
            "rows": result.row_count,
            "expectations": len(result.findings),
            "failures": dg.MetadataValue.json(
                [
                    {
                        "expectation": f"{finding.expectation} of {finding.column}",
                        "severity": finding.severity.value,
                        "why": finding.why,
                        "unexpected": finding.unexpected_count,
                        "such_as": list(finding.unexpected),
                    }
                    for finding in result.failures
                ]
            ),
        },
    )
