"""Questions about a parse that every part of the meeting coder asks: subjects, objects, phrases.

Nothing here knows what a meeting is.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from pipelines.coding.meetings.lexicon import party_nouns
from pipelines.reading.document import entity_at
from pipelines.records import Span

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
RELATIVES = frozenset({"who", "whom", "which", "that"})
NAME_LINKS = frozenset({"of", "for", "from"})
PHRASE_LINKS = frozenset({"of", "for", "from", "to", "on", "with", "at", "around", "in"})
NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})


def word(token: Token) -> str:
    """The token's lemma in lower case, or its text where the lemma is empty."""
    return str(token.lemma_ or token.text).lower()


def is_verb(token: Token) -> bool:
    """Whether a token is a verb or an auxiliary."""
    return token.pos_ in ("VERB", "AUX")


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for; other tokens stand for themselves."""
    if token.text.lower() not in RELATIVES or token.tag_ not in ("WP", "WDT", "IN", "WP$"):
        return token
    for above in token.ancestors:
        if above.dep_ in ("relcl", "acl"):
            return above.head if may_act(above.head) else _nearest_actor(token, above.head)
    return token


def _nearest_actor(relative: Token, head: Token) -> Token:
    """The last name or noun for people before "who", where the parse hangs it on a thing."""
    if relative.lower_ not in ("who", "whom"):
        return head
    for at in range(relative.i - 1, max(relative.sent.start, relative.i - 6) - 1, -1):
        if may_act(relative.doc[at]):
            return relative.doc[at]
    return head


def conjuncts(token: Token) -> Iterator[Token]:
    """A token and everything joined to it: "X", "Y" and "Z" of "X, Y as well as Z"."""
    yield token
    for child in token.rights:
        if child.dep_ == "conj" and not is_verb(child):
            yield from conjuncts(child)


def own_subjects(verb: Token) -> list[Token]:
    """Subjects that hang on the verb itself."""
    return [antecedent(c) for c in verb.children if c.dep_ in SUBJECTS]


def passive(verb: Token) -> bool:
    """Whether a verb is passive: "was received", "the talks chaired by"."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    return verb.tag_ == "VBN" and verb.dep_ == "acl"


def agents(verb: Token) -> list[Token]:
    """Who does a passive verb: the objects of its "by"."""
    return [p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]


def objects(verb: Token) -> list[Token]:
    """Direct objects; for "whom they met" the antecedent."""
    return [
        antecedent(c) for c in verb.children if c.dep_ in ("dobj", "dative") and c.pos_ != "ADP"
    ]


def subjects(verb: Token) -> list[Token]:
    """Who the verb's subject is, through conjunction, control, participles and relative clauses."""
    seen: set[int] = set()
    at = verb
    while at.i not in seen:
        seen.add(at.i)
        own = own_subjects(at)
        if own:
            return own
        above = at.head
        if at.dep_ == "relcl":
            return [] if objects(at) == [] else [above]
        if at.dep_ == "acl":
            return _subjects_of_modifier(at, above)
        if at.dep_ in ("xcomp", "ccomp", "advcl") and is_verb(above):
            controlled = _controlled(at, above)
            if controlled:
                return controlled
        elif above.pos_ in ("NOUN", "PROPN") and at.dep_ in ("prep", "pcomp"):
            return possessors(above)
        if at.dep_ == "ROOT":
            return []
        at = above
    return []


def _controlled(below: Token, above: Token) -> list[Token]:
    """The object of the verb above, where that is who does the verb below ("urged X to meet")."""
    if below.dep_ == "advcl" and below.tag_ != "VB":
        return []
    if below.dep_ == "ccomp" and below.tag_ not in ("VB", "VBG"):
        return []
    objs = [o for o in objects(above) if may_act(o)]
    if objs:
        return objs
    for child in above.children:  # "called on X to", "pressure on X to"
        if child.dep_ == "prep" and child.lower_ in ("on", "upon") and child.i < below.i:
            return [p for p in child.children if p.dep_ == "pobj" and may_act(p)]
    return []


def may_act(token: Token) -> bool:
    """Whether a noun or pronoun can do something by itself: a name, a person, not a thing."""
    if token.pos_ == "PRON":
        return token.lower_ not in ("it", "this", "that", "itself", "what", "which")
    return token.ent_type_ in NAMES or word(token) in party_nouns()


