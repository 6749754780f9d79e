"""The floors under the scores of times on annotated news, where that is at hand.

The articles fall into three parts, and `part` says which is which: errors are read in the first,
the second was read twice and nothing taken from it, the third never was. A change counts by the
last two.
"""

import datetime as dt
import hashlib
import json
from pathlib import Path

import pytest

from pipelines.resolving.times import find_times

GOLD = Path(__file__).parents[4] / "shared" / "gold" / "times_train.jsonl"
FLOORS = {  # relaxed and value F1
    "tuned on": (94.5, 83),
    "read": (93.5, 74),
    "never read": (93.5, 79),
}


def part(article_id):
    """MD5 sets a third of the articles aside, SHA-1 halves that third."""
    md5, sha1 = (
        int(hashlib.new(name, article_id.encode(), usedforsecurity=False).hexdigest(), 16)
        for name in ("md5", "sha1")
    )
    if md5 % 3:
        return "tuned on"
    return "never read" if sha1 % 2 else "read"


@pytest.mark.gold
@pytest.mark.skipif(not GOLD.exists(), reason="annotated times are not part of the project")
@pytest.mark.parametrize("name", FLOORS)
def test_times_on_annotated_news(name):
    spans = overlapping = right = 0
    with GOLD.open(encoding="utf8") as lines:
        for article in map(json.loads, lines):
            if part(article["id"]) != name:
                continue
            found = find_times(article["text"], dt.date.fromisoformat(article["published"][:10]))
            spans += len(article["times"]) + len(found)
            for time in article["times"]:
                over = [t for t in found if t.start < time["end"] and time["start"] < t.end]
                overlapping += bool(over)
                right += any(t.value == time["value"] for t in over)
    assert spans
    relaxed, value = FLOORS[name]
    assert 200 * overlapping / spans >= relaxed
    assert 200 * right / spans >= value
