"""The checks of the first stages, in a real run of their assets."""

import datetime as dt
import json
from dataclasses import replace

import dagster as dg
import pytest
from loopback import etag_answer, serving

from pipelines.defs import ingest
from pipelines.defs.intake_checks import inputs_end, intake_adds_up
from pipelines.settings import Settings
from pipelines.sources import Limits
from pipelines.stages import Ends
from pipelines.warehouse import Warehouse

DAY = "2026-11-23"
STORY = "The minister said on Monday that she would not resign, and that the talks had been good."


@pytest.fixture
def running(tmp_path, monkeypatch):
    """Materialises the first two stages for one day; returns what the checks said."""
    monkeypatch.setattr(
        ingest, "limits_of", lambda _: Limits(host_delay_seconds=0, allow_private_hosts=True)
    )
    warehouse = Warehouse(tmp_path / "warehouse")
    sources_file = tmp_path / "sources.yml"

    def run(sources, day=DAY):
        sources_file.write_text(json.dumps({"sources": sources}))
        settings = Settings(warehouse=warehouse.root, sources_file=sources_file)
        result = dg.materialize(
            [ingest.raw_articles, ingest.cleaned_articles],
            partition_key=day,
            resources={"settings": settings, "warehouse": warehouse},
            instance=dg.DagsterInstance.ephemeral(),
        )
        return {e.check_name: e for e in result.get_asset_check_evaluations()}, warehouse.lake

    return run


def value(check, name):
    return check.metadata[name].value


def test_a_silent_source_is_a_warning_and_stops_nothing(running, tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(STORY)
    (tmp_path / "news" / "same.txt").write_text(STORY)
    (tmp_path / "news" / "b.exe").write_text("MZ")
    (tmp_path / "none").mkdir()
    sources = [
        {"name": "desk", "files": "news"},
        {"name": "empty", "files": "none"},
        {"name": "gone", "files": "nowhere"},
    ]
    checks, lake = running(sources)
    assert checks["intake_adds_up"].passed
    assert value(checks["intake_adds_up"], "arrived") == 4
    thin = value(checks["sources_give_as_usual"], "thin")
    assert thin == {"empty": "It gave nothing.", "gone": "It gave nothing, 1 refused."}
    assert checks["sources_give_as_usual"].severity is dg.AssetCheckSeverity.WARN
    ends = checks["inputs_end_as_one_thing"]
    assert ends.passed
    assert [value(ends, n) for n in ("raw", "articles", "duplicates", "rejected")] == [2, 1, 1, 0]
    assert "unreadable" in {r.reason for r in lake.read("rejected_articles", dt.date(2026, 11, 23))}


def test_far_less_than_usual_is_a_warning(running, tmp_path):
    (tmp_path / "news").mkdir()
    for number in range(10):
        (tmp_path / "news" / f"{number}.txt").write_text(f"{STORY} {number}")
    sources = [{"name": "desk", "files": "news"}]
    for day in ("2026-11-20", "2026-11-21", "2026-11-22"):
        assert running(sources, day)[0]["sources_give_as_usual"].passed
    for number in range(8):
        (tmp_path / "news" / f"{number}.txt").unlink()
    thin = value(running(sources)[0]["sources_give_as_usual"], "thin")
    assert thin == {"desk": "It gave 2, where 10 are usual."}


def test_a_second_run_asks_for_changes_only_and_nothing_new_is_no_warning(running):
    with serving() as site:
        items = f"<item><link>{site.base}/1</link><description>{STORY}</description></item>"
        feed = f'<rss version="2.0"><channel><title>L</title>{items}</channel></rss>'
        etag_answer(site, "/feed", feed.encode(), '"f1"')
        page = f"<html><body><p>{STORY}</p></body></html>"
        etag_answer(site, "/page", page.encode(), '"p1"')
        sources = [
            {"name": "lamp", "feed": f"{site.base}/feed"},
            {"name": "list", "pages": [f"{site.base}/page"]},
        ]
        first, lake = running(sources)
        assert value(first["intake_adds_up"], "new") == 2
        before = {path: path.read_bytes() for path in lake.root.rglob("*.parquet")}
        for day in (DAY, "2026-11-24"):
            again, _ = running(sources, day)
            assert value(again["intake_adds_up"], "known") == 2
            assert value(again["intake_adds_up"], "rejected") == 0
            assert again["sources_give_as_usual"].passed
        assert site.sent("/feed", "If-None-Match") == [None, '"f1"', '"f1"']
        assert site.sent("/page", "If-None-Match") == [None, '"p1"', '"p1"']
        assert {path: path.read_bytes() for path in before} == before


def test_sums_that_do_not_add_up_fail_and_block():
    ends = Ends(3, 1, 1, 1, ())
    assert inputs_end([ends]).passed
    assert not inputs_end([ends, replace(ends, raw=4)]).passed
    lost = inputs_end([replace(ends, astray=("r1",))])
    assert not lost.passed
    assert lost.metadata["astray"].value == ["r1"]
    assert ingest.raw_articles.get_spec_for_check_key(intake_key("raw_articles")).blocking


def intake_key(asset):
    return dg.AssetCheckKey(dg.AssetKey(asset), "intake_adds_up")


def test_a_count_without_its_row_fails(tmp_path):
    from pipelines.arriving import IngestCounts

    good = IngestCounts(4, 1, 2, 1, 2, 0, ())
    assert intake_adds_up(good).passed
    assert not intake_adds_up(replace(good, stored=1)).passed
    assert not intake_adds_up(replace(good, known=1)).passed
