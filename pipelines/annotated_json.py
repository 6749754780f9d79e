"""An annotated article as the JSON that `communique code` writes (docs/contracts.md shows it)."""

from typing import Any

from pipelines.records import (
    Actor,
    AnnotatedArticle,
    Bound,
    EventDate,
    EventPlace,
    Mention,
    Participant,
)


def to_json(annotated: AnnotatedArticle, text: str) -> dict[str, Any]:
    """A JSON object; `text` is the article's text, from which the words of spans are shown."""
    return {
        "id": annotated.article_id,
        "coder": annotated.coder,
        "times": [
            {"start": t.start, "end": t.end, "text": t.text, "type": t.type, "value": t.value}
            for t in annotated.times
        ],
        "actors": [_actor(a, text) for a in annotated.actors],
        "mentions": [_mention(m, text) for m in annotated.mentions],
        "rejected": [
            {"cue": _spans(r.cue), "kind": r.kind, "reason": r.reason} for r in annotated.rejected
        ],
    }


def _actor(actor: Actor, text: str) -> dict[str, Any]:
    return {
        "actor_id": actor.actor_id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country or None,
        "country_basis": actor.country_basis or None,
        "sector": actor.sector or None,
        "role": actor.role or None,
        "office": actor.office or None,
        "body": actor.body or None,
        "status": actor.status or None,
        "aliases": list(actor.aliases),
        "wikidata_id": actor.wikidata_id or None,
        "mentions": _spans(actor.mentions),
        "offices": [
            {
                "title": o.title,
                "body": o.body or None,
                "status": o.status or None,
                "span": list(o.span),
                "text": text[o.span[0] : o.span[1]],
                "begins": _bound(o.begins, text),
                "ends": _bound(o.ends, text),
            }
            for o in actor.offices
        ],
    }


def _bound(bound: Bound | None, text: str) -> dict[str, Any] | None:
    if bound is None:
        return None
    return {
        "day": bound.day.isoformat(),
        "precision": bound.precision,
        "span": list(bound.span),
        "text": text[bound.span[0] : bound.span[1]],
    }


def _mention(mention: Mention, text: str) -> dict[str, Any]:
    code = mention.code
    return {
        "mention_id": mention.mention_id,
        "kind": mention.kind,
        "cue": _spans(mention.cue),
        "cue_text": " ".join(text[a:b] for a, b in mention.cue),
        "sentence": list(mention.sentence),
        "participants": [_participant(p, text) for p in mention.participants],
        "content": _spans(mention.content),
        "quote_type": mention.quote_type or None,
        "polarity": mention.polarity,
        "speech_act": mention.speech_act or None,
        "code": {"plover": code.plover, "mode": code.mode or None, "cameo": code.cameo or None}
        if code
        else None,
        "reality": mention.reality,
        "date": _date(mention.date),
        "place": _place(mention.place) if mention.place else None,
        "relay": list(mention.relay),
        "event": mention.event_key or None,
        "confidence": mention.confidence,
        "rule": mention.rule,
    }


def _participant(participant: Participant, text: str) -> dict[str, Any]:
    return {
        "role": participant.role,
        "spans": _spans(participant.spans),
        "text": " ".join(text[a:b] for a, b in participant.spans),
        "actor_id": participant.actor_id or None,
        "country": participant.country or None,
        "link_confidence": participant.link_confidence,
    }


def _date(date: EventDate) -> dict[str, Any]:
    return {
        "start": date.first.isoformat() if date.first else None,
        "end": date.last.isoformat() if date.last else None,
        "precision": date.precision,
        "basis": date.basis,
        "span": list(date.span) if date.span else None,
    }


def _place(place: EventPlace) -> dict[str, Any]:
    return {
        "span": list(place.span),
        "name": place.name,
        "country": place.country or None,
        "lat": place.latitude,
        "lon": place.longitude,
        "precision": place.precision or None,
    }


def _spans(spans: tuple[tuple[int, int], ...]) -> list[list[int]]:
    return [list(s) for s in spans]
