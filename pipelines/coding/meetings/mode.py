"""Reads how the parties came together, and gives the PLOVER and CAMEO codes that follow."""

from spacy.tokens import Token

from pipelines.coding.meetings.grammar import word
from pipelines.coding.meetings.triggers import Candidate
from pipelines.records import Code, Mode, Reality

BY_WIRE = frozenset(
    {
        "phone",
        "telephone",
        "video",
        "videolink",
        "videoconference",
        "zoom",
        "skype",
        "conference-call",
        "hotline",
        "virtually",
        "remotely",
    }
)
ASSEMBLIES = frozenset(
    {
        "council",
        "g20",
        "g-20",
        "g7",
        "g-7",
        "opec",
        "nato",
        "asean",
        "assembly",
        "multilateral",
        "six-party",
        "multiparty",
        "international",
    }
)
BARGAINED = frozenset(
    {
        "peace",
        "trade",
        "nuclear",
        "labor",
        "labour",
        "contract",
        "merger",
        "coalition",
        "disarmament",
        "ceasefire",
        "cease-fire",
        "takeover",
        "wage",
        "denuclearization",
        "denuclearisation",
        "proximity",
        "reconciliation",
    }
)


def read_mode(candidate: Candidate) -> Mode:
    """The mode of a candidate, from the words beside it and what its word means by itself."""
    near = {word(t) for t in _near(candidate.token)}
    if by_wire(candidate):
        return Mode.CALL
    if near & BARGAINED and candidate.noun:
        return Mode.NEGOTIATION
    mode = candidate.trigger.mode
    if mode in (Mode.IN_PERSON, Mode.UNSPECIFIED) and near & ASSEMBLIES:
        return Mode.MULTILATERAL
    return mode


def by_wire(candidate: Candidate) -> bool:
    """Whether the words beside a candidate say that it was a call: "by telephone", "on Zoom"."""
    return bool({word(t) for t in _near(candidate.token)} & BY_WIRE)


def _near(trigger: Token) -> list[Token]:
    """The words that modify a trigger, its subject, and the objects of its prepositions."""
    found = []
    for child in trigger.children:
        found.append(child)
        by = child.dep_ == "prep" and child.lower_ in ("by", "on", "over", "via", "of")
        if by or child.dep_ in ("nsubj", "compound"):
            found += child.subtree
        elif child.dep_ == "dobj":  # "discussed patrols by phone": the parse hangs "by" there
            found += (t for c in child.children if c.lower_ in ("by", "over") for t in c.subtree)
    return found


CAMEO = {
    Mode.CALL: "041",
    Mode.VISIT: "042",
    Mode.NEGOTIATION: "046",
}


def code_meeting(mode: Mode, reality: Reality, hosted: bool, mediated: bool) -> Code:
    """The code of a meeting: PLOVER by its reality, CAMEO by its mode too."""
    if reality is Reality.PLANNED:
        return Code("AGREE", "036", mode)
    if reality is Reality.CANCELLED:
        return Code("REJECT", "125", mode)
    if reality is Reality.PROPOSED:
        return Code("REQUEST", "028" if mediated else "026", mode)
    if mediated:
        return Code("CONSULT", "045", mode)
    if hosted:
        return Code("CONSULT", "043", mode)
    return Code("CONSULT", CAMEO.get(mode, "040"), mode)
