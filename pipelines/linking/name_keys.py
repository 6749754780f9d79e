"""Under which key a name is looked up: one for all the spellings that may be one actor's.

A key only brings together what has to be compared; `identities` decides. Names of persons are
reduced to first and last word, in one spelling ("Sergei Ryabkov", "Sergey A. Ryabkov"); of bodies
the id that their article gave is the key.
"""

import csv
import re
from functools import cache, lru_cache
from pathlib import Path

from pipelines.records import ActorKind

HERE = Path(__file__).parent
GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
# Between the first word and the last; "Ben Cardin" and "Al Gore" keep their first
PARTICLES = frozenset(
    {"al", "el", "bin", "ben", "ibn", "bint", "abu", "de", "da", "do", "dos", "das", "del", "della"}
    | {"di", "du", "la", "le", "van", "von", "der", "den", "ten"}
)
SHORTEST_FOLDED = 4  # letters: in shorter words each letter counts ("Li" is not "Lei")
# One spelling of the sounds that romanisations write differently, applied from top to bottom.
# After the tables of the BGN/PCGN romanisation guide for Russian, Ukrainian and Arabic.
SOUNDS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"(?:tsch|tch)", "ch"),
        (r"sch", "sh"),
        (r"kh", "h"),
        (r"ph", "f"),
        (r"(?:ou|oo)", "u"),
        (r"ck", "k"),
        (r"w", "v"),
        (r"(?<=[aeiou])y(?=e)", ""),  # Tokayev, Tokaev
        (r"(?<=[aeiou])j|y", "i"),
        (r"^ie", "e"),  # Yekaterina, Ekaterina
        (r"(?:ii|ee|ei|ie)", "i"),
        (r"(.)\1", r"\1"),
    )
)


# One letter for a sound that romanisations write with letters of others: Guliyev, Quliyev
NEAR = str.maketrans("gq", "kk")


def name_key(actor_id: str, kind: ActorKind) -> str:
    """The key of a named actor; names with one key may be one actor, others never are."""
    words = person_words(actor_id) if kind is ActorKind.PERSON else []
    if len(words) < 2:
        return actor_id
    generation = words.pop() if words[-1] in GENERATIONS and len(words) > 2 else ""
    sounds = (given(words[0]), fold_sounds(words[-1]), generation)
    return " ".join(filter(None, sounds)).translate(NEAR)


def sounds_alike(one: str, other: str) -> bool:
    """Whether two persons' ids of one key are romanisations of one name, and not only near it."""
    ours, theirs = person_words(one), person_words(other)
    return given(ours[0]) == given(theirs[0]) and fold_sounds(ours[-1]) == fold_sounds(theirs[-1])


def middles_agree(one: str, other: str) -> bool:
    """Whether the middle names of two ids can be one person's: "A." fits "Ana", not "Eva"."""
    return all(
        a == b or fold_sounds(a) == fold_sounds(b) or (1 in (len(a), len(b)) and a[0] == b[0])
        for a, b in zip(_middles(one), _middles(other), strict=False)
    )


def _middles(actor_id: str) -> list[str]:
    return [word for word in person_words(actor_id)[1:-1] if word not in GENERATIONS]


def person_words(actor_id: str) -> list[str]:
    """The words of a person's id that tell him from others: no particles, no stray digits."""
    words = [word for word in actor_id.split("_") if word.isalpha()]
    return words[:1] + [word for word in words[1:] if word not in PARTICLES]


@lru_cache(maxsize=65536)
def fold_sounds(word: str) -> str:
    """One spelling of a name's sounds: Ryabkov and Riabkov, Mohammed and Mohamed are alike."""
    if len(word) < SHORTEST_FOLDED:
        return word
    for pattern, plain in SOUNDS:
        word = pattern.sub(plain, word)
    return word


def given(word: str) -> str:
    """One form of a given name: that of its row in given_name_forms.csv, else its sounds."""
    return _given_forms().get(word) or fold_sounds(word)


@cache
def _given_forms() -> dict[str, str]:
    with (HERE / "given_name_forms.csv").open(encoding="utf-8", newline="") as rows:
        forms = csv.DictReader(line for line in rows if not line.startswith("#"))
        return {
            form: row["forms"].split("|")[0] for row in forms for form in row["forms"].split("|")
        }


def is_common_body(actor_id: str) -> bool:
    """Whether the name of a body could be any country's or town's: "Foreign Ministry"."""
    common = _words_of("common_body_words.txt")
    return all(word in common for word in actor_id.split("_"))


def has_common_surname(actor_id: str) -> bool:
    """Whether many people bear the first or the last word of a name as their surname."""
    words = person_words(actor_id)
    return not _words_of("common_surnames.txt").isdisjoint((words[0], words[-1]))


@cache
def _words_of(name: str) -> frozenset[str]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
