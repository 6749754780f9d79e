"""The offices that a description gives to its bearer, each with the words that say so.

What an office is called is read in `titles`; here a description of several offices is taken apart
("the former governor and current senator"), and the span of each is found.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from pipelines.records import Office, Span

Words = Sequence[Token]
ReadRole = Callable[[Words, Words], str]
ARTICLES = frozenset({"the", "a", "an"})
SIDES = re.compile(r"\s+(?:of|for|to|at|in)\s.*", re.DOTALL)
EDGES = " \n,;:()-–—\"“”'"


def offices_of(
    core: Words, own: Words, rest: Words, read_role: ReadRole, statuses: dict[str, str]
) -> Iterator[Office]:
    """The offices of a description: `core` up to a preposition, `own` after a possessor."""
    parts = _parts(own, read_role)
    for number, part in enumerate(parts):
        tail = rest if number == len(parts) - 1 else ()
        title = read_role(part, tail).removeprefix("current ")
        if not title:
            continue
        first = core if number == 0 else part
        words = [*first[: len(first) - len(part)], *part, *tail]
        yield Office(title, _span(words, part[-1], title), status=_status(part, statuses))


def _parts(own: Words, read_role: ReadRole) -> list[Words]:
    """The words on both sides of "and", where each side is an office by itself."""
    for k, token in enumerate(own):
        if token.dep_ == "cc" and read_role(own[:k], ()) and read_role(own[k + 1 :], ()):
            return [own[:k], *_parts(own[k + 1 :], read_role)]
    return [own]


def _status(words: Words, statuses: dict[str, str]) -> str:
    for word in words:
        for part in word.lower_.split("-"):
            if part in statuses:
                return statuses[part]
    return ""


def _span(words: Words, holder: Token, title: str) -> Span:
    """The characters from the first word to the last one that the title holds."""
    while len(words) > 1 and (words[0].lower_ in ARTICLES or not words[0].text.strip(EDGES)):
        words = words[1:]
    start, last = words[0].idx, words[0]
    text = last.doc[last.i : words[-1].i + 1].text  # the text of all is built anew when asked for
    end = start + len(words[0])
    for word in words[1:]:
        if word.i != last.i + 1:
            break
        last = word
        said = " ".join(text[: word.idx + len(word) - start].split())
        if word.i <= holder.i or said.endswith(title):
            end = word.idx + len(word)
        if word.i >= holder.i and said.endswith(title):
            break
    said = text[: end - start]
    return start, start + len(said.rstrip(EDGES))


def agree(one: Office, other: Office) -> bool:
    """Whether two titles name one office: "mayor" and "Mayor of Oslo", no "vice president".

    Who became acting president in May and president in June held two.
    """
    if one.status != other.status and one.begins and other.begins:
        return False
    return SIDES.sub("", one.title).lower() == SIDES.sub("", other.title).lower()


def with_period(office: Office, other: Office) -> Office:
    """An office with the bounds of another account of it, where it has none of its own."""
    return replace(office, begins=office.begins or other.begins, ends=office.ends or other.ends)
