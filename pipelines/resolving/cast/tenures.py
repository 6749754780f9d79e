"""From when and until when an office is held, where the text ties a time to the office.

A time is followed up the parse to what it dates: an office ("president since 2019") or a verb that
begins, ends or fills one ("was sworn in as minister on Monday"). What leads anywhere else dates no
office. What times mean is settled in `times`, what an office is called in `titles`.
"""

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from pipelines.records import ActorKind, Office, Span, TimeExpression
from pipelines.resolving.cast.appointments import Appointments, Deed, Way
from pipelines.resolving.cast.figures import Figure
from pipelines.resolving.cast.phrases import phrase_of
from pipelines.resolving.cast.stretches import Stretch, find_stretches
from pipelines.resolving.cast.verbs import VERBS, subject_of
from pipelines.resolving.cast.walk import Walk
from pipelines.resolving.times.tense import Tense

TO_COME = frozenset({"incoming", "elect"})
LED = (("ministry", "minister"), ("nation", "ruler"))  # classes of bodies, and of who leads them
PASSED = frozenset({"prep", "pobj"})  # "since" of "president of Chile since 2019" may hang on Chile
HIGHEST = 6  # steps up the parse


def read_tenures(walk: Walk, times: Sequence[TimeExpression]) -> None:
    """Give the offices of figures the bounds that the text says."""
    tenures = Tenures(walk)
    for stretch in find_stretches(walk.document, times):
        tenures.read(stretch)


class Tenures:
    """Ties times to the offices of one article's figures."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.published = walk.document.published
        self.appointments = Appointments(walk.name_at, walk.knowledge)

    def read(self, stretch: Stretch) -> None:
        """Bound the office that a time is tied to, if there is one."""
        governor = self._governor(stretch)
        if governor is None:
            return
        if governor.pos_ not in VERBS:
            self._by_noun(governor, stretch)
        elif deed := self.appointments.read(governor, stretch.at):
            self._by_deed(deed, governor, stretch)

    def _governor(self, stretch: Stretch) -> Token | None:
        """The verb, the title or the person that a time hangs on."""
        token = stretch.over
        for _ in range(HIGHEST):
            if title := self.appointments.title_before(stretch.at, token):
                return title
            if token.pos_ in VERBS or self.appointments.named(token):
                return token
            if self.appointments.is_title(token):
                return self._verb_of(token, stretch) or token
            if token.dep_ not in PASSED:
                return None
            token = token.head
        return None

    def _verb_of(self, title: Token, stretch: Stretch) -> Token | None:
        """The verb that a title is the complement of."""
        over = title.head
        while over.dep_ in ("prep", "pobj", "prt", "dobj") and over.pos_ not in VERBS:
            over = over.head
        deed = self.appointments.read(over, stretch.at) if over.pos_ in VERBS else None
        return over if deed and deed.office == title else None

    def _by_deed(self, deed: Deed, verb: Token, stretch: Stretch) -> None:
        figure, ways = self._person(deed.holder), stretch.ways(deed.way)
        is_apart = _holds_verb(verb.doc[stretch.at.i : verb.i])
        if not ways or figure is None or is_apart or self._is_another_day(deed, stretch):
            return
        if deed.tense == Tense.PAST and deed.way != Way.BEGINS and self.published:
            stretch = stretch.up_to(self.published)
        if deed.office is not None:
            self._hold(figure, deed.office, stretch, ways, deed.words)
        elif (office := self._sole_office(figure)) and self._can_be(office, deed, stretch):
            figure.offices = [stretch.bound(office, ways, deed.words)]

    def _is_another_day(self, deed: Deed, stretch: Stretch) -> bool:
        """Whether a time lies ahead of what is past, or the other way round."""
        if self.published is None:
            return False
        if deed.tense == Tense.PAST:
            return stretch.first > self.published
        return deed.tense == Tense.FUTURE and stretch.last < self.published

    def _by_noun(self, noun: Token, stretch: Stretch) -> None:
        """Bound the office of "president since 2019", or of "President Ann Bell (2009-2017)"."""
        ways = stretch.ways(Way.FILLS)
        is_title = self.appointments.is_title(noun)
        figure = self._bearer(noun) if is_title else self._person(noun)
        if not ways or figure is None or _holds_verb(noun.doc[noun.i : stretch.at.i]):
            return
        if not is_title:
            beside = [c for c in noun.rights if c.dep_ == "appos" and c.i < stretch.at.i]
            is_title = bool(beside) and self.appointments.is_title(beside[-1])
            noun = beside[-1] if is_title else noun
        words = (noun.idx, noun.idx + len(noun))
        if is_title:
            self._hold(figure, noun, stretch, ways, words)
        elif stretch.word == "(" and (office := self._sole_office(figure)):
            figure.offices = [stretch.bound(office, ways, words)]

    def _bearer(self, title: Token) -> Figure | None:
        """Whom a title is said of: who acts "as mayor", whose "term as mayor" it is, or a name."""
        over = title.head
        if title.dep_ != "pobj" or over.lower_ != "as":
            return self._person(title)
        owners = [c for c in over.head.children if c.dep_ == "poss"]
        while over.pos_ not in VERBS and over.head != over:
            over = over.head
        holder = owners[0] if owners else subject_of(over)
        return self._person(holder) if holder is not None else None

    def _person(self, token: Token) -> Figure | None:
        figures = self.walk.figures_at(token)
        figure = figures[0] if len(figures) == 1 else self.walk.beside.named_beside(token)
        return figure if figure is not None and figure.kind == ActorKind.PERSON else None

    def _sole_office(self, figure: Figure) -> Office | None:
        """The only office that is said of somebody."""
        office = figure.offices[0] if len(figure.offices) == 1 else None
        return office if office and self.appointments.is_office(office.title) else None

    def _can_be(self, office: Office, deed: Deed, stretch: Stretch) -> bool:
        """Whether an office can be the one that a deed is about, which names none."""
        if led := deed.led:
            words, title = self.walk.knowledge.words, set(office.title.lower().split())
            return any(led.lemma_ in words[of] and words[by] & title for of, by in LED)
        if deed.way == Way.BEGINS and self.published and stretch.first > self.published:
            return office.status in TO_COME  # who holds an office does not come into it
        return True

    def _hold(
        self, figure: Figure, title: Token, stretch: Stretch, ways: frozenset[Way], cause: Span
    ) -> None:
        if stretch.word == "since" and self.appointments.is_ranked(title):
            return
        start, end = phrase_of(title)
        if stretch.at.i > title.i:
            end = min(end, stretch.at.i)
        for i in range(start, title.i):  # "appointed Ann Bell finance minister"
            if self.appointments.named(title.doc[i]) and title.doc[i].dep_ == "compound":
                start = i + 1
        for office in self.walk.titles.offices(figure, list(title.doc[start:end])):
            figure.hold(stretch.bound(office, ways, cause, office.span))


def _holds_verb(words: Iterable[Token]) -> bool:
    return any(word.pos_ == "VERB" for word in words)
