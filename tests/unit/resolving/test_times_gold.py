"""The floor under the score of times on annotated news, where that is at hand."""

import datetime as dt
import json
from pathlib import Path

import pytest

from pipelines.resolving.times import find_times

GOLD = Path(__file__).parents[4] / "shared" / "gold" / "times_train.jsonl"


@pytest.mark.gold
@pytest.mark.skipif(not GOLD.exists(), reason="annotated times are not part of the project")
def test_times_on_annotated_news():
    annotated = predicted = overlapping = right = 0
    with GOLD.open(encoding="utf8") as lines:
        for article in map(json.loads, lines):
            found = find_times(article["text"], dt.date.fromisoformat(article["published"][:10]))
            annotated += len(article["times"])
            predicted += len(found)
            for time in article["times"]:
                over = [t for t in found if t.start < time["end"] and time["start"] < t.end]
                overlapping += bool(over)
                right += any(t.value == time["value"] for t in over)
    assert 200 * overlapping / (annotated + predicted) >= 92
    assert 200 * right / (annotated + predicted) >= 79
