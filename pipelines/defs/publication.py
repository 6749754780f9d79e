"""The last assets: the published warehouse, replaced only when all before it stands, and docs."""

import os
import shutil
from collections.abc import Iterable

import dagster as dg
from dagster_dbt import DbtCliResource

from pipelines.defs.models import model_state
from pipelines.defs.previews import LINES, as_markdown
from pipelines.settings import Settings
from pipelines.warehouse import Warehouse


def make_publication(marts: Iterable[dg.AssetKey]) -> dg.AssetsDefinition:
    """The asset that publishes the marts."""

    @dg.asset(
        deps=sorted(marts, key=str), group_name="publication", pool="warehouse", kinds={"duckdb"}
    )
    def published_warehouse(
        warehouse: dg.ResourceParam[Warehouse],
    ) -> dg.MaterializeResult[None]:
        """The tables for readers: one DuckDB file and Parquet, swapped in whole."""
        with warehouse.writing():
            state = model_state(warehouse)
            names = warehouse.publish()
            warehouse.remember_published_state(state)
        with warehouse.connect() as published:
            tables = {name: published.table(f'main."{name}"') for name in names}
            counts = {name: table.count("*").fetchall()[0][0] for name, table in tables.items()}
            previews = {
                f"preview_{name}": dg.MetadataValue.md(
                    as_markdown(table.columns, table.limit(LINES).fetchall())
                )
                for name, table in tables.items()
            }
        return dg.MaterializeResult(
            metadata={
                "file": dg.MetadataValue.path(str(warehouse.published)),
                "dagster/row_count": sum(counts.values()),
                "tables": dg.MetadataValue.md(
                    "\n".join(["| table | rows |", "| --- | --- |"])
                    + "".join(f"\n| {name} | {count} |" for name, count in counts.items())
                ),
                **previews,
            }
        )

    return published_warehouse


def make_dbt_docs(marts: Iterable[dg.AssetKey]) -> dg.AssetsDefinition:
    """The asset that describes the tables."""

    @dg.asset(deps=sorted(marts, key=str), group_name="publication", pool="warehouse")
    def dbt_docs(
        dbt: DbtCliResource,
        settings: dg.ResourceParam[Settings],
        warehouse: dg.ResourceParam[Warehouse],
    ) -> dg.MaterializeResult[None]:
        """One page that describes every table, its columns and where they come from."""
        os.environ["COMMUNIQUE_WAREHOUSE"] = str(settings.warehouse)  # dbt's profile reads it
        with warehouse.writing():
            run = dbt.cli(["docs", "generate", "--static"]).wait()
        page = warehouse.docs / "dbt" / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(run.target_path / "static_index.html", page)
        return dg.MaterializeResult(metadata={"page": dg.MetadataValue.path(str(page))})

    return dbt_docs
