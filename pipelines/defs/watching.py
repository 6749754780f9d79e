"""What a terminal sees of a run: stages as they begin and end, warnings, and progress in coding."""

import io
import logging
import re
from typing import Protocol

import dagster as dg

DBT_PROGRESS = re.compile(r"(\d+) of (\d+) (?!START)[A-Z]")


class Watcher(Protocol):
    """Somebody who is told how a run goes on."""

    def started(self, stage: str) -> None:
        """A stage begins."""

    def ended(self, stage: str, well: bool) -> None:
        """A stage ends."""

    def said(self, message: str, level: int) -> None:
        """A stage says something."""

    def progress(self, done: int, total: int) -> None:
        """So many of so many articles are coded."""


def watching_logger(watcher: Watcher) -> dg.LoggerDefinition:
    """Dagster's console logger, replaced by one that tells a watcher."""

    @dg.logger
    def watching(_: dg.InitLoggerContext) -> logging.Logger:
        logger = logging.Logger("communique.run", logging.DEBUG)  # stages begin at this level
        logger.addHandler(_Handler(watcher))
        return logger

    return watching


class DbtLines(io.TextIOBase):
    """Takes what dbt prints, and makes its "12 of 140" the progress of its stage."""

    def __init__(self, watcher: Watcher) -> None:
        self.watcher = watcher

    def write(self, text: str) -> int:
        """One piece of dbt's output. Failures are told by the run's events, too."""
        found = DBT_PROGRESS.search(text)
        if found:
            self.watcher.progress(int(found.group(1)), int(found.group(2)))
        return len(text)


class _Handler(logging.Handler):
    def __init__(self, watcher: Watcher) -> None:
        super().__init__()
        self.watcher = watcher

    def emit(self, record: logging.LogRecord) -> None:
        event = getattr(record, "dagster_event", None)
        if event is None:
            meta = getattr(record, "dagster_meta", {})
            self.watcher.said(str(meta.get("orig_message", record.getMessage())), record.levelno)
        elif event.event_type is dg.DagsterEventType.STEP_START:
            self.watcher.started(str(event.step_key))
        elif event.event_type is dg.DagsterEventType.STEP_SUCCESS:
            self.watcher.ended(str(event.step_key), well=True)
        elif event.event_type is dg.DagsterEventType.STEP_FAILURE:
            self.watcher.ended(str(event.step_key), well=False)
