"""Whether the clause around an expression looks back or ahead, read from its words alone."""

import re
from enum import IntEnum
from functools import cache

from pipelines.resolving.times.words import load_words

SENTENCE_END = re.compile(r"[.!?][\"”')\]]*\s+(?=[\"“'(]*[A-Z])|\n\s*\n")
REACH = 240  # characters on either side in which a verb is looked for


class Tense(IntEnum):
    """Back, ahead, or no sign of either."""

    PAST = -1
    UNKNOWN = 0
    FUTURE = 1


@cache
def _signs() -> re.Pattern[str]:
    words = load_words()
    return re.compile(
        rf"\b(?:(?P<future>{words.pattern('ahead')})|(?P<past>{words.pattern('back')}|[a-z]+ed))\b",
        re.IGNORECASE,
    )


def tense_at(text: str, start: int, end: int) -> Tense:
    """The tense of the nearest verb: before the expression in its sentence, or else after it."""
    before = text[max(0, start - REACH) : start]
    ends = list(SENTENCE_END.finditer(before))
    before = before[ends[-1].end() :] if ends else before
    last = Tense.UNKNOWN
    ahead_until = -1
    for sign in _signs().finditer(before):
        if sign["future"]:
            last, ahead_until = Tense.FUTURE, sign.end()
        elif sign.start() - ahead_until > 30 or "said" in sign[0].lower():
            # A participle right after "will be" belongs to it
            last = Tense.PAST
    if last:
        return last
    after = text[end : end + REACH]
    stop = SENTENCE_END.search(after)
    sign_after = _signs().search(after[: stop.start()] if stop else after)
    if not sign_after:
        return Tense.UNKNOWN
    return Tense.FUTURE if sign_after["future"] else Tense.PAST
