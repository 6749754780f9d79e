"""The cast of an article: every mention tied to its actor, and any noun phrase linked to one."""

from collections import Counter
from dataclasses import dataclass

from spacy.tokens import Token

from pipelines.reading.document import Document
from pipelines.records import Actor, ActorKind, Role, Span
from pipelines.resolving.cast import descriptions, phrases
from pipelines.resolving.cast.evidence import Evidence
from pipelines.resolving.cast.figures import Figure
from pipelines.resolving.cast.naming import Name, find_names
from pipelines.resolving.cast.registry import Registry
from pipelines.resolving.cast.salience import (
    FIRST,
    PRONOUNS,
    RELATIVE,
    SUBJECTS,
    Salience,
    quoted_tokens,
)
from pipelines.resolving.knowledge import Noun, load_knowledge

type Resolved = tuple[tuple[Figure, ...], float]

DOMINANT = 0.6  # share of an article's country words that lets a country stand for the unsaid
LEAD = 3  # sentences
NOBODY: Resolved = ((), 0.0)


@dataclass(frozen=True, slots=True)
class ActorLink:
    """A party of a noun phrase and how sure its identity is."""

    actor_id: str
    confidence: float


class Cast:
    """All actors of one document. `link` may add actors; ids never change once given."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.parse = document.parse
        self.knowledge = load_knowledge()
        self.names = find_names(self.parse, self.knowledge)
        self.registry = Registry(self.parse, self.names, self.knowledge)
        self.registry.group()
        self._recognise()
        self.context = self._dominant_country()
        self.evidence = Evidence(self.parse, self.names, self.knowledge, self.context)
        self.name_at = self.evidence.name_at
        for name in self.names:
            self.evidence.read(name)
        self.quoted = quoted_tokens(self.parse)
        self.salience = Salience(self.parse, [s.start for s in self.parse.sents], self.quoted)
        self.resolved: dict[int, Resolved] = {}
        self.speakers: list[tuple[int, tuple[Figure, ...]]] = []
        self._described: dict[str, Figure] = {}
        self.search = descriptions.Search(self.registry.figures, self.knowledge)
        self.lead_end = self._lead_end()
        self._walk()

    def _lead_end(self) -> int:
        """Where the headline and the first two sentences end: what they describe is named later."""
        starts = self.salience.sentence_starts
        return self.parse[starts[LEAD]].idx if len(starts) > LEAD else 0

    def link(self, span: Span, role: Role | None = None) -> list[ActorLink]:
        """The parties that a noun phrase names; empty where a pronoun has no antecedent."""
        tokens = [t for t in self.document.tokens(span) if not t.is_space]
        inside = {t.i for t in tokens}
        links: dict[str, ActorLink] = {}
        for head in phrases.party_heads(tokens, self.name_at):
            figures, confidence = self._party(head, inside)
            for figure in figures:
                figure.is_linked = True
                if len(figures) == 1 and len(links) == 0:
                    figure.mentions.add(_own_span(head, self.name_at))
                actor_id = self._id(figure)
                links.setdefault(actor_id, ActorLink(actor_id, round(confidence, 3)))
        return list(links.values())

    def actors(self) -> tuple[Actor, ...]:
        """Every named or linked actor, in the order of first mention."""
        kept = [f for f in self.registry.figures if f.is_linked or f.is_named]
        kept.sort(key=lambda f: (f.first, f.number))
        found: dict[str, Actor] = {}
        for figure in kept:
            actor = self._as_actor(figure)
            found.setdefault(actor.actor_id, actor)
        return tuple(found.values())

    def actor(self, actor_id: str) -> Actor:
        """The actor of an id that `link` returned."""
        for figure in self.registry.figures:
            if self._id(figure) == actor_id:
                return self._as_actor(figure)
        raise KeyError(actor_id)

    def speaker_before(self, offset: int) -> list[ActorLink]:
        """Who spoke last before a character: the speaker of a quotation that names none."""
        for start, figures in reversed(self.speakers):
            if start < offset and not self.quoted[self._token_index(start)]:
                for figure in figures:
                    figure.is_linked = True
                return [ActorLink(self._id(f), 0.6) for f in figures]
        return []

    def _token_index(self, offset: int) -> int:
        token = self.document.token_at(offset)
        return token.i if token is not None else 0

    def _as_actor(self, figure: Figure) -> Actor:
        return figure.as_actor(self.document.article.article_id, self._fallback(figure))

    def _id(self, figure: Figure) -> str:
        canonical = figure.known.name if figure.known else figure.full_name
        return figure.actor_id(self.document.article.article_id, canonical)

    def _fallback(self, figure: Figure) -> str:
        return self.context

    def _recognise(self) -> None:
        """Let the tables say who a named person is on the day of the article."""
        published = self.document.published
        for figure in self.registry.figures:
            if figure.kind != ActorKind.PERSON or not figure.is_named:
                continue
            spellings = [figure.known.name] if figure.known else []
            for form in [*spellings, *figure.forms]:
                if " " not in form and " " in figure.name:
                    continue
                if known := self.knowledge.person(form, published):
                    figure.learn(known)
                    if known.office:
                        figure.add_noun(known.office.lower(), set())
                    break

    def _dominant_country(self) -> str:
        votes: Counter[str] = Counter()
        for name in self.names:
            figure = name.figure
            if figure and figure.known and figure.known.country:
                votes[figure.known.country] += 1
            elif country := self.knowledge.country(name.text):
                votes[country] += 1
            elif term := self.knowledge.national_terms.get(name.text):
                votes[term[0]] += 1
        if not votes:
            return ""
        country, count = votes.most_common(1)[0]
        return country if count >= DOMINANT * votes.total() else ""

    def _walk(self) -> None:
        """Read the article once from left to right, tying each mention to its figure."""
        done = -1
        for token in self.parse:
            if token.i <= done:
                continue
            name = self.name_at.get(token.i)
            if name is not None:
                done = name.end - 1
                self._see_name(name)
            elif token.pos_ == "PRON" and token.lower_ in PRONOUNS:
                self._see_pronoun(token)
            elif token.pos_ in ("NOUN", "PROPN"):
                self._see_noun(token)

    def _see_name(self, name: Name) -> None:
        head = self.parse[name.start : name.end].root
        figures, _ = self._bearer(name, head)
        figure = figures[0]
        plural = figure.kind == ActorKind.GROUP or figure.is_plural
        self._see(head, figures, plural, figure.kind == ActorKind.PERSON)

    def _bearer(self, name: Name, head: Token) -> Resolved:
        """Whom a name means: its figure, or a part of the group that it names."""
        figure = name.figure
        assert figure is not None
        if figure.kind != ActorKind.GROUP or not phrases.is_narrowed(head, name):
            return (figure,), 0.95
        if head.i not in self.resolved:
            noun = descriptions.noun_of(head, self.knowledge)
            part, confidence = self._describe(head, noun, None)
            self.resolved[head.i] = ((part,), confidence)
        return self.resolved[head.i]

    def _see(self, head: Token, figures: tuple[Figure, ...], plural: bool, person: bool) -> None:
        speaks = head.dep_ in SUBJECTS and head.head.lemma_ in self.knowledge.speech_verbs
        if speaks and not self.quoted[head.i]:
            self.speakers.append((head.idx, figures))
        self.salience.add(head, figures, plural, person, speaks)
        if head.dep_ == "conj" and head.head.i < head.i:
            first = self._figures_at(head.head)
            both = (*first, *figures)
            if len(both) > 1:
                self.salience.add(head.head, both, True, person, speaks)

    def _figures_at(self, token: Token) -> tuple[Figure, ...]:
        name = self.name_at.get(token.i)
        if name and name.figure:
            return (name.figure,)
        return self.resolved.get(token.i, NOBODY)[0]

    def _see_pronoun(self, token: Token) -> None:
        if token.lower_ in FIRST or token.lower_ in ("you", "your"):
            return
        barred = self._quoting(token)[0] if self.quoted[token.i] else ()
        figures, confidence = self.salience.resolve(token, barred)
        if not figures:
            return
        self.resolved[token.i] = (figures, confidence)
        plural = len(figures) > 1 or figures[0].is_plural
        person = figures[0].kind == ActorKind.PERSON
        self._see(token, figures, plural, person)

    def _see_noun(self, head: Token) -> None:
        noun = descriptions.noun_of(head, self.knowledge)
        if noun is None or head.dep_ in ("compound", "amod", "nmod"):
            return
        if self._named_beside(head) is not None:
            return
        if phrases.is_plural(head) and descriptions.is_definite(head):
            if several := self.search.several(head, noun):
                self.resolved[head.i] = (several, 0.6)
                self._see(head, several, True, True)
                return
        figure, confidence = self._describe(head, noun, None)
        self.resolved[head.i] = ((figure,), confidence)
        person = figure.kind in (ActorKind.PERSON, ActorKind.ANONYMOUS) and not figure.is_plural
        self._see(head, (figure,), figure.is_plural, person)

    def _named_beside(self, head: Token) -> Figure | None:
        """The person whom an apposition or a following name identifies with this noun."""
        for child in head.children:
            name = self.name_at.get(child.i)
            if child.dep_ == "appos" and child.i > head.i and name and name.figure:
                return name.figure
        if head.dep_ == "appos" and (name := self.name_at.get(head.head.i)):
            return name.figure
        return self._person_at(head.i + 1) or self._person_before(head)

    def _person_at(self, i: int) -> Figure | None:
        name = self.name_at.get(i)
        if name and name.figure and name.figure.kind == ActorKind.PERSON:
            return name.figure
        return None

    def _person_before(self, head: Token) -> Figure | None:
        """The person of "Smith, now the majority leader," whatever the parser made of it."""
        noun = descriptions.noun_of(head, self.knowledge)
        if noun is None or noun.group != "person" or phrases.is_plural(head):
            return None
        start, _ = phrases.phrase_of(head)
        if start < 2 or self.parse[start - 1].text != "," or head.dep_ in SUBJECTS:
            return None
        return self._person_at(start - 2)

    def _describe(
        self, head: Token, noun: Noun | None, inside: set[int] | None
    ) -> tuple[Figure, float]:
        """The figure of a description: one that is known already, or a new one."""
        plural = phrases.is_plural(head)
        text = phrases.phrase_text(head, inside) or head.text
        if owner := descriptions.owner_of(head):
            text = self._owned(text, owner)
        elif noun and not plural and (found := self._meant(head, noun)):
            return found
        key = text.lower().removeprefix("the ")
        if not descriptions.is_indefinite(head) and (figure := self._described.get(key)):
            return figure, 0.8
        figure = self.registry.new(descriptions.kind_of(head, noun, plural))
        self._described[key] = figure
        self._furnish(figure, head, noun, text, plural)
        return figure, 0.8

    def _meant(self, head: Token, noun: Noun) -> tuple[Figure, float] | None:
        """The figure that a singular description points to, backwards or, in a lead, forwards."""
        if descriptions.is_definite(head):
            found, confidence = self.search.before(head, noun)
            if found:
                found.rename(phrases.phrase_text(head), self._has_name(head))
                return found, confidence
        if head.idx < self.lead_end and (named := self.search.ahead(head, noun)):
            return named, 0.6
        return None

    def _has_name(self, head: Token) -> bool:
        return any(c.i in self.name_at for c in head.lefts)

    def _owned(self, text: str, owner: Token) -> str:
        """ "His lawyer" by the name of whom "his" means: "Bryan Pagliano's lawyer"."""
        figures = self.resolved.get(owner.i, NOBODY)[0]
        if len(figures) != 1 or not text.lower().startswith(owner.lower_):
            return text
        return f"{figures[0].full_name}'s{text[len(owner.text) :]}"

    def _furnish(
        self, figure: Figure, head: Token, noun: Noun | None, text: str, plural: bool
    ) -> None:
        figure.name = text
        figure.is_plural = plural or (noun is not None and noun.group == "people")
        figure.first = head.idx
        figure.mentions.add(_own_span(head, self.name_at))
        start, end = phrases.phrase_of(head)
        self.evidence.describe(figure, list(self.parse[start:end]))
        if noun:
            figure.gender = noun.gender

    def _party(self, head: Token, inside: set[int]) -> Resolved:
        """The figures of one head of a linked phrase."""
        word = head.lower_
        if word in RELATIVE and (antecedent := _relative_antecedent(head)) is not None:
            return self._party(antecedent, set())
        if name := self.name_at.get(head.i):
            return self._bearer(name, head)
        if head.pos_ == "PRON" and word in PRONOUNS:
            if word in FIRST:
                return self._quoting(head)
            return self.resolved.get(head.i, NOBODY)
        if beside := self._named_beside(head) or self._named_inside(head, inside):
            return (beside,), 0.9
        if head.i in self.resolved:
            return self.resolved[head.i]
        noun = descriptions.noun_of(head, self.knowledge)
        if noun and phrases.is_plural(head) and descriptions.is_definite(head):
            if several := self.search.several(head, noun):
                return several, 0.6
        figure, confidence = self._describe(head, noun, inside)
        self.resolved[head.i] = ((figure,), confidence)
        return self.resolved[head.i]

    def _named_inside(self, head: Token, inside: set[int]) -> Figure | None:
        """A person named after a title that the parser took for the head."""
        noun = descriptions.noun_of(head, self.knowledge)
        if noun is None or noun.group != "person" or phrases.is_plural(head):
            return None
        for i in sorted(inside):
            name = self.name_at.get(i)
            if i > head.i and name and name.figure and name.figure.kind == ActorKind.PERSON:
                token = self.parse[name.start : name.end].root
                if token.dep_ in ("appos", "nsubj", "ROOT", "npadvmod"):
                    return name.figure
        return None

    def _quoting(self, head: Token) -> Resolved:
        """Who speaks the quotation around a token: in its sentence, else the last speaker."""
        sentence = head.sent
        for token in sentence:
            if token.dep_ in SUBJECTS and not self.quoted[token.i]:
                if token.head.lemma_ in self.knowledge.speech_verbs:
                    if figures := self._figures_at(token):
                        return figures, 0.8
        for start, figures in reversed(self.speakers):
            if start < head.idx:
                return figures, 0.55
        return NOBODY


def _own_span(head: Token, name_at: dict[int, Name]) -> Span:
    name = name_at.get(head.i)
    start, end = (name.start, name.end) if name else phrases.phrase_of(head)
    tokens = head.doc[start:end]
    return tokens.start_char, tokens.end_char


def _relative_antecedent(pronoun: Token) -> Token | None:
    """The noun that a relative clause belongs to."""
    for ancestor in pronoun.ancestors:
        if ancestor.dep_ == "relcl":
            return ancestor.head
        if ancestor.dep_ == "ROOT":
            return None
    return None
