"""The verbs by which somebody comes into an office, leaves it or fills it: who, and which office.

When that was is read in `tenures`; the verbs themselves are in actor_words.csv.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Token

from pipelines.records import ActorKind, Span
from pipelines.resolving.cast.descriptions import noun_of
from pipelines.resolving.cast.names import Name
from pipelines.resolving.cast.phrases import RELATIVE, is_of_time, is_plural
from pipelines.resolving.cast.verbs import (
    antecedent,
    is_certain,
    is_passive,
    subject_of,
    tense_of,
    words_of,
)
from pipelines.resolving.knowledge import Knowledge, Noun
from pipelines.resolving.times.tense import Tense

# sectors of civilians, suspects, rebels, the opposition: what they are is no office
NO_OFFICE = frozenset({"CVL", "CRM", "UAF", "REB", "OPP", "REF"})
OTHER_SIDES = frozenset({"as", "from", "to", "of"})


class Way(StrEnum):
    """What a verb does to an office."""

    BEGINS = "begins"
    ENDS = "ends"
    FILLS = "fills"


# What the verbs of a class do, and those whose subject is a term
WAYS = {
    "appoints": Way.BEGINS, "enters": Way.BEGINS, "succeeds": Way.BEGINS, "dismisses": Way.ENDS,
    "leaves": Way.ENDS, "serves": Way.FILLS, "leads": Way.FILLS,
}  # fmt: skip
TERMS = {
    "end": Way.ENDS, "expire": Way.ENDS, "finish": Way.ENDS,
    "begin": Way.BEGINS, "start": Way.BEGINS, "run": Way.FILLS, "last": Way.FILLS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb's doing to an office: whose it is, and the noun that names it where one is there.

    `words` are those of the verb, `led` is the body of "led the ministry"; `tense` whether it
    is done or still to come.
    """

    way: Way
    holder: Token
    words: Span
    office: Token | None = None
    led: Token | None = None
    tense: Tense = Tense.UNKNOWN


