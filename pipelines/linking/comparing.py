"""How alike two accounts of happenings are, in parts that can be read and weighed.

The one threshold and all weights stand here. A part is None where one side says nothing of it,
and then the others decide; a veto says why two accounts cannot be one happening at all.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from pipelines.linking.accounts import Account, Party, When
from pipelines.linking.contents import Content, likeness
from pipelines.linking.parties import cast_likeness, casts_contradict, party_likeness
from pipelines.records import ActorKind, Kind, Reality

THRESHOLD = 0.62  # from which two accounts are one happening
MEETING_WEIGHTS = {"parties": 0.45, "date": 0.35, "place": 0.20}
SAYING_WEIGHTS = {"content": 0.70, "source": 0.15, "date": 0.15}

LEAST_SOURCE = 0.5  # likeness of speakers below which contents are not looked at
LEAST_CONTENT = 0.4
LONG_QUOTE = 6  # words of a quotation that needs no named speaker to be known again
MEETING_DAYS = 7  # within which an undated account can tell of a dated meeting
SAYING_DAYS = 10  # within which a saying is still passed on
MOST_CONTENTS = 12  # kept of an event: the longest ones
FUTURE = frozenset({Reality.PLANNED, Reality.PROPOSED})
MULTILATERAL = "multilateral"
ABROAD = frozenset({"in_person", "visit"})


@dataclass(slots=True)
class Profile:
    """What all accounts of one event say together. The order of joining makes no difference."""

    kind: Kind
    parties: dict[tuple[str, str], Party] = field(default_factory=dict)
    whens: set[When] = field(default_factory=set)
    realities: set[Reality] = field(default_factory=set)
    modes: set[str] = field(default_factory=set)
    places: set[tuple[str, str]] = field(default_factory=set)
    contents: list[Content] = field(default_factory=list)
    stories: set[str] = field(default_factory=set)
    is_negative: bool = False

    def add(self, account: Account) -> None:
        """Take in one more account."""
        self.absorb(Profile.of(account))

    def absorb(self, other: "Profile") -> None:
        """Take in all that another profile says."""
        for key, party in other.parties.items():
            self.parties[key] = max(self.parties.get(key, party), party, key=_detail)
        self.whens |= other.whens
        self.realities |= other.realities
        self.modes |= other.modes
        self.places |= other.places
        longest = sorted({*self.contents, *other.contents}, key=lambda c: (-len(c.stems), c))
        self.contents = longest[:MOST_CONTENTS]
        self.stories |= other.stories
        self.is_negative = self.is_negative or other.is_negative

    @classmethod
    def of(cls, account: Account) -> "Profile":
        """What one account says."""
        return cls(
            kind=account.kind,
            parties={(party.actor_id, party.country): party for party in account.parties},
            whens={account.when},
            realities=set(account.realities),
            modes=set(account.modes),
            places=set(account.places),
            contents=sorted(account.contents, key=lambda c: (-len(c.stems), c))[:MOST_CONTENTS],
            stories={account.story_id},
            is_negative=account.is_negative,
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """The parts of a likeness, its score, and the reason where it is ruled out."""

    score: float
    parts: dict[str, float | None] = field(default_factory=dict)
    veto: str = ""

    @property
    def is_same(self) -> bool:
        """Whether the two are one happening."""
        return not self.veto and self.score >= THRESHOLD


def compare(one: Profile, other: Profile) -> Comparison:
    """Compare two profiles of one kind; the order makes no difference."""
    if one.kind is not other.kind:
        return Comparison(0.0, veto="kinds differ")
    return (_compare_meetings if one.kind is Kind.MEETING else _compare_sayings)(one, other)


def _compare_meetings(one: Profile, other: Profile) -> Comparison:
    if one.stories & other.stories and set(one.contents) & set(other.contents):
        return Comparison(1.0, {"copied sentence": 1.0})
    parties = cast_likeness(one.parties.values(), other.parties.values())
    many_sided = MULTILATERAL in one.modes | other.modes
    if casts_contradict(one.parties.values(), other.parties.values()) and not many_sided:
        return Comparison(0.0, veto="each names somebody whom the other lacks")
    if not parties:
        return Comparison(0.0, veto="no party in common")
    date = _meeting_date(one, other)
    if date is None:
        return Comparison(0.0, veto="dates exclude each other")
    if one.modes | other.modes >= {"call"} and (one.modes ^ other.modes) & ABROAD:
        return Comparison(0.0, veto="a call is no visit")
    parts = {"parties": parties, "date": date, "place": _place_likeness(one, other)}
    return Comparison(_weigh(parts, MEETING_WEIGHTS), parts)


def _compare_sayings(one: Profile, other: Profile) -> Comparison:
    if one.is_negative != other.is_negative:
        return Comparison(0.0, veto="one is a refusal")
    content = _content_likeness(one, other)
    source = _source_likeness(one, other, content)
    if source < LEAST_SOURCE:
        return Comparison(0.0, veto="different sources")
    if content < LEAST_CONTENT:
        return Comparison(0.0, veto="different contents")
    date = _saying_date(one, other)
    if date is None:
        return Comparison(0.0, veto="too far apart in time")
    parts: dict[str, float | None] = {"content": content, "source": source, "date": date}
    return Comparison(_weigh(parts, SAYING_WEIGHTS), parts)


def _weigh(parts: dict[str, float | None], weights: dict[str, float]) -> float:
    given = {name: value for name, value in parts.items() if value is not None}
    total = sum(weights[name] for name in given)
    return sum(weights[name] * value for name, value in given.items()) / total


def _content_likeness(one: Profile, other: Profile) -> float:
    if one.stories & other.stories and (
        set(one.contents) & set(other.contents) or not (one.contents or other.contents)
    ):
        return 1.0  # copies of one text, a bare "declined to comment" in them too
    return max((likeness(a, b) for a in one.contents for b in other.contents), default=0.0)


def _source_likeness(one: Profile, other: Profile, content: float) -> float:
    """How surely the sources are one; unnamed ones by a long quotation or a shared text."""
    pairs = [(a, b) for a in one.parties.values() for b in other.parties.values()]
    best = max((party_likeness(a, b) for a, b in pairs), default=0.0)
    unnamed = _is_unnamed(one.parties.values()) and _is_unnamed(other.parties.values())
    if unnamed and content >= 1.0 and (one.stories & other.stories or _long_quote(one, other)):
        return max(best, 0.8)
    return best


def _is_unnamed(parties: Collection[Party]) -> bool:
    return all(party.kind in (ActorKind.ANONYMOUS, ActorKind.GROUP) for party in parties)


def _long_quote(*profiles: Profile) -> bool:
    """Whether both sides hold a quotation long enough to be nobody else's."""
    return all(
        any(len(quote.split()) >= LONG_QUOTE for c in profile.contents for quote in c.quotes)
        for profile in profiles
    )


