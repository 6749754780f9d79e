"""Where the words stand that say who a named person is: before the name, beside it, after it.

What those words mean is read in `titles`.
"""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipelines.records import ActorKind
from pipelines.resolving.cast.figures import Figure
from pipelines.resolving.cast.names import Name
from pipelines.resolving.cast.phrases import chosen_over, is_of_time, person_over
from pipelines.resolving.cast.titles import HOLDING, POSSESSIVE, PRESENT, STATUSES, Titles

PARTY_AND_STATE = re.compile(
    r"^\s*,?\s*[(\[]\s*(?:(?:R|D|I)(?:ep|em)?\.?\s?[-–—,]\s?)?([A-Z][A-Za-z.]{1,5})\s*[)\]]"
    r"|^,\s*(?:R|D|I)\s?[-–]\s?([A-Z][A-Za-z.]{1,12})"
    r"|^,\s*(?:Republican|Democrat|[Ii]ndependent) (?:of|from) ([A-Z][a-z]+(?: [A-Z][a-z]+)?)"
)
WALKED = frozenset({"PROPN", "NOUN", "ADJ", "NUM"})
LISTED = frozenset({"conj", "appos"})
CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp"})
LONGEST = 14  # words of a description that are read
NAMED_PLACE = 40  # weight of "at the University of Oslo" after a name
OF_A_STATE = 90  # weight of "(R-Ohio)"


