"""To whom words went, and through which outlet."""

import pytest

from pipelines.coding.coder import make_coder
from pipelines.records import Article, Role

CASES = [
    ("Anna Berg told CNN on Thursday that the port would open.", "outlet", "CNN"),
    ("In an interview with the BBC, Anna Berg said the port would open.", "outlet", "BBC"),
    ("Anna Berg wrote in the Financial Times that it was cold.", "outlet", "Financial Times"),
    ("Anna Berg said in a post on Telegram that the port would open.", "outlet", "Telegram"),
    ("Speaking to Fox News, Anna Berg said the port would open.", "outlet", "Fox News"),
    ("The ministry said in a statement carried by the TASS news agency that it was cold.",
     "outlet", "TASS"),
    ("Anna Berg said in a letter to Congress that it was cold.", "addressee", "Congress"),
    ("Anna Berg told President Jon Lund that it was cold.", "addressee", "Jon Lund"),
    ("Anna Berg said in Berlin that it was cold.", None, None),
]  # fmt: skip
HEARERS = (Role.OUTLET, Role.ADDRESSEE)


@pytest.fixture(scope="module")
def coder():
    return make_coder("tagger")


@pytest.mark.parametrize(("text", "role", "name"), CASES)
def test_who_hears(coder, text, role, name):
    found = coder.annotate(Article("a", text))
    names = {actor.actor_id: actor.name for actor in found.actors}
    heard = {
        (p.role.value, names[p.actor_id])
        for m in found.mentions
        for p in m.participants
        if p.role in HEARERS
    }
    assert heard == ({(role, name)} if role else set())
