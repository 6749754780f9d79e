"""Builds the records of invented articles from their words, and runs dbt over a lake of them.

Spans are found by the words that they hold, so that a test says what it means and never counts
characters. Every id is readable.
"""

import datetime as dt
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb

from pipelines.lake import Lake
from pipelines.linking.sightings import sightings_of
from pipelines.records import (
    Actor,
    ActorKind,
    ActorSighting,
    AnnotatedArticle,
    Article,
    Basis,
    Code,
    EventDate,
    EventLink,
    EventPlace,
    Kind,
    Mention,
    Participant,
    Precision,
    PublishedSource,
    Reality,
    RejectedArticle,
    RejectedCandidate,
    Role,
    Span,
    SupersededEvent,
)

PROJECT = Path(__file__).parents[2] / "dbt_project"
DAY = dt.date(2024, 12, 6)


def day(number: int) -> dt.date:
    """A day of December 2024."""
    return dt.date(2024, 12, number)


@dataclass
class Story:
    """One article with its annotations, written step by step."""

    article_id: str
    text: str
    outlet: str = "Harbour Herald"
    published: dt.date | None = DAY
    story_id: str = ""
    url: str = ""
    title: str = "A title"
    coder: str = "rules@1.0.0"
    mentions: list[Mention] = field(default_factory=list)
    actors: dict[str, Actor] = field(default_factory=dict)
    rejected: list[RejectedCandidate] = field(default_factory=list)
    links: list[EventLink] = field(default_factory=list)
    sightings: list[ActorSighting] = field(default_factory=list)
    failure: str = ""

    def span(self, words: str) -> Span:
        start = self.text.index(words)
        return start, start + len(words)

    def actor(self, name: str, kind: ActorKind = ActorKind.PERSON, **more: Any) -> str:
        actor_id = more.pop("actor_id", name.lower().replace(" ", "_"))
        self.actors.setdefault(
            actor_id, Actor(actor_id=actor_id, name=name, kind=kind, mentions=((0, 1),), **more)
        )
        return actor_id

    def is_another(self, name: str, actor_id: str, confidence: float = 1.0) -> "Story":
        """Say that an actor of this article is somebody else across articles than its id says."""
        coded_id = self._party(name)
        for sighting in sightings_of(self.annotated(), self.article(), DAY):
            if sighting.coded_id == coded_id:
                self.sightings.append(replace(sighting, actor_id=actor_id, confidence=confidence))
        return self

    def mention(
        self,
        event_id: str,
        cue: str,
        *parties: tuple[str, str],
        kind: Kind = Kind.MEETING,
        content: str = "",
        when: EventDate | None = None,
        where: tuple[str, str] | None = None,
        confidence: float = 0.8,
        **more: Any,
    ) -> "Story":
        """Add a mention; `parties` are pairs of role and words, the words being the name."""
        span = self.span(cue)
        mention_id = f"{self.article_id}-{len(self.mentions)}"
        reality = more.pop("reality", Reality.HELD)
        code = more.pop("code", Code("CONSULT", "040", "in_person") if kind == "meeting" else None)
        self.mentions.append(
            Mention(
                mention_id=mention_id,
                kind=kind,
                cue=(span,),
                sentence=next(s for s in self.sentences() if s[0] <= span[0] < s[1]),
                participants=tuple(
                    Participant(
                        Role(role), (self.span(words),), self._party(words), link_confidence=0.9
                    )
                    for role, words in parties
                ),
                content=(self.span(content),) if content else (),
                reality=reality,
                date=when or publication(self.published),
                place=self._place(*where) if where else None,
                code=code,
                confidence=confidence,
                rule="test.rule",
                **more,
            )
        )
        if event_id:
            self.links.append(EventLink(mention_id, self.article_id, event_id, 1.0))
        return self

    def sentences(self) -> tuple[Span, ...]:
        spans, start = [], 0
        for part in self.text.split("\n"):
            spans.append((start, start + len(part)))
            start += len(part) + 1
        return tuple(spans)

    def article(self) -> Article:
        return Article(
            article_id=self.article_id,
            text=self.text,
            title=self.title,
            url=self.url,
            outlet=self.outlet,
            published_at=self.published
            and dt.datetime.combine(self.published, dt.time(), tzinfo=dt.UTC),
            published_at_source=PublishedSource.FIELD if self.published else PublishedSource.NONE,
            text_sha256=sha256(self.text.encode()).hexdigest(),
            story_id=self.story_id or self.article_id,
            source="samples",
            raw_id=f"raw-{self.article_id}",
        )

    def annotated(self) -> AnnotatedArticle:
        return AnnotatedArticle(
            article_id=self.article_id,
            coder=self.coder,
            sentences=() if self.failure else self.sentences(),
            actors=tuple(self.actors.values()),
            mentions=tuple(self.mentions),
            rejected=tuple(self.rejected),
            article_sha256=sha256(self.text.encode()).hexdigest(),
            failure=self.failure,
        )

    def _party(self, words: str) -> str:
        known = {actor.name: actor.actor_id for actor in self.actors.values()}
        return known.get(words) or self.actor(words)

    def _place(self, words: str, country: str) -> EventPlace:
        return EventPlace(self.span(words), words, country, 1.0, 2.0, "city")


