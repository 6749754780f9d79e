"""What a description teaches of its bearer: nouns, role, status, country, sector, body.

Nationality comes from the office holder's side, never from the portfolio: "Russia's ambassador to
Poland" is Russian, "a Ukraine analyst" is not Ukrainian.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from pipelines.records import ActorKind, Office
from pipelines.resolving.cast.countries import ArticleCountry
from pipelines.resolving.cast.figures import Figure
from pipelines.resolving.cast.names import Name
from pipelines.resolving.cast.offices import offices_of
from pipelines.resolving.knowledge import Knowledge
from pipelines.resolving.spelling import plain
from pipelines.resolving.territories import is_country

STATUSES = {
    "former": "former", "ex": "former", "then": "former", "late": "former", "ousted": "former",
    "incoming": "incoming", "acting": "acting", "interim": "acting", "outgoing": "outgoing",
    "designate": "incoming", "elect": "elect",
}  # fmt: skip
PRESENT = frozenset({"current", "now", "present", "sitting"})
BREAKS = frozenset({"of", "for", "to", "at", "on", "in", "from", "by", "with", "under", "as"})
HOLDING = frozenset({"of", "from", "at", "in", "by"})
SPEAKING_FOR = frozenset({"for", "with", "to", "under"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
DETERMINERS = frozenset({"the", "a", "an", "its", "his", "her", "their", "this", "that"})
BODIES = frozenset({ActorKind.ORGANISATION, ActorKind.OUTLET})
PARTIES = frozenset({"republican", "democrat"})
LONGEST_ROLE = 9  # words
LONGEST_TITLE = 12  # words, where it has but one part
OWN, HELD, PLACED, WEAK = 60, 50, 30, 5  # weights of evidence for a country


class Titles:
    """Reads descriptions into figures, with the names of the article at hand.

    `article` is the country that the article names most.
    """

    def __init__(
        self, name_at: dict[int, Name], knowledge: Knowledge, article: ArticleCountry
    ) -> None:
        self.name_at = name_at
        self.knowledge = knowledge
        self.context, self.foremost = article.sole, article.country
        self._governments: list[tuple[int, str]] = []

    def note_governments(self, parse: Doc) -> None:
        """Remember whose "the government" is: that of the country named with it last."""
        for token in parse:
            if token.lower_ != "government":
                continue
            for child in token.lefts:
                name = self.name_at.get(child.i)
                text = name.text if name else child.text
                if country := self.knowledge.country(text, self.context):
                    self._governments.append((token.i, country))

    def teach(
        self,
        figure: Figure,
        words: Sequence[Token],
        set_role: bool = False,
        chosen: Token | None = None,
    ) -> None:
        """Learn from the words of a description, its bearer's own name left out.

        `chosen` is the first word of what puts the bearer in an office to come.
        """
        core, rest = _split(words)
        own = _after_possessor(core)
        if rest and self._is_chosen(own, rest):
            figure.status = figure.status or "incoming"
            self._country(figure, core[: len(core) - len(own)], OWN)
            self.teach(figure, rest[1:], set_role, words[0])
            return
        self._learn_nouns(figure, own)
        for word in own:
            self._learn_title(figure, word)
        if set_role and own:
            self._give_offices(figure, core, rest, chosen)
        self._country(figure, core, OWN)
        if rest:
            self._learn_rest(figure, own, rest)

    def _give_offices(
        self, figure: Figure, core: Sequence[Token], rest: Sequence[Token], chosen: Token | None
    ) -> None:
        offices = self.offices(figure, [*core, *rest])
        current = [o for o in offices if o.status != "former"]
        if not figure.role and current and len(current) < len(offices):
            figure.role, figure.status = current[0].title, current[0].status
        figure.role = figure.role or self._role(_after_possessor(core), rest)
        for office in offices:
            held = office
            if chosen is not None:
                span = (min(chosen.idx, office.span[0]), office.span[1])
                held = replace(held, status="incoming", span=span)
            figure.hold(held)

    def offices(self, figure: Figure, words: Sequence[Token]) -> list[Office]:
        """The offices that a description gives to its bearer; the figure itself learns nothing."""
        core, rest = _split(words)
        body = self._body(figure, words)
        found = offices_of(core, _after_possessor(core), rest, self._role, STATUSES)
        return [replace(office, body=body) for office in found]

    def _body(self, figure: Figure, words: Sequence[Token]) -> str:
        """The first body that a description names."""
        for token in words:
            name = self.name_at.get(token.i)
            bearer = name.figure if name else None
            if bearer and bearer is not figure and bearer.kind in BODIES:
                return bearer.full_name
        return ""

    def _is_chosen(self, own: Sequence[Token], rest: Sequence[Token]) -> bool:
        """Whether a description puts its bearer in an office to come: "choice as envoy"."""
        chosen = self.knowledge.words["chosen"]
        return bool(own) and own[-1].lower_ in chosen and rest[0].lower_ in ("as", "for")

    def _learn_nouns(self, figure: Figure, own: Sequence[Token]) -> None:
        modifiers = {t.lower_ for t in own if t.is_alpha}
        for noun, is_part in self._nouns(own):
            entry = self.knowledge.nouns[noun]
            figure.add_noun(noun, modifiers - {noun})
            if entry.group == "person":
                figure.gender = figure.gender or entry.gender
            if entry.sector and not is_part:
                figure.sectors[entry.sector] += 10

    def _nouns(self, own: Sequence[Token]) -> Iterable[tuple[str, bool]]:
        """The actor nouns of a description; compounds ("attorney general"), then their parts."""
        nouns = self.knowledge.nouns
        inside: set[int] = set()
        for k, token in enumerate(own):
            pair = f"{token.lower_} {own[k + 1].lower_}" if k + 1 < len(own) else ""
            if pair in nouns:
                inside |= {k, k + 1}
                yield pair, False
            single = token.lemma_.lower() if token.pos_ == "NOUN" else token.lower_
            found = single if single in nouns else token.lower_
            if found not in nouns:
                continue
            named = token.i in self.name_at and token.pos_ == "PROPN"
            if not named or nouns[found].group == "person" or found in PARTIES:
                yield found, k in inside

    def _learn_title(self, figure: Figure, word: Token) -> None:
        honorifics = self.knowledge.honorifics
        if title := honorifics.get(word.text) or honorifics.get(word.text + "."):
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

    def _role(self, own: Sequence[Token], rest: Sequence[Token]) -> str:
        """The office in words, without country and status: "deputy foreign minister"."""
        words = [t for t in self._first_of_several(own) if t.lower_ not in DETERMINERS]
        national = [k for k, t in enumerate(words[:-1]) if self._is_national(t)]
        words = words[national[-1] + 1 :] if national else words
        while words and words[0].lower_ in STATUSES.keys() | PRESENT:
            words.pop(0)
        if not any(self._is_for_person(t) for t in words) or words[-1].tag_ in ("NNS", "NNPS"):
            return ""
        title = self.knowledge.honorifics.get("".join(t.text for t in words))
        if title is not None and words[-1].lower_ not in self.knowledge.nouns:
            return title.office  # "Rep.": representative
        if words[-1].lower_ == "counterpart":
            return ""  # whose office it is, the other one's role says
        if rest and rest[0].lower_ in ("of", "for", "to"):
            rest = self._first_office(rest)
            side = rest[0].lower_ == "of" and self._is_side(rest[-1])
            words.extend(() if side else rest)
        role = ""
        for k, token in enumerate(_cut_short(words)):
            if token.text in ('"', "“", "”", "(", ")", "\n"):
                break
            touches = k == 0 or (words[k - 1].i == token.i - 1 and not words[k - 1].whitespace_)
            role += token.text if touches else " " + token.text
        return " ".join(role.split()).strip(" ,(;:-–—")

    def _is_side(self, token: Token) -> bool:
        """Whether an office is one of a country or its part: not the mayor of its capital."""
        name = self.name_at.get(token.i)
        text = plain(name.text if name else token.text)
        know = self.knowledge
        if text in know.national_terms or is_country(text):
            return True
        return know.is_territory(text) and text not in know.capitals

    def _first_office(self, rest: Sequence[Token]) -> Sequence[Token]:
        """What follows a title, up to another office: "of Porto and now a senator"."""
        rest = self._first_of_several(rest)
        for k, token in enumerate(rest):
            if token.dep_ == "cc" and any(self._is_office(t) for t in rest[k:]):
                return rest[:k]
        return rest

    def _is_office(self, token: Token) -> bool:
        return token.tag_ in ("NN", "NNP") and self._is_for_person(token)

    def _first_of_several(self, words: Sequence[Token]) -> Sequence[Token]:
        """The words up to a comma, or up to another person: "minister, and chairman of"."""
        for k, token in enumerate(words):
            if k and token.text == ",":
                return words[:k]
            if token.dep_ == "cc" and any(self._names_person(t) for t in words[k:]):
                return words[:k]
        return words

    def _names_person(self, token: Token) -> bool:
        name = self.name_at.get(token.i)
        return bool(name and name.figure and name.figure.kind == ActorKind.PERSON)

    def _is_for_person(self, token: Token) -> bool:
        title = self.knowledge.honorifics.get(token.text)
        if title is not None and title.office:
            return True
        nouns = self.knowledge.nouns
        entry = nouns.get(token.lower_) or nouns.get(token.lemma_.lower())
        return entry is not None and entry.group in ("person", "people")

    def _is_national(self, token: Token) -> bool:
        name = self.name_at.get(token.i)
        text = name.text if name else token.text
        return text in self.knowledge.national_terms or bool(self.knowledge.country(text))

    def _learn_rest(self, figure: Figure, own: Sequence[Token], rest: Sequence[Token]) -> None:
        """What follows "of", "at", "for": the side that the office belongs to."""
        preposition = rest[0].lower_
        holder = own[-1].lower_ if own else ""
        words = list(rest[1:7])
        if preposition in HOLDING:
            self._country(figure, words, HELD)
        elif preposition in SPEAKING_FOR:
            speaks = holder in self.knowledge.words["speaks_for"]
            self._country(figure, words, HELD if speaks else PLACED, places=speaks)

    def _country(
        self, figure: Figure, words: Sequence[Token], weight: int, places: bool = True
    ) -> None:
        """Votes for a country; without `places` only bodies and people count, not territories."""
        portfolio = any(t.lower_ in self.knowledge.words["portfolio"] for t in words)
        seen = -1
        for token in words:
            name = self.name_at.get(token.i)
            if name:
                if name.start == seen or name.figure is figure:
                    continue
                seen = name.start
                if self._from_bearer(figure, name, weight):
                    continue
            text = name.text if name else token.text
            if token.lower_ == "government" and (country := self._government_before(token)):
                figure.countries[country] += weight // 2
            if places:
                self._from_word(figure, text, weight, portfolio and not _is_possessor(token))

    def _government_before(self, token: Token) -> str:
        named = [country for i, country in self._governments if i <= token.i]
        return named[-1] if named else ""

    def _from_bearer(self, figure: Figure, name: Name, weight: int) -> bool:
        """A body or a person in the description gives its own country."""
        bearer = name.figure
        if bearer is None or bearer.kind in (ActorKind.STATE, ActorKind.GROUP):
            return False
        if bearer.kind != ActorKind.PERSON and figure.kind == ActorKind.PERSON:
            figure.body = figure.body or bearer.full_name
        if country := bearer.country:
            figure.countries[country] += weight
        elif bearer.known and bearer.kind != ActorKind.PERSON and weight >= HELD:
            figure.is_of_many = True  # "a U.N. envoy" is not of the country that he is sent to
        return bool(country)

    def _from_word(self, figure: Figure, text: str, weight: int, portfolio: bool) -> None:
        term = self.knowledge.national_terms.get(text)
        if term is not None:
            if term[1] or self.foremost in ("", term[0]):
                figure.countries[term[0]] += weight if term[1] else WEAK
        elif text[:1].isupper():
            adjective = text in self.knowledge.demonyms
            if portfolio and not adjective:
                return
            if country := self.knowledge.country(text, self.context):
                figure.countries[country] += weight if adjective else weight // 2


def _split(words: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """The core of a description, and what follows its first preposition."""
    for k, token in enumerate(words):
        if k and token.lower_ in BREAKS:
            return words[:k], words[k:]
    return words, ()


def _cut_short(words: Sequence[Token]) -> Sequence[Token]:
    """The words of a long title up to the last whole part: no "professor of law at Bergen in"."""
    if len(words) <= LONGEST_ROLE:
        return words
    breaks = [k for k, token in enumerate(words) if k and token.lower_ in BREAKS]
    whole = [k for k in breaks[1:] if k <= LONGEST_ROLE]
    return words[: whole[-1] if whole else LONGEST_TITLE]


def _after_possessor(core: Sequence[Token]) -> Sequence[Token]:
    for k in range(len(core) - 2, 0, -1):
        if core[k].text in POSSESSIVE:
            return core[k + 1 :]
    return core


def _is_possessor(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor().text in POSSESSIVE
