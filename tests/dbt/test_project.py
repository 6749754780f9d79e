"""The dbt project keeps its own rules."""

import re
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from lake_factory import PROJECT

from pipelines.lake import TABLES, schema_of
from pipelines.resolving.spelling import plain

MODELS = sorted(PROJECT.glob("models/**/*.sql"))
MARTS = sorted([*PROJECT.glob("models/marts/*.sql"), *PROJECT.glob("models/views/*.sql")])


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_sources_are_the_records() -> None:
    sources = read(PROJECT / "models/staging/sources.yml")["sources"]
    [lake] = [source for source in sources if source["name"] == "lake"]
    for table in lake["tables"]:
        said = {column["name"]: column["data_type"] for column in table["columns"]}
        assert said.pop("ingested_on") == "DATE"
        empty = schema_of(TABLES[table["name"]]).empty_table()  # noqa: F841  (DuckDB reads it)
        kept = duckdb.sql("describe select * from empty").fetchall()
        assert said == {name: kind for name, kind, *_ in kept}, table["name"]


@pytest.mark.parametrize("path", MARTS, ids=lambda path: path.stem)
def test_each_table_says_its_grain(path: Path) -> None:
    [model] = read(path.with_suffix(".yml"))["models"]
    assert model["name"] == path.stem
    assert model["description"].startswith("One row is ")
    assert all(column["description"] for column in model["columns"])
    has_grain = any("one_row_each" in test for test in model.get("data_tests", []))
    has_key = any("unique" in column.get("data_tests", []) for column in model["columns"])
    assert has_grain or has_key or path.stem == "events_cameo"


def test_the_last_model_waits_for_every_table() -> None:
    waits = (PROJECT / "models/intermediate/changes/int_loaded_days.sql").read_text()
    built = {path.stem for path in PROJECT.glob("models/marts/*.sql")} - {"outlets"}
    assert built <= set(re.findall(r"ref\('(\w+)'\)", waits))


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_no_database_is_named(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\b(from|join)\s+\w+\.\w+\.\w+", text)
    assert not re.search(r"\b(from|join)\s+(main|staging|intermediate)\.", text)


def test_profile_waits_for_readers_and_tells_nobody() -> None:
    profile = read(PROJECT / "profiles.yml")["communique"]["outputs"]["build"]
    assert profile["retries"]["connect_attempts"] == 12
    assert read(PROJECT / "dbt_project.yml")["flags"]["send_anonymous_usage_stats"] is False


@pytest.mark.parametrize(
    "name", ["The Wall Street Journal", "Agence France-Presse", "Le Figaro", "L'Équipe", "AP"]
)
def test_outlets_have_the_ids_that_they_have_as_actors(name: str) -> None:
    macro = (PROJECT / "macros/text.sql").read_text(encoding="utf-8")
    body = re.search(r"macro slug\(name\) -%\}(.*?)\{%- endmacro", macro, re.DOTALL)
    assert body
    sql = body.group(1).replace("{{ name }}", "$name")
    [(slug,)] = duckdb.execute(f"select {sql}", {"name": name}).fetchall()
    assert slug == re.sub(r"[^a-z0-9]+", "_", plain(name).lower().replace("'", "")).strip("_")
