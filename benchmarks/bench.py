"""Times `code` over generated articles, and before it the intake of a web archive.

`make bench`, or `python benchmarks/bench.py --count 200 --coder rules`. Each figure is printed with
what it was measured on.
"""

import argparse
import os
import resource
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent))

from generate import generate_articles
from web_archive import time_archive

from pipelines.engines.local import code_articles
from pipelines.records import Article, Kind, Mention
from pipelines.settings import load_settings

if TYPE_CHECKING:
    from pipelines.reading.document import Document


def main() -> None:
    """Generate, time, print."""
    settings = load_settings()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--words", type=int, default=700)
    parser.add_argument("--coder", default=settings.coder)
    parser.add_argument("--workers", type=int, default=settings.process_count)
    parser.add_argument("--pages", type=int, default=10_000, help="of the web archive; 0 for none")
    asked = parser.parse_args()
    for line in time_archive(asked.pages) if asked.pages else ():
        say(line)
    articles = list(generate_articles(asked.count, asked.words))
    words = sum(len(article.text.split()) for article in articles)
    say(f"{len(articles)} articles, {words / len(articles):.0f} words each; {os.cpu_count()} cores")

    seconds, failed = time_coding(articles, asked.coder, asked.workers)
    rate = len(articles) / seconds
    say(f"coder {asked.coder}, {asked.workers} processes: {rate:.1f} articles a second")
    if failed:
        say(f"  {failed} articles could not be coded")
    say(f"peak memory: {peak_megabytes(asked.workers):.0f} MB over all processes")

    sample = articles[: max(1, asked.count // 10)]
    parse = time_parse(sample) / len(sample)
    resolving = time_resolving(sample, asked.coder) / len(sample)
    say(f"spaCy's parse alone: {1 / parse:.1f} articles a second in one process")
    say(f"who, when and where: {1000 * resolving:.1f} ms, {resolving / parse:.2f} of the parse")
    say(f"coding takes {seconds * asked.workers / len(articles) / parse:.2f} times the parse alone")


def time_coding(articles: list[Article], coder: str, workers: int) -> tuple[float, int]:
    """Seconds, model loading included, and how many articles failed."""
    start = time.perf_counter()
    failed = 0
    for number, annotated in enumerate(code_articles(articles, coder, workers), start=1):
        failed += bool(annotated.failure)
        if number % 100 == 0:
            say(f"  {number} of {len(articles)}")
    return time.perf_counter() - start, failed


def time_parse(articles: Iterable[Article]) -> float:
    """Seconds that the parser takes, loading not counted."""
    from pipelines.reading.reader import load_parser

    parser = load_parser()
    start = time.perf_counter()
    for article in articles:
        parser(article.text)
    return time.perf_counter() - start


def time_resolving(articles: Iterable[Article], coder: str) -> float:
    """Seconds that the actors, dates and places of what was coded take, loading not counted."""
    from pipelines.coding.coder import make_coder
    from pipelines.reading.reader import Reader

    articles = list(articles)
    coded = list(make_coder(coder).annotate_all(articles))
    documents = list(Reader().read(articles))
    resolve(documents[0], coded[0].mentions)  # the tables load outside the clock
    start = time.perf_counter()
    for document, annotated in zip(documents, coded, strict=True):
        resolve(document, annotated.mentions)
    return time.perf_counter() - start


def resolve(document: "Document", mentions: Iterable[Mention]) -> None:
    """Who, when and where, as the coder asks for them."""
    from pipelines.resolving.cast import Cast
    from pipelines.resolving.event_dates import date_event
    from pipelines.resolving.places import place_event
    from pipelines.resolving.times import find_times

    times = find_times(document.text, document.published)
    cast = Cast(document, times)
    for mention in mentions:
        spans = [(p.spans[0], p.role) for p in mention.participants if p.spans]
        for span, role in spans:
            cast.link(span, role)
        date_event(document, mention.cue[0], times, mention.reality)
        if mention.kind == Kind.MEETING:
            place_event(document, mention.cue[0], [span for span, _ in spans])
    cast.actors()


def peak_megabytes(workers: int) -> float:
    """This process's peak and the largest worker's, once for each worker: an upper bound."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return (own + largest * workers) / 1024


def say(line: str) -> None:
    """Print at once, since a run takes minutes."""
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":  # the worker processes import this file anew
    main()
