"""What the words around a name say of its bearer: titles, appositions, possessors, party and state.

Nationality comes from the office holder's side, never from the portfolio: "Russia's ambassador to
Poland" is Russian, "a Ukraine analyst" is not Ukrainian.
"""

import re
from collections.abc import Iterable

from spacy.tokens import Doc, Token

from pipelines.records import ActorKind
from pipelines.resolving.cast.figures import Figure
from pipelines.resolving.cast.naming import Name
from pipelines.resolving.knowledge import Knowledge

PARTY_AND_STATE = re.compile(
    r"^[,\s]*[(\[]?\s*(?:(?:R|D|I)(?:ep|em)?\.?\s?[-–—,]\s?)?([A-Z][A-Za-z.]{1,5})\s*[)\]]"
    r"|^,\s*(?:R|D|I)\s?[-–]\s?([A-Z][A-Za-z.]{1,12})"
    r"|^,\s*(?:Republican|Democrat|independent|Independent) (?:of|from) ([A-Z][a-z]+(?: [A-Z][a-z]+)?)"
)
STATUSES = {
    "former": "former", "ex": "former", "then": "former", "late": "former", "ousted": "former",
    "incoming": "incoming", "acting": "acting", "interim": "acting", "outgoing": "outgoing",
    "designate": "incoming", "elect": "elect",
}  # fmt: skip
HOLDING = frozenset({"of", "from", "at", "in"})
SPEAKING_FOR = frozenset({"for", "with", "to"})
FOR_NOUNS = frozenset(
    [
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "lawyer",
        "attorney",
        "strategist",
        "aide",
        "counsel",
        "host",
        "reporter",
        "correspondent",
        "editor",
        "writer",
        "analyst",
        "commentator",
        "adviser",
        "advisor",
        "economist",
    ]
)
WALKED = frozenset({"PROPN", "NOUN", "ADJ", "NUM"})


