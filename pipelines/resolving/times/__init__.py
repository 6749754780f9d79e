"""Time expressions: what a text says of when, as TIMEX3 types and values and as days.

`find_times` is all that other rooms need. The grammar is data (`data/time_rules.txt` over
`data/time_words.csv`); `grammar` matches it, `resolve` says what a match means, `days` knows the
calendar, `tense` reads whether a clause looks back or ahead. Which expression dates which event is
decided in `pipelines.resolving.event_dates`.
"""

import datetime as dt
import re

from pipelines.records import TimeExpression
from pipelines.resolving.times.days import days_of
from pipelines.resolving.times.grammar import scan
from pipelines.resolving.times.resolve import resolve
from pipelines.resolving.times.scene import Scene, tomorrow_begun

FULL_STOP = re.compile(
    r"\b(?:may|(?!sept|tues|thur)[^\W\d_]{4,})\.\Z", re.IGNORECASE
)  # of a sentence, not of an abbreviation


def find_times(text: str, published: dt.date | None) -> tuple[TimeExpression, ...]:
    """Every time expression of a text, in order; relative ones count from the day of publication.

    A time of publication (UTC) tells besides whether "on Friday" can be tomorrow to its readers.
    Without a publication date, what would need it keeps the unknown parts of its value as X and
    covers no days.
    """
    day = published.date() if isinstance(published, dt.datetime) else published
    scene = Scene(text, day, tomorrow_begun(published))
    found = []
    for match in scan(text, lambda match: resolve(match, scene)):
        value = match.meaning
        first, last, precision = days_of(value.value)
        end = match.end - bool(FULL_STOP.search(text, match.start, match.end))
        found.append(
            TimeExpression(
                start=match.start,
                end=end,
                text=text[match.start : end],
                type=value.type,
                value=value.value,
                first=first,
                last=last,
                precision=precision,
                basis=value.basis,
            )
        )
    return tuple(found)
