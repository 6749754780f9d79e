import datetime as dt

import dagster as dg
import pytest

from pipelines.defs.assembly import JOB, assemble
from pipelines.defs.running import run_day
from pipelines.quality import Finding, Severity, SuiteResult
from pipelines.settings import PROJECT, Settings
from pipelines.warehouse import Warehouse

LAKE = {"raw_articles", "rejected_articles", "articles", "annotated_articles"} | {
    "actor_links",
    "event_links",
}
DAY = dt.date(2024, 3, 6)


class Silent:
    def started(self, stage: str) -> None: ...
    def ended(self, stage: str, well: bool) -> None: ...
    def said(self, message: str, level: int) -> None: ...
    def progress(self, done: int, total: int) -> None: ...


@pytest.fixture(scope="module")
def definitions(tmp_path_factory: pytest.TempPathFactory) -> dg.Definitions:
    place = tmp_path_factory.mktemp("warehouse")
    return assemble(Settings(warehouse=place, nightly_at="03:30", timezone="Europe/Vienna"))


def test_assets_show_the_way_of_the_data(definitions):
    graph = definitions.resolve_asset_graph()
    names = {key.to_user_string() for key in graph.materializable_asset_keys}
    assert names >= {*LAKE, "marts/events", "marts/actors", "published_warehouse"}
    for key in graph.materializable_asset_keys:
        assert graph.get(key).group_name != "default", key
    described = [*LAKE, "published_warehouse"]
    assert all(graph.get(dg.AssetKey(name)).description for name in described)
    upstream = graph.get(dg.AssetKey("published_warehouse")).parent_keys
    assert dg.AssetKey(["marts", "events"]) in upstream


def test_checks_of_every_suite_block(definitions):
    graph = definitions.resolve_asset_graph()
    suites = {key.name for key in graph.asset_check_keys if key.name.endswith("_suite")}
    assert suites == {f"{path.stem}_suite" for path in (PROJECT / "expectations").glob("*.yml")}
    assert all(graph.get(k).blocking for k in graph.asset_check_keys if k.name in suites)


def test_nightly_schedule_runs_the_job_of_its_day(definitions):
    schedule = definitions.resolve_schedule_def("every_night")
    assert schedule.default_status is dg.DefaultScheduleStatus.RUNNING
    assert schedule.cron_schedule == "30 3 * * *"
    assert schedule.execution_timezone == "Europe/Vienna"
    assert definitions.resolve_job_def(JOB).name == schedule.job_name
    context = dg.build_schedule_context(
        scheduled_execution_time=dt.datetime(2024, 3, 6, 2, 30, tzinfo=dt.UTC),
        repository_def=definitions.get_repository_def(),
    )
    request = schedule.evaluate_tick(context).run_requests[0]
    assert request.partition_key == "2024-03-06"


def test_one_run_can_fill_many_days(definitions):
    for name in LAKE:
        node = definitions.resolve_asset_graph().get(dg.AssetKey(name))
        assert node.backfill_policy == dg.BackfillPolicy.single_run()


@pytest.mark.slow
def test_failing_blocking_check_leaves_the_published_file_untouched(folder, tmp_path, monkeypatch):
    settings = Settings(warehouse=tmp_path / "warehouse", coder="rules", workers=1)
    monkeypatch.setenv("COMMUNIQUE_WAREHOUSE", str(settings.warehouse))
    warehouse = Warehouse(settings.warehouse)
    good = run_day(settings, warehouse, DAY, [str(folder)], False, Silent())
    assert good.error == ""
    before = warehouse.published.read_bytes()
    reader = warehouse.connect()

    text = "BERGEN - Mara Voss met Tom Lind in Bergen on Tuesday. " * 6
    (folder / "more.txt").write_text(text, encoding="utf-8")
    finding = Finding("expect_nothing", "headline", Severity.CRITICAL, False, "It must not.")
    failing = SuiteResult("events", 1, (finding,))
    with monkeypatch.context() as patch:
        patch.setattr("pipelines.defs.checks.check_tables", lambda *_: iter([failing]))
        patch.setattr("pipelines.defs.checks.suite_names", lambda: ("events",))
        bad = run_day(settings, warehouse, DAY, [str(folder)], False, Silent())
    assert bad.error
    assert [c.check for c in bad.checks if not c.passed] == ["events_suite"]
    assert warehouse.published.read_bytes() == before

    mended = run_day(settings, warehouse, DAY, [str(folder)], False, Silent())
    assert mended.error == ""
    assert warehouse.published.read_bytes() != before
    assert reader.execute("select count(*) from articles").fetchall() == [(2,)]
    reader.close()  # one process has one database a path: a second connection would be the first
    with warehouse.connect() as fresh:
        assert fresh.execute("select count(*) from articles").fetchall() == [(3,)]