def _subjects_of_modifier(modifier: Token, noun: Token) -> list[Token]:
    """Who does a verb that hangs on a noun: "officials meeting here", "Kim's decision to meet"."""
    if modifier.tag_ in ("VBG", "VBN") and not any(c.dep_ == "aux" for c in modifier.children):
        return [noun]
    owners = possessors(noun)
    if owners:
        return owners
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("on", "for", "by", "from", "to"):
            found = [p for p in child.children if p.dep_ == "pobj" and may_act(p)]
            if found:
                return found
    if noun.dep_ in SUBJECTS:
        return []
    return subjects(noun.head) if is_verb(noun.head) else subjects(noun)


def possessors(noun: Token) -> list[Token]:
    """Whose it is: "Kim's meeting", "their talks"."""
    return [c for c in noun.children if c.dep_ == "poss"]


def clause_of(token: Token) -> Token | None:
    """The nearest verb above a token."""
    for above in token.ancestors:
        if is_verb(above):
            return above
    return None


def name_span(token: Token) -> Span:
    """The name that a token is part of, without its article; the token itself where it is none."""
    if entity := entity_at(token):
        first = entity[0].nbor() if entity[0].pos_ == "DET" and len(entity) > 1 else entity[0]
        return (first.idx, entity.end_char)
    return (token.idx, token.idx + len(token))


def noun_phrase(head: Token) -> Span:
    """The words that name a party: its phrase without joined phrases and relative clauses.

    A name keeps only what belongs to it ("King Hussein of Jordan"); an apposition is kept where it
    names what the phrase describes ("his head of office, Andrey Yermak").
    """
    if head.pos_ == "PRON":
        return (head.idx, head.idx + len(head))
    for child in head.rights:
        if child.dep_ == "appos" and _names(child) and _interrupted(head, child):
            return noun_phrase(child)
    tokens = sorted(set(_phrase_tokens(head)), key=lambda t: t.i)
    first, last = tokens[0], tokens[-1]
    while first.i < head.i and (first.is_punct or first.is_space):
        first = first.nbor()
    while last.i > head.i and (last.is_punct or last.is_space or last.tag_ == "POS"):
        last = last.nbor(-1)
    return (first.idx, last.idx + len(last))


def _phrase_tokens(head: Token) -> Iterator[Token]:
    yield head
    for child in head.lefts:
        if child.dep_ not in ("relcl", "cc", "preconj", "predet") and child.pos_ != "SPACE":
            yield from child.subtree
    reach = head.i
    for child in head.rights:
        if child.dep_ == "appos" and _names(child) and head.ent_type_ != "PERSON":
            yield from _phrase_tokens(child)
            reach = child.i
        elif child.dep_ == "prep" and _belongs(head, child) and child.i > reach:
            yield child
            for below in child.children:
                yield from _with_conjuncts(below) if below.dep_ == "pobj" else (below,)
        elif child.dep_ == "acl" and word(child) == "base":
            yield from child.subtree
        elif child.dep_ in ("nummod", "compound", "amod", "nmod") and child.i == reach + 1:
            yield child
            reach = child.i


def _names(appos: Token) -> bool:
    """Whether an apposition is a name, and not a description of one."""
    return appos.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") and appos.pos_ == "PROPN"


def _interrupted(head: Token, appos: Token) -> bool:
    return any(c.dep_ == "relcl" and c.i < appos.i for c in head.children)


def _with_conjuncts(head: Token) -> Iterator[Token]:
    for each in conjuncts(head):
        yield from _phrase_tokens(each)


def _belongs(head: Token, prep: Token) -> bool:
    """Whether a prepositional phrase is part of the name or description before it."""
    objs = [c for c in prep.children if c.dep_ == "pobj"]
    if not objs or objs[0].ent_type_ in ("DATE", "TIME"):
        return False
    link = prep.lower_
    if head.ent_type_ == "PERSON" or head.pos_ == "PRON":
        return link == "of"
    if link == "in":
        return False
    return link in (NAME_LINKS if head.pos_ == "PROPN" else PHRASE_LINKS)
