"""Noun phrases: their parties, their head nouns, and how a description is named."""

from collections.abc import Sequence

from spacy.tokens import Token

from pipelines.resolving.cast.naming import Name

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
EXAMPLES = frozenset({"like", "including", "such"})
TRAILING = ' ,;:.\n"“”—–-'


def party_heads(tokens: Sequence[Token], name_at: dict[int, Name]) -> list[Token]:
    """The head of every party in a noun phrase: coordinated heads, and those named as examples."""
    inside = {t.i for t in tokens}
    root = _root(tokens, inside, name_at)
    if root is None:
        return []
    heads = [root]
    for head in heads:
        for child in head.children:
            if child.i in inside and child.dep_ == "conj" and child.pos_ in NOMINAL:
                heads.append(child)
    heads.extend(_examples(root, inside, name_at))
    return sorted(dict.fromkeys(heads), key=lambda t: t.i)


def _root(tokens: Sequence[Token], inside: set[int], name_at: dict[int, Name]) -> Token | None:
    tops = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
    tops = [t for t in tops if not t.is_punct and not t.is_space]
    for top in tops:
        if top.pos_ == "ADP":
            objects = [c for c in top.children if c.dep_ == "pobj" and c.i in inside]
            if objects:
                return objects[0]
    nominal = [t for t in tops if t.pos_ in ("NOUN", "PROPN", "PRON", "NUM")]
    if nominal:
        return nominal[0]
    for token in tokens:
        if token.i in name_at:
            return token
    loose = [t for t in tokens if t.pos_ in ("NOUN", "PROPN", "PRON")]
    return loose[0] if loose else (tops[0] if tops else None)


def _examples(root: Token, inside: set[int], name_at: dict[int, Name]) -> list[Token]:
    found: list[Token] = []
    for token in root.subtree:
        if token.lower_ in EXAMPLES and token.i in inside and token.dep_ == "prep":
            for child in token.children:
                if child.dep_ == "pobj":
                    named = [child, *child.conjuncts]
                    found.extend(t for t in named if t.i in name_at and t.i in inside)
    return found


def phrase_of(head: Token, inside: set[int] | None = None) -> tuple[int, int]:
    """First and last-plus-one token of the phrase of a head, without clauses and appositions."""
    tokens = [head.i]
    for child in head.children:
        if child.dep_ in ("relcl", "appos", "conj", "cc", "punct", "advcl", "preconj"):
            continue
        edges = (child.left_edge.i, child.right_edge.i)
        tokens.extend(edges)
    start, end = min(tokens), max(tokens) + 1
    if inside:
        start, end = max(start, min(inside)), min(end, max(inside) + 1)
    return start, max(end, start + 1)


def phrase_text(head: Token, inside: set[int] | None = None) -> str:
    """A description's own words, used as the name of an actor that has none."""
    start, end = phrase_of(head, inside)
    return " ".join(head.doc[start:end].text.split()).strip(TRAILING)


def is_plural(head: Token) -> bool:
    """Whether a noun phrase names several: by morphology, number or coordination."""
    return "Plur" in head.morph.get("Number") or head.tag_ in ("NNS", "NNPS") or head.pos_ == "NUM"
