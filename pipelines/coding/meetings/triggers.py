"""Finds the words that may name a meeting. Whether they do is decided later."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from pipelines.coding.meetings.grammar import is_verb, word
from pipelines.coding.meetings.lexicon import Support, Trigger, supports, triggers
from pipelines.records import Spans

NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may name a meeting; `holder` is the verb whose subject holds it."""

    token: Token
    trigger: Trigger
    holder: Token | None = None
    support: Support | None = None

    @property
    def noun(self) -> bool:
        """Whether the meeting is named by a noun."""
        return self.trigger.pos == "noun"

    @property
    def cue(self) -> Spans:
        """The word itself, with its particle where it has one."""
        spans = [(self.token.idx, self.token.idx + len(self.token))]
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
        if trigger is None:
            continue
        holder, support = _holder_of(token) if trigger.pos == "noun" else (None, None)
        yield Candidate(token, trigger, holder, support)


def _trigger_of(token: Token) -> Trigger | None:
    table = triggers()
    if is_verb(token):
        found = table.get((word(token), "verb"))
        if found and found.particle:
            near = [c.lower_ for c in token.rights][:2]
            return found if found.particle in near else None
        if found:
            return found
    if token.tag_ in NOUN_TAGS or token.pos_ in ("NOUN", "PROPN"):
        return (
            table.get((word(token), "noun"))
            or table.get((token.lower_, "noun"))
            or (table.get((token.lower_.rstrip("s"), "noun")))
        )
    return None


def _holder_of(noun: Token) -> tuple[Token | None, Support | None]:
    """The support verb of a meeting's noun: its object, or the object of its preposition."""
    top = _top_of(noun)
    above = top.head
    if top.dep_ in ("dobj", "attr") and is_verb(above):
        return _known(above, "")
    if top.dep_ == "nsubjpass" and is_verb(above):
        return _known(above, "")
    if top.dep_ == "pobj" and above.dep_ in ("prep", "prt", "agent"):
        verb = above.head
        if above.head.dep_ in ("prep", "advmod", "prt") and not is_verb(above.head):
            verb = above.head.head
        if is_verb(verb):
            return _known(verb, above.lower_)
    if top.dep_ == "relcl":
        return None, None
    for child in top.children:  # "talks that they held", "the summit he hosted"
        if child.dep_ in ("relcl", "acl") and is_verb(child):
            holder, support = _known(child, "")
            if holder is not None:
                return holder, support
    return None, None


def _top_of(noun: Token) -> Token:
    """The head of "a round of talks", "a series of meetings", "the start of negotiations"."""
    while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        noun = noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ in COUNTERS:
        return noun.head.head
    return noun


COUNTERS = frozenset(
    {"round", "rounds", "series", "number", "start", "day", "days", "hours", "string", "couple"}
)


def _known(verb: Token, preposition: str) -> tuple[Token | None, Support | None]:
    found = supports().get((word(verb), preposition))
    return (verb, found) if found else (None, None)
