"""Credits: who took a picture or wrote an article. Names in them are nobody of whom it tells."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipelines.records import ActorKind, Span
from pipelines.resolving.knowledge import Knowledge

NAME = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4}"
WORKS = r"(?:Photo|Photograph|Picture|Image|Video|Illustration|Graphic|Caption)s?"
SHARED = re.compile(rf"({NAME})(?:, [A-Z][a-z]+)?\s?/\s?(?=({NAME}))")
BY = re.compile(
    rf"\b{WORKS}(?: (?:credit|caption|by|from|courtesy of|copyright|via|credit by))+:? (?:{NAME})?"
    rf"|\bImage copyright (?:{NAME})?"
)
OF_A_THING = re.compile(r" [a-z]")  # "a Harbour Courier/Ipsos poll"
DESK = re.compile(
    r"\(?(?:Additional )?(?:[Rr]eporting|[Ee]diting|[Ww]riting|[Cc]ompiled) by"
    r" [A-Z][^\n)]{0,300}\)?"
    r"|^Author: [^\n]*",
    re.MULTILINE,
)
CONTRIBUTED = re.compile(r"\bcontributed (?:reporting )?to this (?:report|article|story)\b")


def find_credits(text: str, knowledge: Knowledge) -> Iterator[Span]:
    """The characters of every credit: "(Ana Lima/Reuters)", "AP Photo", "Reporting by Ana Lima"."""
    for pattern in (BY, DESK, _pictures(knowledge.words["agency"])):
        for found in pattern.finditer(text):
            yield found.span()
    for found in CONTRIBUTED.finditer(text):
        starts = (text.rfind(end, 0, found.start()) + 1 for end in ("\n", ". "))
        yield max(starts), found.end()
    for found in SHARED.finditer(text) if "/" in text else ():
        left, right = found.groups()
        by = _is_maker(left.split()[-2:]) and _is_agency(right, knowledge)
        of = _is_maker(right.split()[:2]) and _is_agency(left, knowledge)
        if (by or of) and not OF_A_THING.match(text, found.end(2)):
            yield found.start(), found.end(2)


@cache
def _pictures(agencies: frozenset[str]) -> re.Pattern[str]:
    named = "|".join(sorted(map(re.escape, agencies), key=len, reverse=True))
    return re.compile(rf"\b(?:{named}) (?:Photos?|Images?|Pictures?|File)\b")


def _is_maker(words: Sequence[str]) -> bool:
    """Whether two words look like the name of a person, not like initials of a body."""
    return len(words) > 1 and not any(w.isupper() for w in words)


def _is_agency(name: str, knowledge: Knowledge) -> bool:
    """Whether a run of capitalised words begins or ends with who sells or prints pictures."""
    words = name.split()
    for size in range(len(words), 0, -1):
        for part in (" ".join(words[:size]), " ".join(words[-size:])):
            known = knowledge.organisation(part)
            outlet = known is not None and known.kind == ActorKind.OUTLET
            if outlet or part in knowledge.words["agency"]:
                return True
    return False
