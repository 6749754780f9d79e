"""Fits the weights of linking actors: `python -m pipelines.training.fit_identities`.

Pairs of sightings: one name in two articles (one person, nearly always), and two names in two
articles taken for one name (two persons). What it prints is rounded to one digit and written into
`WEIGHTS` by hand, so that a change of weights is a change that somebody reads.
"""

import argparse
import itertools
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from rich.console import Console

from pipelines.linking.identities import WEIGHTS, Identity, evidence
from pipelines.records import ActorSighting
from pipelines.training.score_namesakes import Person, people_of

GOLD = [Path("../shared/gold/clusters_dev.jsonl"), Path("../shared/gold/attribution_train.jsonl")]
BY_HAND = ("base", "other country", "beyond a career", "common body's country")
MOST_PAIRS = 8  # of one name, so that the famous do not decide alone
STEPS = 50
RIDGE = 2.0

type Pair = tuple[ActorSighting, ActorSighting]
type Table = npt.NDArray[np.float64]


def pairs_of(people: Sequence[Person], chance: random.Random) -> tuple[list[Pair], list[Pair]]:
    """As many pairs of one person in two stories as pairs of two persons."""
    same: list[Pair] = []
    for person in people:
        found = [p for p in itertools.combinations(person, 2) if p[0].story_id != p[1].story_id]
        same += chance.sample(found, min(len(found), MOST_PAIRS))
    other: list[Pair] = []
    while len(other) < len(same):
        one, two = (chance.choice(person) for person in chance.sample(people, 2))
        other.append((one, two))
    return same, other


def fit(rows: Table, is_same: Table) -> Table:
    """Weights of a logistic regression with a ridge, by Newton's method; the first is the base."""
    rows = np.c_[np.ones(len(rows)), rows]
    ridge = np.diag([0.0, *[RIDGE] * (rows.shape[1] - 1)])
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (likely - is_same) + ridge @ weights
        curve = (rows * (likely * (1 - likely))[:, None]).T @ rows + ridge
        weights -= np.linalg.solve(curve, slope)
    return weights


def _row(pair: Pair, names: Sequence[str]) -> list[float]:
    identity = Identity(pair[1].coded_id)
    identity.add(pair[1])
    found = evidence(pair[0], identity)
    return [found.get(name, 0.0) for name in names]


def main() -> None:
    """Print each weight as fitted and as it stands."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="*", type=Path, default=GOLD)
    people = [person for gold in parser.parse_args().gold for person in people_of(gold)]
    same, other = pairs_of(people, random.Random(1))  # noqa: S311 - a sample, not a secret
    names = [name for name in WEIGHTS if name not in BY_HAND]
    rows = np.array([_row(pair, names) for pair in same + other])
    weights = fit(rows, np.array([1.0] * len(same) + [0.0] * len(other)))
    console = Console()
    console.print(f"{len(same)} pairs of one person, {len(other)} of two")
    for name, weight in zip(["base", *names], weights, strict=True):
        console.print(f"{name:25} fitted {weight:5.2f}, now {WEIGHTS[name]:5.1f}")


if __name__ == "__main__":
    main()
