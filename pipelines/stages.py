"""The stages of a run over one day of the lake, as plain functions: what Dagster's assets call.

Each reads whole days, calls the room that knows how, writes whole days, and returns counts. Each
may be killed at any point and run again. A stage whose inputs did not change does nothing;
`rebuild` makes it work anyway, for code that changed without a new version.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from pipelines.engines.local import article_sha256, code_articles, coder_label
from pipelines.lake import Lake
from pipelines.linking import identities
from pipelines.linking.accounts import Account, accounts_of
from pipelines.linking.events import link_mentions
from pipelines.linking.sightings import sightings_of, with_actors
from pipelines.linking.stories import assign_stories, sign_article
from pipelines.records import (
    AnnotatedArticle,
    Article,
    EventLink,
    RawArticle,
    RejectedArticle,
    StorySignature,
    SupersededEvent,
)

type Clean = Callable[[RawArticle], Article | RejectedArticle]
type Progress = Callable[[int, int], None]

ALREADY_HERE = ("duplicate", "replaced")
IDENTITIES = "identities@1"  # how actors are tied; a new number ties every day anew
CHECKPOINT = 1000  # articles coded between two saves of an unfinished day


@dataclass(frozen=True, slots=True)
class ArticleCounts:
    """What became of a day's raw articles: `raw` is the sum of `articles` and `rejected`."""

    raw: int
    articles: int
    rejected: int
    reasons: dict[str, int]


@dataclass(frozen=True, slots=True)
class Ends:
    """What a day's raw articles ended as; `astray` are those that ended as nothing or twice."""

    raw: int
    articles: int
    duplicates: int
    rejected: int
    astray: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodingCounts:
    """What the coder did: `articles` is the sum of `coded` and `kept`."""

    articles: int
    coded: int
    kept: int
    failed: int
    mentions: dict[str, int]


@dataclass(frozen=True, slots=True)
class ActorCounts:
    """What linking did with a day's actors: `moved` are namesakes and other spellings."""

    sightings: int
    actors: int
    moved: int


@dataclass(frozen=True, slots=True)
class LinkCounts:
    """What linking did with a day's mentions."""

    mentions: int
    events: int
    merged: int


def derive_articles(
    lake: Lake, day: dt.date, clean: Clean, version: str, story_days: int, rebuild: bool = False
) -> ArticleCounts:
    """Clean the day's raw articles; refuse what is no article or is known; name the stories."""
    made_from = f"{version} {lake.fingerprint('raw_articles', day)}"
    if rebuild or lake.made_from("articles", day) != made_from:
        _derive(lake, day, clean, story_days, made_from)
    rejects = _own_rejects(lake, day)
    return ArticleCounts(
        raw=lake.count("raw_articles", day),
        articles=lake.count("articles", day),
        rejected=len(rejects),
        reasons=dict(sorted(Counter(reject.reason for reject in rejects).items())),
    )


def ends_of(lake: Lake, day: dt.date) -> Ends:
    """Look up in the tables of a day where each of its raw articles ended."""
    raw_ids = list(lake.column("raw_articles", "raw_id", [day]))
    wanted = set(raw_ids)
    taken = list(lake.column("articles", "raw_id", [day]))
    reasons = {r.raw_id: r.reason for r in lake.read("rejected_articles", day)}
    refused = [r.raw_id for r in lake.read("rejected_articles", day) if r.raw_id in wanted]
    ends = Counter(taken) + Counter(refused)
    astray = {raw_id for raw_id in wanted if ends[raw_id] != 1} | (set(ends) - wanted)
    astray |= {raw_id for raw_id, count in Counter(raw_ids).items() if count != 1}
    duplicates = sum(reasons[raw_id] in ALREADY_HERE for raw_id in refused)
    rejected = len(refused) - duplicates
    return Ends(len(raw_ids), len(taken), duplicates, rejected, tuple(sorted(astray)))


