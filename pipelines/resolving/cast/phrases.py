"""Noun phrases: their parties, their head nouns, and how a description is named."""

import re
from collections.abc import Sequence

from spacy.tokens import Token

from pipelines.records import ActorKind, Span
from pipelines.resolving.cast.names import Name
from pipelines.resolving.knowledge import Knowledge

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
EXAMPLES = frozenset({"like", "including", "such"})
OUTSIDE = frozenset({"relcl", "appos", "conj", "cc", "punct", "advcl", "preconj", "dep"})
DATELINE = frozenset({"-", "—", "–", "--", ")"})
LISTED = frozenset({"CCONJ", "PUNCT", "PROPN", "SPACE", "ADV"})
HOLDING = frozenset({"of", "for", "at", "with"})
BY = frozenset({"from", "by", "of"})
EACH = frozenset({"all", "both", "each", "."})
TIMES = frozenset({"DATE", "TIME"})
YEAR = re.compile(r"(?:19|20)\d\d")
TRAILING = ' ,;:.\n"“”—–-'


def party_heads(tokens: Sequence[Token], name_at: dict[int, Name]) -> list[Token]:
    """The head of every party in a noun phrase: coordinated heads, and those named as examples."""
    inside = {t.i for t in tokens}
    if listed := _listed_people(tokens, name_at):
        return listed
    root = _root(tokens, inside, name_at)
    if root is None:
        return []
    heads = [root]
    for head in heads:
        for child in head.children:
            joined = child.i in inside and child.dep_ == "conj" and child.pos_ in NOMINAL
            if joined and not _same_holder(head, child, name_at):
                heads.append(child)
    heads.extend(examples(tokens, name_at))
    return sorted(dict.fromkeys(heads), key=lambda t: t.i)


def _same_holder(head: Token, other: Token, name_at: dict[int, Name]) -> bool:
    """Whether two offices are one person's: "president and chief executive of Acme"."""
    if {head.i, other.i} & name_at.keys() or is_plural(head) or is_plural(other):
        return False
    bare = not any(c.dep_ in ("det", "poss", "nummod", "amod") for c in other.children)
    return bare and head.pos_ in ("NOUN", "PROPN") and other.pos_ in ("NOUN", "PROPN")


def _listed_people(tokens: Sequence[Token], name_at: dict[int, Name]) -> list[Token]:
    """The people of a bare list ("A (D-Ohio), B and C"), which parentheses hide from the parse."""
    people: list[Token] = []
    depth, joined = 0, False
    for token in tokens:
        name = name_at.get(token.i)
        if token.text in ("(", "["):
            depth += 1
        elif token.text in (")", "]"):
            depth -= 1
        elif depth:
            continue
        elif name and name.figure and name.figure.kind == ActorKind.PERSON:
            if name.end - 1 == token.i:
                people.append(token)
        elif name is None and not (_joins(token) or (not people and _opens_list(token))):
            return []
        joined = joined or token.lower_ in ("and", "or", "&")
    return people if joined and len(people) > 1 else []


def _joins(token: Token) -> bool:
    return token.pos_ in LISTED or token.lower_ in EACH


def _opens_list(token: Token) -> bool:
    """Whether a word may stand before a list of people: "the senators", "Sens."."""
    return token.pos_ == "DET" or token.tag_ in ("NNS", "NNPS")


def _root(tokens: Sequence[Token], inside: set[int], name_at: dict[int, Name]) -> Token | None:
    tops = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
    tops = [t for t in tops if not t.is_punct and not t.is_space]
    if tops and tops[0].pos_ == "ADP":
        objects = [c for c in tops[0].children if c.dep_ == "pobj" and c.i in inside]
        if objects:
            return objects[0]
    nominal = [t for t in tops if t.pos_ in ("NOUN", "PROPN", "PRON", "NUM") or t.i in name_at]
    if nominal:
        return nominal[0]
    for token in tokens:
        if token.i in name_at:
            return token
    loose = [t for t in tokens if t.pos_ in ("NOUN", "PROPN", "PRON")]
    return loose[0] if loose else (tops[0] if tops else None)


def examples(tokens: Sequence[Token], name_at: dict[int, Name]) -> list[Token]:
    """The names after "like", "including" or "such as"."""
    for k, token in enumerate(tokens):
        if k and token.lower_ in EXAMPLES and token.pos_ in ("ADP", "VERB", "ADJ"):
            return [
                t
                for t in tokens[k + 1 :]
                if (name := name_at.get(t.i)) and name.end - 1 == t.i and _acts(name, t)
            ]
    return []


def _acts(name: Name, token: Token) -> bool:
    """Whether a name in a list of examples is one of them, not part of another's description."""
    if name.figure is None or name.figure.kind not in (ActorKind.PERSON, ActorKind.ORGANISATION):
        return False
    return name.figure.kind == ActorKind.PERSON or token.dep_ in ("pobj", "conj")


