"""Scores annotated articles against the answers: shares, in per cent."""

import unicodedata
from collections.abc import Sequence

from sample_answers import Answer, Expected

from pipelines.records import AnnotatedArticle, Kind, Mention, Role, Span

SPEAKERS = {Role.SPEAKER, Role.REPORTER}
SAID = {Kind.STATEMENT, Kind.REPORT}


def score(answers: Sequence[Answer], annotated: Sequence[AnnotatedArticle]) -> dict[str, float]:
    """Precision and recall of meetings and attributions, and how much of what is found is right."""
    count: dict[str, list[bool]] = {}
    for answer, found in zip(answers, annotated, strict=True):
        names = {a.actor_id: fold(" ".join([a.name, *a.aliases])) for a in found.actors}
        kinds = {a.actor_id: a.kind for a in found.actors}
        met = [m for m in found.mentions if m.kind is Kind.MEETING]
        said = [m for m in found.mentions if m.kind in SAID]
        pairs = _pair(answer.meetings, met)
        _note(count, "meeting_recall", [m is not None for _, m in pairs])
        _note(count, "meeting_precision", _precision(met, answer.meetings, answer.ignore))
        for want, got in pairs:
            if got is not None:
                people = {p.actor_id for p in got.participants}
                _note(count, "meeting_party", [_named(w, people, names, kinds) for w in want.who])
                _note(count, "meeting_reality", [got.reality == want.reality])
                if len(want.date) == 10:
                    _note(count, "meeting_date", [str(got.date.first) == want.date])
        pairs = _pair(answer.said, said)
        _note(count, "said_recall", [m is not None for _, m in pairs])
        _note(count, "said_precision", _precision(said, answer.said, answer.ignore))
        for want, got in pairs:
            if got is not None:
                people = {p.actor_id for p in got.participants if p.role in SPEAKERS}
                _note(count, "said_speaker", [_named(w, people, names, kinds) for w in want.who])
                if want.content:
                    _note(count, "said_content", [overlap(want.content, got.content) >= 0.5])
                if want.act and got.code:
                    _note(count, "said_act", [got.code.plover == want.act])
    return {k: round(100 * sum(v) / len(v), 1) for k, v in sorted(count.items()) if v}


def fold(name: str) -> str:
    """A name without accents and case, for comparison."""
    plain = unicodedata.normalize("NFKD", name.replace("Þ", "Th").replace("þ", "th"))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def overlap(want: Span, got: Sequence[Span]) -> float:
    """Characters in both over characters in either."""
    wanted = set(range(*want))
    given = {i for span in got for i in range(*span)}
    return len(wanted & given) / len(wanted | given)


def _note(count: dict[str, list[bool]], name: str, values: list[bool]) -> None:
    count.setdefault(name, []).extend(values)


def _touches(cues: Sequence[Span], mention: Mention) -> bool:
    return any(a < d and c < b for a, b in cues for c, d in mention.cue)


def _pair(wanted: list[Expected], got: list[Mention]) -> list[tuple[Expected, Mention | None]]:
    return [(w, next((m for m in got if _touches(w.cues, m)), None)) for w in wanted]


def _precision(got: list[Mention], wanted: list[Expected], ignore: list[Span]) -> list[bool]:
    cues = [c for w in wanted for c in w.cues]
    return [_touches(cues, m) for m in got if not _touches(ignore, m) or _touches(cues, m)]


def _named(who: str, people: set[str], names: dict[str, str], kinds: dict[str, str]) -> bool:
    if who == "anonymous":
        return any(kinds.get(p) == "anonymous" for p in people)
    words = set(fold(who).split())
    return any(words <= set(names.get(p, "").replace("'", " ").split()) for p in people)