def publication(day: dt.date | None) -> EventDate:
    """The date of an event that the text does not date."""
    if day is None:
        return EventDate()
    return EventDate(day, day, Precision.DAY, Basis.PUBLICATION)


def on(day: dt.date, basis: Basis = Basis.RELATIVE) -> EventDate:
    """A day that the text gives."""
    return EventDate(day, day, Precision.DAY, basis)


class Warehouse:
    """A lake and the DuckDB file that dbt makes of it."""

    def __init__(self, root: Path, project: Path = PROJECT) -> None:
        self.root = root
        self.project = project
        self.lake = Lake(root / "lake")
        self.database = root / "build" / "events.duckdb"
        self.database.parent.mkdir(parents=True, exist_ok=True)

    def arrive(
        self,
        ingested_on: dt.date,
        *stories: Story,
        refused: Sequence[RejectedArticle] = (),
        merged: Sequence[SupersededEvent] = (),
    ) -> None:
        """Make these stories the whole of one day."""
        self.lake.write("articles", ingested_on, [s.article() for s in stories])
        self.lake.write("annotated_articles", ingested_on, [s.annotated() for s in stories])
        self.lake.write("actor_links", ingested_on, [k for s in stories for k in s.sightings])
        self.lake.write("event_links", ingested_on, [k for s in stories for k in s.links])
        self.lake.write("rejected_articles", ingested_on, refused)
        self.lake.write("superseded_events", ingested_on, merged)

    def dbt(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run dbt as a user would, its files under the warehouse."""
        return subprocess.run(
            [
                Path(sys.executable).with_name("dbt"),
                "--no-use-colors",
                *arguments,
                *("--target-path", self.root / "target", "--log-path", self.root / "logs"),
            ],
            cwd=self.project,
            env={**os.environ, "COMMUNIQUE_WAREHOUSE": str(self.root)},
            capture_output=True,
            text=True,
            check=False,
        )

    def build(self, *arguments: str) -> None:
        """Build and test everything; what dbt says is the failure's message."""
        done = self.dbt("build", *arguments)
        assert done.returncode == 0, done.stdout[-6000:]

    def refresh(self, *arguments: str) -> None:
        """Build the tables alone."""
        self.build("--exclude-resource-type", "unit_test", "test", *arguments)

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        with duckdb.connect(self.database, read_only=True) as connection:
            return connection.execute(sql, values).fetchall()

    def tables(self) -> dict[str, list[tuple[Any, ...]]]:
        """The content of every mart, in an order that does not depend on how it was made."""
        names = [
            name
            for (name,) in self.rows(
                "select table_name from duckdb_tables() where schema_name = 'main'"
            )
        ]
        content: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        for name in names:
            content[name] = self.rows(f"select * from {name} order by all")  # noqa: S608
        return content
