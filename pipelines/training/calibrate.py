"""Fits the confidence curves on annotated data: `python -m pipelines.training.calibrate`.

A mention counts as right where the scorer would say so: an attribution with source and content
right, a meeting whose trigger is one, an act in words whose type the sentence has. The curve is
Platt's (1999), with his smoothed targets. Writes `pipelines/coding/data/calibration.csv` and prints
the reliability table of docs/scores.md, each half of the articles under the curves of the other.
"""

import argparse
import importlib.util
import math
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from pipelines.coding.confidence import EDGE
from pipelines.training.score import GOLD, TASKS, annotate

ACT = "act"
RUNS = (
    ("attribution", "tagger"),
    ("attribution", "rules"),
    ("meetings", "rules"),
    ("codes", "tagger"),
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A mention with the score of its rule, and whether the annotators agree."""

    article: int
    family: str
    score: float
    right: bool


def load_scorer(gold: Path) -> ModuleType:
    """The scorer that comes with the data, as a module."""
    spec = importlib.util.spec_from_file_location("gold_score", gold / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"no scorer in {gold}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judge(scorer: ModuleType, task: str, gold: Path, annotated: Path) -> Iterator[Judged]:
    """Every mention that the data of a task can judge."""
    golden, predicted = scorer.load(gold), scorer.load(annotated)
    rightness = {
        "attribution": _right_attributions,
        "meetings": _right_meetings,
        "codes": _right_acts,
    }[task]
    for number, (id_, article) in enumerate(golden.items()):
        mentions = [m for m in predicted[id_]["mentions"] if task == _judge_of(m)]
        right = set(rightness(scorer, article, mentions))
        for index, mention in enumerate(mentions):
            family = family_of(mention["rule"])
            yield Judged(number, family, mention["confidence"], index in right)


def family_of(rule: str) -> str:
    """The part of a rule's name before its first dot: each family has a curve."""
    return rule.split(".")[0]


def _judge_of(mention: dict[str, Any]) -> str:
    if mention["kind"] == "meeting":
        return "meetings"
    return "codes" if family_of(mention["rule"]) == ACT else "attribution"


def _right_acts(
    scorer: ModuleType, article: dict[str, Any], mentions: list[dict[str, Any]]
) -> Iterator[int]:
    wanted = {scorer.RENAMED.get(e["plover"], e["plover"]) for e in article["events"]}
    for j, mention in enumerate(mentions):
        if mention["code"]["plover"] in wanted:
            yield j


def _right_meetings(
    scorer: ModuleType, article: dict[str, Any], mentions: list[dict[str, Any]]
) -> Iterator[int]:
    text = article["text"]

    def weight(gold: dict[str, Any], mention: dict[str, Any]) -> int:
        return len(scorer.chars([gold["trigger"]], text) & scorer.chars(mention["cue"], text))

    for _, j in scorer.pair(article["meetings"], mentions, weight):
        yield j


def _right_attributions(
    scorer: ModuleType, article: dict[str, Any], mentions: list[dict[str, Any]]
) -> Iterator[int]:
    text = article["text"]
    parts = ("source", "cue", "content")
    gold = [{k: scorer.chars(a[k], text) for k in parts} for a in article["attributions"]]
    found = [
        {
            "source": scorer.chars(scorer.spans_of(m, "speaker", "reporter"), text),
            "cue": scorer.chars(m["cue"], text),
            "content": scorer.chars(m["content"], text),
        }
        for m in mentions
    ]

    def weight(a: dict[str, set[int]], b: dict[str, set[int]]) -> float:
        over = float(scorer.iou(a["content"], b["content"]))
        touching = bool(a["cue"] & b["cue"])
        return touching + over if touching or over >= 0.5 else 0.0

    for i, j in scorer.pair(gold, found, weight):
        a, b = gold[i], found[j]
        source = not (a["source"] or b["source"]) or scorer.iou(a["source"], b["source"]) >= 0.5
        if source and scorer.iou(a["content"], b["content"]) >= 0.5:
            yield j


def fit(scores: np.ndarray, right: np.ndarray) -> tuple[float, float]:
    """Slope and offset of Platt's curve over the log-odds of the scores, by Newton's method."""
    clipped = np.clip(scores, EDGE, 1 - EDGE)
    x = np.stack([np.log(clipped / (1 - clipped)), np.ones_like(clipped)], axis=1)
    positive, negative = right.sum(), (~right).sum()
    target = np.where(right, (positive + 1) / (positive + 2), 1 / (negative + 2))
    beta = np.array([1.0, 0.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ beta))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(2)
        beta = beta + np.linalg.solve(hessian, x.T @ (target - p) - 1e-3 * (beta - [1.0, 0.0]))
    return float(beta[0]), float(beta[1])


def fit_families(judged: Iterable[Judged]) -> dict[str, tuple[float, float]]:
    """One curve a family of rules."""
    families: dict[str, list[Judged]] = {}
    for row in judged:
        families.setdefault(row.family, []).append(row)
    return {
        family: fit(np.array([r.score for r in rows]), np.array([r.right for r in rows]))
        for family, rows in sorted(families.items())
    }


def calibrated(judged: Sequence[Judged]) -> Iterator[tuple[str, float, bool]]:
    """Family, confidence and rightness; the curve comes from the other half of the articles."""
    for half in (0, 1):
        curves = fit_families(r for r in judged if r.article % 2 != half)
        for row in (r for r in judged if r.article % 2 == half):
            if row.family in curves:
                slope, offset = curves[row.family]
                score = min(max(row.score, EDGE), 1 - EDGE)
                logit = math.log(score / (1 - score))
                yield row.family, 1 / (1 + math.exp(-(slope * logit + offset))), row.right


def reliability(rows: Sequence[tuple[str, float, bool]], title: str) -> Table:
    """Of the mentions in each tenth of confidence, how many are right."""
    table = Table(title=title)
    for column in ("confidence", "mentions", "right, %"):
        table.add_column(column, justify="right")
    for tenth in range(10):
        inside = [ok for _, c, ok in rows if tenth / 10 <= c < (tenth + 1) / 10 + (tenth == 9)]
        if inside:
            share = f"{100 * sum(inside) / len(inside):.0f}"
            table.add_row(f"{tenth / 10:.1f} to {(tenth + 1) / 10:.1f}", str(len(inside)), share)
    return table


def main() -> None:
    """Code with no curve, fit, write, and show the reliability."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=GOLD)
    options = parser.parse_args()
    scorer = load_scorer(options.gold)
    path = Path(str(resources.files("pipelines.coding") / "data" / "calibration.csv"))
    head = path.read_text(encoding="utf-8").splitlines()[:2]
    path.write_text("\n".join(head) + "\n", encoding="utf-8")
    judged: list[Judged] = []
    for task, coder in RUNS:
        with tempfile.TemporaryDirectory() as scratch:
            out = Path(scratch) / "annotated.jsonl"
            gold = options.gold / TASKS[task]
            annotate(gold, coder, out)
            judged += judge(scorer, task, gold, out)
    curves = fit_families(judged)
    rows = [f"{family},{slope:.4f},{offset:.4f}" for family, (slope, offset) in curves.items()]
    path.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")
    found = list(calibrated(judged))
    Console().print(reliability(found, "Reliability"))
    for family in curves:
        Console().print(reliability([r for r in found if r[0] == family], family))


if __name__ == "__main__":
    main()
