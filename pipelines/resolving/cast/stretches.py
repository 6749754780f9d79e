"""Times as they can bound an office: with the word before them, "from" and "to" as one.

What a stretch bounds is decided in `tenures`; what its expressions mean, in `times`.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from pipelines.reading.document import Document
from pipelines.records import Bound, Office, Precision, Span, TimeExpression
from pipelines.resolving.cast.appointments import Way

TO = re.compile(r"\s*(?:-|–|—|to|through|until|till|(?P<and>and))\s*", re.IGNORECASE)
YEARS = re.compile(r"\d{4}\s*[-–—]\s*(?:\d{2}|\d{4})")
SINCE = frozenset({"since", "from"})
UNTIL = frozenset({"until", "till", "through"})
ON = frozenset({"on", "in", ""})
ADVERBS = frozenset({"npadvmod", "advmod"})
LONGEST = dt.timedelta(366)  # a decade names no day nearly enough
LONGEST_TENURE = 25 * LONGEST  # more years than that in brackets are those of a life
BOTH = frozenset({Way.BEGINS, Way.ENDS})


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time, or the two ends of a range, from its first to its last day.

    `at` is its first token, a preposition or bracket included; `over` is the one above it in the
    parse; `end` is the character after it.
    """

    word: str
    at: Token
    over: Token
    end: int
    first: dt.date
    last: dt.date
    precisions: tuple[Precision, Precision]
    is_range: bool

    def ways(self, of: Way) -> frozenset[Way]:
        """The bounds that it says of an office, beside what begins, ends or fills one."""
        if of == Way.ENDS:
            return frozenset({Way.ENDS} if self.word in ON | {"from"} else ())
        if self.is_range:
            return BOTH
        if self.word in SINCE or (of == Way.BEGINS and self.word in ON):
            return frozenset({Way.BEGINS})
        return frozenset({Way.ENDS} if self.word in UNTIL else ())

    def up_to(self, day: dt.date) -> "Stretch":
        """The same without the days after one."""
        return replace(self, last=min(self.last, day))

    def bound(self, office: Office, ways: frozenset[Way], *words: Span) -> Office:
        """An office with these bounds where it has none yet; `words` tie the time to it."""
        spans = ((self.at.idx, self.end), *words)
        span = (min(start for start, _ in spans), max(end for _, end in spans))
        if Way.BEGINS in ways and office.begins is None:
            office = replace(office, begins=Bound(self.first, self.precisions[0], span))
        if Way.ENDS in ways and office.ends is None:
            office = replace(office, ends=Bound(self.last, self.precisions[1], span))
        return office


def find_stretches(document: Document, times: Sequence[TimeExpression]) -> Iterator[Stretch]:
    """The times of a text that name days nearly enough to bound an office."""
    rest = iter(range(len(times)))
    for number in rest:
        first = last = times[number]
        tokens = document.tokens((first.start, first.end))
        if first.type not in ("DATE", "TIME") or not tokens:
            continue
        before = _word_before(tokens)
        if _are_joined(document.text, times[number : number + 2], before):
            last = times[next(rest)]
        if stretch := _stretch(document.text, tokens, before, first, last):
            yield stretch


def _word_before(tokens: Tokens) -> Token | None:
    before = tokens.doc[tokens.start - 1] if tokens.start else None
    leads = before is not None and (before.pos_ in ("ADP", "SCONJ") or before.text == "(")
    return before if leads else None


def _are_joined(text: str, times: Sequence[TimeExpression], before: Token | None) -> bool:
    """Whether two times are the ends of one range: "2014 to 2018", "between May and June"."""
    joined = TO.fullmatch(text, times[0].end, times[1].start) if len(times) > 1 else None
    is_between = before is not None and before.lower_ == "between"
    return joined is not None and (is_between or not joined["and"])


def _stretch(
    text: str, tokens: Tokens, before: Token | None, first: TimeExpression, last: TimeExpression
) -> Stretch | None:
    if not (first.first and first.last and last.first and last.last):
        return None
    are_years = first is last and bool(YEARS.fullmatch(first.text)) and "/" in first.value
    is_range = are_years or first is not last
    longest = max(first.last - first.first, last.last - last.first)
    if first.first > last.last or (longest >= LONGEST and not are_years):
        return None
    end, over = last.end, tokens.root.head
    if before is None:
        if not is_range and tokens.root.dep_ not in ADVERBS:
            return None
    elif before.text == "(":
        if not is_range or last.last - first.first > LONGEST_TENURE or not before.i:
            return None
        over = before.nbor(-1)
        end += text.startswith(")", end)
    else:
        over = before.head
    return Stretch(
        word=before.lower_ if before is not None else "",
        at=tokens[0] if before is None else before,
        over=over,
        end=end,
        first=first.first,
        last=last.last,
        precisions=(first.precision, last.precision),
        is_range=is_range,
    )
