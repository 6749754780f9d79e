"""The measure of namesakes, on invented articles."""

import json

from pipelines.training.score_namesakes import people_of, score_namesakes

ARTICLES = [
    "Peru's energy minister Ines Calderon said on Monday that the dam was safe.",
    "Energy minister Ines Calderon of Peru told reporters that work would start.",
    "Danish culture minister Asger Lindholm said that his studio had burnt down.",
]


def test_people_and_pairs(tmp_path):
    gold = tmp_path / "articles.jsonl"
    rows = ({"id": f"a{n}", "text": text} for n, text in enumerate(ARTICLES))
    gold.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert [[s.coded_id for s in person] for person in people_of(gold)] == [
        ["asger_lindholm"],
        ["ines_calderon", "ines_calderon"],
    ]
    scores = score_namesakes(gold)
    assert scores["namesakes.apart"] == 100.0
    assert scores["one name.people"] == 1
    assert scores["one name.split"] == 0.0
