"""Where one event took place: which words of its clause locate it, and what they mean on the map.

No place is better than a wrong one: nothing is taken from a dateline or from another clause.
"""

import csv
import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache
from weakref import WeakKeyDictionary

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from pipelines.reading.document import Document, entity_at
from pipelines.records import EventPlace, Span
from pipelines.resolving.attachment import MODIFIERS, NEAR, SHARED, attachment, root_of
from pipelines.resolving.gazetteer import Place, find_place
from pipelines.resolving.times.words import read_lines

PLACE_ENTITIES = frozenset(("GPE", "LOC", "FAC"))
_COUNTRIES: WeakKeyDictionary[Document, Counter[str]] = WeakKeyDictionary()
TRAILING = re.compile(r"[\s,;:.\"”']+$")


def place_event(document: Document, cue: Span, taken: Collection[Span] = ()) -> EventPlace | None:
    """The place of the event that a cue names, or None; `taken` spans (its parties) are none."""
    head = root_of(document, cue)
    if head is None:
        return None
    found = sorted(
        (-score, len(list(token.ancestors)), token.i) for token, score in _candidates(head)
    )
    for _, _, index in found:
        token = document.parse[index]
        span = phrase_of(document, token)
        if any(span[0] < end and start < span[1] for start, end in taken):
            continue
        if place := locate(document, token, span):
            return place
    return None


def find_places(document: Document) -> list[EventPlace]:
    """Every named place of an article that the gazetteer knows, with what it means there."""
    countries = countries_of(document)
    found = []
    for entity in document.parse.ents:
        if entity.label_ in PLACE_ENTITIES:
            place = find_place(entity.text, (), countries)
            if place:
                found.append(_event_place((entity.start_char, entity.end_char), place))
    return found


def countries_of(document: Document) -> Counter[str]:
    """How often an article names each country and state of the USA; counted once a document."""
    if document not in _COUNTRIES:
        _COUNTRIES[document] = _count_countries(document)
    return _COUNTRIES[document]


def _count_countries(document: Document) -> Counter[str]:
    countries: Counter[str] = Counter()
    for entity in document.parse.ents:
        place = find_place(entity.text) if entity.label_ == "GPE" else None
        if place and place.precision in ("country", "region"):
            countries[place.country] += 1
            if place.region:
                countries[place.region] += 1
    return countries


@cache
def place_words(class_: str) -> frozenset[str]:
    """The words of a class of place_words.csv."""
    rows = csv.DictReader(read_lines("place_words.csv"))
    return frozenset(w for row in rows if row["class"] == class_ for w in row["words"].split("|"))


def _candidates(head: Token) -> Iterator[tuple[Token, float]]:
    """Heads of noun phrases that stand where a place of the cue may stand, each with its score."""
    verb = head.head if head.dep_ == "dobj" else head  # "where he held talks"
    for child in verb.children:
        if child.lower_ == "where" and verb.dep_ == "relcl":
            yield _before_clause(child), NEAR
        elif child.lower_ == "there" and child.dep_ == "advmod":
            yield from ((entity.root, SHARED) for entity in _place_before(child))
    for token in head.sent:
        if token.dep_ == "pobj" and (score := _located(token, head)):
            yield token, score
        elif token.head.i != head.i:
            continue
        elif token.dep_ == "dobj" and _is_visit(head):
            yield token, NEAR
        elif token.dep_ in MODIFIERS and _is_town(token):
            yield token, SHARED


def _before_clause(where: Token) -> Token:
    """The noun that a clause with "where" stands behind, whatever noun the parse ties it to."""
    before = where.nbor(-1) if where.i > where.sent.start else where
    if before.text == "," and before.i > where.sent.start:
        before = before.nbor(-1)
    is_noun = before.pos_ in ("PROPN", "NOUN") and before.i < where.i
    return before if is_noun else where.head.head


def _place_before(there: Token) -> Iterator[SpacySpan]:
    """The place that "there" points back to: the last one named before it in its sentence."""
    named = [e for e in there.sent.ents if e.label_ in PLACE_ENTITIES and e.end <= there.i]
    yield from named[-1:]


