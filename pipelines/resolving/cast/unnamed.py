"""Figures of descriptions: those that one points to, and new ones that have no other name."""

from spacy.tokens import Token

from pipelines.records import ActorKind
from pipelines.resolving.cast import descriptions, phrases
from pipelines.resolving.cast.documents import authored, deed_before
from pipelines.resolving.cast.figures import Figure
from pipelines.resolving.cast.headlines import headline_end
from pipelines.resolving.cast.names import Name
from pipelines.resolving.cast.registry import Registry
from pipelines.resolving.cast.sides import sides_of
from pipelines.resolving.cast.titles import HELD, Titles
from pipelines.resolving.knowledge import Noun

type Resolved = tuple[tuple[Figure, ...], float]

LEAD = 3  # sentences, the headline counted, that may describe before they name
NAMED, BESIDE, NEW, GUESSED = 0.95, 0.9, 0.8, 0.6  # confidences
PAIRS = frozenset({"two", "both", "pair", "duo"})  # "The two met"
NOBODY: Resolved = ((), 0.0)


class Unnamed:
    """Resolves descriptions from left to right; `resolved` is what was resolved so far."""

    def __init__(
        self,
        registry: Registry,
        name_at: dict[int, Name],
        titles: Titles,
        resolved: dict[int, Resolved],
    ) -> None:
        self.registry = registry
        self.parse = registry.parse
        self.knowledge = registry.knowledge
        self.name_at = name_at
        self.titles = titles
        self.resolved = resolved
        self.search = descriptions.Search(registry.figures, self.knowledge)
        self._described: dict[str, Figure] = {}
        self._headlined: list[Figure] = []
        self.headline_end = headline_end(self.parse)
        starts = [s.start for s in self.parse.sents]
        self.lead_end = self.parse[starts[LEAD]].idx if len(starts) > LEAD else len(self.parse.text)

    def of(self, head: Token, noun: Noun | None, inside: set[int] | None) -> Resolved:
        """The figures of a description: known already, several summed up, or a new one."""
        if sides := sides_of(head, noun, self.name_at, self.knowledge):
            return tuple(self._side(head, noun, *side) for side in sides), NEW
        text = phrases.phrase_text(head, inside) or head.text
        owner = descriptions.owner_of(head)
        owners = self.resolved.get(owner.i, NOBODY)[0] if owner is not None else ()
        if owner is not None and len(owners) == 1:
            if noun and (body := self._body_of(owners[0], head, noun)):
                return (body,), NEW
            text = f"{owners[0].full_name}'s{text[len(owner.text) :]}"
        elif found := self._meant(head, noun):
            return found
        key = text.lower().removeprefix("the ")
        if not descriptions.is_indefinite(head) and (figure := self._described.get(key)):
            return (figure,), NEW
        figure = self._brought_in(head, noun) or self._new(head, noun)
        self._described[key] = figure
        if doer := self._doer_of(head, noun):
            text = f"{text} of {doer.full_name}"
        is_text = figure.kind == ActorKind.DOCUMENT
        figure.name = authored(text, head, self.knowledge) if is_text else text
        self._furnish(figure, head, noun)
        if len(owners) == 1 and owners[0].country:
            figure.countries[owners[0].country] += HELD
        return (figure,), NEW

    def _side(self, head: Token, noun: Noun | None, name: str, country: str) -> Figure:
        """The people of one country among those of several."""
        figure = self._described.get(name.lower())
        if figure is None:
            figure = self._described[name.lower()] = self._new(head, noun)
            figure.name, figure.is_plural, figure.first = name, True, head.idx
            figure.countries[country] += HELD
            if noun:
                figure.add_noun(noun.noun, set())
                figure.sectors.update({noun.sector: 1} if noun.sector else {})
        figure.mentions.add(phrases.own_span(head, self.name_at))
        return figure

    def _doer_of(self, head: Token, noun: Noun | None) -> Figure | None:
        """Whose ruling "the ruling" is that nobody has called one: who ruled."""
        if noun is None or noun.group != "document" or phrases.is_plural(head):
            return None
        if not descriptions.is_definite(head) or any(noun.noun in f.nouns for f in self._texts()):
            return None
        verb = deed_before(head)
        subjects = [c for c in verb.lefts if c.dep_ == "nsubj"] if verb else []
        for subject in subjects:
            name = self.name_at.get(subject.i)
            figures = self.resolved.get(subject.i, NOBODY)[0]
            doer = name.figure if name else next(iter(figures), None)
            if doer is not None and len(figures) < 2 and not doer.is_plural:
                return doer
        return None

    def _texts(self) -> list[Figure]:
        return [f for f in self.registry.figures if f.kind == ActorKind.DOCUMENT]

    def _summed_up(self, head: Token, noun: Noun | None) -> Resolved | None:
        """Those named already whom "the senators" or "the two" sums up."""
        is_pair = descriptions.is_pair(head)
        if noun is None:
            several = self.search.pair(head) if is_pair and head.lower_ in PAIRS else ()
        else:
            points = is_pair or descriptions.is_definite(head)
            several = self.search.several(head, noun) if points else ()
        return (several, GUESSED) if several else None

    def _new(self, head: Token, noun: Noun | None) -> Figure:
        plural = phrases.is_plural(head)
        figure = self.registry.new(descriptions.kind_of(head, noun, plural, self.knowledge))
        if head.i < self.headline_end and not plural:
            self._headlined.append(figure)
        return figure

    def _brought_in(self, head: Token, noun: Noun | None) -> Figure | None:
        """The figure of the headline that the first sentences describe more fully."""
        is_lead = self.headline_end <= head.i and head.idx < self.lead_end
        is_new = descriptions.is_indefinite(head) and not phrases.is_plural(head)
        if noun is None or not is_lead or not is_new:
            return None
        return self.search.headlined(self._headlined, noun)

    def _body_of(self, owner: Figure, head: Token, noun: Noun) -> Figure | None:
        """The company that "his company" means: the one in which he holds an office."""
        if noun.noun not in self.knowledge.words["generic_body"] or phrases.is_plural(head):
            return None
        kinds = descriptions.GROUP_KINDS["body"]
        for figure in self.registry.figures:
            if owner.body and figure.full_name == owner.body and figure.kind in kinds:
                figure.add_noun(noun.noun, set())
                return figure
        return None

    def _meant(self, head: Token, noun: Noun | None) -> Resolved | None:
        """The figures that a description points to, backwards or, in a lead, forwards."""
        if noun is None or phrases.is_plural(head):
            return self._summed_up(head, noun)
        if descriptions.is_definite(head) and not self._doer_of(head, noun):
            found, confidence = self.search.before(head, noun)
            if found:
                if noun.group == "outlet" and found.kind == ActorKind.ORGANISATION:
                    found.kind = ActorKind.OUTLET  # "the Ledger has reported ... the paper"
                has_name = any(c.i in self.name_at for c in head.lefts)
                found.rename(phrases.phrase_text(head), has_name)
                return (found,), confidence
        if head.idx < self.lead_end and (named := self.search.ahead(head, noun)):
            return (named,), GUESSED
        return None

    def _furnish(self, figure: Figure, head: Token, noun: Noun | None) -> None:
        figure.is_plural = phrases.is_plural(head) or (noun is not None and noun.group == "people")
        figure.first = min(figure.first, head.idx)
        figure.mentions.add(phrases.own_span(head, self.name_at))
        figure.stable_key = self._stable_key(head, noun)
        start, end = phrases.phrase_of(head)
        self.titles.teach(figure, list(self.parse[start:end]))
        if noun:
            figure.gender = noun.gender

    def _stable_key(self, head: Token, noun: Noun | None) -> str:
        """A name across articles for a body that is named after another: "the Smith campaign"."""
        if noun is None or noun.group != "body":
            return ""
        names: list[str] = []
        for child in head.lefts:
            name = self.name_at.get(child.i)
            if child.dep_ in ("compound", "poss", "nmod", "amod") and name and name.figure:
                names.append(name.figure.canonical)
        return f"{' '.join(names)} {noun.noun}" if names else ""