class Evidence:
    """Reads the surroundings of names into their figures."""

    def __init__(self, parse: Doc, titles: Titles, headlines: bytearray) -> None:
        self.parse = parse
        self.text = parse.text  # spaCy builds it anew at every look
        self.titles = titles
        self.knowledge = titles.knowledge
        self.name_at = titles.name_at
        self.headlines = headlines

    def read(self, name: Name) -> None:
        """All evidence around one mention of a name."""
        figure = name.figure
        if figure is None or (figure.known is not None and figure.kind != ActorKind.PERSON):
            return
        if figure.kind == ActorKind.PERSON:
            self._before(name, figure)
            self._beside(name, figure)
            self._party(name, figure)
        elif figure.kind != ActorKind.STATE:
            self._own_words(name, figure)

    def _own_words(self, name: Name, figure: Figure) -> None:
        """What the name of a body or a people says itself: "Ukrainian Foreign Ministry"."""
        if (" " not in name.text and figure.kind != ActorKind.GROUP) or (
            figure.forms[name.text] > 1 and figure.sectors
        ):
            return
        words = self.parse[name.start : name.end]
        for word in words:
            entry = self.knowledge.nouns.get(word.lower_)
            if entry and entry.sector and entry.group in ("body", "outlet"):
                figure.sectors[entry.sector] += 5
        figure.countries.update(dict.fromkeys(self._countries_in(words.text.split()), 20))

    def _countries_in(self, words: list[str]) -> Iterator[str]:
        """The countries that the words of a name name, the longest run first: "New Hampshire"."""
        at = 0
        while at < len(words):
            for size in (3, 2, 1):
                run = " ".join(words[at : at + size])
                if country := self.knowledge.country(run, self.titles.context):
                    yield country
                    break
            at += size if country else 1

    def _before(self, name: Name, figure: Figure) -> None:
        start = name.start
        while start > 0 and self._walks(start - 1, name):
            start -= 1
        start = self._after_of(start, name.start)
        if self.headlines[name.start] and not self._is_person(name.start - 1):
            return  # "Senator Endorses Whitlock"
        if start < name.start:
            self.titles.teach(figure, list(self.parse[start : name.start]), set_role=True)
        elif shared := self._shared(name):
            self.titles.teach(figure, shared)

    def _shared(self, name: Name) -> list[Token]:
        """The title of several that stands before the first of them: "Senators A, B and C"."""
        token = self.parse[name.start : name.end].root
        while token.dep_ in LISTED and token.head.i < token.i and self._is_of_person(token.head):
            token = token.head
        first = self.name_at.get(token.i)
        if first is None or first is name or first.start == 0:
            return []
        title = self.parse[first.start - 1]
        if title.text == "." and first.start > 1:
            title = self.parse[first.start - 2]
        entry = self.knowledge.nouns.get(title.lemma_.lower())
        person = entry is not None and entry.group == "person"
        spelled = any(form in self.knowledge.honorifics for form in (title.text, title.text + "."))
        is_plural = title.tag_ in ("NNS", "NNPS")
        return [title] if is_plural and (person or spelled) else []

    def _is_of_person(self, token: Token) -> bool:
        name = self.name_at.get(token.i)
        return bool(name and name.figure and name.figure.kind == ActorKind.PERSON)

    def _after_of(self, start: int, end: int) -> int:
        """Where the bearer's own words start: "the case of young" names no bearer of the case."""
        for i in range(end - 1, start, -1):
            if self.parse[i].lower_ == "of":
                names_whole = any(k in self.name_at for k in range(i + 1, end))
                is_inner = self.parse[i + 1].lower_ == "the" and not self._is_person(i - 1)
                if is_inner and self._is_own(start, i - 1, end):
                    return start  # "head of the office of the president"
                if self._is_person(i - 1) and not any(map(self._is_person, range(i + 1, end))):
                    return start  # "chief of staff"
                return start if names_whole else i + 1
        return start

    def _is_own(self, start: int, before: int, end: int) -> bool:
        """Whether an outer office is of the name at `end`, not of another between commas."""
        apart = start > 0 and self.parse[start - 1].text == ","
        name = self.name_at[end]
        followed = name.end < len(self.parse) and self.parse[name.end].text == ","
        return not (apart or followed) and any(map(self._is_person, range(start, before)))

    def _is_person(self, i: int) -> bool:
        entry = self.knowledge.nouns.get(self.parse[i].lower_) if i >= 0 else None
        return entry is not None and entry.group == "person"

    def _walks(self, i: int, name: Name) -> bool:
        """Whether a description before a name may go on to the left over this token."""
        token = self.parse[i]
        if token.pos_ == "ADV" and token.head == self.parse[i + 1] and token.head.dep_ == "amod":
            return True  # "newly appointed"
        if "\n" in token.text or (token.is_sent_start and token.pos_ not in WALKED):
            return False
        if self.parse[i + 1].is_sent_start or (token.tag_ == "NNP" and token.ent_type_ == "DATE"):
            return False
        if token.text in POSSESSIVE or token.text == "-":
            return True
        other = self.name_at.get(i)
        if other and other.figure and other.figure.kind == ActorKind.PERSON:
            return self.parse[i + 1].text in POSSESSIVE or other.end < i + 1
        if token.lower_ == "the":
            return i > 1 and self.parse[i - 1].lower_ == "of" and self._is_of(i - 1)
        if token.dep_ == "cc":
            return i > 0 and self._is_person(i - 1) and self._has_status(i + 1)
        if token.lower_ == "of":
            return self._is_of(i)
        return token.pos_ in WALKED or token.text in self.knowledge.honorifics

    def _has_status(self, i: int) -> bool:
        """Whether a word says since or until when: "former governor and current senator"."""
        return not (STATUSES.keys() | PRESENT).isdisjoint(self.parse[i].lower_.split("-"))

    def _is_of(self, i: int) -> bool:
        return i > 0 and self.parse[i - 1].lower_ in self.knowledge.nouns

    def _beside(self, name: Name, figure: Figure) -> None:
        head = self.parse[name.start : name.end].root
        if head.dep_ == "appos" and head.head.i < name.start and head.head.i not in self.name_at:
            self.titles.teach(figure, self._phrase(self._described(head), name), set_role=True)
        for child in head.children:
            if child.dep_ == "appos" and child.i > head.i and child.i not in self.name_at:
                self.titles.teach(figure, self._phrase(child, name), set_role=True)
            elif child.dep_ == "relcl":
                self._predicate(child, figure, name)
            elif child.dep_ == "prep" and child.lower_ in HOLDING and child.i > head.i:
                self.titles.teach(figure, list(child.subtree)[:LONGEST])
        if head.dep_ == "nsubj" and head.head.lemma_ == "be":
            self._predicate(head.head, figure, name)

    def _described(self, head: Token) -> Token:
        """The head of the description that an apposition ends, wherever the parse ties it."""
        described = person_over(head.head, self.knowledge)
        return chosen_over(described, self.knowledge) if described else head.head

    def _predicate(self, verb: Token, figure: Figure, name: Name) -> None:
        """The noun after the verb: "who is the mayor of", "who served as ambassador"."""
        for child in verb.children:
            if child.dep_ == "attr" and verb.lemma_ == "be":
                self.titles.teach(figure, self._phrase(child, name))
            elif child.dep_ == "prep" and child.lower_ == "as" and verb.lemma_ in ("serve", "work"):
                for noun in child.children:
                    self.titles.teach(figure, self._phrase(noun, name))

    @staticmethod
    def _phrase(head: Token, name: Name) -> list[Token]:
        """The words of a noun phrase, without the name itself, without clauses and times."""
        words: list[Token] = []
        ahead = [head]
        while ahead:
            token = ahead.pop()
            if not name.start <= token.i < name.end:
                words.append(token)
            ahead.extend(c for c in token.children if c.dep_ not in CLAUSES and not is_of_time(c))
        words.sort(key=lambda t: t.i)
        return words[:LONGEST]

    def _party(self, name: Name, figure: Figure) -> None:
        """Party and state of an American politician: "(R-Ohio)", ", Democrat of Iowa"."""
        last = self.parse[name.end - 1]
        start = last.idx + len(last.text)
        found = PARTY_AND_STATE.match(self.text[start : start + 40])
        if not found:
            return
        short = next(filter(None, found.groups()))
        states = self.knowledge.states
        if state := states.get(short) or states.get(short + "."):
            figure.countries["USA"] += OF_A_STATE
            for modifiers in figure.nouns.values():
                modifiers.add(state.lower())
