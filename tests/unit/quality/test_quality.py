"""Suites are read strictly, and their failures keep severity, reason and the values at fault."""

from pathlib import Path

import duckdb
import pytest

from pipelines.quality import (
    SUITES,
    Severity,
    SuiteError,
    check_tables,
    load_suite,
    suite_names,
)

SUITE = """
suite: boats
promise: Boats float.
query: select name, crew from boats
expectations:
  - {type: expect_column_values_to_be_between, column: crew, min_value: 1, severity: critical,
     why: Nobody steers it.}
  - {type: expect_column_values_to_not_be_null, column: name, mostly: 0.9, severity: warning,
     why: It cannot be called.}
"""


def suites(folder: Path, text: str = SUITE) -> Path:
    (folder / "boats.yml").write_text(text, encoding="utf-8")
    return folder


def database(folder: Path, rows: str) -> Path:
    path = folder / "boats.duckdb"
    with duckdb.connect(path) as connection:
        connection.execute("create table boats (name varchar, crew integer)")
        connection.execute(f"insert into boats values {rows}")  # noqa: S608
    return path


@pytest.mark.parametrize(
    ("rows", "worst", "failed"),
    [
        ("('Ada', 2), ('Bea', 1)", None, []),
        ("(null, 2), ('Bea', 1)", Severity.WARNING, ["It cannot be called."]),
        ("('Ada', 0), ('Bea', 1)", Severity.CRITICAL, ["Nobody steers it."]),
        (
            "(null, 0), ('Bea', 1)",
            Severity.CRITICAL,
            ["Nobody steers it.", "It cannot be called."],
        ),
    ],
)
def test_failures_have_severity_and_reason(
    tmp_path: Path, rows: str, worst: Severity | None, failed: list[str]
) -> None:
    [result] = check_tables(database(tmp_path, rows), folder=suites(tmp_path))
    assert (result.suite, result.row_count, result.worst) == ("boats", 2, worst)
    assert result.passed is (worst is None)
    assert sorted(f.why for f in result.failures) == sorted(failed)


def test_a_failure_shows_the_values_at_fault(tmp_path: Path) -> None:
    [result] = check_tables(database(tmp_path, "('Ada', 0), ('Bea', -3)"), folder=suites(tmp_path))
    [failure] = result.failures
    assert failure.unexpected_count == 2
    assert failure.unexpected == ("0", "-3")


def test_an_empty_table_breaks_no_promise(tmp_path: Path) -> None:
    path = database(tmp_path, "('Ada', 1)")
    with duckdb.connect(path) as connection:
        connection.execute("delete from boats")
    [result] = check_tables(path, folder=suites(tmp_path))
    assert result.passed


def test_data_docs_show_every_suite(tmp_path: Path) -> None:
    docs = tmp_path / "docs" / "data_docs"
    (docs / "old").mkdir(parents=True)
    check_tables(database(tmp_path, "('Ada', 1)"), docs, folder=suites(tmp_path))
    assert "boats" in (docs / "index.html").read_text(encoding="utf-8")
    assert list(docs.glob("validations/boats/**/*.html"))
    assert not (docs / "old").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "is not a suite"),
        (SUITE.replace("severity: critical", "severity: fatal"), "fatal"),
        (SUITE.replace("why:", "because:"), "why"),
        (SUITE.replace("suite: boats", "suite: ships"), "another name"),
        (SUITE + "extra: 1\n", "no suite has"),
    ],
)
def test_a_suite_that_is_not_understood_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SuiteError, match=said):
        load_suite(suites(tmp_path, text) / "boats.yml")


def test_an_expectation_that_cannot_run_is_no_success(tmp_path: Path) -> None:
    text = SUITE.replace("column: crew", "column: keel")
    with pytest.raises(SuiteError, match="keel"):
        check_tables(database(tmp_path, "('Ada', 1)"), folder=suites(tmp_path, text))


@pytest.mark.parametrize("name", suite_names())
def test_the_suites_of_the_project_are_understood(name: str) -> None:
    suite = load_suite(SUITES / f"{name}.yml")
    assert suite.expectations
