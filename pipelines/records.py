"""The frozen records that cross a boundary between rooms, and nothing else.

Offsets count Python characters of `Article.text`, half open. The text is never altered after the
sources stage, so every span reproduces its words exactly. `pipelines.lake` stores these records
as Parquet; `docs/contracts.md` shows them as the JSON that `communique code` writes.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

Span = tuple[int, int]
Spans = tuple[Span, ...]


class Kind(StrEnum):
    """Kinds of mention. A belief is kept as a mention and never becomes an event."""

    MEETING = "meeting"
    STATEMENT = "statement"
    REPORT = "report"
    BELIEF = "belief"


class Reality(StrEnum):
    """Whether a happening took place, as the article puts it."""

    HELD = "held"
    ONGOING = "ongoing"
    PLANNED = "planned"
    PROPOSED = "proposed"
    CANCELLED = "cancelled"


class Mode(StrEnum):
    """How the parties of a meeting came together."""

    IN_PERSON = "in_person"
    VISIT = "visit"
    CALL = "call"
    NEGOTIATION = "negotiation"
    MULTILATERAL = "multilateral"
    UNSPECIFIED = "unspecified"


class Role(StrEnum):
    """What an actor does in an event."""

    PARTICIPANT = "participant"
    HOST = "host"
    VISITOR = "visitor"
    MEDIATOR = "mediator"
    SPEAKER = "speaker"
    ADDRESSEE = "addressee"
    TARGET = "target"
    OUTLET = "outlet"
    REPORTER = "reporter"
    SOURCE = "source"


class ActorKind(StrEnum):
    """What sort of thing acts or speaks."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    GROUP = "group"
    OUTLET = "outlet"
    DOCUMENT = "document"
    ANONYMOUS = "anonymous"


class CountryBasis(StrEnum):
    """What says that an actor belongs to a country."""

    TABLE = "table"  # a knowledge table knows the actor
    TEXT = "text"  # a title, a body, an adjective, a party
    ARTICLE = "article"  # nothing of its own: nine tenths of the article's countries are this one
    NONE = ""


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """Where a date comes from. `publication` says that the text itself does not date the event."""

    EXPLICIT = "explicit"
    RELATIVE = "relative"
    PUBLICATION = "publication"
    NONE = "none"


class PublishedSource(StrEnum):
    """Where an article's publication date comes from."""

    FEED = "feed"
    PAGE = "page"
    URL = "url"
    TEXT = "text"
    SIDECAR = "sidecar"
    FIELD = "field"
    NONE = "none"


class Form(StrEnum):
    """What an article is: whole, the free beginning of one, or a live blog of many entries."""

    ARTICLE = "article"
    TEASER = "teaser"
    LIVE_BLOG = "live_blog"


@dataclass(frozen=True, slots=True)
class RawArticle:
    """What arrived, byte-exact, before anything is derived from it.

    `locator` is the path, URL or record name it came from; `metadata` holds what the source said
    about it (published, title, outlet, url, encoding), as strings, and may be empty.
    """

    raw_id: str
    source: str
    locator: str
    media_type: str
    content: bytes
    metadata: dict[str, str]
    fetched_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Article:
    """One cleaned article. `published_at` is aware (UTC) or None; a bare day is midnight UTC."""

    article_id: str
    text: str
    title: str = ""
    url: str = ""
    outlet: str = ""
    byline: str = ""
    language: str = "en"
    published_at: dt.datetime | None = None
    published_at_source: PublishedSource = PublishedSource.NONE
    text_sha256: str = ""
    story_id: str = ""
    source: str = ""
    raw_id: str = ""
    form: Form = Form.ARTICLE