def _located(token: Token, head: Token) -> float:
    """How surely the object of a preposition is where the cue takes place."""
    preposition = token.head
    if preposition.lower_ == "on" and token.ent_type_ in PLACE_ENTITIES:
        return 0.0  # "talks on Northern Ireland" are about it
    if preposition.lower_ in place_words("locating"):
        return attachment(preposition, head)
    if preposition.lower_ == "to" and preposition.head.i == head.i and _is_visit(head):
        return NEAR
    if preposition.lower_ == "to" and preposition.head.lemma_.lower() in place_words("journey"):
        return min(SHARED, attachment(preposition, head))  # "will fly to Oslo for talks"
    if preposition.lower_ == "for" and preposition.head.dep_ == "acl":
        return attachment(preposition, head)
    return 0.0


def _is_visit(token: Token) -> bool:
    return token.lemma_.lower() in place_words("visit")


def _is_town(token: Token) -> bool:
    """Whether a noun before a cue says where: talks on Iraq, but a summit in Warsaw."""
    if token.pos_ != "PROPN" or token.ent_type_ in ("PERSON", "NORP"):
        return False
    place = find_place(token.text)
    return place is not None and place.precision in ("city", "point")


def phrase_of(document: Document, token: Token) -> Span:
    """The noun phrase of a place, with the place that holds it but without clauses about it."""
    if token.dep_ in ("compound", "poss", "nmod"):
        if entity := entity_at(token):
            return entity.start_char, entity.end_char
        return token.idx, token.idx + len(token)
    inside = {token.i}
    for child in token.subtree:
        chain = child
        while chain.i != token.i and chain.dep_ not in (
            "relcl",
            "acl",
            "advcl",
            "cc",
            "conj",
            "npadvmod",
            "punct",
        ):
            chain = chain.head
        if chain.i == token.i:
            inside.add(child.i)
    first = last = token.i
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside or _joins(document, last + 1, inside):
        last += 1
    start, end = document.parse[first].idx, document.parse[last].idx + len(document.parse[last])
    return start, start + len(TRAILING.sub("", document.text[start:end]))


def _joins(document: Document, index: int, inside: set[int]) -> bool:
    """A comma between a city and its state."""
    tokens = document.parse
    return index + 1 < len(tokens) and tokens[index].text == "," and index + 1 in inside


def locate(document: Document, token: Token, span: Span) -> EventPlace | None:
    """What a noun phrase means as a place, if it is one."""
    named = [
        entity
        for entity in document.entities(span)
        if entity.label_ in PLACE_ENTITIES or find_place(entity.text)
    ]
    countries = countries_of(document)
    is_place = token.ent_type_ in PLACE_ENTITIES or token.lemma_.lower() in place_words("venue")
    text = document.text[span[0] : span[1]]
    if text != text.lower() and (whole := find_place(text, (), countries)):
        return _event_place(span, whole)
    if capital := _capital(text):
        return _event_place(span, capital)
    if not (is_place or any(e.start <= token.i < e.end for e in named)):
        return None
    first = document.parse[document.tokens(span).start]
    if not named and (token.i == first.i or first.tag_ == "PRP$"):
        return None  # "in law school", "in her office": no place that could be named
    if not named:
        return EventPlace(span, text, precision="point")
    within = [
        e.text
        for e in named[1:]
        if e.start > named[0].start
        and e.label_ != "PERSON"
        and document.parse[e.start - 1].text == ","
    ]
    place = find_place(named[0].text, within, countries)
    if place is None:
        return EventPlace(
            span,
            text,
            precision="point" if token.lemma_.lower() in place_words("venue") else "city",
        )
    return _event_place(span, place)


def _capital(text: str) -> Place | None:
    """The capital that "the Turkish capital" means."""
    found = re.search(r"\b([A-Z]\w+)(?:['’]s)? capital$", text)
    if not found:
        return None
    for row in csv.DictReader(read_lines("countries.csv")):
        if found[1] in row["demonyms"].split("|"):
            return find_place(row["capital"].split("|")[0], (), Counter({row["alpha3"]: 1}))
    return None


def _event_place(span: Span, place: Place) -> EventPlace:
    return EventPlace(
        span, place.name, place.country, place.latitude, place.longitude, place.precision
    )
