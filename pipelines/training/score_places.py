"""Scores what country a place name of the news is resolved to, on names linked to DBpedia.

The data are not part of the project; `pipelines.training.score` finds them.
"""

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pipelines.reading.reader import Reader
from pipelines.records import Article
from pipelines.resolving.gazetteer import find_place, load_places
from pipelines.resolving.places import countries_of
from pipelines.sources.dates import parse_date

CONTINENTS = frozenset(
    ("Africa", "Antarctica", "Asia", "Europe", "North_America", "Oceania", "South_America")
)


def score_places(gold: Path) -> dict[str, Any]:
    """How many of the linked place names are resolved, and how many of those to their country.

    Asked is each location annotated as a name (NAM) with a link whose title tells a country (see
    `country_of_title`); other linked names are skipped. What follows a comma must hold the place,
    and the countries named in the article count, as in the coder. Right is the same alpha-3 code;
    a name resolved without a country is wrong. Point and kind of place are not judged.
    """
    with gold.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    articles = [
        Article(article_id=r["id"], text=r["text"], published_at=parse_date(r["published"] or ""))
        for r in rows
    ]
    asked = skipped = resolved = right = 0
    for row, document in zip(rows, Reader().read(articles), strict=True):
        for mention in row["entities"]:
            link = mention.get("dbpedia")
            if mention["ent_type"] != "LOC" or mention["syntactic"] != "NAM" or not link:
                continue
            country = country_of_title(unquote(link.rsplit("/", 1)[-1]))
            if not country:
                skipped += 1
                continue
            asked += 1
            name, *within = mention["text"].split(", ")
            if place := find_place(name, within, countries_of(document)):
                resolved += 1
                right += place.country == country
    return {
        "asked": asked,
        "skipped": skipped,
        "resolved": round(100 * resolved / asked, 1) if asked else 0.0,
        "country_right": round(100 * right / resolved, 1) if resolved else 0.0,
    }


def country_of_title(title: str) -> str:
    """The country (alpha-3) that a DBpedia title tells, or an empty string where it tells none.

    "Paris,_Texas" is in the country of what follows the comma, where that is a country or a
    state. A title without comma tells a country if it is one, or if every place of the gazetteer
    that bears it lies in the same country; so towns of a shared name (London) are not judged,
    and continents tell none, whatever towns bear their names.
    """
    if title in CONTINENTS:
        return ""
    *_, holder = title.replace("_", " ").split(", ")
    found = load_places().get(holder.lower(), ())
    wide = [place for place in found if place.precision in ("country", "region")]
    if "," in title and not wide:
        return ""
    countries = {place.country for place in wide or found}
    return countries.pop() if len(countries) == 1 else ""
