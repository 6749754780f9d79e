"""Names in the text: where they are, and which of them are one actor.

The parser's entity labels are evidence only: one name has one kind within an article.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from pipelines.records import ActorKind
from pipelines.resolving.cast.figures import Figure
from pipelines.resolving.knowledge import Knowledge, plain

NAME_LABELS = frozenset(["PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"])
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
PARTICLES = frozenset(["de", "da", "di", "du", "la", "le", "van", "von", "der", "den", "bin", "al", "el", "ibn", "dos", "das", "ter"])
SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})
OUTLET_NAME = re.compile(
    r"(?:Times|Post|Journal|News|Tribune|Herald|Gazette|Magazine|Radio|TV|Observer|Chronicle"
    r"|Telegraph|Dispatch|Inquirer|Examiner|Courier|Sentinel|Globe|Daily|Weekly)$"
)
CORPORATE = re.compile(
    r"\b(?:Inc|Corp|Co|Ltd|LLC|Group|Bank|University|College|Committee|Council|Party|Department"
    r"|Ministry|Institute|Association|Commission|Agency|Court|Union|Foundation|Center|Centre"
    r"|Office|Board|House|Senate|Caucus|Coalition|Alliance|Campaign|School|Church|Hospital"
    r"|Organization|Organisation|Administration|Services?|Bureau|Police|Army|Force|Forces|Fund)\b"
)


@dataclass(slots=True)
class Name:
    """A name in the text: tokens [start, end) with the parser's label; a figure once grouped."""

    start: int
    end: int
    label: str
    text: str
    titled: bool = False
    figure: Figure | None = None


def find_names(parse: Doc, knowledge: Knowledge) -> list[Name]:
    """All names, in order, without titles before them or a possessive after them."""
    taken = bytearray(len(parse))
    names: list[Name] = []
    for start, end, label in _raw_names(parse):
        start, end, titled = _trim(parse, start, end, label, knowledge)
        if start < end and not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            names.append(Name(start, end, label, parse[start:end].text, titled))
    names.sort(key=lambda name: name.start)
    return list(_joined(parse, names, knowledge))


def _raw_names(parse: Doc) -> Iterator[tuple[int, int, str]]:
    covered = bytearray(len(parse))
    for entity in parse.ents:
        if entity.label_ not in NAME_LABELS:
            covered[entity.start : entity.end] = b"\x01" * (entity.end - entity.start)
            continue
        start = entity.start
        for i in range(entity.start, entity.end + 1):
            if i == entity.end or "\n" in parse[i].text:
                if start < i:
                    covered[start:i] = b"\x01" * (i - start)
                    yield start, i, entity.label_
                start = i + 1
    yield from _uncovered(parse, covered)


def _uncovered(parse: Doc, covered: bytearray) -> Iterator[tuple[int, int, str]]:
    start = -1
    for i, token in enumerate(parse):
        if not covered[i] and token.pos_ == "PROPN" and token.text[:1].isupper():
            start = i if start < 0 else start
        elif start >= 0:
            yield start, i, ""
            start = -1
    if start >= 0:
        yield start, len(parse), ""


def _trim(
    parse: Doc, start: int, end: int, label: str, knowledge: Knowledge
) -> tuple[int, int, bool]:
    """Cut the article, titles and quotes before a name, and what trails it; say if it had a title."""
    while end > start and not (parse[end - 1].text[:1].isalnum() or _dotted(parse[end - 1])):
        end -= 1
    while start < end and not parse[start].text[:1].isalnum():
        start += 1
    if start < end and parse[start].lower_ in {"the", "a", "an"}:
        start += 1
    cut = _title_end(parse, start, end, label, knowledge)
    return max(start, cut), end, cut > start


def _dotted(token: Token) -> bool:
    return token.text.endswith(".") and token.text[:1].isalpha()


