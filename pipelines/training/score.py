"""Scores the coder and the intake on annotated data: `python -m pipelines.training.score`.

The data and their scorer are not part of the project (see docs/scores.md for what they are); what
is absent is skipped, and said so. Every task is coded afresh, by the coder as users get it.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from pipelines.annotated_json import to_json
from pipelines.coding.coder import make_coder
from pipelines.records import Article
from pipelines.sources import read_articles
from pipelines.training.score_actors import score_coreference, score_phrases
from pipelines.training.score_dates import score_dates
from pipelines.training.score_namesakes import score_namesakes
from pipelines.training.score_pages import score_heads, score_stories, write_texts
from pipelines.training.score_places import score_places

GOLD = Path("../shared/gold")
TASKS = {
    "attribution": "attribution_dev.jsonl",
    "speakers": "speakers_dev.jsonl",
    "meetings": "meetings_dev.jsonl",
    "times": "times_train.jsonl",
    "codes": "codes_dev.jsonl",
    "pages": "pages_article_extraction_dev.jsonl",
    "heads": "pages_trafilatura_eval_dev.jsonl",
    "stories": "clusters_dev.jsonl",
    "coreference": "more/meantime_dev.jsonl",
    "namesakes": "clusters_dev.jsonl",
    "phrases": "more/actor_resolution_dev.jsonl",
    "places": "more/meantime_dev.jsonl",
    "dates": "more/meantime_dev.jsonl",
}

# Tasks that the project's own measures score, not the scorer of the data
OWN = {
    "heads": score_heads,
    "stories": score_stories,
    "coreference": score_coreference,
    "namesakes": score_namesakes,
    "phrases": score_phrases,
    "places": score_places,
    "dates": score_dates,
}


def annotate(gold: Path, coder_name: str, out: Path) -> float:
    """Code every article of a gold file into `out`; returns the seconds that it took."""
    coder = make_coder(coder_name)
    articles = [a for a in read_articles(gold) if isinstance(a, Article)]
    next(coder.annotate_all(articles[:1]), None)  # models load outside the clock
    started = time.perf_counter()
    with out.open("w", encoding="utf-8") as lines:
        for article, annotated in zip(articles, coder.annotate_all(articles), strict=True):
            lines.write(json.dumps(to_json(annotated, article.text)) + "\n")
    return time.perf_counter() - started


def score(task: str, gold: Path, annotated: Path) -> dict[str, Any]:
    """What the gold data's own scorer says of an annotated file."""
    scorer = gold.parent / "score.py"
    done = subprocess.run(  # noqa: S603 - the scorer that comes with the data
        [sys.executable, str(scorer), task, str(gold), str(annotated)],
        capture_output=True,
        text=True,
        check=True,
    )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def run(task: str, gold: Path, coder: str, out: Path) -> tuple[float, dict[str, Any]]:
    """One task: how many seconds it took, and its figures."""
    if task in OWN:
        started = time.perf_counter()
        result = OWN[task](gold)
        return time.perf_counter() - started, result
    if task == "pages":
        started = time.perf_counter()
        write_texts(gold, out)
        return time.perf_counter() - started, score(task, gold, out)
    return annotate(gold, coder, out), score(task, gold, out)


def flatten(result: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Nested figures as dotted names, so that a table can hold them."""
    for name, value in result.items():
        if isinstance(value, dict):
            yield from flatten(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def main() -> None:
    """Score the tasks asked for and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tasks", nargs="*", default=list(TASKS))
    parser.add_argument("--coder", default="tagger")
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--keep", type=Path, help="folder to keep the annotated articles in")
    options = parser.parse_args()
    console = Console()
    for task in options.tasks:
        gold = options.gold / TASKS[task]
        if not gold.exists():
            console.print(f"{task}: skipped, {gold} is not here")
            continue
        with tempfile.TemporaryDirectory() as scratch:
            folder = options.keep or Path(scratch)
            folder.mkdir(parents=True, exist_ok=True)
            out = folder / f"{task}.jsonl"
            seconds, result = run(task, gold, options.coder, out)
        table = Table(title=f"{task} ({options.coder}, {TASKS[task]}, {seconds:.1f} s)")
        table.add_column("figure")
        table.add_column("value", justify="right")
        for name, value in flatten(result):
            table.add_row(name, str(value))
        console.print(table)


if __name__ == "__main__":
    main()
