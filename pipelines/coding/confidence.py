"""Confidence that means something: of the mentions at 0.8, about 80 % are right.

Scores of a rule or of the tagger are mapped by a logistic curve fitted on annotated data
(Platt, 1999); `pipelines.training.calibrate` writes the coefficients.
"""

import math
from functools import cache

from pipelines.coding.data_files import read_rows

EDGE = 1e-4


def calibrate(score: float, rule: str) -> float:
    """The share of mentions of this rule and score that are right, on annotated data."""
    family = rule if rule in _curves() else rule.split(".")[0]
    if family not in _curves():
        return round(score, 3)
    slope, offset = _curves()[family]
    clipped = min(max(score, EDGE), 1 - EDGE)
    logit = math.log(clipped / (1 - clipped))
    return round(1 / (1 + math.exp(-(slope * logit + offset))), 3)


@cache
def _curves() -> dict[str, tuple[float, float]]:
    return {
        r["rule"]: (float(r["slope"]), float(r["offset"])) for r in read_rows("calibration.csv")
    }
