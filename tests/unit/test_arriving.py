"""What comes in is in the lake once, whatever happens on the way."""

import datetime as dt
import os
import signal
import subprocess
import sys
import textwrap

import pytest

from pipelines import arriving
from pipelines.arriving import ingest, known_visits, usual_counts
from pipelines.growing import Growth
from pipelines.lake import Lake
from pipelines.records import RawArticle, RejectedArticle, SourceCount, Visit
from pipelines.sources import Visits
from pipelines.sources.yields import thin_sources

DAY = dt.date(2026, 11, 23)
AT = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


def raw(number, source="desk", size=100):
    name = f"r{number}"
    return RawArticle(name, source, name, "text/plain", bytes([number % 250]) * size, {}, AT)


def refused(number, reason="empty", source="desk"):
    return RejectedArticle(f"x{number}", source, f"x{number}", reason, "No.")


def ids(lake, table="raw_articles", day=DAY):
    return [row.raw_id for row in lake.read(table, day)]


def test_new_known_and_refused_are_what_arrived(tmp_path):
    lake = Lake(tmp_path)
    ingest(lake, DAY, [raw(1), refused(1)])
    later = DAY + dt.timedelta(days=1)
    given = [raw(1), raw(2), raw(2), refused(1), refused(2), refused(3, "unchanged")]
    counts = ingest(lake, later, given, names=["desk", "silent"])
    assert (counts.arrived, counts.new, counts.known, counts.rejected) == (6, 1, 3, 2)
    assert counts.adds_up
    assert ids(lake, day=later) == ["r2"]
    assert ids(lake, "rejected_articles", later) == ["x2"]
    assert counts.sources == (SourceCount("desk", 4, 2), SourceCount("silent", 0, 0))


def test_the_same_again_writes_nothing(tmp_path):
    lake = Lake(tmp_path)
    given = [raw(n) for n in range(5)] + [refused(1)]
    visits = Visits()
    visits.note(Visit("desk", "https://lamp.example/a", "r1", '"1"'))
    ingest(lake, DAY, given, visits)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.parquet")}
    assert len(before) == 4
    again = known_visits(lake)
    again.note(Visit("desk", "https://lamp.example/a", "r1", '"1"'))
    counts = ingest(lake, DAY, given, again)
    assert (counts.new, counts.known, counts.rejected) == (0, 5, 1)
    assert counts.adds_up
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.parquet")} == before


def test_what_was_taken_before_a_failure_is_kept(tmp_path):
    lake = Lake(tmp_path)

    def breaking():
        yield raw(1)
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="disk"):
        ingest(lake, DAY, breaking())
    assert ids(lake) == ["r1"]
    assert ids(lake) == [raw.raw_id for raw in lake.stream("raw_articles", DAY)]


def test_saving_on_the_way_is_seldom_enough(tmp_path, monkeypatch):
    monkeypatch.setattr(arriving, "CHECKPOINT", 4)
    saved = []
    commit = Growth.commit

    def noting(growth):
        commit(growth)
        saved.append(growth.committed)

    monkeypatch.setattr(Growth, "commit", noting)
    lake = Lake(tmp_path)
    ingest(lake, DAY, map(raw, range(40)))
    assert sorted(set(saved) - {0}) == [4, 8, 16, 32, 40]
    assert ids(lake) == [f"r{n}" for n in range(40)]


KILLED = """
    import datetime as dt, os, signal, sys
    from pathlib import Path
    from pipelines import arriving
    from pipelines.lake import Lake
    from pipelines.sources import SourceDefinition, Visits, read_source

    def until(arrivals, most):
        for number, arrival in enumerate(arrivals):
            if number == most:
                os.kill(os.getpid(), signal.SIGKILL)
            yield arrival

    folder, lake, most = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    arriving.CHECKPOINT = 10
    source = SourceDefinition(name="desk", files=folder)
    at = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
    arrivals = until(read_source(source, clock=lambda: at), most)
    arriving.ingest(Lake(lake), dt.date(2026, 11, 23), arrivals, Visits())
"""


@pytest.mark.slow
def test_killed_in_the_middle_and_run_again_nothing_is_lost_or_doubled(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(60):
        text = "" if number % 7 == 0 else f"Minister number {number} said so."
        name = f"{number:02}.jsonl" if number % 5 else f"{number:02}.exe"
        line = f'{{"text": "{text}"}}\n' if name.endswith("l") else "MZ"
        (folder / name).write_text(line)

    def run(lake, most):
        command = [sys.executable, "-c", textwrap.dedent(KILLED), folder, lake, str(most)]
        return subprocess.run([str(part) for part in command], env=os.environ).returncode

    whole, broken = tmp_path / "whole", tmp_path / "broken"
    assert run(whole, -1) == 0
    for most in (5, 25, 45):
        assert run(broken, most) == -signal.SIGKILL
    half = ids(Lake(broken))
    assert 10 <= len(half) < 48  # something was saved on the way
    assert run(broken, -1) == 0
    for table in ("raw_articles", "rejected_articles", "source_counts"):
        assert Lake(broken).read(table, DAY) == Lake(whole).read(table, DAY)
    left = [path.name for path in broken.rglob("*.tmp")]
    assert left == []


def test_a_note_is_saved_after_what_it_is_about(tmp_path):
    lake = Lake(tmp_path)
    visits = Visits()

    def arrivals():
        visits.note(Visit("desk", "r1", "r1"))
        yield raw(1)
        visits.note(Visit("desk", "feed", "f1", '"1"'))

    ingest(lake, DAY, arrivals(), visits)
    assert [visit.address for visit in lake.read("visits", DAY)] == ["feed", "r1"]
    assert known_visits(lake).get("desk", "feed").etag == '"1"'
    lake.path("raw_articles", DAY).unlink()
    assert known_visits(lake).get("desk", "feed") is None


def test_counts_of_earlier_days_are_what_is_usual(tmp_path):
    lake = Lake(tmp_path)
    for ago in (3, 2, 1):
        ingest(lake, DAY - dt.timedelta(days=ago), [raw(n) for n in range(10)])
    nothing_new = RejectedArticle("f", "desk", "feed", "nothing_new", "No.")
    ingest(lake, DAY - dt.timedelta(days=1), [nothing_new])
    assert usual_counts(lake, DAY) == {"desk": [10, 10, 10]}


@pytest.mark.parametrize(
    ("count", "usual", "words"),
    [
        (SourceCount("a", 0, 0), [], "gave nothing."),
        (SourceCount("a", 0, 3), [9, 9, 9], "3 refused"),
        (SourceCount("a", 0, 0, unchanged=1), [9, 9, 9], ""),
        (SourceCount("a", 2, 0), [9, 9], ""),
        (SourceCount("a", 2, 0), [9, 10, 300], "where 10 are usual"),
        (SourceCount("a", 4, 0), [9, 10, 11], ""),
    ],
)
def test_a_source_that_falls_silent_is_named(count, usual, words):
    found = thin_sources([count], {"a": usual})
    assert (words in found["a"]) if words else not found