class Evidence:
    """Reads the surroundings of names into their figures."""

    def __init__(self, parse: Doc, names: list[Name], knowledge: Knowledge, context: str) -> None:
        self.parse = parse
        self.knowledge = knowledge
        self.context = context
        self.name_at = {i: name for name in names for i in range(name.start, name.end)}

    def read(self, name: Name) -> None:
        """All evidence around one mention of a name."""
        figure = name.figure
        assert figure is not None
        if figure.kind == ActorKind.PERSON:
            self._before(name, figure)
            self._beside(name, figure)
            self._party(name, figure)

    def _before(self, name: Name, figure: Figure) -> None:
        start = name.start
        while start > 0 and self._walks(start - 1, name):
            start -= 1
        words = [self.parse[i] for i in range(start, name.start)]
        if words:
            self.describe(figure, words, set_role=True)

    def _walks(self, i: int, name: Name) -> bool:
        token = self.parse[i]
        other = self.name_at.get(i)
        if token.sent.start > i or "\n" in token.text:
            return False
        if token.text in ("'s", "’s", "-", "’", "'"):
            return i > 0
        if other and other.figure is not None and other.figure.kind == ActorKind.PERSON:
            follows = self.parse[i + 1].text
            return follows in ("'s", "’s") or (i + 1 < name.start and other.end < name.start)
        if token.lower_ == "of":
            return i > 0 and self.parse[i - 1].lower_ in self.knowledge.nouns
        return token.pos_ in WALKED or token.text in self.knowledge.honorifics

    def _beside(self, name: Name, figure: Figure) -> None:
        head = self.parse[name.start : name.end].root
        if head.dep_ == "appos" and head.head.i < name.start and self._is_role(head.head):
            self.describe(figure, self._core(head.head, name), set_role=True)
        for child in head.children:
            if child.dep_ == "appos" and child.i > head.i and child.i not in self.name_at:
                self.describe(figure, self._core(child, name), set_role=True)
            elif child.dep_ == "relcl":
                self._predicate(child, figure, name)
            elif child.dep_ == "prep" and child.lower_ in HOLDING and child.i > head.i:
                self._affiliation(child, figure)
        if head.dep_ == "nsubj" and head.head.lemma_ == "be":
            self._predicate(head.head, figure, name)

    def _predicate(self, verb: Token, figure: Figure, name: Name) -> None:
        for child in verb.children:
            if child.dep_ == "attr" and verb.lemma_ == "be":
                self.describe(figure, self._core(child, name))
            elif child.dep_ == "prep" and child.lower_ == "as" and verb.lemma_ in ("serve", "work"):
                for noun in child.children:
                    self.describe(figure, self._core(noun, name))

    def _affiliation(self, preposition: Token, figure: Figure) -> None:
        for noun in preposition.children:
            if noun.dep_ == "pobj":
                self._country(figure, [noun, *noun.lefts], 40)

    def _is_role(self, token: Token) -> bool:
        return token.pos_ in ("NOUN", "PROPN")

    def _core(self, head: Token, name: Name) -> list[Token]:
        """The words of a noun phrase, without the name itself and without clauses."""
        words: list[Token] = []
        for token in head.subtree:
            if name.start <= token.i < name.end or token.dep_ in ("relcl", "acl"):
                if token.i > head.i:
                    break
                continue
            words.append(token)
        return words[:14]

    def _party(self, name: Name, figure: Figure) -> None:
        last = self.parse[name.end - 1]
        start = last.idx + len(last.text)
        if found := PARTY_AND_STATE.match(self.parse.text[start : start + 40]):
            state = next(filter(None, found.groups()))
            if state in self.knowledge.states or state + "." in self.knowledge.states:
                figure.countries["USA"] += 90
                full = self.knowledge.states.get(state) or self.knowledge.states[state + "."]
                for modifiers in figure.nouns.values():
                    modifiers.add(full.lower())

    def describe(self, figure: Figure, words: list[Token], set_role: bool = False) -> None:
        """Learn nouns, status, country and sector from the words of a description."""
        head_end = next(
            (k for k, t in enumerate(words) if k and t.lower_ in ("of", "for", "to", "at", "on")),
            len(words),
        )
        core = words[:head_end]
        lowers = [t.lower_ for t in core]
        modifiers = {w for w in lowers if w.isalpha()}
        for noun in self._nouns(core):
            entry = self.knowledge.nouns[noun]
            figure.add_noun(noun, modifiers - {noun})
            figure.gender = figure.gender or entry.gender
            if entry.sector:
                figure.sectors[entry.sector] += 10
        for word in core:
            self._title(figure, word)
        if set_role and not figure.role and any(w in self.knowledge.nouns for w in lowers):
            figure.role = _role(core)
        self._country(figure, core, 60)
        self._rest(figure, core, words[head_end:])

    def _title(self, figure: Figure, word: Token) -> None:
        if title := self.knowledge.honorifics.get(word.text):
            figure.gender = title.gender or figure.gender
            if title.office:
                figure.add_noun(title.office, set())
            if title.sector:
                figure.sectors[title.sector] += 10
            if title.country:
                figure.countries[title.country] += 20
        for part in word.lower_.split("-"):
            if part in STATUSES and not figure.status:
                figure.status = STATUSES[part]

    def _nouns(self, core: list[Token]) -> Iterable[str]:
        """The actor nouns of a description, the longest at each place."""
        for k, token in enumerate(core):
            single = token.lemma_.lower() if token.pos_ == "NOUN" else token.lower_
            pair = f"{token.lower_} {core[k + 1].lower_}" if k + 1 < len(core) else ""
            if pair in self.knowledge.nouns:
                yield pair
            if (
                token.i in self.name_at
                and token.pos_ == "PROPN"
                and token.lower_ not in ("republican", "democrat")
            ):
                title = token.lower_ in self.knowledge.nouns and (
                    self.knowledge.nouns[token.lower_].group == "person"
                )
                if not title:
                    continue
            if single in self.knowledge.nouns:
                yield single
            elif token.lower_ in self.knowledge.nouns:
                yield token.lower_

    def _rest(self, figure: Figure, core: list[Token], rest: list[Token]) -> None:
        """What follows "of", "at", "for": the side that the office belongs to."""
        if not rest:
            return
        preposition = rest[0].lower_
        holder = core[-1].lower_ if core else ""
        if preposition in HOLDING or (preposition in SPEAKING_FOR and holder in FOR_NOUNS):
            self._country(figure, rest[1:7], 50)

    def _country(self, figure: Figure, words: list[Token], weight: int) -> None:
        know = self.knowledge
        portfolio = any(t.lower_ in know.portfolio_nouns for t in words)
        seen: set[int] = set()
        for token in words:
            name = self.name_at.get(token.i)
            text = name.text if name else token.text
            if name:
                if name.start in seen or name.figure is figure:
                    continue
                seen.add(name.start)
                if name.figure and name.figure.known and name.figure.kind != ActorKind.STATE:
                    if country := name.figure.known.country:
                        figure.countries[country] += weight
                        figure.body = figure.body or name.figure.name
                        continue
            if not text[:1].isupper():
                continue
            if term := know.national_terms.get(text):
                figure.countries[term[0]] += weight if term[1] else 5
                continue
            adjective = text in know.demonyms
            if portfolio and not adjective and not _is_possessor(token):
                continue
            if country := know.country(text, self.context):
                figure.countries[country] += weight if adjective or name else weight // 2


def _is_possessor(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor().text in ("'s", "’s", "’")


def _role(core: list[Token]) -> str:
    drop = {"the", "a", "an", "its", "his", "her", "their"}
    words = [t for t in core if not (t.lower_ in drop and t.pos_ in ("DET", "PRON"))]
    return "".join(t.text_with_ws for t in words).strip(" ,\n")
