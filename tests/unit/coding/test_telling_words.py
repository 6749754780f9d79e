"""Which word of a cue of several words says what is done."""

import pytest

from pipelines.coding.reporting_patterns import Attribution
from pipelines.coding.speech_acts import find_speech_act
from pipelines.reading.reader import Reader
from pipelines.records import Article, Kind


@pytest.mark.parametrize(
    ("cue", "act"),
    [
        ("rejected calls", "refuse"),
        ("repeated calls", "request"),
        ("issued an ultimatum", "ultimatum"),
    ],
)
def test_a_verb_that_acts_by_itself_outweighs_its_noun(cue, act):
    text = f"Norway {cue} to close the port."
    document = next(Reader().read([Article("a", text)]))
    start = text.index(cue)
    end = start + len(cue)
    found = Attribution((start, end), (0, 6), ((end + 1, len(text) - 1),), 0.5, "made")
    assert find_speech_act(found, document, Kind.STATEMENT).act == act
