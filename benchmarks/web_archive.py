"""Times the intake of a web archive: pages a second into the lake, peak memory, and cleaning.

`python benchmarks/web_archive.py --count 10000`; a part of `make bench`. The intake runs in a
process of its own, once with a tenth of the pages and once with all, so that the two peaks show
whether memory grows with the archive. The pages are generated.
"""

import argparse
import datetime as dt
import gzip
import html
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from generate import generate_articles

from pipelines.arriving import ingest
from pipelines.lake import Lake
from pipelines.records import Article, RawArticle
from pipelines.sources import SourceDefinition, clean, read_source

DAY = dt.date(2026, 1, 1)
AT = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
KINDS = 500  # different articles; pages beyond them repeat one with a number of their own
LINKS = 150  # of the navigation around an article
CLEANED = 300


def time_archive(count: int) -> Iterator[str]:
    """Generate, take in, clean; one line for each figure."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for share in (count // 10, count):
            archive = folder / f"pages-{share}.warc.gz"
            size = write_archive(archive, share)
            for again in ("", ", again"):
                done = run_intake(archive, folder / f"lake-{share}")
                new, seconds, megabytes = done
                yield (
                    f"archive of {share} pages ({size / 1e6:.0f} MB unpacked){again}: "
                    f"{share / seconds:.0f} pages a second, {new} new, peak {megabytes:.0f} MB"
                )
        yield clean_some(Lake(folder / f"lake-{count}"))


def write_archive(path: Path, count: int) -> int:
    """A WARC file as crawlers write them, each record packed by itself; returns its bytes."""
    texts = [article.text for article in generate_articles(min(count, KINDS), 500)]
    total = 0
    with path.open("wb") as file:
        for number in range(count):
            record = _record(number, _page(number, texts[number % len(texts)]))
            total += len(record)
            file.write(gzip.compress(record, 1))
    return total


def run_intake(archive: Path, lake: Path) -> tuple[int, float, float]:
    """New pages, seconds and peak megabytes of an intake in a process of its own."""
    command = [sys.executable, __file__, "--archive", str(archive), "--lake", str(lake)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - this file
    new, seconds, megabytes = done.stdout.split()
    return int(new), float(seconds), float(megabytes)


def clean_some(lake: Lake) -> str:
    """How fast pages become articles, in one process."""
    raws = [raw for raw, _ in zip(lake.stream("raw_articles", DAY), range(CLEANED), strict=False)]
    clean(raws[0])  # models load outside the clock
    start = time.perf_counter()
    taken = sum(isinstance(clean(raw), Article) for raw in raws if isinstance(raw, RawArticle))
    rate = len(raws) / (time.perf_counter() - start)
    return f"cleaning: {rate:.0f} pages a second in one process, {taken} of {len(raws)} articles"


def _page(number: int, text: str) -> str:
    links = "".join(f'<li><a href="/section/{n}">Section {n}</a></li>' for n in range(LINKS))
    body = "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n\n"))
    return (
        f"<!doctype html><html><head><title>Report {number}</title></head><body><nav><ul>{links}"
        f"</ul></nav><article><h1>Report {number}</h1>{body}<p>Report number {number}.</p>"
        f"</article><footer><ul>{links}</ul></footer></body></html>"
    )


def _record(number: int, page: str) -> bytes:
    body = page.encode()
    answer = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
        b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
    )
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
        f"WARC-Target-URI: https://lamp.example/{number}\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def _intake(archive: Path, lake: Path) -> str:
    source = SourceDefinition(name="crawl", files=str(archive))
    start = time.perf_counter()
    counts = ingest(Lake(lake), DAY, read_source(source, clock=lambda: AT))
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{counts.new} {seconds:.3f} {peak:.0f}"


def main() -> None:
    """The whole measurement, or one intake of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--archive", type=Path)
    parser.add_argument("--lake", type=Path)
    asked = parser.parse_args()
    lines = [_intake(asked.archive, asked.lake)] if asked.archive else time_archive(asked.count)
    for line in lines:
        print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
