"""Data quality: the suites of expectations/, run by Great Expectations over the built tables.

A suite is a YAML file with a query and its expectations; what it promises stands there. Nothing
here knows a column, and nothing here decides what a failure stops: that is the caller's part.
Great Expectations takes seconds to import and is imported where it is used.
"""

import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import duckdb
import yaml

from pipelines.settings import PROJECT

SUITES = PROJECT / "expectations"
SITE = "communique"
SAMPLE = 5  # unexpected values that a finding shows


class SuiteError(ValueError):
    """A suite file that cannot be used, said in one sentence."""


class Severity(StrEnum):
    """What a failure means: `critical` must stop publication, `warning` is reported."""

    WARNING = "warning"
    CRITICAL = "critical"


@dataclass(frozen=True, slots=True)
class Suite:
    """One suite file: the rows that it looks at and what it expects of them."""

    name: str
    promise: str
    query: str
    expectations: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One expectation and how it came out; `unexpected` samples the values that broke it."""

    expectation: str
    column: str
    severity: Severity
    passed: bool
    why: str
    unexpected_count: int = 0
    unexpected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SuiteResult:
    """How one suite came out."""

    suite: str
    row_count: int
    findings: tuple[Finding, ...]

    @property
    def failures(self) -> tuple[Finding, ...]:
        """The findings that did not pass."""
        return tuple(finding for finding in self.findings if not finding.passed)

    @property
    def passed(self) -> bool:
        """Whether every expectation was met."""
        return not self.failures

    @property
    def worst(self) -> Severity | None:
        """The gravest severity among the failures, or None."""
        found = {finding.severity for finding in self.failures}
        return next((s for s in (Severity.CRITICAL, Severity.WARNING) if s in found), None)


def suite_names(folder: Path = SUITES) -> tuple[str, ...]:
    """The suites there are, by name; reads no more than the folder."""
    return tuple(sorted(path.stem for path in folder.glob("*.yml")))


def load_suite(path: Path) -> Suite:
    """One suite file, or SuiteError where it says something that is not understood."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        suite = Suite(
            content["suite"],
            content["promise"],
            content["query"],
            tuple(content["expectations"]),
        )
        for expectation in suite.expectations:
            expectation["type"], expectation["column"], expectation["why"]
            Severity(expectation["severity"])
    except (KeyError, TypeError, ValueError) as error:
        raise SuiteError(f"{path.name} is not a suite: {error!r}.") from error
    if suite.name != path.stem or set(content) != {"suite", "promise", "query", "expectations"}:
        raise SuiteError(f"{path.name} holds another name or a key that no suite has.")
    return suite


def check_tables(
    database: Path,
    docs: Path | None = None,
    names: Iterable[str] | None = None,
    folder: Path = SUITES,
) -> tuple[SuiteResult, ...]:
    """Run suites over the tables of a DuckDB file, and write Data Docs into `docs`.

    All suites run in one call, so that one set of pages shows them all. The file is opened
    read-only and closed before Great Expectations starts.
    """
    chosen = suite_names(folder) if names is None else tuple(names)
    suites = [load_suite(folder / f"{name}.yml") for name in chosen]
    frames = _frames(database, suites)
    context = _context(docs)
    results = tuple(_check(context, suite, frames[suite.name]) for suite in suites)
    if docs is not None:
        context.build_data_docs(site_names=[SITE])
    return results


def _frames(database: Path, suites: Sequence[Suite]) -> dict[str, Any]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return {suite.name: connection.execute(suite.query).df() for suite in suites}


def _context(docs: Path | None) -> Any:
    os.environ["GX_ANALYTICS_ENABLED"] = "False"  # read when it is imported
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    if docs is not None:
        shutil.rmtree(docs, ignore_errors=True)  # pages of suites that are gone
        docs.mkdir(parents=True)
        for site in tuple(context.list_data_docs_sites()):
            context.delete_data_docs_site(site)
        context.add_data_docs_site(
            SITE,
            {
                "class_name": "SiteBuilder",
                "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
                "store_backend": {
                    "class_name": "TupleFilesystemStoreBackend",
                    "base_directory": str(docs),
                },
            },
        )
    return context


def _check(context: Any, suite: Suite, frame: Any) -> SuiteResult:
    import great_expectations as gx

    expected = gx.ExpectationSuite(
        name=suite.name,
        expectations=[_configuration(expectation) for expectation in suite.expectations],
    )
    rows = context.data_sources.add_pandas(suite.name).add_dataframe_asset(suite.name)
    definition = context.validation_definitions.add(
        gx.ValidationDefinition(
            name=suite.name,
            data=rows.add_batch_definition_whole_dataframe("all"),
            suite=context.suites.add(expected),
        )
    )
    outcome = definition.run(
        batch_parameters={"dataframe": frame}, result_format={"result_format": "SUMMARY"}
    )
    return SuiteResult(
        suite.name, len(frame), tuple(_finding(result) for result in outcome.results)
    )


def _configuration(expectation: Mapping[str, Any]) -> dict[str, Any]:
    named = ("type", "severity", "why")
    return {
        "type": expectation["type"],
        "kwargs": {key: value for key, value in expectation.items() if key not in named},
        "severity": expectation["severity"],
        "meta": {"notes": {"format": "markdown", "content": [expectation["why"]]}},
    }


def _finding(result: Any) -> Finding:
    asked = result.expectation_config
    raised = _exception(result.exception_info)
    if raised:
        raise SuiteError(f"{asked.type} of {asked.kwargs['column']} cannot run: {raised}.")
    values = result.result.get("partial_unexpected_list") or ()
    return Finding(
        expectation=asked.type,
        column=asked.kwargs["column"],
        severity=Severity(asked.severity),
        passed=bool(result.success),
        why=asked.meta["notes"]["content"][0],
        unexpected_count=int(result.result.get("unexpected_count") or 0),
        unexpected=tuple(str(value) for value in values[:SAMPLE]),
    )


def _exception(info: Any) -> str:
    """What an expectation raised; it is told flat or once for each metric."""
    if not isinstance(info, Mapping):
        return ""
    if info.get("raised_exception"):
        return str(info.get("exception_message"))
    return next(filter(None, map(_exception, info.values())), "")
