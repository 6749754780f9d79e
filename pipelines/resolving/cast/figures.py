"""A figure: an actor while it is being put together from the evidence of one article."""

import re
from collections import Counter
from dataclasses import dataclass, field

from pipelines.records import Actor, ActorKind, CountryBasis, Office, Span
from pipelines.resolving.cast.offices import agree, with_period
from pipelines.resolving.knowledge import Known, load_knowledge
from pipelines.resolving.spelling import plain

# What the parser calls works, products, occasions and laws, or gives no label: things, not actors
THINGS = frozenset({"WORK_OF_ART", "PRODUCT", "EVENT", "LAW", ""})
SERVED = 50  # weight of the country of a body for who holds an office in it
SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(slots=True, eq=False)
class Figure:
    """One actor of an article with all that the article says of it. Compared by identity."""

    number: int
    kind: ActorKind
    name: str = ""
    known: Known | None = None
    gender: str = ""
    is_plural: bool = False
    is_named: bool = False
    is_linked: bool = False
    is_specific: bool = False
    has_reported: bool = False
    is_of_many: bool = False  # speaks for a body that no one country owns
    first: int = 1 << 60
    forms: Counter[str] = field(default_factory=Counter)
    labels: set[str] = field(default_factory=set)
    nouns: dict[str, set[str]] = field(default_factory=dict)
    countries: Counter[str] = field(default_factory=Counter)
    sectors: Counter[str] = field(default_factory=Counter)
    stable_key: str = ""
    role: str = ""
    body: str = ""
    status: str = ""
    offices: list[Office] = field(default_factory=list)
    mentions: set[Span] = field(default_factory=set)

    def add_form(self, form: str) -> None:
        """Note a spelling of the name; the longest becomes the name."""
        self.forms[form] += 1
        if len(form.split()) > len(self.name.split()) or not self.name:
            self.name = form

    def rename(self, description: str, has_name: bool) -> None:
        """Take a fuller description: one with a proper name in it says more than one without."""
        if has_name and not self.is_named and not self.is_specific:
            self.name, self.is_specific = description, True

    def add_noun(self, noun: str, modifiers: set[str]) -> None:
        """Note that the article calls this actor a `noun`."""
        self.nouns.setdefault(noun, set()).update(modifiers)

    def hold(self, office: Office) -> None:
        """Note an office with its words; one that a fuller title says already adds its period."""
        words = set(office.title.lower().split())
        for number, other in enumerate(self.offices):
            said = set(other.title.lower().split())
            if words <= said and office.status in ("", other.status):
                if office.begins is None and office.ends is None:
                    return
                if agree(office, other):
                    self.offices[number] = with_period(other, office)
                    return
        same = {office.status, ""} if office.status == "acting" else {office.status}
        for other in list(self.offices):
            if other.status in same and set(other.title.lower().split()) <= words:
                if agree(office, other):
                    office = with_period(office, other)
                elif other.begins or other.ends:
                    continue
                self.offices.remove(other)
        self.offices.append(office)

    def learn(self, known: Known) -> None:
        """Take over what the tables know of this actor."""
        self.known = known
        self.kind = known.kind
        self.gender = self.gender or known.gender
        if known.country:
            self.countries[known.country] += 100
        if known.sector:
            self.sectors[known.sector] += 50

    def serve(self, body: "Figure") -> None:
        """Take the country and the name of the body in which this person holds an office."""
        bodies = (ActorKind.ORGANISATION, ActorKind.OUTLET)
        serves = self.kind in (ActorKind.PERSON, ActorKind.ANONYMOUS)
        if not serves or not body.is_named or body.kind not in bodies:
            return
        self.body = self.body or body.full_name
        if body.country:
            self.countries[body.country] += SERVED
        elif body.known:
            self.is_of_many = True

    def forget(self) -> None:
        """Take back what the tables know: it is another one of the same name."""
        self.known = None
        self.countries.clear()

    @property
    def country(self) -> str:
        """The country with the most evidence; ties go to the first that was seen."""
        return self.countries.most_common(1)[0][0] if self.countries else ""

    @property
    def full_name(self) -> str:
        """The longest form in the article, or the known name where that says more."""
        if self.known and (
            self.kind == ActorKind.STATE or (self.kind == ActorKind.PERSON and " " not in self.name)
        ):
            return self.known.name
        return self.name

    @property
    def canonical(self) -> str:
        """One name for all spellings, where the tables know one."""
        if self.known:
            return self.known.name
        if self.kind == ActorKind.ORGANISATION:
            return load_knowledge().trade_name(self.full_name)
        return self.full_name

    @property
    def is_actor(self) -> bool:
        """Whether its name alone makes it an actor; towns, laws and stray words must act."""
        if not self.is_named or self.known:
            return self.is_named
        is_described = bool(self.nouns or self.sectors)
        is_stray = " " not in self.name and len(self.mentions) < 2 and not is_described
        is_thing = self.kind == ActorKind.ORGANISATION and self.labels <= THINGS
        is_still = self.kind in (ActorKind.STATE, ActorKind.DOCUMENT)
        return not is_still and not is_stray and (is_described or not is_thing)

    def actor_id(self, article_id: str) -> str:
        """A readable slug that is stable across articles; the unnamed belong to their article."""
        if self.stable_key and not self.is_named:
            return slug(self.stable_key)
        if not self.is_named:
            return f"{self.kind}:{article_id}:{self.number}"
        if self.kind == ActorKind.STATE:
            return slug(f"government of {self.canonical}")
        return slug(self.canonical)

    def as_actor(self, article_id: str, fallback_country: str) -> Actor:
        """The finished record."""
        known = self.known
        held = known.office if known and not known.is_former else ""
        return Actor(
            actor_id=self.actor_id(article_id),
            name=self.full_name,
            kind=self.kind,
            country=self.country_or(fallback_country),
            country_basis=self._country_basis(fallback_country),
            offices=tuple(self.offices),
            sector=self.sectors.most_common(1)[0][0] if self.sectors else "",
            role=self.role or held,
            office=held or self.role,
            body=(known.body if known and held else "") or self.body,
            status=self.status or ("former" if known and known.is_former else ""),
            aliases=tuple(sorted({*self.forms, self.canonical} - {self.full_name})),
            mentions=tuple(sorted(self.mentions)),
            wikidata_id=known.wikidata_id if known else "",
        )

    def _country_basis(self, fallback: str) -> CountryBasis:
        if self.known and self.known.country and self.known.country == self.country:
            return CountryBasis.TABLE
        if self.country:
            return CountryBasis.TEXT
        return CountryBasis.ARTICLE if self.country_or(fallback) else CountryBasis.NONE

    def country_or(self, fallback: str) -> str:
        """Its own country, else the article's; never for bodies of none and who speaks for them."""
        if self.country or self.is_of_many or (self.known and self.kind != ActorKind.PERSON):
            return self.country
        return fallback


def slug(name: str) -> str:
    """Lower-case letters, digits and underscores."""
    return SLUG.sub("_", plain(name).lower().replace("'", "")).strip("_")
