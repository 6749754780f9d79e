"""Errors of attribution by class: `python -m pipelines.training.errors`.

Sorts every miss and every false hit on annotated data into one class each, by how the words stand
to each other, so that the largest class can be worked on first. docs/errors.md holds the tables.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from rich.console import Console
from rich.table import Table

from pipelines.reading.reader import load_parser
from pipelines.training.calibrate import load_scorer
from pipelines.training.score import GOLD, TASKS, annotate

TASK = "attribution"
Parts = dict[str, set[int]]


def errors(scorer: ModuleType, gold: Path, annotated: Path) -> Iterator[tuple[str, str, str]]:
    """(what is wrong, class, quote type or rule) of every attribution that is not wholly right."""
    golden, predicted = scorer.load(gold), scorer.load(annotated)
    for id_, article in golden.items():
        text = article["text"]
        mentions = [m for m in predicted[id_]["mentions"] if m["kind"] != "meeting"]
        wanted = [_parts(scorer, text, a) for a in article["attributions"]]
        found = [_parts(scorer, text, _as_gold(scorer, m)) for m in mentions]
        pairs = dict(scorer.pair(wanted, found, lambda a, b: _weight(scorer, a, b)))
        parse = load_parser()(text)
        at = {i: token for token in parse for i in range(token.idx, token.idx + len(token))}
        for i, want in enumerate(wanted):
            if i not in pairs:
                yield "missed", _cue_class(want, at), _quoted(want, text)
            else:
                yield from _differences(scorer, want, found[pairs[i]], _quoted(want, text))
        for j in set(range(len(found))) - set(pairs.values()):
            yield "false", _cue_class(found[j], at), mentions[j]["rule"].split(".")[0]


def _parts(scorer: ModuleType, text: str, spans: dict[str, Any]) -> Parts:
    return {k: scorer.chars(spans.get(k), text) for k in ("source", "cue", "content")}


def _as_gold(scorer: ModuleType, mention: dict[str, Any]) -> dict[str, Any]:
    source = scorer.spans_of(mention, "speaker", "reporter")
    return {"source": source, "cue": mention["cue"], "content": mention["content"]}


def _weight(scorer: ModuleType, a: Parts, b: Parts) -> float:
    over = float(scorer.iou(a["content"], b["content"]))
    touching = bool(a["cue"] & b["cue"])
    return touching + over if touching or over >= 0.5 else 0.0


def _cue_class(parts: Parts, at: dict[int, Any]) -> str:
    if not parts["cue"]:
        return "no cue"
    token = at[min(parts["cue"])]
    tokens = {at[i] for i in parts["cue"] if i in at}
    heads = [t for t in tokens if t.head not in tokens or t.head == t]
    token = heads[0] if heads else token
    names = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADP": "according to, for, in"}
    return f"cue is a {names[token.pos_]}" if token.pos_ in names else "cue is another word"


def _quoted(parts: Parts, text: str) -> str:
    first = min(parts["content"], default=0)
    return "quoted" if text[max(0, first - 1) : first + 1].strip()[:1] in tuple("\"“'‘") else "not"


def _differences(
    scorer: ModuleType, want: Parts, got: Parts, quoted: str
) -> Iterator[tuple[str, str, str]]:
    if (want["source"] or got["source"]) and scorer.iou(want["source"], got["source"]) < 0.5:
        yield "source", _difference(want["source"], got["source"]), quoted
    if scorer.iou(want["content"], got["content"]) < 0.5:
        yield "content", _difference(want["content"], got["content"]), quoted


def _difference(want: set[int], got: set[int]) -> str:
    if not got:
        return "none found"
    if not want:
        return "none wanted"
    if not want & got:
        return "another one"
    if got < want:
        return "too short"
    return "too long" if want < got else "moved"


def by_outlet(scorer: ModuleType, gold: Path, annotated: Path) -> Table:
    """Scores of each outlet's articles alone."""
    golden, predicted = scorer.load(gold), scorer.load(annotated)
    outlets: dict[str, dict[str, Any]] = {}
    for id_, article in golden.items():
        outlets.setdefault(article["publisher"], {})[id_] = article
    table = Table(title="By outlet")
    for column in ("outlet", "articles", "attributions", "detection", "who said what"):
        table.add_column(column, justify="left" if column == "outlet" else "right")
    for outlet, articles in sorted(outlets.items()):
        result = scorer.attribution(articles, predicted)
        figures = (result["detect"]["f1"], result["who_said_what"]["f1"])
        table.add_row(outlet, str(len(articles)), str(result["gold"]), *map(str, figures))
    return table


def by_quote(scorer: ModuleType, gold: Path, annotated: Path) -> Table:
    """How many of the attributions with and without quote marks are found, and wholly right."""
    golden = scorer.load(gold)
    asked: Counter[str] = Counter()
    for article in golden.values():
        text = article["text"]
        asked.update(_quoted(_parts(scorer, text, a), text) for a in article["attributions"])
    wrong = {"missed": Counter[str](), "partly": Counter[str]()}
    for what, _, quoted in errors(scorer, gold, annotated):
        if what != "false":
            wrong["missed" if what == "missed" else "partly"][quoted] += 1
    table = Table(title="By quote marks")
    for column in ("content", "attributions", "found, %", "errors of source or content"):
        table.add_column(column, justify="left" if column == "content" else "right")
    for quoted, n in sorted(asked.items()):
        found = f"{100 * (1 - wrong['missed'][quoted] / n):.1f}"
        table.add_row(quoted, str(n), found, str(wrong["partly"][quoted]))
    return table


def main() -> None:
    """Code, sort the errors, print them by class."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--coder", default="tagger")
    parser.add_argument("--gold", type=Path, default=GOLD)
    options = parser.parse_args()
    gold = options.gold / TASKS[TASK]
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "annotated.jsonl"
        annotate(gold, options.coder, out)
        scorer = load_scorer(options.gold)
        count = Counter(errors(scorer, gold, out))
        tables = by_outlet(scorer, gold, out), by_quote(scorer, gold, out)
    table = Table(title=f"Errors of {options.coder}: {sum(count.values())}")
    for column in ("what", "class", "quoted, or rule"):
        table.add_column(column)
    table.add_column("errors", justify="right")
    for (what, kind, detail), n in sorted(count.items(), key=lambda row: (row[0][0], -row[1])):
        table.add_row(what, kind, detail, str(n))
    Console().print(table, *tables)


if __name__ == "__main__":
    main()