def _title_end(parse: Doc, start: int, end: int, label: str, knowledge: Knowledge) -> int:
    """Where the name proper starts, when titles stand inside its span."""
    for i in range(end - 1, start, -1):
        before, after = parse[i - 1], parse[i]
        if not is_title(before, knowledge):
            continue
        rest = end - i
        named = after.text in knowledge.given_names or label == "PERSON"
        if named or before.text.endswith(".") or (rest == 1 and label == "" and i - start == 1):
            return i
    return start


def is_title(token: Token, knowledge: Knowledge) -> bool:
    """Whether a token can be the title of the name that follows it."""
    text = token.text
    if text in knowledge.honorifics:
        return True
    noun = knowledge.nouns.get(text.lower())
    return noun is not None and noun.group == "person"


def _joined(parse: Doc, names: list[Name], knowledge: Knowledge) -> Iterator[Name]:
    """Join a given name to the surname that the parser split from it."""
    held: Name | None = None
    for name in names:
        if held and held.end == name.start and _is_given(held, knowledge):
            if name.label in ("PERSON", "") and not name.titled:
                held = Name(
                    held.start, name.end, "PERSON", parse[held.start : name.end].text, held.titled
                )
                continue
        if held:
            yield held
        held = name
    if held:
        yield held


def _is_given(name: Name, knowledge: Knowledge) -> bool:
    return name.end - name.start == 1 and name.text in knowledge.given_names


