"""What sort of thing a name names, by its own words and those beside it: a body, a place, a law."""

import re

from spacy.tokens import Doc, Token

from pipelines.records import ActorKind
from pipelines.resolving.cast.names import Name
from pipelines.resolving.gazetteer import find_place
from pipelines.resolving.knowledge import Knowledge
from pipelines.resolving.spelling import plain

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
OUTLET_NAME = re.compile(
    r"(?:Times|Post|Journal|News|Tribune|Herald|Gazette|Magazine|Radio|TV|Observer|Chronicle"
    r"|Ledger|Beacon|Bulletin|Wire|Monitor|Telegraph|Dispatch|Inquirer|Examiner|Courier|Sentinel"
    r"|Globe|Daily|Weekly)$"
)
IN = frozenset({"in", "near", "outside"})
PRINTED = frozenset({"newspaper", "daily", "weekly", "magazine", "tabloid", "broadsheet"})
SAID = {"body": ActorKind.ORGANISATION, "outlet": ActorKind.OUTLET}
PARTY_AND_STATE = re.compile(r"[RDI]-[A-Z]")  # "D-Ohio"
NUMBERED = re.compile(r"(?:[HS]\.?\s?[BR]\.?|Bill|Resolution|Proposition|Amendment|Article)\s?\d+$")
CORPORATE = re.compile(
    r"\b(?:Inc|Corp|Co|Ltd|LLC|Group|Bank|University|College|Committee|Council|Party|Department"
    r"|Ministry|Institute|Association|Commission|Agency|Court|Union|Foundation|Center|Centre"
    r"|Office|Board|House|Senate|Caucus|Coalition|Alliance|Campaign|School|Church|Hospital"
    r"|Organization|Organisation|Administration|Services?|Bureau|Police|Army|Force|Forces|Fund"
    r"|News|Times|Post|Tower|Street|Airport|Plan|Program|Security|Conference|Society|Project"
    r"|Network|Act|Law|Research|Company|Companies|Schools|Avenue|Hotel|State|City|County)\b"
)
BUILT = re.compile(r"\b(?:Tower|Street|Airport|Avenue|Hotel|State|City|County)\b")


def label_of(name: Name, knowledge: Knowledge) -> str:
    """The parser's label of a name, corrected by its own words."""
    words = name.text.lower().split()
    if len(words) > 1 and "of" not in words and words[-1] in knowledge.words["event_name"]:
        return "EVENT"
    return "ORG" if CORPORATE.search(name.text) else name.label


def is_abbreviated(text: str, knowledge: Knowledge) -> bool:
    """Whether a name is a short form of a state of the USA: "Fla.", "D-Ohio"."""
    states = knowledge.states
    return bool(PARTY_AND_STATE.match(text)) or (text in states and states[text] != text)


def is_no_person(text: str, knowledge: Knowledge) -> bool:
    """Whether a name's own words say that it is a body, a place, a law, an outlet, a state."""
    if CORPORATE.search(text) or _is_place(text, knowledge) or _is_document(text, knowledge):
        return True
    words = text.split()
    if words[0] in knowledge.given_names and not OUTLET_NAME.search(text):
        return False
    of_place = find_place(words[0]) is not None
    is_team = len(words) == 2 and words[1].endswith("s") and not words[1].endswith("ss")
    return of_place and (bool(OUTLET_NAME.search(text)) or is_team)


def kind_beside(name: Name, parse: Doc, knowledge: Knowledge) -> ActorKind | None:
    """What the nouns around a name say: "the daily Sol", "Sol newspaper", "Sol chairman Lima"."""
    before = _kind_before(name, parse, knowledge)
    return before or _kind_after(name, parse, knowledge) or _kind_said(name, parse, knowledge)


def _kind_said(name: Name, parse: Doc, knowledge: Knowledge) -> ActorKind | None:
    """What an apposition says that a name is: "Fairlead, a Norwegian company"."""
    for child in parse[name.start : name.end].root.children:
        if child.dep_ == "appos" and child.i >= name.end and child.tag_ == "NN":
            entry = knowledge.nouns.get(child.lower_)
            if entry and entry.group in SAID:
                return SAID[entry.group]
    return None


def _kind_before(name: Name, parse: Doc, knowledge: Knowledge) -> ActorKind | None:
    noun = parse[name.start - 1] if name.start else None
    if noun is None or noun.tag_ in ("NNS", "NNP"):
        return None
    if _stands_as_place(name, noun, knowledge):
        return ActorKind.STATE
    if _is_called_place(noun, knowledge):
        return ActorKind.STATE
    entry = knowledge.nouns.get(noun.lower_)
    if entry is None:
        return None
    if entry.group == "outlet":
        return ActorKind.OUTLET
    return ActorKind.ORGANISATION if entry.group == "body" and noun.tag_ == "NN" else None


def _stands_as_place(name: Name, before: Token, knowledge: Knowledge) -> bool:
    """Whether a name that the gazetteer knows stands where a place does: "a mayor of Porto"."""
    if name.text in knowledge.words["no_city"] or find_place(name.text) is None:
        return False
    if before.lower_ in IN:
        return True
    over = knowledge.nouns.get(before.nbor(-1).lower_) if before.i else None
    return before.lower_ == "of" and over is not None and over.group == "person"


def _is_called_place(before: Token, knowledge: Knowledge) -> bool:
    """Whether a name follows "the town", "the village of"."""
    noun = before.nbor(-1) if before.lower_ == "of" and before.i else before
    return noun.lower_ in knowledge.words["place_noun"]


def _kind_after(name: Name, parse: Doc, knowledge: Knowledge) -> ActorKind | None:
    words = [t.lower_ for t in parse[name.end : name.end + 2]]
    if not words:
        return None
    if not knowledge.words["heads_body"].isdisjoint((words[0], " ".join(words))):
        return ActorKind.ORGANISATION
    if words[0] in knowledge.words["place_noun"]:
        return ActorKind.STATE
    return ActorKind.OUTLET if words[0] in PRINTED else None


def kind_of(text: str, label: str, knowledge: Knowledge) -> ActorKind:
    """The kind of a name that no table holds and no person bears."""
    if _is_place(text, knowledge):
        return ActorKind.STATE
    if _is_document(text, knowledge):
        return ActorKind.DOCUMENT
    if OUTLET_NAME.search(text) and label in ("ORG", "", "WORK_OF_ART", "PERSON"):
        return ActorKind.OUTLET
    if label == "NORP" or knowledge.demonyms.get(plain(text)):
        return ActorKind.GROUP
    is_body = CORPORATE.search(text) and not BUILT.search(text) and " " in text
    if is_body and label == "GPE" and not knowledge.is_territory(text):
        return ActorKind.ORGANISATION
    return ActorKind.STATE if label in PLACE_LABELS else ActorKind.ORGANISATION


def _is_place(text: str, knowledge: Knowledge) -> bool:
    """Whether a name is one of a place by its own words: "Mount Sol", "Sol Bay"."""
    words = text.lower().split()
    named = knowledge.words["place_name"]
    if len(words) < 2 or words[-1] in named:
        return len(words) > 1
    return words[0] in knowledge.words["place_first"] and not CORPORATE.search(text)


def _is_document(text: str, knowledge: Knowledge) -> bool:
    """Whether a name is one of a law or of papers: "Clean Harbour Act", "Bill 12"."""
    words = text.lower().split()
    ends = len(words) > 1 and words[-2] != "of"  # "College of Law"
    return bool(NUMBERED.match(text)) or (ends and words[-1] in knowledge.words["document_name"])
