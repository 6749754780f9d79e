"""From when and until when an office is held, where the text ties a time to the office.

A time is followed up the parse to what it dates: an office ("president since 2019") or a verb that
begins, ends or fills one ("was sworn in as minister on Monday"). What leads anywhere else dates no
office. What times mean is settled in `times`, what an office is called in `titles`.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from pipelines.reading.document import Document
from pipelines.records import ActorKind, Bound, Office, Span, TimeExpression
from pipelines.resolving.cast.appointments import Appointments, Deed, Way, subject_of
from pipelines.resolving.cast.figures import Figure
from pipelines.resolving.cast.phrases import phrase_of
from pipelines.resolving.cast.walk import Walk
from pipelines.resolving.times.tense import Tense

TO = re.compile(r"\s*(?:-|–|—|to|through|until|till|(?P<and>and))\s*", re.IGNORECASE)
YEARS = re.compile(r"\d{4}\s*[-–—]\s*(?:\d{2}|\d{4})")
SINCE = frozenset({"since", "from"})
UNTIL = frozenset({"until", "till", "through"})
ON = frozenset({"on", "in", ""})
TO_COME = frozenset({"incoming", "elect"})
LED = (("ministry", "minister"), ("nation", "ruler"))  # classes of bodies, and of who leads them
ADVERBS = frozenset({"npadvmod", "advmod"})
LONGEST_YEAR = 366  # days: of a decade no day is near enough
LONGEST_TENURE = 25 * 366  # days: longer years in brackets are those of a life
VERBS = frozenset({"VERB", "AUX"})
PASSED = frozenset(
    {"prep", "pobj"}
)  # "president of Chile since 2019" hangs on Chile in some parses
HIGHEST = 6  # steps up the parse


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time with the word before it: one expression, or the two ends of a range.

    `at` is its first token, that word included; `start` the one from which the parse is followed.
    """

    word: str
    at: Token
    start: Token
    first: TimeExpression
    last: TimeExpression
    is_range: bool

    @property
    def span(self) -> Span:
        """The characters of all of it, both brackets included."""
        return self.at.idx, self.last.end + (self.at.text == "(")

    def up_to(self, day: dt.date) -> "Stretch":
        """The same without the days after one."""
        if self.last.last is None or self.last.last <= day:
            return self
        return replace(self, last=replace(self.last, last=day))

    def ways(self) -> frozenset[Way]:
        """The ends of an office that the words say, whatever the verb."""
        if self.is_range:
            return frozenset({Way.BEGINS, Way.ENDS})
        if self.word in SINCE:
            return frozenset({Way.BEGINS})
        return frozenset({Way.ENDS}) if self.word in UNTIL else frozenset()


def read_tenures(walk: Walk, times: Sequence[TimeExpression]) -> None:
    """Give the offices of figures the bounds that the text says."""
    tenures = Tenures(walk)
    for stretch in _stretches(walk.document, times):
        tenures.read(stretch)


