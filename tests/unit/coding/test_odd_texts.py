"""Texts unlike news go through both coders without an error, and their offsets hold."""

import pytest

from pipelines.coding.coder import make_coder
from pipelines.records import Article

NEWS = (
    "Norwegian Foreign Minister Anders Vikhammer met his Icelandic counterpart, Hildur Jonsdottir, "
    "in Oslo on Monday. “We are close,” he told reporters. She said that the fleet would wait.\n\n"
    "The Harbour Wire reported that both had agreed to meet again in May.\n\n"
)
TEXTS = {
    "no statement": "The bridge is 400 metres long. It crosses the river twice.",
    "capitals": NEWS.upper(),
    "no paragraphs": " ".join(NEWS.split()) * 20,
    "one word a line": "\n".join(NEWS.split()),
    "no capitals or stops": NEWS.lower().replace(".", ""),
    "German": "Der Minister traf am Montag seine Kollegin in Wien. „Wir sind uns einig“, sagte er.",
    "Chinese": "外交部长星期一在北京会见了来访的代表团。他说，双方同意继续对话。",
    "a text about itself": "The statement, a copy of which Anna Keller read, said it was late. "
    "She signed a note by which the note of that was a message from who said so.",
    "no finite verb": "To meet Pavel Novak in Prague.\n\nMeeting Pavel Novak in Prague.",
    "unclosed quote": "“We are close, he said. " + NEWS,
    "quotes only": "““””\"'" * 50,
    "marks": "?!… — \u200b\u202e\ufeff " * 30,
    "one long word": "a" * 20_000,
    "empty": "",
    "blank": " \n\n\t ",
}


@pytest.fixture(scope="module", params=["rules", "tagger"])
def coder(request):
    return make_coder(request.param)


def spans_of(annotated):
    for mention in annotated.mentions:
        yield from (*mention.cue, *mention.content, mention.sentence)
        for participant in mention.participants:
            yield from participant.spans
    for actor in annotated.actors:
        yield from actor.mentions


@pytest.mark.parametrize("name", TEXTS)
def test_text_goes_through_with_offsets_inside_it(coder, name):
    text = TEXTS[name]
    annotated = coder.annotate(Article("a", text))
    assert annotated.failure == ""
    assert all(0 <= start <= end <= len(text) for start, end in spans_of(annotated))


@pytest.mark.parametrize("name", ["no statement", "marks", "empty", "blank", "one long word"])
def test_nothing_is_found_where_nothing_is_said(coder, name):
    assert coder.annotate(Article("a", TEXTS[name])).mentions == ()


def test_a_hundred_thousand_words_are_coded_to_their_end():
    text = NEWS * (100_000 // len(NEWS.split()) + 1)
    annotated = make_coder("tagger").annotate(Article("a", text))
    assert len(text.split()) >= 100_000
    assert max(m.cue[0][0] for m in annotated.mentions) > len(text) - 2 * len(NEWS)
