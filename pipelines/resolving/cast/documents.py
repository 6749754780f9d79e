"""What a text is called that has no title: by who made it ("a letter from a group of parents").

Who speaks through a text is `phrases.author_of`.
"""

from spacy.tokens import Token

from pipelines.resolving.cast.phrases import RELATIVE, phrase_text
from pipelines.resolving.knowledge import Knowledge

SOURCES = frozenset({"from", "by", "of"})
CHANGED = frozenset({"prt", "neg"})  # "turned down a letter"


def authored(text: str, head: Token, knowledge: Knowledge) -> str:
    """The name of a text with its author, where the verb over it says who made it."""
    author = _author(head, knowledge)
    if author is None or _is_owned(head):
        return text
    others = [c for c in author.children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN")]
    by = " and ".join(filter(None, map(phrase_text, (author, *others))))
    return f"{text} from {by}" if by else text


def _author(head: Token, knowledge: Knowledge) -> Token | None:
    """The subject of "sent a letter", the agent of "a letter sent by"."""
    verb = head.head
    writes = verb.lemma_.lower() in knowledge.words["writes"]
    if head.dep_ != "dobj" or not writes or any(c.dep_ in CHANGED for c in verb.children):
        return None
    subjects = (c for c in verb.lefts if c.dep_ == "nsubj")
    return next((c for c in subjects if c.pos_ in ("NOUN", "PROPN")), None)


def _is_owned(head: Token) -> bool:
    """Whether a phrase says already whose text it is."""
    return any(
        child.dep_ == "poss" or (child.dep_ == "prep" and child.lower_ in SOURCES)
        for child in head.children
        if child.lower_ not in RELATIVE
    )


def deed_before(head: Token) -> Token | None:
    """The last verb before "the ruling", "the filing" that says who made it: "ruled", "filed"."""
    stem = head.lower_.removesuffix("ing")
    if stem == head.lower_:
        return None
    for i in range(head.i - 1, -1, -1):
        token = head.doc[i]
        if token.pos_ == "VERB" and token.lemma_.lower() in (stem, stem + "e"):
            return token
    return None
