"""Codes articles on the cores of this machine: in order, in batches, and whatever an article does.

The models load once in each process. An article that the coder fails on, or that takes its
process down with it, comes back as an annotated article with a `failure` and nothing else in it.
"""

import hashlib
import logging
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import cache
from itertools import batched, chain, islice
from typing import TYPE_CHECKING

from pipelines.records import AnnotatedArticle, Article

if TYPE_CHECKING:
    from pipelines.coding.coder import Coder

logger = logging.getLogger(__name__)

BATCH = 8
SMALL = 16  # below this a second process costs more than it saves
BATCHES_AHEAD = 2  # for each worker: enough to keep it busy, few enough to bound memory

type MakeCoder = Callable[[str], "Coder"]
type Batch = tuple[Article, ...]
type Results = list[AnnotatedArticle]


def load_coder(name: str) -> "Coder":
    """A coder by its name. Its libraries take seconds to import: only a process that codes pays."""
    from pipelines.coding.coder import make_coder

    return make_coder(name)


def code_articles(
    articles: Iterable[Article], coder_name: str, workers: int, make: MakeCoder = load_coder
) -> Iterator[AnnotatedArticle]:
    """The annotated articles in the order of the articles, read no further ahead than needed."""
    stream = iter(articles)
    first = tuple(islice(stream, SMALL))
    batches = batched(chain(first, stream), BATCH)
    if workers <= 1 or len(first) < SMALL:
        for batch in batches:
            yield from _code_batch(batch, coder_name, make)
        return
    pool = _Pool(coder_name, workers, make)
    try:
        yield from _spread(pool, batches, workers * BATCHES_AHEAD)
    finally:
        pool.close()


def article_sha256(article: Article) -> str:
    """Names the version of an article's text that offsets refer to."""
    text = article.text.encode("utf-8", "surrogatepass")
    return article.text_sha256 or hashlib.sha256(text).hexdigest()


def coder_label(coder_name: str, make: MakeCoder = load_coder) -> str:
    """Name and version of a coder, as its results carry them."""
    coder = _coder(coder_name, make)
    return f"{coder.name}@{coder.version}"


@cache
def _coder(coder_name: str, make: MakeCoder) -> "Coder":
    """The coder of this process, so that its models load once."""
    return make(coder_name)


class _Pool:
    """Worker processes that are replaced when an article takes one down."""

    def __init__(self, coder_name: str, workers: int, make: MakeCoder) -> None:
        self.coder_name = coder_name
        self.make = make
        self.workers = workers
        self.executor = self._start(workers)

    def submit(self, batch: Batch) -> Future[Results]:
        """Hand a batch to a worker; to a new set of workers where the old one is dead."""
        try:
            return self.executor.submit(_code_batch, batch, self.coder_name, self.make)
        except BrokenProcessPool:
            self.restart()
            return self.executor.submit(_code_batch, batch, self.coder_name, self.make)

    def restart(self) -> None:
        """Give up the dead workers and start anew."""
        self.close()
        self.executor = self._start(self.workers)

    def code_alone(self, article: Article) -> AnnotatedArticle:
        """Code one article in a process of its own; a process that dies is a failed article."""
        executor = self._start(1)
        try:
            return executor.submit(_code_batch, (article,), self.coder_name, self.make).result()[0]
        except BrokenProcessPool:
            return _failed(
                article, coder_label(self.coder_name, self.make), "its process was killed"
            )
        finally:
            executor.shutdown(cancel_futures=True)

    def close(self) -> None:
        """Stop the workers; what was not begun is dropped."""
        self.executor.shutdown(wait=True, cancel_futures=True)

    def _start(self, workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            max_workers=workers,
            mp_context=multiprocessing.get_context("spawn"),  # threads and forks do not mix
            initializer=_prepare_worker,
        )


def _spread(pool: _Pool, batches: Iterable[Batch], ahead: int) -> Iterator[AnnotatedArticle]:
    waiting: deque[tuple[Batch, Future[Results]]] = deque()
    for batch in batches:
        waiting.append((batch, pool.submit(batch)))
        if len(waiting) > ahead:
            yield from _next_results(pool, waiting)
    while waiting:
        yield from _next_results(pool, waiting)


def _next_results(pool: _Pool, waiting: deque[tuple[Batch, Future[Results]]]) -> Results:
    """The oldest batch. Where its workers died, its articles are coded one by one."""
    batch, future = waiting.popleft()
    try:
        return future.result()
    except BrokenProcessPool:
        logger.warning("A coding process died; its articles are coded one by one")
        results = [pool.code_alone(article) for article in batch]
        pool.restart()
        again: Sequence[Batch] = [later for later, _ in waiting]
        waiting.clear()
        waiting.extend((later, pool.submit(later)) for later in again)
        return results


def _prepare_worker() -> None:
    """One core for each process: the processes are the parallelism.

    A shell may start us with SIGTERM ignored; a worker that ignores it outlives a broken pool, and
    closing the pool would wait for it for ever.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    os.environ["TOKENIZERS_PARALLELISM"] = "false"


def _code_batch(batch: Batch, coder_name: str, make: MakeCoder) -> Results:
    """The articles together, which is faster; one by one where that fails."""
    coder = _coder(coder_name, make)
    try:
        results = list(coder.annotate_all(batch))
    except Exception:
        logger.info("A batch could not be coded; its articles are coded one by one")
        return [_code(article, coder) for article in batch]
    pairs = zip(results, batch, strict=True)
    return [replace(result, article_sha256=article_sha256(article)) for result, article in pairs]


def _code(article: Article, coder: "Coder") -> AnnotatedArticle:
    """One article. The boundary at which any error of the coder becomes a failed article."""
    try:
        annotated = coder.annotate(article)
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        logger.warning("Article %s could not be coded: %s", article.article_id, reason)
        logger.debug("The error in full", exc_info=error)
        return _failed(article, f"{coder.name}@{coder.version}", reason)
    return replace(annotated, article_sha256=article_sha256(article))


def _failed(article: Article, label: str, reason: str) -> AnnotatedArticle:
    return AnnotatedArticle(
        article_id=article.article_id,
        coder=label,
        article_sha256=article_sha256(article),
        failure=reason,
    )
