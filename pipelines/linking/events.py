"""Mentions of many articles -> events: one happening, one row.

Accounts are taken in the order of the days on which their articles arrived, and within a day the
dated and well-attended ones first. Each joins the known event that it is most like, or founds one;
an account that two events are both like, and that are like each other, makes them one event. As
the order is by day, days processed one by one give the events of a single run over all of them.

Nothing is read or written here. Merges are never applied to what is stored: the old id points to
the new one in a SupersededEvent, so that linking the same days again derives or undoes them.
"""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipelines.linking.accounts import Account, Party
from pipelines.linking.comparing import (
    MEETING_DAYS,
    Comparison,
    Profile,
    compare,
    gap_days,
    settled,
)
from pipelines.linking.parties import stands_for_country
from pipelines.records import ActorKind, EventLink, Kind, SupersededEvent

BUCKET_DAYS = 4 * MEETING_DAYS  # days that share an index entry; no undated match reaches further
MOST_BUCKETS = 15  # of a date that spans more than a year
RUN = 4  # quoted words in a row
MOST_CANDIDATES = 40  # events compared with one account: those that share most keys with it

type Key = tuple[str | int, ...]


@dataclass(slots=True)
class Event:
    """An event while it is being put together."""

    event_id: str
    founded: tuple[dt.date, str]
    profile: Profile
    keys: set[Key] = field(default_factory=set)


def link_mentions(
    new: Sequence[Account], known: Iterable[Account]
) -> tuple[list[EventLink], list[SupersededEvent]]:
    """Link new accounts to known events and to each other.

    Known accounts carry their (living) event ids and are never moved. Give as `known` the accounts
    of the window in which new mentions may join; the cost grows with the new accounts and with
    the known ones that share an actor and a time with them.
    """
    desk = _Desk(wanted={key for account in new for key in _asked_keys(account)})
    for account in sorted(known, key=_order):
        desk.remember(account)
    for account in sorted(new, key=_order):
        desk.take(account)
    return desk.links(), desk.superseded()


def event_id_of(account: Account) -> str:
    """The id of the event that an account founds: its kind's letter and a hash of its mention."""
    first = hashlib.sha256(account.mention_ids[0].encode()).hexdigest()
    return f"{account.kind.value[0]}-{first[:12]}"


class _Desk:
    """The events of one run, and where to look for them."""

    def __init__(self, wanted: set[Key]) -> None:
        self._wanted = wanted
        self._events: dict[str, Event] = {}
        self._index: dict[Key, set[str]] = {}
        self._joined: list[tuple[Account, str, float]] = []
        self._merged: dict[str, str] = {}

    def remember(self, account: Account) -> None:
        """Take a known account into the event that it belongs to."""
        self._add(account, account.event_id or event_id_of(account))

    def take(self, account: Account) -> None:
        """Find or found the event of a new account."""
        profile = Profile.of(account)
        alike = list(self._alike(account, profile))
        if not alike:
            event_id, score = event_id_of(account), 1.0
        else:
            comparison, event = min(alike, key=lambda pair: (-pair[0].score, pair[1].founded))
            event_id, score = event.event_id, comparison.score
        self._joined.append((account, event_id, round(score, 4)))
        self._add(account, event_id)
        for _, other in alike:
            self._merge(event_id, other.event_id)

    def links(self) -> list[EventLink]:
        """One link for each mention of the new accounts, to the event that lives on."""
        return [
            EventLink(mention_id, account.article_id, self._living(event_id), score)
            for account, event_id, score in self._joined
            for mention_id in account.mention_ids
        ]

    def superseded(self) -> list[SupersededEvent]:
        """Every event id that was merged away, with the one that lives on."""
        return [SupersededEvent(old, self._living(old)) for old in sorted(self._merged)]

    def _alike(self, account: Account, profile: Profile) -> Iterator[tuple[Comparison, Event]]:
        for event in self._candidates(account):
            comparison = compare(profile, event.profile)
            if comparison.is_same:
                yield comparison, event

    def _candidates(self, account: Account) -> list[Event]:
        """The events that share most index keys with an account, then the nearest in time."""
        shared: Counter[str] = Counter()
        for key in keys_of(account, is_asking=True):
            near = (self._index.get((*key, bucket), ()) for bucket in _buckets(account, 1))
            shared.update({event_id for bucket in near for event_id in bucket})
        enough = sorted(shared.values(), reverse=True)[:MOST_CANDIDATES]
        least = max(_least_shared(account), enough[-1] if enough else 1)
        found = [
            (-count, gap_days(account.when, settled(self._events[event_id].profile)), event_id)
            for event_id, count in shared.items()
            if count >= least
        ]
        return [self._events[event_id] for _, _, event_id in sorted(found)[:MOST_CANDIDATES]]

    def _add(self, account: Account, event_id: str) -> None:
        founded = (account.seen_on, event_id)
        event = self._events.get(event_id)
        if event is None:
            event = self._events[event_id] = Event(event_id, founded, Profile(account.kind))
        event.profile.add(account)
        for key in self._wanted.intersection(_filed_keys(account)):
            event.keys.add(key)
            self._index.setdefault(key, set()).add(event_id)

    def _merge(self, one_id: str, other_id: str) -> None:
        one, other = (self._events[self._living(event_id)] for event_id in (one_id, other_id))
        if one is other or not compare(one.profile, other.profile).is_same:
            return
        kept, gone = sorted((one, other), key=lambda event: event.founded)
        kept.profile.absorb(gone.profile)
        kept.keys |= gone.keys
        for key in gone.keys:
            self._index[key].discard(gone.event_id)
            self._index[key].add(kept.event_id)
        del self._events[gone.event_id]
        self._merged[gone.event_id] = kept.event_id

    def _living(self, event_id: str) -> str:
        while event_id in self._merged:
            event_id = self._merged[event_id]
        return event_id


