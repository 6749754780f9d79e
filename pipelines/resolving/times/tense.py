"""Whether the clause around an expression looks back or ahead, read from its words alone."""

import re
from enum import IntEnum
from functools import cache

from pipelines.resolving.times.words import load_words

# Not after an initial or a title: "On Monday Mr. Holt will"
TITLES = "".join(rf"(?<!\b{t}\.)" for t in ("[a-z]", "mr", "ms", "dr", "mrs", "sen", "rep", "gov"))
SENTENCE_END = re.compile(rf"[.!?](?i:{TITLES})[\"”')\]]*\s+(?=[\"“'(]*[A-Z])|\n\s*\n")
BREAK = re.compile(r"[,;:]\s|\s[–—-]+\s|\b(?:that|which|who|after|since|because|when|while|said)\b")
ENDING = r"(?!united\b|hundred\b|indeed\b|need\b|speed\b)[a-z]+ed"  # of a verb in the past
LIMITS = frozenset(("by", "until", "till"))  # a limit may lie ahead of any verb before it
OPENING = 2  # words of a sentence before an expression that still opens it ("But in January")
REACH = 240  # characters on either side in which a verb is looked for


class Tense(IntEnum):
    """Back for sure, back, no sign of any, ahead of what is told or by plan, ahead of now."""

    OVER = -2
    PAST = -1
    UNKNOWN = 0
    PLANNED = 1
    FUTURE = 2


@cache
def _signs() -> re.Pattern[str]:
    words = load_words()
    return re.compile(
        rf"\b(?:(?P<future>{words.pattern('ahead')})|(?P<past>{words.pattern('back')}|{ENDING}))\b",
        re.IGNORECASE,
    )


def tense_at(text: str, start: int, end: int) -> Tense:
    """The tense of the nearest verb: before the expression in its sentence, or else after it."""
    before = text[max(0, start - REACH) : start]
    ends = list(SENTENCE_END.finditer(before))
    before = before[ends[-1].end() :] if ends else before
    last = "".join(before.lower().split()[-1:])
    if last == "for" and text[end - 2 : end] not in ("'s", "’s"):
        return Tense.PLANNED  # a meeting for Sunday
    if tense := _last_tense(before):
        return Tense.UNKNOWN if last in LIMITS and tense == Tense.PAST else tense
    after = text[end : end + REACH]
    stop = SENTENCE_END.search(after)
    sign = _signs().search(after[: stop.start()] if stop else after)
    if not sign:
        return Tense.UNKNOWN
    if not sign["future"] and len(before.split()) <= OPENING:
        return Tense.OVER  # "In January, the firm hired" goes by no other verb
    return _tense_of(sign)


def _tense_of(sign: re.Match[str]) -> Tense:
    if not sign["future"]:
        return Tense.PAST
    return Tense(int(load_words().value("ahead", sign["future"])))


def _last_tense(words: str) -> Tense:
    """The last sign in a stretch of words: one that looks ahead does not reach past a comma."""
    last = Tense.UNKNOWN
    ahead_until = 0
    for sign in _signs().finditer(words):
        between = words[ahead_until : sign.start()]
        if sign["future"]:
            last, ahead_until = _tense_of(sign), sign.end()
        elif last < Tense.PLANNED or BREAK.search(between) or len(between.split()) > 3:
            last = Tense.PAST  # and not a participle that belongs to "will be" or "is due to be"
    if last >= Tense.PLANNED and BREAK.search(words, ahead_until):
        return Tense.PAST
    return last
