"""One walk through an article, from left to right, that ties each mention to its figure."""

from spacy.tokens import Token

from pipelines.reading.datelines import find_datelines
from pipelines.reading.document import Document
from pipelines.records import ActorKind, Office
from pipelines.resolving.cast import descriptions, introductions, phrases
from pipelines.resolving.cast.beside import Beside
from pipelines.resolving.cast.countries import count_countries, country_of_article, doubt
from pipelines.resolving.cast.credits import find_credits
from pipelines.resolving.cast.evidence import Evidence
from pipelines.resolving.cast.figures import Figure
from pipelines.resolving.cast.headlines import in_headlines
from pipelines.resolving.cast.names import Name
from pipelines.resolving.cast.naming import find_names
from pipelines.resolving.cast.registry import Registry
from pipelines.resolving.cast.salience import SPOKEN, SUBJECTS, THIRD, Salience, quoted_tokens
from pipelines.resolving.cast.titles import Titles
from pipelines.resolving.cast.unnamed import BESIDE, GUESSED, NAMED, NEW, NOBODY, Resolved, Unnamed
from pipelines.resolving.knowledge import load_knowledge

REPORTING = frozenset({"report", "write", "publish"})


class Walk:
    """The figures of one document and what each name, pronoun and description resolves to."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.parse = document.parse
        self.knowledge = load_knowledge()
        headlines = in_headlines(self.parse)
        aside = (*find_datelines(document.text), *find_credits(document.text, self.knowledge))
        filed = {t.i for span in aside for t in document.tokens(span)}
        names = [
            n for n in find_names(self.parse, self.knowledge, headlines) if n.start not in filed
        ]
        self.registry = Registry(self.parse, names, self.knowledge)
        self.registry.group()
        self._recognise()
        votes = count_countries(names, self.knowledge)
        doubt(self.registry.figures, votes, self.knowledge)
        self.country = country_of_article(votes)
        every_name_at = {i: name for name in names for i in range(name.start, name.end)}
        self.titles = Titles(every_name_at, self.knowledge, self.country)
        self.titles.note_governments(self.parse)
        evidence = Evidence(self.parse, self.titles, headlines)
        for name in names:
            evidence.read(name)
        self.name_at = {i: name for i, name in every_name_at.items() if name.figure is not None}
        self.beside = Beside(self.parse, self.name_at, self.titles)
        self.quoted = quoted_tokens(self.parse)
        self.salience = Salience(self.parse, self.quoted)
        self.resolved: dict[int, Resolved] = {}
        self.speakers: list[tuple[int, tuple[Figure, ...]]] = []
        self.unnamed = Unnamed(self.registry, self.name_at, self.titles, self.resolved)
        self.unnamed.search.seen = self.salience.seen
        self._go()
        self._match_counterparts()
        self._lend_bodies()

    def party(self, head: Token, inside: set[int]) -> Resolved:
        """The figures of one head of a noun phrase; makes a new one for a new description."""
        if (antecedent := phrases.relative_antecedent(head)) is not None:
            return self.party(antecedent, set())
        if name := self.name_at.get(head.i):
            return self._bearer(name, head)
        words = self.knowledge.words
        if author := phrases.author_of(head, words["voice"], words["story"]):
            return self.party(author, set())
        if head.pos_ == "PRON" and head.lower_ in SPOKEN:
            return self.quoting(head)
        if head.pos_ == "PRON" and head.lower_ in THIRD:
            return self.resolved.get(head.i, NOBODY)
        if descriptions.is_no_party(head, self.knowledge):
            return NOBODY
        if beside := self.beside.named_beside(head) or self.beside.named_inside(head, inside):
            return (beside,), BESIDE
        if head.i not in self.resolved:
            noun = descriptions.noun_of(head, self.knowledge)
            self.resolved[head.i] = self.unnamed.of(head, noun, inside)
        return self.resolved[head.i]

    def quoting(self, head: Token) -> Resolved:
        """Who speaks the quotation around a token: in its sentence, else the last speaker."""
        for token in head.sent:
            if self._speaks(token) and (figures := self.figures_at(token)):
                return figures, NEW
        for start, figures in reversed(self.speakers):
            if start < head.idx and figures[0].kind != ActorKind.DOCUMENT:
                return figures, GUESSED
        return NOBODY

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

    def _go(self) -> None:
        done = -1
        for token in self.parse:
            if token.i <= done:
                continue
            if name := self.name_at.get(token.i):
                done = name.end - 1
                self._introduce(name)
                head = self.parse[name.start : name.end].root
                self._see(head, *self._bearer(name, head))
            elif token.pos_ == "PRON" and token.lower_ in THIRD:
                barred = self.quoting(token)[0] if self.quoted[token.i] else ()
                self._resolve(token, self.salience.resolve(token, barred, self._speaks(token)))
            elif token.pos_ in ("NOUN", "PROPN"):
                self._see_noun(token)

    def _introduce(self, name: Name) -> None:
        """Let a bare given name be that of the person whom the article has described so far."""
        figure = name.figure
        if figure is None or not introductions.is_bare(figure, self.knowledge):
            return
        gender, start = self.knowledge.given_names[figure.name], self.parse[name.start].idx
        described = introductions.introduced_by(self.registry.figures, start, gender)
        if described and figure.first == start:
            described.kind, described.name = ActorKind.PERSON, ""
            self.registry.merge(figure, described)

    def _match_counterparts(self) -> None:
        """Give "her Polish counterpart, Jan Nowak," the office that she holds."""
        for token in self.parse:
            if token.lower_ != "counterpart":
                continue
            figure = self.beside.named_beside(token)
            holders = [self.figures_at(c) for c in token.lefts if c.dep_ == "poss"]
            if figure and not figure.role and holders and len(holders[0]) == 1:
                figure.role = holders[0][0].role
                if figure.role:
                    span = (token.left_edge.idx, token.idx + len(token))
                    figure.hold(Office(figure.role, span, status=figure.status))
                figure.sectors.update(holders[0][0].sectors)

    def _lend_bodies(self) -> None:
        """Let "the authority's chief hydrologist" belong to the authority that was named."""
        for i, (bodies, _) in self.resolved.items():
            token = self.parse[i]
            if len(bodies) != 1 or token.pos_ not in ("NOUN", "PROPN") or phrases.is_plural(token):
                continue
            holder = phrases.holder_of(token)
            if holder is None or holder.i in self.name_at:
                continue
            noun = descriptions.noun_of(holder, self.knowledge)
            is_person = noun is not None and noun.group == "person"
            if is_person or any(c.dep_ == "appos" and c.i in self.name_at for c in holder.children):
                named = self.beside.named_beside(holder)
                for bearer in (named,) if named else self.figures_at(holder)[:1]:
                    bearer.serve(bodies[0])

    def _see_noun(self, head: Token) -> None:
        noun = descriptions.noun_of(head, self.knowledge)
        if noun is None or head.dep_ in ("compound", "amod", "nmod"):
            return
        own = set(range(*phrases.phrase_of(head)))
        if self.beside.named_beside(head) is None and self.beside.named_inside(head, own) is None:
            self._resolve(head, self.unnamed.of(head, noun, None))

    def _resolve(self, token: Token, resolved: Resolved) -> None:
        figures, confidence = resolved
        if not figures:
            return
        self.resolved[token.i] = resolved
        if len(figures) == 1 and confidence >= GUESSED:
            figures[0].mentions.add(phrases.own_span(token, self.name_at))
        self._see(token, figures, confidence)

    def _see(self, head: Token, figures: tuple[Figure, ...], _confidence: float) -> None:
        """Note a mention for the pronouns to come."""
        first = figures[0]
        plural = len(figures) > 1 or first.is_plural or first.kind == ActorKind.GROUP
        person = first.kind in (ActorKind.PERSON, ActorKind.ANONYMOUS)
        speaks = self._speaks(head)
        if first.kind == ActorKind.ORGANISATION and self._reports(head):
            first.has_reported = True
        if speaks:
            self.speakers.append((head.idx, figures))
        if plural and head.i not in self.name_at:
            figures = (*figures, *self._examples_of(head, figures))
        self.salience.add(head, figures, plural, person, speaks)
        listed = figures
        while head.dep_ == "conj" and head.head.i < head.i:
            head = head.head
            listed = (*self.figures_at(head), *listed)
        if len(several := tuple(dict.fromkeys(listed))) > len(figures):
            self.salience.add(head, several, True, person, speaks)

    def _examples_of(self, head: Token, figures: tuple[Figure, ...]) -> list[Figure]:
        """Those whom "critics, including Ana Lima," names: they act with the others."""
        if head.dep_ not in SUBJECTS or head.head.i < head.i:
            return []
        heads = phrases.examples(list(self.parse[head.i : head.head.i]), self.name_at)
        named = [self.name_at[t.i].figure for t in heads]
        return [f for f in dict.fromkeys(named) if f is not None and f not in figures]

    def _speaks(self, token: Token) -> bool:
        if token.dep_ not in SUBJECTS or self.quoted[token.i]:
            return False
        return token.head.lemma_ in self.knowledge.speech_verbs

    @staticmethod
    def _reports(token: Token) -> bool:
        """Whether a body does what outlets do: it "has reported", or its "report" is cited."""
        if token.dep_ == "nsubj":
            return token.head.lemma_ in REPORTING
        return token.dep_ == "poss" and token.head.lower_ == "report"

    def figures_at(self, token: Token) -> tuple[Figure, ...]:
        """The figures that a name, a pronoun or a description was found to mean."""
        name = self.name_at.get(token.i)
        if name and name.figure:
            return (name.figure,)
        return self.resolved.get(token.i, NOBODY)[0]

    def _bearer(self, name: Name, head: Token) -> Resolved:
        """Whom a name means: its figure, or a part of the group that it names."""
        figure = name.figure
        if figure is None:
            return NOBODY
        if figure.kind != ActorKind.GROUP or not phrases.is_narrowed(head, name):
            return (figure,), NAMED
        if head.i not in self.resolved:
            noun = descriptions.noun_of(head, self.knowledge)
            self.resolved[head.i] = self.unnamed.of(head, noun, None)
        return self.resolved[head.i]
