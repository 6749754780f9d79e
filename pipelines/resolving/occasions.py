"""Which words tell of the occasion of a saying: "in a speech on Monday", "told a rally in Ohio".

Verbs of saying often leave their time and place to what was spoken at, in or to. Shared by the
dates and the places of statements; `attachment` knows what hangs on a verb itself.
"""

from spacy.tokens import Token

from pipelines.resolving.attachment import MODIFIERS, words_of

TO_VERBS = frozenset(
    ("in", "at", "during", "to", "before", "from", "after", "via", "through", "with")
)
TO_NOUNS = frozenset(("of", "for"))  # a crowd of supporters, a forum for voters
OBJECTS = frozenset(("pobj", "dobj", "dative", "iobj"))
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
REDUCED = frozenset(("acl", "advcl"))


def tells_occasion(phrase: Token, verb: Token) -> bool:
    """Whether a phrase (its head) says when or where a verb of saying was at work.

    By way of an occasion ("in a speech on Monday", "a Monday speech", "a statement issued on
    Monday"), or of a verb of speaking beside it ("Speaking on Monday, she said").
    """
    token = phrase.head
    if phrase.dep_ == "pobj":  # from the preposition on
        token = token.head
    elif phrase.dep_ not in (*MODIFIERS, "npadvmod") or _is_cited(token):
        return False
    above = above_occasions(token)
    if above.i == token.i:
        return sets_scene(token, verb)
    return above.i == verb.i or sets_scene(above, verb)


def above_occasions(token: Token) -> Token:
    """What stands above the occasions that a word is or hangs on; itself, if it is none."""
    while True:
        if token.dep_ in REDUCED and token.tag_ == "VBN" and _is(token, "issuing"):
            above = token.head
            if not _is(above, "occasion"):
                return token
            token = above
        elif not _is(token, "occasion"):
            return token
        elif token.dep_ in SUBJECTS:
            return token.head
        elif token.dep_ in OBJECTS:
            above = token.head
            while above.dep_ in ("prep", "dative") and _leads(above):
                above = above.head
            token = above
        else:
            return token


def _is_cited(noun: Token) -> bool:
    """Whether a dated noun is only spoken of: "cited, referred to a 2001 letter"."""
    if noun.dep_ == "pobj" and noun.head.head.dep_ != "prep":  # unlike "according to"
        return noun.head.lower_ in ("to", "with")
    return noun.dep_ == "dobj"


def _leads(preposition: Token) -> bool:
    is_noun = preposition.head.pos_ in ("NOUN", "PROPN")
    return preposition.lower_ in TO_VERBS or (is_noun and preposition.lower_ in TO_NOUNS)


def sets_scene(token: Token, verb: Token) -> bool:
    """Whether a verb tells of the speaking that a verb of saying reports."""
    is_beside = token.head.i == verb.i or (
        token.head.dep_ in SUBJECTS and token.head.head.i == verb.i
    )
    return token.dep_ in REDUCED and is_beside and _is(token, "speaking")


def _is(token: Token, class_: str) -> bool:
    return token.lemma_.lower() in words_of(class_)
