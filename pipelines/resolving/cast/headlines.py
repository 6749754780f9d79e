"""Names in lines where Every Word Has a Capital, so that capitals say nothing.

There the parser reads whole headlines as one name. A name in such a line is one that the text below
or a table also has; of the others only people by their given names are kept.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span

from pipelines.resolving.cast.names import Name
from pipelines.resolving.knowledge import Knowledge
from pipelines.resolving.spelling import plain

LONGEST = 24  # words of a headline
FEWEST = 4  # longer words with a capital that it has at least
SHORT = 3  # letters of words that may have one or not
# Words that headlines leave small
SMALL = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PART", "PRON", "AUX"})
LONGEST_NAME = 8
LONGEST_PERSON = 3
SENTENCE_ENDS = frozenset({".", "!", "?", "”", '"'})


def in_headlines(parse: Doc) -> bytearray:
    """1 for every token of a line in which nearly all words have a capital."""
    inside = bytearray(len(parse))
    start = 0
    for i in range(len(parse) + 1):
        if i == len(parse) or "\n" in parse[i].text:
            if _is_headline(parse[start:i], is_first=start == 0):
                inside[start:i] = b"\x01" * (i - start)
            start = i + 1
    return inside


def headline_end(parse: Doc) -> int:
    """The first token after a text's headline: its first line, if that is short; else 0."""
    for token in parse[: LONGEST + 1]:
        if "\n" in token.text:
            return token.i
    return 0


def _is_headline(line: Span, is_first: bool) -> bool:
    if not FEWEST <= len(line) <= LONGEST:
        return False
    if not is_first and line[-1].text in SENTENCE_ENDS:
        return False
    words = [t for t in line if t.is_alpha]
    if sum(len(t) > SHORT and t.text[0].isupper() for t in words) < FEWEST:
        return False
    return all(t.text[0].isupper() or t.pos_ in SMALL for t in words)


def settle(
    names: list[Name], parse: Doc, inside: bytearray, tabled: int, knowledge: Knowledge
) -> list[Name]:
    """The names of a text, those of its headlines cut down to what is a name elsewhere too.

    `inside` says which tokens are of headlines. The first `tabled` names come from tables and stay.
    """
    if not any(inside):
        return names
    below = _Below([n for n in names if not inside[n.start]], knowledge)
    settled = names[:tabled]
    for name in names[tabled:]:
        settled.extend(below.cut(name, parse) if inside[name.start] else [name])
    return settled


class _Below:
    """The names of a text outside its headlines, and those of the tables."""

    def __init__(self, names: Sequence[Name], knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.labels: dict[str, str] = {}
        for name in names:
            words = name.text.split()
            self.labels.setdefault(plain(name.text).lower(), name.label)
            if name.label == "PERSON" and len(words) > 1:
                self.labels.setdefault(plain(words[-1]).lower(), name.label)
                self.labels.setdefault(plain(f"{words[0]} {words[-1]}").lower(), name.label)

    def cut(self, name: Name, parse: Doc) -> Iterator[Name]:
        """The parts of a headline's name that are names."""
        at, end, found = name.start, name.end, False
        while at < end:
            for stop in range(min(end, at + LONGEST_NAME), at, -1):
                text = parse[at:stop].text
                label = self._label(text, name.label)
                if label is not None:
                    yield Name(at, stop, label, text, name.titled and at == name.start)
                    at, found = stop, True
                    break
            else:
                at += 1
        if not found and self._is_person(name):
            yield name

    def _label(self, text: str, own: str) -> str | None:
        key = plain(text)
        if (label := self.labels.get(key.lower())) is not None:
            return label
        know = self.knowledge
        words = key.split()
        is_full = 1 < len(words) <= LONGEST_PERSON and words[0] in know.given_names
        if know.people.get(key) or (is_full and self.labels.get(words[-1].lower()) == "PERSON"):
            return "PERSON"
        if key in know.demonyms or key in know.national_terms:
            return own
        known = know.organisation(text) or know.government(text)
        return own if known else None

    def _is_person(self, name: Name) -> bool:
        words = name.text.split()
        given = words[0] in self.knowledge.given_names or name.titled
        return name.label == "PERSON" and given and len(words) <= LONGEST_PERSON
