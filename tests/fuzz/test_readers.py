"""Bounded fuzzing: whatever bytes come, a reader ends in articles and rejects, never a crash."""

import datetime as dt
import gzip
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.records import Article, RawArticle, RejectedArticle
from pipelines.sources import Limits, SourceDefinition, clean, read_source
from pipelines.sources.dates import parse_date
from pipelines.sources.urls import canonical_url

AT = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
SEEDS = {
    ".txt": b"The minister said that the talks had been good.",
    ".html": b"<html><body><article><p>The minister said so.</p></article></body></html>",
    ".jsonl": b'{"id": "1", "text": "The minister said so."}\n{"id": 2}\n',
    ".json": b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": 1}]}',
    ".xml": b"<rss version='2.0'><channel><item><title>a</title></item></channel></rss>",
    ".csv": b'id,text\n1,"The minister said so."\n',
    ".parquet": b"PAR1\x15\x04PAR1",
    ".warc": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 4\r\n\r\nHTTP\r\n\r\n",
    ".zip": b"PK\x03\x04\x14\x00\x00\x00\x08\x00",
    ".txt.gz": gzip.compress(b"The minister said so."),
    ".txt.zst": b"\x28\xb5\x2f\xfd\x04\x00",
}


@st.composite
def damaged(draw, seed):
    data = bytearray(seed)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        data[at : at + draw(st.integers(0, 6))] = draw(st.binary(max_size=12))
    return bytes(data)


@pytest.mark.parametrize("suffix", SEEDS)
def test_readers_never_crash(suffix):
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(damaged(SEEDS[suffix]) | st.binary(max_size=200))
    def run(content):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, f"a{suffix}").write_bytes(content)
            source = SourceDefinition(name="fuzz", files=folder)
            for arrival in read_source(source, clock=lambda: AT, limits=Limits(item_bytes=10_000)):
                assert isinstance(arrival, RawArticle | RejectedArticle)
                if isinstance(arrival, RawArticle):
                    assert isinstance(clean(arrival), Article | RejectedArticle)

    run()


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_dates_and_addresses_never_crash(text):
    parse_date(text)
    once = canonical_url("https://lamp.example/" + text)
    assert canonical_url(once) == once
    canonical_url(text)
