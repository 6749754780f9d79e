"""Accounts: what one article says of one happening, reduced to what linking looks at.

The mentions of an article that the coder gave one event key are one account. Beliefs are no
events and give none.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipelines.linking.contents import Content, content_of, fold, stems_of
from pipelines.records import (
    Actor,
    ActorKind,
    AnnotatedArticle,
    Article,
    Basis,
    EventDate,
    Kind,
    Mention,
    Participant,
    Reality,
    Role,
)

ASIDE = {
    Role.ADDRESSEE,
    Role.OUTLET,
    Role.SOURCE,
    Role.MEDIATOR,
}  # roles that do not tell events apart
CUE = "|"  # where the cue stands among the words of a meeting's sentence
LOCAL = ":"  # in the id of an actor that only its article knows, such as "anonymous:<article>:2"


@dataclass(frozen=True, slots=True)
class Party:
    """An actor of an account. `names` are folded name words; `position` the words of its office."""

    actor_id: str
    kind: ActorKind = ActorKind.PERSON
    names: tuple[str, ...] = ()
    country: str = ""
    sector: str = ""
    position: frozenset[str] = frozenset()

    @property
    def is_known(self) -> bool:
        """Whether the party has an identity outside its article ("two officials" has none)."""
        return LOCAL not in self.actor_id or bool(self.country)


@dataclass(frozen=True, slots=True)
class When:
    """Days in which a happening falls; `is_firm` where the text dates it, not the publication."""

    first: dt.date
    last: dt.date
    is_firm: bool


@dataclass(frozen=True, slots=True)
class Account:
    """One article's account of one happening. `event_id` is empty until it is linked."""

    kind: Kind
    mention_ids: tuple[str, ...]
    article_id: str
    story_id: str
    seen_on: dt.date
    when: When
    parties: tuple[Party, ...] = ()
    realities: frozenset[Reality] = frozenset()
    modes: frozenset[str] = frozenset()
    places: frozenset[tuple[str, str]] = frozenset()
    contents: frozenset[Content] = frozenset()
    is_negative: bool = False
    event_id: str = ""


def accounts_of(
    annotated: AnnotatedArticle,
    article: Article,
    seen_on: dt.date,
    event_ids: Mapping[str, str] | None = None,
) -> list[Account]:
    """The accounts of one article, in the order of their first mentions.

    `event_ids` gives the events of mentions that are linked already; an account is known when its
    first linked mention is.
    """
    groups: dict[tuple[Kind, str], list[Mention]] = {}
    for mention in annotated.mentions:
        if mention.kind is not Kind.BELIEF:
            key = mention.event_key or mention.mention_id
            groups.setdefault((mention.kind, key), []).append(mention)
    actors = {actor.actor_id: actor for actor in annotated.actors}
    return [_account(group, actors, article, seen_on, event_ids or {}) for group in groups.values()]


def _account(
    mentions: Sequence[Mention],
    actors: Mapping[str, Actor],
    article: Article,
    seen_on: dt.date,
    event_ids: Mapping[str, str],
) -> Account:
    first = mentions[0]
    known = (event_ids[m.mention_id] for m in mentions if m.mention_id in event_ids)
    return Account(
        kind=first.kind,
        mention_ids=tuple(mention.mention_id for mention in mentions),
        article_id=article.article_id,
        story_id=article.story_id or article.article_id,
        seen_on=seen_on,
        when=_when(mentions, article, seen_on),
        parties=_parties(mentions, actors),
        realities=frozenset(m.reality for m in mentions if m.reality is not None),
        modes=frozenset(m.code.mode for m in mentions if m.code is not None and m.code.mode),
        places=frozenset(
            (fold(m.place.name), m.place.country) for m in mentions if m.place and m.place.country
        ),
        contents=frozenset(filter(_says_something, (_content(m, article.text) for m in mentions))),
        is_negative=first.polarity == "negative",
        event_id=next(known, ""),
    )


def _parties(mentions: Iterable[Mention], actors: Mapping[str, Actor]) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for mention in mentions:
        for participant in mention.participants:
            if participant.actor_id and participant.role not in ASIDE:
                party = _party(participant, actors.get(participant.actor_id))
                found.setdefault(party.actor_id, party)
    return tuple(found[actor_id] for actor_id in sorted(found))


def _party(participant: Participant, actor: Actor | None) -> Party:
    if actor is None:
        return Party(participant.actor_id, country=participant.country)
    return Party(
        actor_id=actor.actor_id,
        kind=actor.kind,
        names=tuple(fold(actor.name).replace(".", " ").replace("-", " ").split()),
        country=actor.country or participant.country,
        sector=actor.sector,
        position=stems_of(f"{actor.role} {actor.office} {actor.body}"),
    )


def _content(mention: Mention, text: str) -> Content:
    """The words of a saying; of a meeting its sentence, cut at the cue: copies of a text agree."""
    if mention.kind is Kind.MEETING:
        (start, end), cue = mention.sentence, mention.cue[0][0]
        before, after = content_of(text[start:cue]), content_of(text[cue:end])
        return Content((*before.stems, CUE, *after.stems))
    return content_of(" ".join(text[start:end] for start, end in mention.content))


def _says_something(content: Content) -> bool:
    return bool(content.stems)


def _when(mentions: Iterable[Mention], article: Article, seen_on: dt.date) -> When:
    """The narrowest date that the text gives, else the day of publication, else of arrival."""
    spans = sorted(
        (date.last - date.first, date.first, date.last)
        for date in (mention.date for mention in mentions)
        if date.first is not None and date.last is not None and _is_firm(date)
    )
    if spans:
        return When(spans[0][1], spans[0][2], is_firm=True)
    day = article.published_at.date() if article.published_at else seen_on
    return When(day, day, is_firm=False)


def _is_firm(date: EventDate) -> bool:
    return date.basis in (Basis.EXPLICIT, Basis.RELATIVE)