class Registry:
    """Groups names into figures. Full names first, then what shortens them."""

    def __init__(self, parse: Doc, names: list[Name], knowledge: Knowledge) -> None:
        self.parse = parse
        self.names = names
        self.knowledge = knowledge
        self.figures: list[Figure] = []
        self.by_tail: dict[str, list[Figure]] = defaultdict(list)
        self.by_given: dict[str, list[Figure]] = defaultdict(list)
        self.by_text: dict[str, Figure] = {}
        self.labels: dict[str, Counter[str]] = defaultdict(Counter)
        for name in names:
            self.labels[plain(name.text)][name.label] += 1

    def new(self, kind: ActorKind) -> Figure:
        """A new figure, numbered in the order of making."""
        figure = Figure(len(self.figures), kind)
        self.figures.append(figure)
        return figure

    def group(self) -> None:
        """Give every name its figure."""
        people = [n for n in self.names if self._is_full_person(n)]
        for name in people:
            self._place(name, self._person(name))
        rest = [n for n in self.names if n.figure is None]
        for name in sorted(rest, key=lambda n: n.start - n.end):  # longest first, stable
            self._place(name, self._shortened(name) or self._other(name))

    def _place(self, name: Name, figure: Figure) -> None:
        name.figure = figure
        figure.is_named = True
        figure.add_form(name.text)
        start = self.parse[name.start].idx
        figure.first = min(figure.first, start)
        last = self.parse[name.end - 1]
        figure.mentions.add((start, last.idx + len(last.text)))

    def _is_full_person(self, name: Name) -> bool:
        words = name.text.split()
        if len(words) < 2 or self._is_institution(name.text):
            return False
        label = self.labels[plain(name.text)].most_common(1)[0][0]
        given = words[0] in self.knowledge.given_names
        if name.titled and label != "ORG":
            return True
        if label == "PERSON":
            return given or not CORPORATE.search(name.text)
        known = self.knowledge.people.get(plain(name.text))
        return bool(known) or (
            given
            and len(words) <= 4
            and not CORPORATE.search(name.text)
            and label not in PLACE_LABELS
        )

    def _is_institution(self, text: str) -> bool:
        know = self.knowledge
        return know.organisation(text) is not None or know.government(text) is not None

    def _person(self, name: Name) -> Figure:
        words = _name_words(name.text)
        for figure in self.by_tail[words[-1].lower()]:
            if _compatible(words, _name_words(figure.name)):
                return figure
        known = self.knowledge.people.get(plain(name.text))
        figure = self.new(ActorKind.PERSON)
        if known:
            figure.known = known[0].person
        for i in range(1, len(words)):
            self.by_tail[" ".join(words[i:]).lower()].append(figure)
        self.by_given[words[0].lower()].append(figure)
        figure.gender = self.knowledge.given_names.get(words[0], "")
        return figure

    def _shortened(self, name: Name) -> Figure | None:
        """The full name that a surname, a given name or a full spelling shortens."""
        words = _name_words(name.text)
        key = " ".join(words).lower()
        label = self.labels[plain(name.text)].most_common(1)[0][0]
        place_like = label in PLACE_LABELS and bool(self.knowledge.country(name.text))
        if not place_like or name.titled:
            if found := self.by_tail.get(key):
                return self._best(found, name)
            if len(words) == 1 and (found := self.by_given.get(key)) and label in ("PERSON", ""):
                return self._best(found, name)
        return self.by_text.get(plain(name.text).lower())

    def _best(self, found: list[Figure], name: Name) -> Figure:
        """Of several people of one surname: the one named in full last before, else first."""
        gender = self._title_gender(name)
        fitting = [f for f in found if not gender or f.gender in ("", gender)] or found
        counts = sorted(fitting, key=lambda f: (-sum(f.forms.values()), f.first))
        return counts[0]

    def _title_gender(self, name: Name) -> str:
        if name.start == 0:
            return ""
        title = self.knowledge.honorifics.get(self.parse[name.start - 1].text)
        return title.gender if title else ""

    def _other(self, name: Name) -> Figure:
        figure = self._by_kind(name)
        self.by_text[plain(name.text).lower()] = figure
        return figure

    def _by_kind(self, name: Name) -> Figure:
        know, text = self.knowledge, name.text
        label = self.labels[plain(text)].most_common(1)[0][0]
        if known := know.organisation(text) or know.government(text):
            return self._known(known)
        if known_person := know.people.get(plain(text)):
            figure = self.new(ActorKind.PERSON)
            figure.known = known_person[0].person
            self.by_tail[plain(text).split()[-1].lower()].append(figure)
            return figure
        if (name.titled and " " not in text) or (label == "PERSON" and not CORPORATE.search(text)):
            figure = self.new(ActorKind.PERSON)
            figure.gender = know.given_names.get(text.split()[0], "")
            return figure
        if longer := self._longer(text):
            return longer
        kind = ActorKind.ORGANISATION
        if OUTLET_NAME.search(text) and label in ("ORG", "", "WORK_OF_ART"):
            kind = ActorKind.OUTLET
        elif label in ("NORP",) or know.demonyms.get(plain(text)):
            kind = ActorKind.GROUP
        elif label in PLACE_LABELS:
            kind = ActorKind.STATE
        return self.new(kind)

    def _known(self, known: object) -> Figure:
        for figure in self.figures:
            if figure.known is known:
                return figure
        from pipelines.resolving.knowledge import Known

        assert isinstance(known, Known)
        figure = self.new(known.kind)
        figure.learn(known)
        return figure

    def _longer(self, text: str) -> Figure | None:
        """The longer name of an organisation that this is the end of, or the initials of."""
        words = plain(text).lower().split()
        letters = text.replace(".", "")
        for figure in self.figures:
            if figure.kind in (ActorKind.PERSON, ActorKind.GROUP) or not figure.is_named:
                continue
            other = plain(figure.name).lower().split()
            if len(other) > len(words) and other[-len(words) :] == words:
                return figure
            initials = "".join(w[0] for w in figure.name.split() if w[0].isupper())
            if letters.isupper() and len(letters) > 1 and letters == initials:
                return figure
        return None


def _name_words(text: str) -> list[str]:
    words = plain(text.replace("\n", " ")).replace(",", "").split()
    while len(words) > 1 and words[-1] in SUFFIXES:
        words.pop()
    return words


def _compatible(one: list[str], other: list[str]) -> bool:
    """Whether two full names with one surname can be one person's."""
    a, b = one[0].rstrip(".").lower(), other[0].rstrip(".").lower()
    return a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b))
