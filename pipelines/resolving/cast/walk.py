"""One walk through an article, from left to right, that ties each mention to its figure."""

from spacy.tokens import Token

from pipelines.reading.datelines import find_datelines
from pipelines.reading.document import Document
from pipelines.records import ActorKind, Office, Span
from pipelines.resolving.cast import descriptions, phrases
from pipelines.resolving.cast.countries import count_countries, doubt
from pipelines.resolving.cast.evidence import Evidence
from pipelines.resolving.cast.figures import Figure
from pipelines.resolving.cast.naming import Name, find_names
from pipelines.resolving.cast.registry import Registry
from pipelines.resolving.cast.salience import SPOKEN, SUBJECTS, THIRD, Salience, quoted_tokens
from pipelines.resolving.cast.titles import HELD, Titles
from pipelines.resolving.knowledge import Noun, load_knowledge

type Resolved = tuple[tuple[Figure, ...], float]

DOMINANT = 0.9  # share of an article's country words that lets a country stand for the unsaid
LEAD = 3  # sentences, the headline counted, that may describe before they name
NAMED, BESIDE, NEW, GUESSED = 0.95, 0.9, 0.8, 0.6  # confidences
PAIRS = frozenset({"two", "both", "pair", "duo"})  # "The two met"
REPORTING = frozenset({"report", "write", "publish"})
NOBODY: Resolved = ((), 0.0)