def annotate(
    lake: Lake,
    day: dt.date,
    coder: str,
    workers: int,
    rebuild: bool = False,
    progress: Progress = lambda done, total: None,
) -> CodingCounts:
    """Code the day's articles that this version of the coder has not read yet."""
    articles: list[Article] = lake.read("articles", day)
    label = coder_label(coder)
    cleaned_by = (lake.made_from("articles", day) or "").partition(" ")[0]  # dates may have changed
    anew = rebuild or lake.made_from("annotated_articles", day) != cleaned_by
    stored: list[AnnotatedArticle] = [] if anew else lake.read("annotated_articles", day)
    done = {(a.article_id, a.article_sha256): a for a in stored if a.coder == label}
    todo = [a for a in articles if (a.article_id, article_sha256(a)) not in done]
    kept = len(articles) - len(todo)

    def save() -> None:
        wanted = ((a.article_id, article_sha256(a)) for a in articles)
        coded = [done[key] for key in wanted if key in done]
        lake.write("annotated_articles", day, coded, cleaned_by)

    for number, annotated in enumerate(code_articles(todo, coder, workers), start=1):
        done[annotated.article_id, annotated.article_sha256] = annotated
        progress(number, len(todo))
        if number % CHECKPOINT == 0:
            save()
    save()
    results = [done[a.article_id, article_sha256(a)] for a in articles]
    kinds = Counter(str(mention.kind) for result in results for mention in result.mentions)
    failed = sum(bool(result.failure) for result in results)
    return CodingCounts(len(articles), len(todo), kept, failed, dict(sorted(kinds.items())))


def link_actors(lake: Lake, day: dt.date, rebuild: bool = False) -> ActorCounts:
    """Tie the day's actors to those of the days before it, and to each other."""
    inputs = [lake.fingerprint(table, day) for table in ("articles", "annotated_articles")]
    made_from = " ".join([IDENTITIES, *inputs])
    if rebuild or lake.made_from("actor_links", day) != made_from:
        new = [
            s
            for annotated, article in _read(lake, day)
            for s in sightings_of(annotated, article, day)
        ]
        keys = {sighting.name_key for sighting in new}
        arrived = {sighting.article_id for sighting in new}
        known = (
            sighting
            for earlier in lake.days("actor_links")
            if earlier < day
            for sighting in lake.matching("actor_links", earlier, "name_key", keys)
            if sighting.article_id not in arrived
        )
        lake.write("actor_links", day, identities.link_actors(new, known), made_from)
    coded = list(lake.column("actor_links", "coded_id", [day]))
    actors = list(lake.column("actor_links", "actor_id", [day]))
    moved = {one for one, other in zip(actors, coded, strict=True) if one != other}
    return ActorCounts(sightings=len(coded), actors=len(set(actors)), moved=len(moved))


def link_events(lake: Lake, day: dt.date, link_days: int, rebuild: bool = False) -> LinkCounts:
    """Tie the day's mentions to the events of the days before it, and to each other."""
    inputs = [
        lake.fingerprint(table, day) for table in ("articles", "annotated_articles", "actor_links")
    ]
    made_from = " ".join([str(link_days), *inputs])
    if rebuild or lake.made_from("event_links", day) != made_from:
        new = list(_accounts(lake, day, {}))
        arrived = {account.article_id for account in new}
        events = _living_events(lake, day)
        known = (
            account
            for earlier in days_before(lake, "event_links", day, link_days)
            for account in _accounts(lake, earlier, events)
            if account.article_id not in arrived and account.event_id
        )
        links, superseded = link_mentions(new, known)
        lake.write("superseded_events", day, superseded)
        lake.write("event_links", day, links, made_from)  # last: it says that the day is done
    events_of_day = set(lake.column("event_links", "event_id", [day]))
    return LinkCounts(
        mentions=lake.count("event_links", day),
        events=len(events_of_day),
        merged=lake.count("superseded_events", day),
    )


def _accounts(lake: Lake, day: dt.date, events: Mapping[str, str]) -> Iterator[Account]:
    actors = {
        (sighting.article_id, sighting.coded_id): sighting.actor_id
        for sighting in lake.read("actor_links", day)
    }
    for annotated, article in _read(lake, day):
        yield from accounts_of(with_actors(annotated, actors), article, day, events)


