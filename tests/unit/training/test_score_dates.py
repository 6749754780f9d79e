import json

from pipelines.training.score_dates import score_dates

TEXT = "Anna Berg said on Monday that ice was near. Jon Lund warned that roads would close."


def event(words, value=None, dct=False):
    start = TEXT.index(words)
    times = [{"rel": "IS_INCLUDED", "value": value, "dct": dct}] if value else []
    return {"start": start, "end": start + len(words), "times": times}


def test_dates_are_asked_and_judged_by_what_gives_them(tmp_path):
    row = {
        "id": "a",
        "text": TEXT,
        "published": "2026-03-20",
        "gold": [
            event("said", "2026-03-16"),
            event("said", "2026-03-17"),
            event("warned", "2026-03-20", dct=True),
            event("warned"),
            event("near", "2026-03-16"),
        ],
    }
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(row))
    assert score_dates(gold) == {
        "by words.asked": 2,
        "by publication.asked": 1,
        "by words.right": 50.0,
        "by publication.right": 100.0,
        "words not seen": 0,
    }