def phrase_of(head: Token, inside: set[int] | None = None) -> tuple[int, int]:
    """First and last-plus-one token of the phrase of a head, without clauses and appositions."""
    tokens = [head.i]
    for child in head.children:
        if child.dep_ in OUTSIDE or (child.i > head.i and leads_away(child)):
            continue
        tokens.extend((child.left_edge.i, child.right_edge.i))
    start, end = min(tokens), max(tokens) + 1
    for i in range(head.i - 1, start - 1, -1):
        token = head.doc[i]
        if "\n" in token.text or (token.text in DATELINE and token.whitespace_):
            start = i + 1
            break
    if inside:
        start, end = max(start, min(inside)), min(end, max(inside) + 1)
    return start, max(end, head.i + 1)


def leads_away(child: Token) -> bool:
    """Whether what follows a head tells of examples, of a time or of a doing, not of the head."""
    if child.lower_ in EXAMPLES or is_of_time(child):
        return True
    return child.dep_ == "prep" and any(
        inner.dep_ == "pcomp" or inner.ent_type_ in TIMES for inner in child.children
    )


def is_of_time(child: Token) -> bool:
    """Whether a preposition leads to a time: "since 2019" (no entity in some parses)."""
    return (
        child.dep_ == "prep"
        and child.lower_ not in ("of", "for")  # "a veteran of 22 years"
        and any(c.ent_type_ in TIMES or YEAR.fullmatch(c.text) for c in child.children)
    )


def own_span(head: Token, name_at: dict[int, Name]) -> Span:
    """The characters of a head's name, or of its phrase."""
    name = name_at.get(head.i)
    start, end = (name.start, name.end) if name else phrase_of(head)
    tokens = head.doc[start:end]
    return tokens.start_char, tokens.end_char


def phrase_text(head: Token, inside: set[int] | None = None) -> str:
    """A description's own words, used as the name of an actor that has none."""
    start, end = phrase_of(head, inside)
    text = " ".join(head.doc[start:end].text.split()).strip(TRAILING)
    return text.removesuffix("'s").removesuffix("’s")


def is_plural(head: Token) -> bool:
    """Whether a noun phrase names several: by morphology or number."""
    return head.tag_ in ("NNS", "NNPS") or head.pos_ == "NUM"


def person_over(noun: Token, knowledge: Knowledge) -> Token | None:
    """The person whose description a noun ends: the head in "the head of the union"; or itself."""
    over: Token | None = noun
    while over is not None:
        entry = knowledge.nouns.get(over.lower_)
        if entry is not None and entry.group == "person" and over.tag_ == "NN":
            return over
        preposition = over.head
        inner = over.dep_ == "pobj" and preposition.dep_ == "prep"
        over = preposition.head if inner and preposition.head.i < preposition.i else None
    return None


def holder_of(body: Token) -> Token | None:
    """The head of a description that a body's noun is part of: "the bank's chief economist"."""
    holder = body.head
    if body.dep_ == "pobj" and holder.lower_ in HOLDING:
        holder = holder.head
    elif body.dep_ != "poss":
        return None
    return holder if holder.tag_ == "NN" else None


def chosen_over(noun: Token, knowledge: Knowledge) -> Token:
    """The noun that an office to come hangs on: the pick in "Norway's pick as envoy"; or itself."""
    chosen = noun.head.head
    is_chosen = noun.dep_ == "pobj" and chosen.lower_ in knowledge.words["chosen"]
    return chosen if is_chosen else noun


def is_nobody(head: Token) -> bool:
    """Whether a phrase names nobody ("no one") or nobody new ("each other", "one another")."""
    before = head.nbor(-1).lower_ if head.i else ""
    return (before, head.lower_) in (("each", "other"), ("one", "another"), ("no", "one"))


def is_narrowed(head: Token, name: Name) -> bool:
    """Whether words beside a group's name take only a part of it: "House Republicans"."""
    return any(
        child.dep_ in ("prep", "nummod", "compound", "amod", "relcl", "acl")
        and not name.start <= child.i < name.end
        for child in head.children
    )


def author_of(head: Token, voices: frozenset[str], stories: frozenset[str]) -> Token | None:
    """Who speaks through a text: "a statement from the ministry", "the Lamp's report".

    `voices` are texts that are somebody's own word, `stories` those that a possessive names the
    outlet of. Polls, studies and laws speak for themselves.
    """
    told = head.lower_ in voices
    for child in head.children:
        if child.dep_ == "poss" and child.pos_ == "PROPN" and (told or head.lower_ in stories):
            return child
    if not told:
        return None
    for preposition in head.rights:
        if preposition.lower_ in BY:
            named = (c for c in preposition.children if c.dep_ == "pobj")
            return next((c for c in named if c.lower_ not in RELATIVE), None)
    return None


def relative_antecedent(pronoun: Token) -> Token | None:
    """The noun that a relative pronoun's clause belongs to; None for any other word."""
    if pronoun.lower_ not in RELATIVE or pronoun.dep_ == "det":
        return None
    for ancestor in pronoun.ancestors:
        if ancestor.dep_ == "relcl":
            return ancestor.head
        if ancestor.dep_ == "ROOT":
            return None
    return None
