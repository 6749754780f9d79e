"""The last asset: the published warehouse, replaced only when everything before it stands."""

from collections.abc import Iterable

import dagster as dg

from pipelines.defs.models import model_state
from pipelines.defs.previews import as_markdown
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
            counts = {
                name: published.table(f'main."{name}"').count("*").fetchall()[0][0]
                for name in names
            }
        return dg.MaterializeResult(
            metadata={
                "file": dg.MetadataValue.path(str(warehouse.published)),
                "dagster/row_count": sum(counts.values()),
                "tables": dg.MetadataValue.md(
                    _all_rows(["table", "rows"], [[n, c] for n, c in counts.items()])
                ),
            }
        )

    return published_warehouse


def _all_rows(names: list[str], rows: list[list[object]]) -> str:
    head, *_ = as_markdown(names, []).split("\n\n")
    return "\n".join([head, *(f"| {name} | {count} |" for name, count in rows)])
