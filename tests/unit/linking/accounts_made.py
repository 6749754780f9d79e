"""Accounts for tests, made from a few words."""

import datetime as dt
import hashlib

from pipelines.linking.accounts import Account, Party, When
from pipelines.linking.contents import content_of
from pipelines.records import ActorKind, Kind, Reality

PEOPLE = {
    "vikhammer": ("Anders Vikhammer", "NOR", "GOV", "minister fisheries"),
    "thorsteinsdottir": ("Hildur Thorsteinsdóttir", "ISL", "GOV", "minister foreign"),
    "corrigan": ("Niamh Corrigan", "IRL", "IGO", "commissioner fisheries"),
    "strand": ("Oddvar Strand", "NOR", "BUS", "head association"),
}
STATES = {"norway": "NOR", "iceland": "ISL", "ireland": "IRL"}
OCT_7 = dt.date(2026, 10, 7)


def day(offset: int) -> dt.date:
    """The days around 7 October 2026."""
    return OCT_7 + dt.timedelta(days=offset)


def party(name: str, **changes) -> Party:
    if name in STATES:
        return Party(name, ActorKind.STATE, (name,), STATES[name], "GOV")
    full, country, sector, position = PEOPLE.get(name, (name, "", "", ""))
    actor = {
        "actor_id": full.lower().replace(" ", "_"),
        "kind": ActorKind.PERSON,
        "names": tuple(full.lower().replace("ó", "o").split()),
        "country": country,
        "sector": sector,
        "position": frozenset(position.split()),
    }
    return Party(**(actor | changes))


def account(article: str, *names: str | Party, **given) -> Account:
    """An account by one article; `on` is the day the text gives, `published` the article's."""
    parties = tuple(name if isinstance(name, Party) else party(name) for name in names)
    on, published = given.pop("on", None), given.pop("published", OCT_7)
    first, last = on if isinstance(on, tuple) else (on or published, on or published)
    says = given.pop("says", "")
    kind = given.pop("kind", Kind.STATEMENT if says else Kind.MEETING)
    place = given.pop("place", "")
    made = {
        "kind": kind,
        "mention_ids": (mention_id(f"{article} {names} {says} {on} {place}"),),
        "article_id": article,
        "story_id": article,
        "seen_on": published,
        "when": When(first, last, is_firm=on is not None),
        "parties": parties,
        "realities": frozenset({Reality(given.pop("reality", "held"))}),
        "modes": frozenset({given.pop("mode")} if "mode" in given else ()),
        "places": frozenset({(place, "")} if place else ()),
        "contents": frozenset({content_of(says)} if says else ()),
    }
    return Account(**(made | given))


def mention_id(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]
