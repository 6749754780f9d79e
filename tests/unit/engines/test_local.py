import os
import signal
from collections.abc import Iterable, Iterator

import pytest

from pipelines.engines.local import BATCH, SMALL, article_sha256, code_articles
from pipelines.records import AnnotatedArticle, Article


class FakeCoder:
    """Codes nothing; fails, or dies, on the articles whose text says so."""

    name = "fake"
    version = "1"

    def __init__(self, name: str) -> None:
        self.name = name

    def annotate_all(self, articles: Iterable[Article]) -> Iterator[AnnotatedArticle]:
        for article in articles:
            yield self.annotate(article)

    def annotate(self, article: Article) -> AnnotatedArticle:
        if article.text == "fail":
            raise ValueError("cannot read this")
        if article.text == "die":
            os._exit(9)
        return AnnotatedArticle(article.article_id, f"{self.name}@1", ((0, len(article.text)),))


def articles(count: int, **odd: str) -> list[Article]:
    texts = [odd.get(f"at_{number}", f"text {number}") for number in range(count)]
    return [Article(f"a{number}", text) for number, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("count", "workers"), [(0, 2), (3, 2), (SMALL, 1), (SMALL, 2), (5 * BATCH + 3, 2)]
)
def test_results_come_in_order(count, workers):
    given = articles(count)
    results = list(code_articles(given, "fake", workers, FakeCoder))
    assert [r.article_id for r in results] == [a.article_id for a in given]
    assert [r.article_sha256 for r in results] == [article_sha256(a) for a in given]
    assert not any(r.failure for r in results)


@pytest.mark.parametrize("workers", [1, 2])
def test_one_bad_article_harms_no_other(workers):
    results = list(code_articles(articles(SMALL, at_5="fail"), "fake", workers, FakeCoder))
    failed = [r for r in results if r.failure]
    assert [(r.article_id, r.failure, r.coder) for r in failed] == [
        ("a5", "ValueError: cannot read this", "fake@1")
    ]
    assert len(results) == SMALL


@pytest.fixture(params=[signal.SIG_DFL, signal.SIG_IGN], ids=["as usual", "ignored"])
def _on_terminate(request):
    before = signal.signal(signal.SIGTERM, request.param)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.mark.usefixtures("_on_terminate")
def test_article_that_kills_its_process_harms_no_other():
    count = 3 * BATCH
    results = list(code_articles(articles(count, at_9="die"), "fake", 2, FakeCoder))
    assert [r.article_id for r in results] == [f"a{number}" for number in range(count)]
    assert [r.article_id for r in results if r.failure] == ["a9"]
    assert results[9].failure == "its process was killed"


def test_reads_no_further_ahead_than_needed():
    taken = []

    def stream() -> Iterator[Article]:
        for article in articles(100 * BATCH):
            taken.append(article)
            yield article

    results = code_articles(stream(), "fake", 2, FakeCoder)
    next(results)
    assert len(taken) < 10 * BATCH
    results.close()


def test_fingerprint_names_the_text():
    assert article_sha256(Article("a", "text")) == article_sha256(Article("b", "text"))
    assert article_sha256(Article("a", "text")) != article_sha256(Article("a", "text."))
    assert article_sha256(Article("a", "text", text_sha256="given")) == "given"
