"""Which names are one actor: full names first, then what shortens them.

One name has one kind within an article, whatever the parser's labels say of each mention.
"""

import re
from collections import Counter, defaultdict

from spacy.tokens import Doc

from pipelines.records import ActorKind
from pipelines.resolving.cast import phrases
from pipelines.resolving.cast.figures import Figure
from pipelines.resolving.cast.kinds import (
    PLACE_LABELS,
    is_abbreviated,
    is_no_person,
    kind_beside,
    kind_of,
    label_of,
)
from pipelines.resolving.cast.names import Name
from pipelines.resolving.cast.naming import PARTICLES
from pipelines.resolving.knowledge import Knowledge, Known
from pipelines.resolving.spelling import plain

QUALIFYING = ("amod", "compound", "nmod")
SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})
LONGEST_PERSON = 5  # words
ARTICLE = re.compile(r"^(?:al|el|ad|ar|as|at|ash|az)-")  # of Arabic surnames


class Registry:
    """The figures of an article and the names that lead to them."""

    def __init__(self, parse: Doc, names: list[Name], knowledge: Knowledge) -> None:
        self.parse = parse
        self.names = names
        self.knowledge = knowledge
        self.figures: list[Figure] = []
        self.by_tail: dict[str, list[Figure]] = defaultdict(list)
        self.by_given: dict[str, list[Figure]] = defaultdict(list)
        self.by_inner: dict[str, list[Figure]] = defaultdict(list)
        self.by_text: dict[str, Figure] = {}
        self.by_known: dict[str, Figure] = {}
        self.labels: dict[str, Counter[str]] = defaultdict(Counter)
        self.kinds: dict[str, ActorKind] = {}
        for name in names:
            self.labels[plain(name.text)][name.label] += 1
            if kind := kind_beside(name, parse, knowledge):
                self.kinds.setdefault(plain(name.text), kind)

    def new(self, kind: ActorKind) -> Figure:
        """A new figure, numbered in the order of making."""
        figure = Figure(len(self.figures), kind)
        self.figures.append(figure)
        return figure

    def group(self) -> None:
        """Give every name its figure."""
        people = [n for n in self.names if self._is_full_person(n)]
        for name in sorted(people, key=lambda n: -len(n.text.split())):
            self._place(name, self._person(name))
        rest = [n for n in self.names if n.figure is None and not self._is_adjective(n)]
        for name in sorted(rest, key=lambda n: n.start - n.end):  # longest first, stable
            self._place(name, self._shortened(name) or self._other(name))
        self._expand_acronyms()

    def _is_adjective(self, name: Name) -> bool:
        """Whether a demonym only qualifies another noun ("Ukrainian officials")."""
        if plain(name.text) not in self.knowledge.demonyms:
            return False
        word = self.parse[name.end - 1]
        while word.dep_ == "conj" and word.head.dep_ in ("conj", *QUALIFYING):
            word = word.head  # "Bolivian or Peruvian interests"
        return word.dep_ in QUALIFYING

    def _place(self, name: Name, figure: Figure) -> None:
        name.figure = figure
        figure.is_named = True
        figure.labels.add(label_of(name, self.knowledge))
        figure.add_form(" ".join(name.text.split()))
        start = self.parse[name.start].idx
        figure.first = min(figure.first, start)
        last = self.parse[name.end - 1]
        figure.mentions.add((start, last.idx + len(last.text)))

    def _label(self, name: Name) -> str:
        """The label that most mentions of a spelling have."""
        return self.labels[plain(name.text)].most_common(1)[0][0]

    def _is_full_person(self, name: Name) -> bool:
        words = name.text.split()
        if not 2 <= len(words) <= LONGEST_PERSON or words[0].lower() in PARTICLES:
            return False
        if self.knowledge.people.get(plain(name.text)):
            return True
        if self._is_institution(name.text) or is_no_person(name.text, self.knowledge):
            return False
        if self.kinds.get(plain(name.text)) in (ActorKind.OUTLET, ActorKind.STATE):
            return False
        label = self._label(name)
        given = words[0] in self.knowledge.given_names
        if self._stands_beside_person(name) or self._brings_surname(words):
            return True
        if name.titled:
            return label != "ORG" or given
        return label == "PERSON" or (given and label not in PLACE_LABELS)

    def _brings_surname(self, words: list[str]) -> bool:
        """Whether the article calls somebody by the last word alone, and names nobody else so."""
        labels = self.labels.get(plain(words[-1]))
        if len(words) != 2 or labels is None or labels.most_common(1)[0][0] != "PERSON":
            return False
        return not any(
            " " in other.text and other.text.split()[-1] == words[-1] and other.label == "PERSON"
            for other in self.names
        )

    def _stands_beside_person(self, name: Name) -> bool:
        """Whether a name says who a description of one person is: "her counterpart, Ana Lima"."""
        if name.start < 2 or self.parse[name.start - 1].text != ",":
            return False
        last = self.parse[name.end - 1]
        beside = [t.head for t in (last, *last.ancestors) if t.dep_ == "appos"]
        noun = phrases.person_over(self.parse[name.start - 2], self.knowledge)
        return noun is not None and any(noun == t or noun.is_ancestor(t) for t in beside)

    def _is_institution(self, text: str) -> bool:
        know = self.knowledge
        return know.organisation(text) is not None or know.government(text) is not None

    def _person(self, name: Name) -> Figure:
        words = name_words(name.text)
        known = self.knowledge.people.get(plain(name.text))
        if known and (same := self.by_known.get(known[0].person.name)):
            return same  # two spellings of the table: "Suu Kyi"
        for figure in self.by_tail[words[-1].lower()]:
            if _compatible(words, name_words(figure.name)):
                return figure
        figure = self.new(ActorKind.PERSON)
        if known:
            figure.known = known[0].person
            self.by_known[figure.known.name] = figure
        for i in range(1, len(words)):
            self.by_tail[" ".join(words[i:]).lower()].append(figure)
        for word in words[1:-1]:
            self.by_inner[word.lower()].append(figure)  # Rodríguez of "Bruno Rodríguez Parrilla"
        if bare := ARTICLE.sub("", words[-1].lower()):
            self.by_inner[bare].append(figure)  # Menfi of "al-Menfi"
        self.by_given[words[0].lower()].append(figure)
        figure.gender = self.knowledge.given_names.get(words[0], "")
        return figure

    def _shortened(self, name: Name) -> Figure | None:
        """The full name that a surname, a given name or a full spelling shortens."""
        words = name_words(name.text)
        key = " ".join(words).lower()
        label = self._label(name)
        place_like = label in PLACE_LABELS and self.knowledge.is_territory(name.text)
        if not place_like or name.titled:
            if found := self.by_tail.get(key):
                return self._best(found, name)
            if len(words) == 1 and (found := self._by_other_part(key, name.text, label)):
                return self._best(found, name)
        return self.by_text.get(plain(name.text).lower())

    def _by_other_part(self, key: str, text: str, label: str) -> list[Figure]:
        """The people one of whose names is this, and that is no place or body of the tables."""
        known = self.knowledge.country(text) or self.knowledge.organisation(text)
        is_name = label in ("PERSON", "") or not known
        return (self.by_given.get(key) or self.by_inner.get(key) or []) if is_name else []

    def _best(self, found: list[Figure], name: Name) -> Figure:
        """Of several people of one name: the one whom a title fits, else the one named most."""
        gender = self._title_gender(name)
        fitting = [f for f in found if not gender or f.gender in ("", gender)] or found
        return min(fitting, key=lambda f: (-sum(f.forms.values()), f.first))

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
        label = self._label(name)
        single = " " not in text
        if is_abbreviated(text, know):
            return self.new(ActorKind.STATE)
        article = "The " if single and name.start and self._follows_article(name) else ""
        known = know.organisation(article + text) or know.government(text)
        if known := known or know.organisation(know.trade_name(text, "company_form")):
            return self._known(known)
        if terms := know.people.get(plain(text)):
            return self._known_person(terms[0].person, text)
        if single and text.endswith("s") and text[:-1].lower() in self.by_tail:
            return self.new(ActorKind.GROUP)  # "the Whitlocks"
        shortens = not (single and (name.titled or self._is_common(text)))
        if shortens and (longer := self._longer(text)):
            return longer
        if kind := self.kinds.get(plain(text)):
            return self.new(kind)
        if (name.titled and single) or (label == "PERSON" and not is_no_person(text, know)):
            figure = self.new(ActorKind.PERSON)
            figure.gender = know.given_names.get(text.split()[0], "")
            return figure
        return self._thing(text, kind_of(text, label, know))

    def _thing(self, text: str, kind: ActorKind) -> Figure:
        figure = self.new(kind)
        if kind == ActorKind.DOCUMENT and text.split()[-1].lower() in self.knowledge.nouns:
            figure.add_noun(text.split()[-1].lower(), set())
        return figure

    def _is_common(self, text: str) -> bool:
        """Whether a single word names a place or a sort of person, not a shortened body."""
        know = self.knowledge
        return bool(know.country(text)) or text in know.national_terms or text.lower() in know.nouns

    def _follows_article(self, name: Name) -> bool:
        return self.parse[name.start - 1].text == "The"

    def _known(self, known: Known) -> Figure:
        if known.name not in self.by_known:
            figure = self.new(known.kind)
            figure.learn(known)
            self.by_known[known.name] = figure
        return self.by_known[known.name]

    def _known_person(self, person: Known, text: str) -> Figure:
        figure = self.by_known.get(person.name) or self.new(ActorKind.PERSON)
        figure.known = person
        self.by_known[person.name] = figure
        tail = plain(text).split()[-1].lower()
        if figure not in self.by_tail[tail]:
            self.by_tail[tail].append(figure)
        return figure

    def _longer(self, text: str) -> Figure | None:
        """The longer name of an organisation that this shortens, or the initials of."""
        words = plain(text).lower().split()
        letters = text.replace(".", "")
        for figure in self.figures:
            if figure.kind in (ActorKind.PERSON, ActorKind.GROUP, ActorKind.STATE):
                continue
            if not figure.is_named:
                continue
            for full in dict.fromkeys((figure.name, figure.canonical)):
                if self._shortens(words, plain(full).lower().split()):
                    return figure
            initials = "".join(w[0] for w in figure.name.split() if w[0].isupper())
            if letters.isupper() and len(letters) > 1 and letters == initials:
                return figure
        return None

    def _shortens(self, words: list[str], full: list[str]) -> bool:
        """Whether words are the end of a name, or all but the form of company that it ends in."""
        forms = self.knowledge.words["company_form"]
        words = [w for k, w in enumerate(words) if not (k and w in forms)]
        if len(full) <= len(words):
            return full == words
        if full[-len(words) :] == words:
            return True
        rest = full[len(words) :]
        return full[: len(words)] == words and (len(full) == 2 or rest[-1] in forms)

    def _expand_acronyms(self) -> None:
        """Tie "AROS" to the name that it stands behind in parentheses."""
        before = {n.end: n for n in self.names}
        for name in self.names:
            full = before.get(name.start - 1)
            if full is None or self.parse[name.start - 1].text != "(" or " " in name.text:
                continue
            short, long = name.figure, full.figure
            if short is None or long is None or short is long:
                continue
            if (
                name.text.isupper()
                and long.kind != ActorKind.PERSON
                and _abbreviates(name.text, full.text)
            ):
                self.merge(short, long)

    def merge(self, short: Figure, long: Figure) -> None:
        """Make one figure of two: the names of `short` lead to `long`."""
        for name in self.names:
            if name.figure is short:
                self._place(name, long)
        if short.known and not long.known:
            long.learn(short.known)
        short.is_named = False
        short.mentions.clear()


def name_words(text: str) -> list[str]:
    """The words of a person's name, without "Jr."."""
    words = plain(text.replace("\n", " ")).replace(",", "").split()
    while len(words) > 1 and words[-1] in SUFFIXES:
        words.pop()
    return words


def _compatible(one: list[str], other: list[str]) -> bool:
    """Whether two full names with one surname can be one person's."""
    a, b = one[0].rstrip(".").lower(), other[0].rstrip(".").lower()
    return a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b))


def _abbreviates(short: str, full: str) -> bool:
    """Whether the letters of an acronym stand in the full name in their order."""
    letters = iter(full.upper())
    return full[:1].upper() == short[:1] and all(c in letters for c in short)