def _place_likeness(one: Profile, other: Profile) -> float | None:
    if not one.places or not other.places:
        return None
    if {name for name, _ in one.places} & {name for name, _ in other.places}:
        return 1.0
    return 0.4 if {land for _, land in one.places} & {land for _, land in other.places} else 0.0


def _meeting_date(one: Profile, other: Profile) -> float | None:
    """How well the days agree; None where both texts name days and the days differ."""
    first, second = settled(one), settled(other)
    gap = gap_days(first, second)
    if first.is_firm and second.is_firm:
        return None if gap else _precision_left(first, second)
    future = (one.realities | other.realities) & FUTURE
    limit = 2 * MEETING_DAYS if future else MEETING_DAYS
    if gap > limit:
        return 0.0 if gap <= 2 * limit else None
    return 0.6 - 0.4 * gap / limit


def _saying_date(one: Profile, other: Profile) -> float | None:
    first, second = settled(one), settled(other)
    gap = gap_days(first, second)
    if gap > SAYING_DAYS:
        return None
    near = 1.0 if first.is_firm and second.is_firm else 0.7
    return near * (1 - gap / SAYING_DAYS)


def _detail(party: Party) -> tuple[int, int, tuple[str, ...], list[str], str, str]:
    """An order among forms of one actor in which the most telling one is the greatest."""
    position = sorted(party.position)
    return len(position), len(party.names), party.names, position, party.sector, party.kind


def settled(profile: Profile) -> When:
    """When it happened: the narrowest days that a text gives, else the first day of publication."""
    return min(profile.whens, key=lambda w: (not w.is_firm, w.last - w.first, w.first))


def gap_days(one: When, other: When) -> int:
    """Days between two dates; 0 where they touch."""
    return max(0, (one.first - other.last).days, (other.first - one.last).days)


def _precision_left(one: When, other: When) -> float:
    """1 for one day named by both; less where one of them says a week, a month or a year."""
    longest = max((one.last - one.first).days, (other.last - other.first).days)
    return 1.0 if longest <= 1 else 0.7 if longest <= 7 else 0.5 if longest <= 31 else 0.3
