"""Where a statement was made: "told reporters in Berlin", "in a speech in Munich, she said".

Stricter than the place of a meeting. What is said names many places that are not where it is said,
so the phrase must hang on the verb of saying itself, or on it by way of an audience, an occasion
or a verb of speaking, stand outside what is said and who says it, and be on the map.
"""

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from pipelines.reading.document import Document
from pipelines.records import EventPlace, Span
from pipelines.resolving.attachment import attachment, root_of
from pipelines.resolving.occasions import above_occasions, sets_scene
from pipelines.resolving.places import PLACE_ENTITIES, locate, phrase_of

WHERE = frozenset(("in", "at", "inside", "outside", "near", "aboard"))


def place_statement(document: Document, cue: Span, taken: Collection[Span]) -> EventPlace | None:
    """The place that the words give a statement, or None; `taken` are who says it and what."""
    verb = root_of(document, cue)
    if verb is None or verb.pos_ not in ("VERB", "AUX"):
        return None
    for token in _candidates(verb):
        if any(start <= token.idx < end for start, end in taken):
            continue
        place = locate(document, token, phrase_of(document, token))
        is_named = token.ent_type_ in PLACE_ENTITIES or (place and place.precision == "point")
        if place and place.country and is_named:
            return place
    return None


def _candidates(verb: Token) -> Iterator[Token]:
    """The objects of prepositions that may say where, the nearest to the verb first."""
    objects = [
        token
        for token in verb.sent
        if token.dep_ == "pobj" and token.pos_ == "PROPN" and token.head.lower_ in WHERE
    ]
    for token in sorted(objects, key=lambda token: abs(token.i - verb.i)):
        above = above_occasions(token.head.head)
        if above.i == verb.i or sets_scene(above, verb):
            yield token
        elif above.pos_ == "VERB" and token.i < above.i and attachment(token.head, verb):
            yield token  # what opens a sentence is where all of it was said
