"""Descriptions: which figure "the mayor", "the Vermont senator" or "the poll" means."""

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from pipelines.records import ActorKind
from pipelines.resolving.cast.figures import Figure
from pipelines.resolving.cast.phrases import is_nobody
from pipelines.resolving.cast.salience import Seen
from pipelines.resolving.gazetteer import find_place
from pipelines.resolving.knowledge import Knowledge, Noun
from pipelines.resolving.spelling import plain
from pipelines.resolving.territories import is_country

POINTING = frozenset({"the", "this", "that", "these", "those", "both"})
INDEFINITE = frozenset({"a", "an", "one", "another", "some", "any", "no"})
OWNED = frozenset({"his", "her", "their", "its", "my", "our", "your"})
GROUP_KINDS = {
    "person": frozenset({ActorKind.PERSON, ActorKind.ANONYMOUS}),
    "people": frozenset({ActorKind.GROUP, ActorKind.ANONYMOUS}),
    "body": frozenset({ActorKind.ORGANISATION, ActorKind.OUTLET}),
    "outlet": frozenset({ActorKind.OUTLET, ActorKind.ORGANISATION}),
    "document": frozenset({ActorKind.DOCUMENT}),
    "state": frozenset({ActorKind.STATE}),
}
RECENT = 40  # mentions before a description that are looked at
SPOKEN_LAST = 1.3  # what a mention as the subject of a speech verb counts beside others
SPEAKING = frozenset({"outlet", "person"})
FAR = 4000  # characters: as good as never mentioned
LEVELS = frozenset({"federal", "national", "regional", "local", "top", "main", "big", "new"})
AHEAD = 1200  # characters within which a lead names the one whom it first describes


def noun_of(head: Token, knowledge: Knowledge) -> Noun | None:
    """The table's entry for the head of a description, compounds first ("attorney general")."""
    lemma, lower = head.lemma_.lower(), head.lower_
    for form in dict.fromkeys((lemma, lower, lower.removesuffix("s"))):
        if head.i > 0 and (found := knowledge.nouns.get(f"{head.nbor(-1).lower_} {form}")):
            return found
    for form in dict.fromkeys((lower, lemma, lower.removesuffix("s"))):
        if found := knowledge.nouns.get(form):
            return found
    return None


def is_definite(head: Token) -> bool:
    """Whether a phrase points back: "the mayor", "this poll"."""
    return any(c.dep_ in ("det", "predet") and c.lower_ in POINTING for c in head.lefts)


def is_pair(head: Token) -> bool:
    """Whether a phrase sums up two who were named: "the two leaders", "both men", "the two"."""
    counted = any(c.lower_ in ("two", "both") for c in head.lefts)
    return (counted or head.lower_ in ("two", "both", "pair", "duo")) and not is_indefinite(head)


def is_indefinite(head: Token) -> bool:
    """Whether a phrase brings somebody new: "a senator", "one official"."""
    return any(c.lower_ in INDEFINITE for c in head.lefts if c.dep_ in ("det", "nummod"))


def owner_of(head: Token) -> Token | None:
    """The possessive pronoun before a head: "his lawyer"."""
    for child in head.lefts:
        if child.dep_ == "poss" and child.lower_ in OWNED:
            return child
    return None


def kind_of(head: Token, noun: Noun | None, plural: bool, knowledge: Knowledge) -> ActorKind:
    """The kind of a description that no named figure bears."""
    if noun is None:
        return ActorKind.GROUP if plural else ActorKind.ORGANISATION
    if noun.group in ("document", "outlet"):
        return ActorKind.DOCUMENT if noun.group == "document" else ActorKind.OUTLET
    if noun.group in ("state", "body"):
        single = ActorKind.STATE if noun.group == "state" else ActorKind.ORGANISATION
        return ActorKind.GROUP if plural else single
    familiar = any(t.lower_ in knowledge.words["familiar"] for t in head.subtree)
    if (
        familiar
        or (noun.group == "person" and not plural)
        or noun.noun in knowledge.words["cited_plural"]
    ):
        return ActorKind.ANONYMOUS
    return ActorKind.GROUP