class Walk:
    """The figures of one document and what each name, pronoun and description resolves to."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.parse = document.parse
        self.knowledge = load_knowledge()
        filed = {t.i for span in find_datelines(document.text) for t in document.tokens(span)}
        names = [n for n in find_names(self.parse, self.knowledge) if n.start not in filed]
        self.registry = Registry(self.parse, names, self.knowledge)
        self.registry.group()
        self._recognise()
        votes = count_countries(names, self.knowledge)
        doubt(self.registry.figures, votes, self.knowledge)
        foremost, count = votes.most_common(1)[0] if votes else ("", 0)
        self.context = foremost if count >= DOMINANT * votes.total() else ""
        every_name_at = {i: name for name in names for i in range(name.start, name.end)}
        self.titles = Titles(every_name_at, self.knowledge, self.context, foremost)
        self.titles.note_governments(self.parse)
        evidence = Evidence(self.parse, self.titles)
        for name in names:
            evidence.read(name)
        self.name_at = {i: name for i, name in every_name_at.items() if name.figure is not None}
        self.quoted = quoted_tokens(self.parse)
        self.salience = Salience(self.parse, self.quoted)
        self.search = descriptions.Search(self.registry.figures, self.knowledge)
        self.resolved: dict[int, Resolved] = {}
        self.speakers: list[tuple[int, tuple[Figure, ...]]] = []
        self._described: dict[str, Figure] = {}
        starts = self.salience.sentence_starts
        self.lead_end = self.parse[starts[LEAD]].idx if len(starts) > LEAD else 0
        self._go()
        self._match_counterparts()

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
        if beside := self.named_beside(head) or self._named_inside(head, inside):
            return (beside,), BESIDE
        if head.i not in self.resolved:
            noun = descriptions.noun_of(head, self.knowledge)
            self.resolved[head.i] = self._described_by(head, noun, inside)
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

    def own_span(self, head: Token) -> Span:
        """The characters of a head's name, or of its phrase."""
        name = self.name_at.get(head.i)
        start, end = (name.start, name.end) if name else phrases.phrase_of(head)
        tokens = self.parse[start:end]
        return tokens.start_char, tokens.end_char

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
                head = self.parse[name.start : name.end].root
                self._see(head, *self._bearer(name, head))
            elif token.pos_ == "PRON" and token.lower_ in THIRD:
                barred = self.quoting(token)[0] if self.quoted[token.i] else ()
                self._resolve(token, self.salience.resolve(token, barred))
            elif token.pos_ in ("NOUN", "PROPN"):
                self._see_noun(token)

    def _match_counterparts(self) -> None:
        """Give "her Polish counterpart, Jan Nowak," the office that she holds."""
        for token in self.parse:
            if token.lower_ != "counterpart":
                continue
            figure = self.named_beside(token)
            holders = [self.figures_at(c) for c in token.lefts if c.dep_ == "poss"]
            if figure and not figure.role and holders and len(holders[0]) == 1:
                figure.role = holders[0][0].role
                if figure.role:
                    span = (token.left_edge.idx, token.idx + len(token))
                    figure.hold(Office(figure.role, span, status=figure.status))
                figure.sectors.update(holders[0][0].sectors)

    def _see_noun(self, head: Token) -> None:
        noun = descriptions.noun_of(head, self.knowledge)
        if noun is None or head.dep_ in ("compound", "amod", "nmod"):
            return
        own = set(range(*phrases.phrase_of(head)))
        if self.named_beside(head) is None and self._named_inside(head, own) is None:
            self._resolve(head, self._described_by(head, noun, None))

    def _resolve(self, token: Token, resolved: Resolved) -> None:
        figures, confidence = resolved
        if not figures:
            return
        self.resolved[token.i] = resolved
        if len(figures) == 1 and confidence >= GUESSED:
            figures[0].mentions.add(self.own_span(token))
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
        self.salience.add(head, figures, plural, person, speaks)
        if head.dep_ == "conj" and head.head.i < head.i:
            both = (*self.figures_at(head.head), *figures)
            if len(both) > 1:
                self.salience.add(head.head, both, True, person, speaks)

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
            self.resolved[head.i] = self._described_by(head, noun, None)
        return self.resolved[head.i]

    def named_beside(self, head: Token) -> Figure | None:
        """The person whom an apposition or a following name identifies with this noun."""
        for child in head.children:
            name = self.name_at.get(child.i)
            if child.dep_ == "appos" and child.i > head.i and name:
                return name.figure
        if head.dep_ == "appos" and (name := self.name_at.get(head.head.i)):
            return name.figure
        return self._person_at(head.i + 1) or self._body_after(head) or self._person_before(head)

    def _body_after(self, head: Token) -> Figure | None:
        """The company of "the plane maker Airbus"."""
        name = self.name_at.get(head.i + 1)
        noun = descriptions.noun_of(head, self.knowledge) if name else None
        if name is None or name.figure is None or noun is None or phrases.is_plural(head):
            return None
        bodies = (ActorKind.ORGANISATION, ActorKind.OUTLET)
        fits = noun.group in ("body", "outlet") and name.figure.kind in bodies
        return name.figure if fits else None

    def _person_at(self, i: int) -> Figure | None:
        name = self.name_at.get(i)
        if name and name.figure and name.figure.kind == ActorKind.PERSON:
            return name.figure
        return None

    def _person_before(self, head: Token) -> Figure | None:
        """The person of "Smith, now the majority leader," whatever the parser made of it."""
        start, _ = phrases.phrase_of(head)
        if start < 2 or self.parse[start - 1].text != "," or head.dep_ in SUBJECTS:
            return None
        return self._person_at(start - 2) if self._is_title(head) else None

    def _named_inside(self, head: Token, inside: set[int]) -> Figure | None:
        """A person named after a title, within a phrase that is linked as one party."""
        if not inside or not self._is_title(head):
            return None
        for i in range(head.i + 1, max(inside) + 1):
            figure = self._person_at(i)
            if figure is None:
                continue
            name = self.name_at[i]
            top = self.parse[name.start : name.end].root
            apart = self.parse[i - 1].text == ","
            if apart or top.dep_ in ("appos", "nsubj", "ROOT", "npadvmod"):
                if apart and not figure.role:
                    described = phrases.chosen_over(head, self.knowledge)
                    start = min(*inside, phrases.phrase_of(described)[0])
                    words = list(self.parse[start : i - 1])
                    self.titles.teach(figure, words, set_role=True)
                return figure
        return None

    def _is_title(self, head: Token) -> bool:
        if phrases.is_plural(head):
            return False
        noun = descriptions.noun_of(head, self.knowledge)
        chosen = head.lower_ in self.knowledge.words["chosen"]
        return chosen or (noun is not None and noun.group == "person")

    def _described_by(self, head: Token, noun: Noun | None, inside: set[int] | None) -> Resolved:
        """The figures of a description: known already, several summed up, or a new one."""
        plural = phrases.is_plural(head)
        text = phrases.phrase_text(head, inside) or head.text
        owner = descriptions.owner_of(head)
        owners = self.resolved.get(owner.i, NOBODY)[0] if owner is not None else ()
        if owner is not None and len(owners) == 1:
            text = f"{owners[0].full_name}'s{text[len(owner.text) :]}"
        elif noun and plural and (descriptions.is_definite(head) or descriptions.is_pair(head)):
            if several := self.search.several(head, noun):
                return several, GUESSED
        elif noun is None and descriptions.is_pair(head) and head.lower_ in PAIRS:
            if pair := self.search.pair(head):
                return pair, GUESSED
        elif noun and not plural and (found := self._meant(head, noun)):
            return found
        key = text.lower().removeprefix("the ")
        if not descriptions.is_indefinite(head) and (figure := self._described.get(key)):
            return (figure,), NEW
        figure = self.registry.new(descriptions.kind_of(head, noun, plural, self.knowledge))
        self._described[key] = figure
        figure.name = text
        self._furnish(figure, head, noun, plural)
        if len(owners) == 1 and owners[0].country:
            figure.countries[owners[0].country] += HELD
        return (figure,), NEW

    def _meant(self, head: Token, noun: Noun) -> Resolved | None:
        """The figure that a singular description points to, backwards or, in a lead, forwards."""
        if descriptions.is_definite(head):
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

    def _furnish(self, figure: Figure, head: Token, noun: Noun | None, plural: bool) -> None:
        figure.is_plural = plural or (noun is not None and noun.group == "people")
        figure.first = head.idx
        figure.mentions.add(self.own_span(head))
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