@dataclass(frozen=True, slots=True)
class RejectedArticle:
    """An input that did not become an article, with a stable reason code and plain words."""

    raw_id: str
    source: str
    locator: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Visit:
    """An address that was fetched, and what its server gave to ask for changes with.

    `raw_id` names what it gave then: the same bytes, the same id.
    """

    source: str
    address: str
    raw_id: str
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class SourceCount:
    """What one source gave in a run. `unchanged` counts listings and files with nothing new."""

    source: str
    given: int
    rejected: int
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression with its TIMEX3 type and value, and the days that it covers.

    `first` and `last` are None where the value names no days of the calendar (a duration, a set,
    or a weekday in an article without a publication date).
    Source of type and value: TimeML 1.2.1, ISO 8601 with TIMEX3's extensions.
    """

    start: int
    end: int
    text: str
    type: str
    value: str
    first: dt.date | None = None
    last: dt.date | None = None
    precision: Precision = Precision.UNKNOWN
    basis: Basis = Basis.NONE


@dataclass(frozen=True, slots=True)
class Bound:
    """The first or the last day of an office, how exactly it is known, and the words that say so.

    Of a year or a month it is the first day where the office begins, the last one where it ends.
    """

    day: dt.date
    precision: Precision
    span: Span


@dataclass(frozen=True, slots=True)
class Office:
    """An office that an article gives to an actor; `span` holds the words that say so.

    Where the article says from when or until when it is held, so do `begins` and `ends`.
    """

    title: str
    span: Span
    body: str = ""
    status: str = ""
    begins: Bound | None = None
    ends: Bound | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor of an article, with every span that names it (pronouns and descriptions too)."""

    actor_id: str
    name: str
    kind: ActorKind
    country: str = ""
    sector: str = ""
    role: str = ""
    office: str = ""
    body: str = ""
    status: str = ""
    aliases: tuple[str, ...] = ()
    mentions: Spans = ()
    wikidata_id: str = ""
    country_basis: CountryBasis = CountryBasis.NONE
    offices: tuple[Office, ...] = ()


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor in a role of one mention; `spans` hold the full noun phrase that names it."""

    role: Role
    spans: Spans
    actor_id: str = ""
    country: str = ""
    link_confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Code:
    """PLOVER event type, mode of meeting where it has one, and the CAMEO code derived from both."""

    plover: str
    cameo: str = ""
    mode: str = ""


@dataclass(frozen=True, slots=True)
class EventDate:
    """First and last day of an event, how exactly it is known, from what, and the words for it."""

    first: dt.date | None = None
    last: dt.date | None = None
    precision: Precision = Precision.UNKNOWN
    basis: Basis = Basis.NONE
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class EventPlace:
    """Where an event took place. `precision` is point, city, region or country."""

    span: Span
    name: str
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    precision: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of an event (or of a belief) in one article.

    `event_key` is shared by the mentions of one happening within the article; `relay` names the
    links from this article down to the first speaker, outermost first.
    """

    mention_id: str
    kind: Kind
    cue: Spans
    sentence: Span
    participants: tuple[Participant, ...] = ()
    content: Spans = ()
    quote_type: str = ""
    polarity: str = "positive"
    speech_act: str = ""
    code: Code | None = None
    reality: Reality | None = None
    date: EventDate = EventDate()
    place: EventPlace | None = None
    relay: tuple[str, ...] = ()
    event_key: str = ""
    confidence: float = 0.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class RejectedCandidate:
    """Something that looked like a mention and was not coded, with the reason."""

    cue: Spans
    kind: Kind
    reason: str


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """All that the coder read in one article. `coder` is name@version.

    `article_sha256` names the version of the article that was read; `failure` says why it could
    not be coded, and is empty where it was. The engine sets both.
    """

    article_id: str
    coder: str
    sentences: Spans = ()
    times: tuple[TimeExpression, ...] = ()
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    rejected: tuple[RejectedCandidate, ...] = ()
    article_sha256: str = ""
    failure: str = ""


@dataclass(frozen=True, slots=True)
class ActorSighting:
    """A named actor of one article tied to an actor across articles, and what it is known by.

    `coded_id` is the id within the article, `actor_id` the one across articles; `confidence` says
    how likely the article means that actor (1.0: its first). `position` holds the words of its
    office, `company` the ids of others in the article; `told_on` is the article's day.
    """

    article_id: str
    coded_id: str
    name_key: str
    name: str
    kind: ActorKind
    country: str
    country_basis: CountryBasis
    sector: str
    position: tuple[str, ...]
    company: tuple[str, ...]
    story_id: str
    told_on: dt.date
    actor_id: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class EventLink:
    """A mention tied to an event across articles, and the score that tied it (1.0: its first)."""

    mention_id: str
    article_id: str
    event_id: str
    score: float


@dataclass(frozen=True, slots=True)
class SupersededEvent:
    """An event id that was merged into another one."""

    event_id: str
    superseded_by: str


@dataclass(frozen=True, slots=True)
class StorySignature:
    """What is remembered of an article's text to know it again when it is republished.

    `shingles` holds sampled hashes of word sequences: sorted unsigned 64-bit integers, little
    endian, so that a window of the past is compared without reading its texts.
    """

    article_id: str
    story_id: str
    shingles: bytes
