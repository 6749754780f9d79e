"""What a speaker does by speaking, by cue and content."""

import pytest

from pipelines.coding.act_tables import acts, content_rows, cue_rows, topic_rows
from pipelines.coding.reporting_patterns import find_attributions
from pipelines.coding.speech_acts import find_speech_act, read_speech_act
from pipelines.coding.speech_verbs import find_speech_verbs
from pipelines.reading.reader import Reader
from pipelines.records import Article, Kind

CASES = [
    ("The minister said that the harbour was open.", "comment", "STATEMENT"),
    ("The minister declined to comment on the plan.", "decline_comment", "STATEMENT"),
    ("The minister denied that money was discussed.", "deny", "STATEMENT"),
    ("The minister refused to sign the treaty.", "refuse", "REJECT"),
    ("The minister said he would not accept the offer.", "refuse", "REJECT"),
    ("The minister said she would send two helicopters.", "promise", "AGREE"),
    ("The minister said the rebels must leave the city.", "request", "REQUEST"),
    ("The minister urged farmers to report any buyer.", "request", "REQUEST"),
    ("The senator accused the minister of hiding the draft.", "accuse", "ACCUSE"),
    ("The senator criticised the decision.", "criticise", "ACCUSE"),
    ("The senator praised both ministers.", "praise", "SUPPORT"),
    ("The union threatened to blockade the harbour.", "threaten", "THREATEN"),
    ("He warned that Norway would be cold.", "warn", "STATEMENT"),
]


def acts_in(text):
    document = next(Reader().read([Article("a", text)]))
    found = find_attributions(document)
    found = [*found, *find_speech_verbs(document, [a.cue for a in found])]
    return [find_speech_act(a, document, Kind.STATEMENT) for a in found]


@pytest.mark.parametrize(("text", "act", "plover"), CASES)
def test_act_of_a_sentence(text, act, plover):
    assert [(a.act, a.code.plover) for a in acts_in(text)] == [(act, plover)]


@pytest.mark.parametrize(
    "text",
    [
        "The river threatened to flood the valley.",
        "The committee might accuse the minister of waste.",
    ],
)
def test_what_nobody_has_done_in_words(text):
    document = next(Reader().read([Article("a", text)]))
    assert not [a for a in find_speech_verbs(document, ()) if a.source]


def test_tables_name_only_acts_that_there_are():
    named = {r.act for rows in cue_rows().values() for r in rows}
    named |= {r.act for r in content_rows()} | {a.negated for a in acts().values()}
    named |= {act for row in topic_rows() for act in row.codes}
    assert named <= set(acts())


@pytest.mark.parametrize(
    ("cue", "act"),
    [("offered few details on", "comment"), ("offered condolences for", "empathise")],
)
def test_the_object_of_a_cue_says_what_is_offered(cue, act):
    text = f"The minister {cue} how it ended."
    document = next(Reader().read([Article("a", text)]))
    content = (text.index("how"), len(text) - 1)
    offered = document.parse[2]
    assert read_speech_act(offered, (content,), None, document).act == act
