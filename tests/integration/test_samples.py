"""The sample articles against their hand-labelled answers; pinned scores may not drop."""

import json

import pytest
from sample_answers import ANSWERS, read_answers, read_samples
from sample_scores import score

from pipelines.coding.coder import make_coder

SLACK = 0.5


@pytest.fixture(scope="module")
def samples():
    return read_samples()


def test_every_sample_ends_as_an_article_or_a_reject(samples):
    articles, rejected = samples
    assert len(articles) >= 32
    assert len({a.outlet for a in articles}) >= 8
    assert {(r.locator, r.reason) for r in rejected} == {
        ("https://harbourtimes.example/subscribe", "no_body"),
        ("lines/meridian.jsonl#3", "truncated"),
        ("pages/rheinblatt-bergen-deutsch.html", "not_english"),
        ("pages/truncated-page.html", "truncated"),
        ("text/empty.txt", "empty"),
        ("text/latin1-sao-tome.txt", "wrong_encoding"),
    }


def test_answers_fit_their_articles(samples):
    answers = read_answers(samples[0])
    assert len(answers) >= 30
    assert sum(len(a.meetings) for a in answers) >= 40
    assert sum(len(a.said) for a in answers) >= 200


def test_the_actors_of_a_sample_exactly(samples):
    """Who, kind, country and role: nobody missing, nobody too many, nothing made up."""
    (article,) = [a for a in samples[0] if "iceland-norway-bergen-talks" in a.url]
    annotated = make_coder("rules").annotate(article)
    assert [(a.name, str(a.kind), a.country, a.role) for a in annotated.actors] == [
        ("Iceland", "state", "ISL", ""),
        ("Norway", "state", "NOR", ""),
        ("Hildur Thorsteinsdottir", "person", "ISL", "Foreign Minister"),
        ("Anders Vikhammer", "person", "NOR", "Fisheries Minister"),
        ("EU", "organisation", "", ""),
        ("Niamh Corrigan", "person", "", "EU Fisheries Commissioner"),
        ("a joint statement issued after the talks", "document", "", ""),
        ("Norwegian Fishermen's Association", "organisation", "NOR", ""),
        ("Oddvar Strand", "person", "NOR", "head of the Norwegian Fishermen's Association"),
        ("the government", "organisation", "", ""),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["rules", "tagger"])
def test_scores_do_not_drop(samples, name):
    pins = json.loads((ANSWERS / "pinned.json").read_text(encoding="utf-8"))[name]
    answers = read_answers(samples[0])
    coder = make_coder(name)
    scores = score(answers, list(coder.annotate_all(a.article for a in answers)))
    dropped = {k: (v, scores.get(k)) for k, v in pins.items() if scores.get(k, 0) < v - SLACK}
    assert not dropped, f"pinned and now: {dropped}"