class Appointments:
    """Reads verbs, with the names of the article at hand."""

    def __init__(self, name_at: Mapping[int, Name], knowledge: Knowledge) -> None:
        self.name_at = name_at
        self.knowledge = knowledge
        self.words = knowledge.words

    def read(self, verb: Token, at: Token) -> Deed | None:
        """What a verb does to whose office; None for other verbs and for what is not certain.

        Of several offices it is the last one before `at`, or the first one behind.
        """
        if not is_certain(verb, self.words["scheduled"]):
            return None
        if deed := self._of_term(verb):
            return deed
        forms = {verb.lemma_, *(f"{verb.lemma_} {c.lower_}" for c in verb.rights)}
        kind = next((k for k in WAYS if forms & self.words[k]), None)
        if kind is None:
            return None
        way = WAYS[kind]
        if kind == "succeeds" and is_passive(verb):
            way = Way.ENDS
        offices = list(self._offices(verb))
        office = max((t for t in offices if t.i < at.i), default=None, key=_place)
        office = office or min(offices, default=None, key=_place)
        holder = self._holder(verb, office, takes_object=kind in ("appoints", "dismisses"))
        if holder is None or (office and verb.lemma_ == "become" and self.is_ranked(office)):
            return None
        led = None
        if office is None and kind == "leads":
            led = next((c for c in verb.rights if c.dep_ == "dobj"), None)
        unsaid = self._is_in_post(verb) if verb.lemma_ == "be" else forms & self.words["unsaid"]
        if office is None and led is None and (not unsaid or self._leaves_another(verb)):
            return None
        return Deed(way, holder, words_of(verb), office, led, tense=tense_of(verb))

    def is_title(self, token: Token) -> bool:
        """Whether a noun names an office of one: "minister", not "candidate"."""
        noun = noun_of(token, self.knowledge) if token.pos_ in ("NOUN", "PROPN") else None
        return noun is not None and not is_plural(token) and self._is_office(noun)

    def is_ranked(self, title: Token) -> bool:
        """Whether a title counts or compares: "the first senator since 1950", which dates none."""
        noun = noun_of(title, self.knowledge)
        if noun is None or " " in noun.noun:
            return False  # "first lady"
        return any(map(_ranks, title.doc[title.left_edge.i : title.i]))

    def title_before(self, at: Token, over: Token) -> Token | None:
        """The title right before a word in what is not a verb of office: "spoke as mayor in"."""
        if over.lemma_ in self.words["term"]:
            return next(filter(self.is_title, self._below(over)), None)
        if over.pos_ != "VERB" or self.read(over, at) is not None:
            return None
        beside = (c for c in over.children if c.lower_ == "as" and c.right_edge.i == at.i - 1)
        return next((t for c in beside for t in self._below(c) if self.is_title(t)), None)

    def is_office(self, title: str) -> bool:
        """Whether words name an office."""
        nouns = (self.knowledge.nouns.get(word) for word in title.lower().split())
        return any(noun is not None and self._is_office(noun) for noun in nouns)

    def _is_office(self, noun: Noun) -> bool:
        if noun.group != "person" or noun.noun in self.words["no_office"]:
            return False
        return noun.sector not in NO_OFFICE

    def named(self, token: Token) -> bool:
        """Whether a word is part of a person's name."""
        name = self.name_at.get(token.i)
        return bool(name and name.figure and name.figure.kind == ActorKind.PERSON)

    def _of_term(self, verb: Token) -> Deed | None:
        """The deed of "whose term ends"; not of a first or second term, which is a part only."""
        for term in verb.children:
            if term.dep_ != "nsubj" or term.lemma_ not in self.words["term"]:
                continue
            way = TERMS.get(verb.lemma_)
            owner = next((c for c in term.children if c.dep_ == "poss"), None)
            if way is None or owner is None or any(c.ent_type_ == "ORDINAL" for c in term.lefts):
                return None
            holder = antecedent(verb) if owner.lower_ in RELATIVE else owner
            office = next((t for t in self._below(term) if self.is_title(t)), None)
            if holder is None:
                return None
            words = (term.left_edge.idx, verb.idx + len(verb))
            return Deed(way, holder, words, office, tense=tense_of(verb))
        return None

    def _offices(self, verb: Token) -> Iterator[Token]:
        for child in verb.rights:
            if child.lower_ == "with":
                return  # "took office with Ann Bell as his minister"
            if child.dep_ in ("attr", "oprd", "dobj") and not self.named(child):
                yield from filter(self.is_title, (child,))
            for part in (child, *child.conjuncts):  # "as envoy until 2014 and as minister since"
                yield from filter(self.is_title, self._below(part))

    def _below(self, token: Token) -> Iterator[Token]:
        """What "as" leads to: "as minister", "office as minister", "from the post of minister"."""
        holds = token.lemma_ in self.words["post"] | self.words["term"]
        if token.pos_ == "ADP" or holds:
            for child in token.children:
                is_post = child.lemma_ in self.words["post"]
                if child.dep_ == "prep" and (
                    child.lower_ == "as" or (holds and child.lower_ == "of")
                ):
                    yield from (c for c in child.children if c.dep_ == "pobj")
                elif child.dep_ == "pobj" and (is_post or token.lower_ == "as"):
                    yield child
                    yield from self._below(child)
                elif child.dep_ == "prep":
                    yield from self._below(child)

    def _holder(self, verb: Token, office: Token | None, takes_object: bool) -> Token | None:
        if not takes_object:
            return subject_of(verb)
        inside = [c for c in office.lefts if c.dep_ == "compound"] if office is not None else []
        objects = [c for c in verb.rights if c.dep_ in ("dobj", "oprd", "dative") and c != office]
        for token in (*objects, *inside):
            if self.named(token):
                return token
        if objects and not is_passive(verb):
            relative = objects[0].lower_ in RELATIVE
            return antecedent(verb) if relative else objects[0]
        if is_passive(verb) or office is None:
            return subject_of(verb) if is_passive(verb) else None
        if any(c.dep_ in ("det", "poss") for c in office.lefts):
            return office  # "fired his minister, Ann Bell"
        return subject_of(verb)  # "Ann Bell, appointed minister": read as if she appointed one

    def _is_in_post(self, verb: Token) -> bool:
        """Whether somebody "has been in office"."""
        return any(
            child.lower_ == "in" and any(c.lower_ in ("office", "power") for c in child.children)
            for child in verb.rights
        )

    def _leaves_another(self, verb: Token) -> bool:
        """Whether a verb says what it is about, and that is no office: "resigned from the club"."""
        about = [c for c in verb.rights if c.lower_ in OTHER_SIDES and not is_of_time(c)]
        for preposition in about:
            objects = [c for c in preposition.children if c.dep_ == "pobj"]
            about.extend(c for word in objects for c in word.rights if c.lower_ in OTHER_SIDES)
            if any(c.lemma_ not in self.words["post"] for c in objects):
                return True
        return False


def _ranks(word: Token) -> bool:
    return word.ent_type_ == "ORDINAL" or word.tag_ == "JJS" or word.lower_ in ("first", "only")


def _place(token: Token) -> int:
    return token.i