def _read(lake: Lake, day: dt.date) -> Iterator[tuple[AnnotatedArticle, Article]]:
    """The annotated articles of a day, each with its article."""
    articles: dict[str, Article] = {a.article_id: a for a in lake.read("articles", day)}
    for annotated in lake.read("annotated_articles", day):
        if annotated.article_id in articles:
            yield annotated, articles[annotated.article_id]


def _living_events(lake: Lake, day: dt.date) -> dict[str, str]:
    """The event of each mention of earlier days, after every merge of those days."""
    merged: dict[str, str] = {}
    for earlier in lake.days("superseded_events"):
        if earlier < day:
            superseded: list[SupersededEvent] = lake.read("superseded_events", earlier)
            merged.update({event.event_id: event.superseded_by for event in superseded})
    events: dict[str, str] = {}
    for earlier in lake.days("event_links"):
        if earlier < day:
            links: list[EventLink] = lake.read("event_links", earlier)
            for tie in links:
                event_id = tie.event_id
                while event_id in merged:
                    event_id = merged[event_id]
                events[tie.mention_id] = event_id
    return events


def _derive(lake: Lake, day: dt.date, clean: Clean, story_days: int, made_from: str) -> None:
    before = [earlier for earlier in lake.days("articles") if earlier < day]
    texts = dict(
        zip(
            lake.column("articles", "article_id", before),
            lake.column("articles", "text_sha256", before),
            strict=True,
        )
    )
    articles: dict[str, Article] = {}
    raw_ids = set(lake.column("raw_articles", "raw_id", [day]))
    at_the_door = [r for r in lake.read("rejected_articles", day) if r.raw_id not in raw_ids]
    rejects: list[RejectedArticle] = []
    places: dict[str, str] = {}
    for raw in lake.stream("raw_articles", day):
        cleaned = clean(raw)
        if isinstance(cleaned, RejectedArticle):
            rejects.append(cleaned)
            continue
        same = articles.get(cleaned.article_id)
        if cleaned.text_sha256 == (same.text_sha256 if same else texts.get(cleaned.article_id)):
            why = "The same article with the same text is known."
            rejects.append(_refuse(cleaned, raw.locator, "duplicate", why))
            continue
        if same:
            why = "A later version of it came the same day."
            rejects.append(_refuse(same, places[same.raw_id], "replaced", why))
        articles[cleaned.article_id] = cleaned
        places[cleaned.raw_id] = raw.locator
    signatures = _sign(lake, day, list(articles.values()), story_days)
    stories = {signature.article_id: signature.story_id for signature in signatures}
    told = [replace(a, story_id=stories[a.article_id]) for a in articles.values()]
    lake.write("story_signatures", day, signatures)
    lake.write("rejected_articles", day, at_the_door + rejects)
    lake.write("articles", day, told, made_from)  # last: it says that the day is done


def _sign(
    lake: Lake, day: dt.date, articles: list[Article], story_days: int
) -> list[StorySignature]:
    window = days_before(lake, "story_signatures", day, story_days)
    known: Iterator[StorySignature] = (
        signature for earlier in window for signature in lake.read("story_signatures", earlier)
    )
    return assign_stories([sign_article(article) for article in articles], known)


def days_before(lake: Lake, table: str, day: dt.date, count: int) -> list[dt.date]:
    """The days of a table that lie before a day, at most so many back."""
    first = day - dt.timedelta(days=count)
    return [earlier for earlier in lake.days(table) if first <= earlier < day]


def _own_rejects(lake: Lake, day: dt.date) -> list[RejectedArticle]:
    raws = set(lake.column("raw_articles", "raw_id", [day]))
    return [reject for reject in lake.read("rejected_articles", day) if reject.raw_id in raws]


def _refuse(article: Article, locator: str, reason: str, detail: str) -> RejectedArticle:
    return RejectedArticle(article.raw_id, article.source, locator, reason, detail)
