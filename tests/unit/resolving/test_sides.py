"""People of several countries in one phrase are a party for each."""

import pytest

from pipelines.coding.coder import make_coder
from pipelines.records import Article

CASES = [
    ("Norwegian and Turkish officials met in Geneva.", ["NOR", "TUR"]),
    ("The leaders of Norway, Sweden and Denmark met in Oslo.", ["DNK", "NOR", "SWE"]),
    ("Negotiators from Iran and the United States met in Muscat.", ["IRN", "USA"]),
    ("Norwegian officials met in Geneva.", ["NOR"]),
    ("Senior and junior Norwegian officials met in Geneva.", ["NOR"]),
]


@pytest.fixture(scope="module")
def coder():
    return make_coder("rules")


@pytest.mark.parametrize(("text", "countries"), CASES)
def test_parties_by_country(coder, text, countries):
    (meeting,) = coder.annotate(Article("a", text)).mentions
    assert sorted(p.country for p in meeting.participants) == countries


def test_a_side_is_the_same_in_the_next_sentence(coder):
    text = "Norwegian and Turkish officials met. Norwegian and Turkish officials met again."
    first, second = coder.annotate(Article("a", text)).mentions
    ids = [[p.actor_id for p in m.participants] for m in (first, second)]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 2