def keys_of(account: Account, *, is_asking: bool) -> list[Key]:
    """What an account is filed by, or asks for, time aside: actors, with the words of a saying."""
    if account.kind is Kind.MEETING:
        lands = sorted({party.country for party in account.parties if party.country})
        sides: list[Key] = [(account.kind, f"{a}|{b}") for a in lands for b in lands if a < b]
        names = _names(account.parties, with_sides=False, is_asking=is_asking)
        return [(account.kind, name) for name in (*names, account.story_id)] + sides
    if not account.contents:
        return [(account.kind, account.story_id)]
    stems = sorted({stem for content in account.contents for stem in content.stems})
    names = _names(account.parties, with_sides=True, is_asking=is_asking)
    names = names or [account.story_id]
    return [(account.kind, name, stem) for name in names for stem in stems] + [
        (account.kind, " ".join(run)) for run in _quoted_runs(account)
    ]


def _names(parties: Iterable[Party], *, with_sides: bool, is_asking: bool) -> list[str]:
    """The names by which other articles may know the parties: surnames, ids and countries."""
    names = set()
    for party in parties:
        if party.kind is ActorKind.PERSON and party.names:
            names.add(party.names[-1])
        elif party.kind is not ActorKind.ANONYMOUS:
            names.add(party.actor_id)
        if with_sides and stands_for_country(party):
            names.update(_sides(party, is_asking))
    return sorted(names)


def _least_shared(account: Account) -> int:
    """Keys below which no content is alike: two words, where a saying has as many."""
    is_meeting = account.kind is Kind.MEETING
    return (
        1
        if is_meeting
        or not account.contents
        or any(content.size < 2 for content in account.contents)
        else 2
    )


def _sides(party: Party, is_asking: bool) -> list[str]:
    """A country's officials are found by the country and it by them, but not they by each other."""
    land, officials = f"land {party.country}", f"officials {party.country}"
    if party.kind is ActorKind.PERSON:
        return [land] if is_asking else [officials]
    return [land, officials] if is_asking else [land]


def _quoted_runs(account: Account) -> set[tuple[str, ...]]:
    """Runs of quoted words, by which a quotation without a named speaker is found again."""
    quotes = (quote.split() for content in account.contents for quote in content.quotes)
    return {tuple(words[i : i + RUN]) for words in quotes for i in range(len(words) - RUN + 1)}


def _filed_keys(account: Account) -> list[Key]:
    buckets = _buckets(account, 0)
    return [(*key, bucket) for key in keys_of(account, is_asking=False) for bucket in buckets]


def _asked_keys(account: Account) -> list[Key]:
    buckets = _buckets(account, 1)
    return [(*key, bucket) for key in keys_of(account, is_asking=True) for bucket in buckets]


def _buckets(account: Account, reach: int) -> range:
    first = account.when.first.toordinal() // BUCKET_DAYS
    last = min(account.when.last.toordinal() // BUCKET_DAYS, first + MOST_BUCKETS)
    return range(first - reach, last + reach + 1)


def _order(account: Account) -> tuple[dt.date, bool, int, str, str]:
    """By day of arrival; within a day the dated ones first, then those with most parties."""
    vague = not account.when.is_firm
    first = account.mention_ids[0]
    return account.seen_on, vague, -len(account.parties), account.article_id, first