class Tenures:
    """Ties times to the offices of one article's figures."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.appointments = Appointments(walk.name_at, walk.knowledge)

    def read(self, stretch: Stretch) -> None:
        """Bound the office that a time is tied to, if there is one."""
        governor = self._governor(stretch)
        if governor is None:
            return
        if governor.pos_ in VERBS:
            if deed := self.appointments.read(governor, stretch.at):
                self._by_deed(deed, governor, stretch)
        elif stretch.ways():
            self._by_noun(governor, stretch)

    def _governor(self, stretch: Stretch) -> Token | None:
        """The verb, the title or the person that a time hangs on."""
        token = stretch.start
        for _ in range(HIGHEST):
            if title := self.appointments.title_before(stretch.at, token):
                return title
            if token.pos_ in VERBS:
                return token
            if self.appointments.is_title(token):
                return self._verb_of(token, stretch) or token
            if self.appointments.named(token):
                return token
            if token.dep_ not in PASSED or token.head == token:
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
        ways = stretch.ways()
        if deed.way == Way.ENDS:
            ways = frozenset({Way.ENDS}) if stretch.word in ON | {"from"} else frozenset()
        elif deed.way == Way.BEGINS and stretch.word in ON and not stretch.is_range:
            ways = frozenset({Way.BEGINS})
        figure = self._person(deed.holder)
        if not ways or figure is None or self._is_of_another(deed, verb, stretch):
            return
        published = self.walk.document.published
        if deed.tense == Tense.PAST and deed.way != Way.BEGINS and published:
            stretch = stretch.up_to(published)
        if deed.office is not None:
            self._hold(figure, deed.office, stretch, deed.words, ways)
        elif (number := self._sole(figure, deed, stretch)) is not None:
            self._bound(figure, number, stretch, deed.words, ways)

    def _is_of_another(self, deed: Deed, verb: Token, stretch: Stretch) -> bool:
        """Whether a time is that of a verb before this one, or on the wrong side of today."""
        published = self.walk.document.published
        if published and stretch.first.first and stretch.last.last:
            is_past, is_future = deed.tense == Tense.PAST, deed.tense == Tense.FUTURE
            ahead, behind = stretch.first.first > published, stretch.last.last < published
            if (is_past and ahead) or (is_future and behind):
                return True
        return _holds_verb(verb.doc[stretch.at.i : verb.i])

    def _by_noun(self, noun: Token, stretch: Stretch) -> None:
        """Bound the office of "president since 2019", or of "President Ann Bell (2009-2017)"."""
        ways = stretch.ways()
        if self.appointments.is_title(noun):
            figure = self._bearer(noun)
            is_apart = _holds_verb(noun.doc[noun.i : stretch.at.i])
            if figure is not None and not is_apart:
                self._hold(figure, noun, stretch, _word(noun), ways)
            return
        figure = self._person(noun)
        if figure is None:
            return
        titles = [c for c in noun.rights if c.dep_ == "appos" and c.i < stretch.at.i]
        if titles and self.appointments.is_title(titles[-1]):
            self._hold(figure, titles[-1], stretch, _word(titles[-1]), ways)
        elif stretch.word == "(" and (number := self._sole(figure, None, stretch)) is not None:
            self._bound(figure, number, stretch, _word(noun), ways)

    def _bearer(self, title: Token) -> Figure | None:
        """Whom a title is said of: who acts "as mayor", who is named beside it."""
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
        figure = figures[0] if len(figures) == 1 else self.walk.named_beside(token)
        return figure if figure is not None and figure.kind == ActorKind.PERSON else None

    def _sole(self, figure: Figure, deed: Deed | None, stretch: Stretch) -> int | None:
        """The number of the only office said of somebody, where the deed can be about that one."""
        if len(figure.offices) != 1 or not self.appointments.is_office(figure.offices[0].title):
            return None
        words, office = self.walk.knowledge.words, figure.offices[0]
        title = set(office.title.lower().split())
        if deed and (led := deed.led):
            return 0 if any(led.lemma_ in words[a] and words[b] & title for a, b in LED) else None
        published, first = self.walk.document.published, stretch.first.first
        if deed and deed.way == Way.BEGINS and published and first and first > published:
            return 0 if office.status in TO_COME else None  # who holds it cannot come into it
        return 0

    def _hold(
        self, figure: Figure, title: Token, stretch: Stretch, cause: Span, ways: frozenset[Way]
    ) -> None:
        start, end = phrase_of(title)
        if stretch.at.i > title.i:
            end = min(end, stretch.at.i)
        for i in range(start, title.i):  # "appointed Ann Bell finance minister"
            if self.appointments.named(title.doc[i]) and title.doc[i].dep_ == "compound":
                start = i + 1
        words = list(title.doc[start:end])
        for office in self.walk.titles.offices(figure, words):
            spans = (cause, office.span)
            figure.hold(_bounded(office, stretch, spans, ways))

    def _bound(
        self, figure: Figure, number: int, stretch: Stretch, cause: Span, ways: frozenset[Way]
    ) -> None:
        figure.offices[number] = _bounded(figure.offices[number], stretch, (cause,), ways)


def _holds_verb(words: Iterable[Token]) -> bool:
    return any(word.pos_ == "VERB" for word in words)


def _word(token: Token) -> Span:
    return token.idx, token.idx + len(token)


def _bounded(
    office: Office, stretch: Stretch, words: Sequence[Span], ways: frozenset[Way]
) -> Office:
    """An office with the bounds of a time, where it has none of its own yet."""
    spans = [stretch.span, *words]
    span = (min(start for start, _ in spans), max(end for _, end in spans))
    if Way.BEGINS in ways and office.begins is None and stretch.first.first:
        begins = Bound(stretch.first.first, stretch.first.precision, span)
        office = replace(office, begins=begins)
    if Way.ENDS in ways and office.ends is None and stretch.last.last:
        office = replace(office, ends=Bound(stretch.last.last, stretch.last.precision, span))
    return office


def _stretches(document: Document, times: Sequence[TimeExpression]) -> Iterator[Stretch]:
    rest = iter(range(len(times)))
    for number in rest:
        first = last = times[number]
        tokens = document.tokens((first.start, first.end))
        if first.type not in ("DATE", "TIME") or not first.first or not tokens:
            continue
        before = document.parse[tokens.start - 1] if tokens.start else None
        word = before.lower_ if before is not None and _leads(before) else ""
        is_range = bool(YEARS.fullmatch(first.text))
        if number + 1 < len(times) and times[number + 1].last:
            joined = TO.fullmatch(document.text, first.end, times[number + 1].start)
            if joined and (word == "between" or not joined["and"]):
                last, is_range = times[next(rest)], True
        if not word and not is_range and tokens.root.dep_ not in ADVERBS:
            continue
        at, start = tokens[0], tokens.root.head
        if before is not None and word:
            at = before
            start = document.parse[max(0, before.i - 1)] if word == "(" else before.head
        stretch = Stretch(word, at, start, first, last, is_range)
        if _is_near(stretch):
            yield stretch


def _leads(before: Token) -> bool:
    return before.pos_ in ("ADP", "SCONJ") or before.text == "("


def _is_near(stretch: Stretch) -> bool:
    """Whether the days are near enough to one, and in brackets too few for a life."""
    first, last = stretch.first, stretch.last
    if not (first.first and first.last and last.first and last.last):
        return False
    if stretch.word == "(":
        return stretch.is_range and (last.last - first.first).days <= LONGEST_TENURE
    if first is last and stretch.is_range:
        return True
    longest = max(first.last - first.first, last.last - last.first).days
    return first.first <= last.last and longest < LONGEST_YEAR
