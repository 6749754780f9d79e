"""The verbs by which somebody comes into an office, leaves it or fills it: who, and which office.

When that was is read in `tenures`; the verbs themselves are in actor_words.csv.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Token

from pipelines.records import ActorKind
from pipelines.resolving.cast.descriptions import noun_of
from pipelines.resolving.cast.naming import Name
from pipelines.resolving.cast.phrases import RELATIVE, is_plural
from pipelines.resolving.knowledge import Knowledge

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
UNCERTAIN = frozenset({"would", "could", "may", "might", "should", "can", "must"})
CONDITIONS = frozenset({"if", "unless", "whether", "until", "before"})
OTHER_SIDES = frozenset({"as", "from", "to", "of"})
WAYS = {
    "appoints": "begins", "enters": "begins", "succeeds": "begins", "dismisses": "ends",
    "leaves": "ends", "serves": "fills", "leads": "fills",
}  # fmt: skip


class Way(StrEnum):
    """What a verb does to an office."""

    BEGINS = "begins"
    ENDS = "ends"
    FILLS = "fills"


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb's doing to an office: whose it is, and the noun that names it where one is there.

    `led` is the body of "led the ministry".
    """

    way: Way
    holder: Token
    office: Token | None = None
    led: Token | None = None


class Appointments:
    """Reads verbs, with the names of the article at hand."""

    def __init__(self, name_at: Mapping[int, Name], knowledge: Knowledge) -> None:
        self.name_at = name_at
        self.knowledge = knowledge
        self.words = knowledge.words

    def read(self, verb: Token) -> Deed | None:
        """What a verb does to whose office; None for other verbs and for what is not certain."""
        if not self._is_certain(verb):
            return None
        if verb.children and (deed := self._of_term(verb)):
            return deed
        forms = {verb.lemma_, *(f"{verb.lemma_} {c.lower_}" for c in verb.rights)}
        kind = next((k for k in WAYS if forms & self.words[k]), None)
        if kind is None:
            return None
        way = Way(WAYS[kind])
        if kind == "succeeds" and _is_passive(verb):
            way = Way.ENDS
        office = self._office(verb)
        holder = self._holder(verb, office, takes_object=kind in ("appoints", "dismisses"))
        if holder is None:
            return None
        if office is not None:
            return Deed(way, holder, office)
        if kind == "leads":
            led = next((c for c in verb.rights if c.dep_ == "dobj"), None)
            return Deed(way, holder, led=led) if led is not None else None
        fills = verb.lemma_ == "be" and self._is_in_post(verb)
        unsaid = fills or (forms & self.words["unsaid"] and not self._leaves_another(verb))
        return Deed(way, holder) if unsaid else None

    def is_title(self, token: Token) -> bool:
        """Whether a noun is what one person may be called: "minister"."""
        noun = noun_of(token, self.knowledge) if token.pos_ in ("NOUN", "PROPN") else None
        return noun is not None and noun.group == "person" and not is_plural(token)

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
            holder = _antecedent(verb) if owner.lower_ in RELATIVE else owner
            office = next((t for t in self._below(term) if self.is_title(t)), None)
            return Deed(way, holder, office) if holder is not None else None
        return None

    def _office(self, verb: Token) -> Token | None:
        for child in verb.rights:
            direct = child.dep_ in ("attr", "oprd", "dobj") and not self.named(child)
            if direct and self.is_title(child):
                return child
            for token in self._below(child):
                if self.is_title(token):
                    return token
        return None

    def _below(self, token: Token) -> Iterator[Token]:
        """What "as" leads to: "as minister", "office as minister", "from the post of minister"."""
        holds = token.lemma_ in self.words["post"] | self.words["term"]
        if token.dep_ in ("prep", "prt") or holds:
            for child in token.children:
                is_post = child.lemma_ in self.words["post"]
                if child.dep_ == "prep" and (child.lower_ == "as" or (holds and child.lower_ == "of")):
                    yield from (c for c in child.children if c.dep_ == "pobj")
                elif child.dep_ == "pobj" and (is_post or token.lower_ == "as"):
                    yield child
                    yield from self._below(child)
                elif child.dep_ == "prep":
                    yield from self._below(child)

    def _holder(self, verb: Token, office: Token | None, takes_object: bool) -> Token | None:
        if not takes_object:
            return subject_of(verb)
        inside = office.lefts if office is not None else ()
        objects = [c for c in verb.rights if c.dep_ in ("dobj", "oprd", "dative") and c != office]
        for token in (*objects, *inside):
            if self.named(token):
                return token
        if objects and not _is_passive(verb):
            relative = objects[0].lower_ in RELATIVE
            return _antecedent(verb) if relative else objects[0]
        # "Ann Bell, appointed minister in May" is read as if she appointed one
        bare = office is not None and not any(c.dep_ in ("det", "poss") for c in office.lefts)
        return subject_of(verb) if bare or _is_passive(verb) else None

    def _is_in_post(self, verb: Token) -> bool:
        """Whether somebody "has been in office"."""
        return any(
            child.lower_ == "in" and any(c.lower_ in ("office", "power") for c in child.children)
            for child in verb.rights
        )

    def _leaves_another(self, verb: Token) -> bool:
        """Whether a verb names what it is about, which is no office: "resigned from the club"."""
        return any(
            child.lower_ in OTHER_SIDES
            and any(c.dep_ == "pobj" and c.lemma_ not in self.words["post"] for c in child.children)
            for child in verb.rights
        )

    def _is_certain(self, verb: Token) -> bool:
        """Whether a clause says that it was so, is so or will be so."""
        marks = {c.lower_ for c in verb.lefts}
        if any(c.dep_ == "neg" for c in verb.children) or marks & (UNCERTAIN | CONDITIONS):
            return False
        if verb.dep_ != "xcomp":
            return True
        over = verb.head
        return over.lemma_ in self.words["scheduled"] or over.lemma_ in ("be", "go")


TERMS = {
    "end": Way.ENDS, "expire": Way.ENDS, "finish": Way.ENDS,
    "begin": Way.BEGINS, "start": Way.BEGINS, "run": Way.FILLS, "last": Way.FILLS,
}  # fmt: skip


def subject_of(verb: Token) -> Token | None:
    """Who does or undergoes what a verb says, found above it where the verb has no subject."""
    for child in verb.lefts:
        if child.dep_ in SUBJECTS:
            return _antecedent(verb) if child.lower_ in RELATIVE else child
    over = verb.head
    if verb.dep_ in ("relcl", "acl"):
        return over
    if verb.dep_ == "pcomp":
        over = over.head
    elif verb.dep_ not in ("conj", "advcl", "xcomp") or over == verb:
        return None
    while over.dep_ == "acomp":
        over = over.head
    return subject_of(over) if over.pos_ in ("VERB", "AUX") and over != verb else None


def _antecedent(verb: Token) -> Token | None:
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.head if verb.dep_ == "relcl" else None


def _is_passive(verb: Token) -> bool:
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return True
    return verb.tag_ == "VBN" and not any(c.dep_ == "aux" for c in verb.children)
