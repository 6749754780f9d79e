"""Finds the words that may name a meeting. Whether they do is decided later."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from pipelines.coding.meetings.grammar import is_verb, own_subjects, word
from pipelines.coding.meetings.lexicon import Support, Trigger, supports, triggers
from pipelines.records import Spans

NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})


COUNTERS = frozenset(
    {"round", "rounds", "series", "number", "start", "day", "days", "hours", "string", "couple"}
)


@dataclass(frozen=True, slots=True)
class Holder:
    """The verb that holds a meeting named by a noun: "held" in "they held talks"."""

    verb: Token
    support: Support


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may name a meeting."""

    token: Token
    trigger: Trigger
    holder: Holder | None = None

    @property
    def noun(self) -> bool:
        """Whether the meeting is named by a noun."""
        return self.trigger.pos == "noun"

    @property
    def cue(self) -> Spans:
        """The word itself, with its particle, or the trigger before it ("summit meeting")."""
        start = self.token.idx
        for child in self.token.lefts:
            if child.dep_ == "compound" and child.i == self.token.i - 1 and _trigger_of(child):
                start = child.idx
        spans = [(start, self.token.idx + len(self.token))]
        if self.trigger.particle:
            spans += [
                (c.idx, c.idx + len(c))
                for c in self.token.rights
                if c.lower_ == self.trigger.particle
            ]
        return tuple(spans)


def find_candidates(parse: Doc) -> Iterator[Candidate]:
    """Every candidate of a text, in its order."""
    for token in parse:
        trigger = _trigger_of(token)
        if trigger is None or _part_of_word(token):
            continue
        if token.dep_ == "compound" and _trigger_of(token.head):
            continue
        yield Candidate(token, trigger, _holder_of(token) if trigger.pos == "noun" else None)


def _part_of_word(token: Token) -> bool:
    """Whether a token ends a compound written with a hyphen ("intelligence-gathering")."""
    before = token.doc[token.i - 1] if token.i else token
    return before.text == "-" and not before.whitespace_


def _trigger_of(token: Token) -> Trigger | None:
    table = triggers()
    if is_verb(token):
        found = table.get((word(token), "verb"))
        if found and (token.dep_ in ("amod", "compound")):
            return None
        if found and found.particle:
            after = token.doc[token.i + 1 : token.i + 2].text.lower()
            return found if after == found.particle else None
        if found:
            return found
    if token.tag_ in NOUN_TAGS or token.pos_ in ("NOUN", "PROPN"):
        for form in (word(token), token.lower_, token.lower_.rstrip("s")):
            if (form, "noun") in table and not (form == "talk" and _gossip(token)):
                return table[form, "noun"]
    return None


def _gossip(token: Token) -> bool:
    """Whether "talk" in the singular is what people say, not talks: "talk of dissent"."""
    return token.tag_ in ("NN", "NNP") and not any(
        c.dep_ == "prep" and c.lower_ in ("with", "between") for c in token.children
    )


def _holder_of(noun: Token) -> Holder | None:
    """The verb that holds a meeting's noun, as its object or after its preposition."""
    top = _top_of(noun)
    above = top.head
    found = None
    if top.dep_ == "attr" and word(above) == "be":
        found = _misread_progressive(top)
    elif top.dep_ in ("dobj", "attr", "nsubjpass") and is_verb(above):
        found = _known(above, "")
    elif top.dep_ == "pobj":
        found = _after_preposition(above)
    if found is None:
        for child in top.children:  # "talks that they held", "the summit he hosted"
            if child.dep_ == "relcl" and is_verb(child) and own_subjects(child):
                found = found or _known(child, "")
    return found


def _misread_progressive(noun: Token) -> Holder | None:
    """The verb of "it is continuing talks" where the parse takes "continuing" for an adjective."""
    for child in noun.lefts:
        support = supports().get((word(child), ""))
        if child.tag_ == "VBG" and child.dep_ == "amod" and support:
            return Holder(noun.head, support)
    return None


def _after_preposition(prep: Token) -> Holder | None:
    above = prep.head
    if above.dep_ in ("prep", "advmod", "prt") and not is_verb(above):
        above = above.head
    if is_verb(above):
        return _known(above, prep.lower_)
    if above.dep_ == "dobj" and word(above) in ("part", "place", "seat") and is_verb(above.head):
        return _known(above.head, prep.lower_)
    return None


def _top_of(noun: Token) -> Token:
    """The head of "a round of talks", "a series of meetings", "lunch and talks"."""
    while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        noun = noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ in COUNTERS:
        return noun.head.head
    return noun


def _known(verb: Token, preposition: str) -> Holder | None:
    found = supports().get((word(verb), preposition))
    return Holder(verb, found) if found else None
