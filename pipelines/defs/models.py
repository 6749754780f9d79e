"""The dbt project as assets: staging, intermediate and marts, each model one asset."""

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DbtCliResource, DbtProject, dbt_assets

from pipelines.defs.partitions import RunConfig
from pipelines.settings import PROJECT, Settings
from pipelines.warehouse import Warehouse

FOLDER = PROJECT / "dbt_project"
INPUTS = ("*.sql", "*.yml", "*.csv")


class Translator(DagsterDbtTranslator):
    """Names and groups of the models: the lake's tables are the assets of the earlier stages."""

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        """A table of the lake by its own name; a model under its layer."""
        if dbt_resource_props["resource_type"] == "source":
            name = dbt_resource_props["name"]
            lake = dbt_resource_props["source_name"] == "lake"
            return dg.AssetKey([name] if lake else [dbt_resource_props["source_name"], name])
        return dg.AssetKey([_layer(dbt_resource_props), dbt_resource_props["name"]])

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        """The layer."""
        return _layer(dbt_resource_props)


def _layer(props: Mapping[str, Any]) -> str:
    if props["resource_type"] == "seed":
        return "seeds"
    return str(props["fqn"][1]) if len(props["fqn"]) > 2 else "marts"


def load_project(folder: Path = FOLDER) -> DbtProject:
    """The dbt project with a manifest that is as new as its files."""
    project = DbtProject(folder)
    manifest = project.manifest_path
    newest = max(p.stat().st_mtime for kind in INPUTS for p in folder.glob(f"[!t]*/**/{kind}"))
    newest = max(newest, (folder / "dbt_project.yml").stat().st_mtime)
    if not manifest.exists() or manifest.stat().st_mtime < newest:
        parse = dbt_resource(project).cli(["parse", "--quiet"], target_path=project.target_path)
        parse.wait()
    return project


def dbt_resource(project: DbtProject) -> DbtCliResource:
    """The dbt command from the folder of the running interpreter: it need not be on the path."""
    return DbtCliResource(
        project_dir=project, dbt_executable=str(Path(sys.executable).with_name("dbt"))
    )


def make_models(project: DbtProject) -> dg.AssetsDefinition:
    """The assets of the dbt project."""

    @dbt_assets(
        manifest=project.manifest_path,
        project=project,
        dagster_dbt_translator=Translator(),
        pool="warehouse",
        exclude="resource_type:unit_test",
    )
    def dbt_models(
        context: dg.AssetExecutionContext,
        config: RunConfig,
        dbt: DbtCliResource,
        settings: dg.ResourceParam[Settings],
        warehouse: dg.ResourceParam[Warehouse],
    ) -> Iterator[Any]:
        """Build the tables and test them; nothing where lake and models are as published."""
        if not config.rebuild and warehouse.published_state == model_state(warehouse):
            context.log.info(
                "The lake is as it was when the warehouse was published: nothing to do"
            )
            return
        warehouse.build.parent.mkdir(parents=True, exist_ok=True)
        os.environ["COMMUNIQUE_WAREHOUSE"] = str(settings.warehouse)  # dbt's profile reads it
        with warehouse.writing():
            yield from dbt.cli(["build"], context=context).stream()

    return dbt_models


def model_state(warehouse: Warehouse) -> str:
    """A name for all that the published tables are made from."""
    files = (path for kind in INPUTS for path in FOLDER.glob(f"[!t]*/**/{kind}"))
    return warehouse.state(*files, FOLDER / "dbt_project.yml")