def is_no_party(head: Token, knowledge: Knowledge) -> bool:
    """Whether a noun or pronoun stands for nobody: an occasion, a share of things, "no one"."""
    words = knowledge.words
    if is_nobody(head) or head.lower_ in words["occasion"] | words["nobody"]:
        return True
    beside = head.children if head.pos_ == "NUM" else ()  # "15 per cent", the number at the head
    measured = {head.lower_, *(t.lower_ for t in beside)}
    return not words["measure"].isdisjoint(measured) and not _counts_people(head, knowledge)


def _counts_people(head: Token, knowledge: Knowledge) -> bool:
    """Whether a share is one of people: "half of voters", "46 percent"; not "of the catch"."""
    counted = [c for prep in head.subtree if prep.lower_ == "of" for c in prep.children]
    return not counted or any(noun_of(c, knowledge) or c.pos_ in ("PROPN", "PRON") for c in counted)


def modifiers_of(head: Token) -> set[str]:
    """The words before a head that narrow it down."""
    return {
        word.lower_
        for child in head.lefts
        if child.dep_ in ("amod", "compound", "nmod", "poss")
        for word in child.subtree
        if word.text[:1].isalnum() and word.lower_ not in POINTING
    }


class Search:
    """Looks for the figure that a description means, among all of the article."""

    def __init__(self, figures: Sequence[Figure], knowledge: Knowledge) -> None:
        self.figures = figures
        self.seen: list[Seen] = []
        self.knowledge = knowledge

    def headlined(self, figures: Iterable[Figure], noun: Noun) -> Figure | None:
        """The one of a headline's figures ("Court Rejects") that "an appeals court" brings in."""
        for figure in figures:
            wider = any(own in noun.broader or own == noun.noun for own in figure.nouns)
            if wider and not figure.is_named and figure.kind in GROUP_KINDS[noun.group]:
                return figure
        return None

    def before(self, head: Token, noun: Noun) -> tuple[Figure | None, float]:
        """The figure that a definite singular description points back to, with a confidence."""
        wanted, offset = modifiers_of(head), head.idx
        proper = {c.lower_ for c in head.lefts if c.pos_ == "PROPN" and c.dep_ == "compound"}
        country = self._country_of(head)
        best: tuple[float, Figure | None] = (0.0, None)
        for figure in self._fitting(noun):
            if figure.first >= offset or not _same_proper(figure, proper):
                continue
            if country and figure.country and figure.country != country:
                continue
            score = self._fit(figure, noun, wanted, offset)
            if score > best[0]:
                best = (score, figure)
        return best[1], min(0.9, 0.35 + best[0] / 5)

    def _country_of(self, head: Token) -> str:
        """The country that a description names: "the president of Armenia", "the Armenian one"."""
        of = (c for prep in head.rights if prep.lower_ == "of" for c in prep.children)
        for word in (*(c for c in head.lefts if c.dep_ in ("amod", "poss", "compound")), *of):
            if (
                word.ent_type_
                and word.text[:1].isupper()
                and (country := self.knowledge.country(word.text))
            ):
                return country
        return ""

    def pair(self, head: Token, noun: Noun | None = None) -> tuple[Figure, ...]:
        """The two people whom "the two" or "both ministers" sums up.

        Those who bear the noun come first, then their counterparts, then those named last.
        """
        people = [
            f
            for f in self.figures
            if f.kind == ActorKind.PERSON and f.is_named and f.first < head.idx
        ]
        people.sort(key=lambda f: (self._distance(f, noun), -_last_mention(f, head.idx)))
        return tuple(people[:2]) if len(people) > 1 else ()

    def _distance(self, figure: Figure, noun: Noun | None) -> int:
        if noun is None or self._noun_fit(figure, noun) >= 0.9:
            return 0
        return 1 if "counterpart" in figure.nouns else 2

    def several(self, head: Token, noun: Noun) -> tuple[Figure, ...]:
        """The named people whom "the senators" or "the two leaders" sums up."""
        count = 2 if is_pair(head) else 0
        members = [
            f
            for f in self._fitting(noun)
            if f.is_named and f.first < head.idx and self._noun_fit(f, noun) >= 0.9
        ]
        members.sort(key=lambda f: -_last_mention(f, head.idx))
        if count and noun.group in ("person", "people"):
            return tuple(members[:count]) if len(members) >= count else self.pair(head, noun)
        if count:
            return tuple(members[:count]) if len(members) >= count else ()
        return tuple(members) if 2 <= len(members) <= 3 else ()

    def ahead(self, head: Token, noun: Noun) -> Figure | None:
        """The figure that a headline or a lead describes before it is named."""
        wanted, country = modifiers_of(head), self._country_of(head)
        for figure in sorted(self._fitting(noun), key=lambda f: f.first):
            if not figure.is_named or not head.idx < figure.first < head.idx + AHEAD:
                continue
            if country and figure.country and figure.country != country:
                continue
            fit = self._noun_fit(figure, noun)
            said = _words_of(figure)
            if fit >= 0.9 and (fit < 1.4 or noun.group != "body" or wanted - LEVELS <= said):
                return figure
        return None

    def _fitting(self, noun: Noun) -> Iterable[Figure]:
        kinds = GROUP_KINDS[noun.group]
        return (f for f in self.figures if f.kind in kinds and not f.is_plural)

    def _fit(self, figure: Figure, noun: Noun, wanted: set[str], offset: int) -> float:
        """How well a figure bears a description: noun, modifiers, and how near it was."""
        base = self._noun_fit(figure, noun)
        if base == 0.0 or (noun.gender and figure.gender and noun.gender != figure.gender):
            return 0.0
        said = _words_of(figure)
        bonus = sum(0.5 if word in said else -0.15 for word in wanted)
        return max(0.05, base + bonus) + 1.2 * self._nearness(figure, noun, offset)

    def _nearness(self, figure: Figure, noun: Noun, offset: int) -> float:
        """How near a figure's mentions are; "the website said" is rather who spoke last."""
        near = 1 / (1 + (offset - _last_mention(figure, offset)) / 300)
        for seen in self.seen[: -RECENT - 1 : -1] if noun.group in SPEAKING else ():
            if seen.weight > 1 and figure in seen.figures and seen.token.idx < offset:
                near = max(near, SPOKEN_LAST / (1 + (offset - seen.token.idx) / 300))
        return near

    def _noun_fit(self, figure: Figure, noun: Noun) -> float:
        if noun.noun in figure.nouns:
            return 1.5
        if any(own.endswith(" " + noun.noun) for own in figure.nouns):
            return 1.3
        if noun.group != "person" and noun.noun in _singulars(plain(figure.name)):
            return 1.4
        if any(noun.noun in self._broader(own) for own in figure.nouns):
            return 0.9
        if noun.noun in self.knowledge.words["generic_outlet"]:
            if figure.kind == ActorKind.OUTLET:
                return 1.0
            return 0.9 if figure.has_reported else 0.0
        if noun.noun in self.knowledge.words["generic_body"] and figure.kind != ActorKind.PERSON:
            return 0.35
        if noun.group == "state" and self._is_such_place(figure, noun.noun):
            return 0.9
        if noun.noun in ("man", "woman") and figure.kind == ActorKind.PERSON:
            return 0.5 if figure.gender == noun.gender else 0.2
        return 0.0

    def _is_such_place(self, figure: Figure, noun: str) -> bool:
        """Whether a place is a country, a state or a town, as a noun says."""
        name = figure.canonical
        if noun in ("country", "nation"):
            return is_country(name)
        if noun == "state":
            return name in self.knowledge.states
        place = find_place(name) if noun in ("city", "town") and not is_country(name) else None
        return place is not None and place.precision == "city"

    def _broader(self, own: str) -> frozenset[str]:
        entry = self.knowledge.nouns.get(own)
        return entry.broader if entry else frozenset()


def _singulars(name: str) -> set[str]:
    words = name.lower().split()
    return {*words, *(w.removesuffix("s") for w in words)}


def _words_of(figure: Figure) -> set[str]:
    said = set(plain(figure.name).lower().replace("/", " ").split())
    return said.union(*figure.nouns.values()) if figure.nouns else said


def _same_proper(figure: Figure, proper: set[str]) -> bool:
    """Whether a document with a proper name in it can be the one that bears another."""
    if not proper or figure.kind != ActorKind.DOCUMENT:
        return True
    own = {w.lower() for w in figure.name.replace("/", " ").split() if w[:1].isupper()}
    own -= {"the", "a", "an", "this"}
    return not own or bool(own & {part for word in proper for part in word.split("/")})


def _last_mention(figure: Figure, offset: int) -> int:
    return max((s for s, _ in figure.mentions if s < offset), default=offset - FAR)
