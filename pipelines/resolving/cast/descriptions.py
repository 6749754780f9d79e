"""Descriptions: which figure "the mayor", "the Vermont senator", "the paper" or "the poll" means."""

from collections.abc import Sequence

from spacy.tokens import Token

from pipelines.records import ActorKind
from pipelines.resolving.cast.figures import Figure
from pipelines.resolving.cast.naming import Name
from pipelines.resolving.knowledge import Knowledge, Noun, plain

DEFINITE = frozenset(
    {"the", "this", "that", "these", "those", "both", "its", "his", "her", "their"}
)
GROUP_KINDS = {
    "person": frozenset({ActorKind.PERSON, ActorKind.ANONYMOUS}),
    "people": frozenset({ActorKind.GROUP, ActorKind.ANONYMOUS}),
    "body": frozenset({ActorKind.ORGANISATION, ActorKind.GROUP, ActorKind.OUTLET}),
    "outlet": frozenset({ActorKind.OUTLET, ActorKind.ORGANISATION}),
    "document": frozenset({ActorKind.DOCUMENT}),
    "state": frozenset({ActorKind.STATE}),
}
GENERIC_BODIES = frozenset(
    ["company", "firm", "group", "agency", "organization", "organisation", "body", "bank", "corporation", "business", "giant", "nonprofit", "charity", "union", "alliance", "institution"]
)
GENERIC_OUTLETS = frozenset(
    ["paper", "newspaper", "outlet", "publication", "website", "site", "magazine", "network", "channel", "daily", "tabloid"]
)
CITED_PLURALS = frozenset(
    ["official", "source", "aide", "adviser", "advisor", "staffer", "spokesman", "spokeswoman", "spokesperson", "diplomat", "insider", "operative", "officer", "negotiator", "regulator", "whistleblower", "informant", "investigator"]
)
FAMILIAR = frozenset({"familiar", "close", "briefed", "aware", "knowledge", "anonymity"})
REACH = 4000  # characters that a description without a matching noun looks back


def noun_of(head: Token, knowledge: Knowledge) -> Noun | None:
    """The table's entry for the head of a description, compounds first ("attorney general")."""
    if head.i > 0:
        pair = f"{head.nbor(-1).lower_} {head.lemma_.lower()}"
        if pair in knowledge.nouns:
            return knowledge.nouns[pair]
        pair = f"{head.nbor(-1).lower_} {head.lower_}"
        if pair in knowledge.nouns:
            return knowledge.nouns[pair]
    return knowledge.nouns.get(head.lemma_.lower()) or knowledge.nouns.get(head.lower_)


def is_definite(head: Token) -> bool:
    """Whether a phrase points back: "the mayor", "this poll", "their lawyer"."""
    return any(c.dep_ in ("det", "poss", "predet") and c.lower_ in DEFINITE for c in head.children)


def kind_of(head: Token, noun: Noun | None, plural: bool) -> ActorKind:
    """The kind of a description that no named figure bears."""
    if noun is None:
        return ActorKind.GROUP if plural else ActorKind.ORGANISATION
    if noun.group == "document":
        return ActorKind.DOCUMENT
    if noun.group == "outlet":
        return ActorKind.OUTLET
    if noun.group == "state":
        return ActorKind.STATE if not plural else ActorKind.GROUP
    if noun.group == "body":
        return ActorKind.GROUP if plural else ActorKind.ORGANISATION
    familiar = any(t.lower_ in FAMILIAR for t in head.subtree)
    if familiar or (noun.group == "person" and not plural) or noun.noun in CITED_PLURALS:
        return ActorKind.ANONYMOUS
    return ActorKind.GROUP


def modifiers_of(head: Token) -> set[str]:
    """The words before a head that narrow it down."""
    return {
        t.lower_
        for t in head.lefts
        if t.dep_ in ("amod", "compound", "nmod", "poss") and t.lower_ not in DEFINITE
    } | {t.lower_ for c in head.lefts if c.dep_ == "compound" for t in c.subtree}


def antecedent(
    head: Token, noun: Noun, figures: Sequence[Figure], names: Sequence[Name], offset: int
) -> tuple[Figure | None, float]:
    """The figure that a definite singular description means, with a confidence."""
    wanted = modifiers_of(head)
    best: tuple[float, Figure] | None = None
    for figure in figures:
        if figure.kind not in GROUP_KINDS[noun.group] or figure.first >= offset:
            continue
        score = _fit(figure, noun, wanted, offset)
        if score > 0 and (best is None or score > best[0]):
            best = (score, figure)
    if best is None:
        return None, 0.0
    return best[1], min(0.9, 0.4 + best[0] / 4)


def _fit(figure: Figure, noun: Noun, wanted: set[str], offset: int) -> float:
    """How well a figure bears a description: by noun, wider noun or its own name; and how near."""
    base = _noun_fit(figure, noun)
    if base == 0.0:
        return 0.0
    gender = noun.gender
    if gender and figure.gender and gender != figure.gender:
        return 0.0
    bonus = 0.0
    said = set().union(*figure.nouns.values()) if figure.nouns else set()
    said |= set(plain(figure.name).lower().split())
    for word in wanted:
        bonus += 0.5 if word in said else -0.15
    distance = min((offset - s for s, _ in figure.mentions if s < offset), default=REACH)
    return max(0.05, base + bonus) + 0.8 / (1 + distance / 400)


def _noun_fit(figure: Figure, noun: Noun) -> float:
    if noun.noun in figure.nouns:
        return 1.5
    if any(noun.noun in own.split()[-1:] for own in figure.nouns):
        return 1.3
    words = plain(figure.name).lower().split()
    if noun.noun in words and noun.group != "person":
        return 1.4
    if any(noun.noun in _broader(own) for own in figure.nouns):
        return 0.9
    if noun.noun in GENERIC_OUTLETS and figure.kind == ActorKind.OUTLET:
        return 1.0
    if noun.noun in GENERIC_BODIES and figure.kind == ActorKind.ORGANISATION:
        return 0.35
    if noun.noun in ("man", "woman") and figure.kind == ActorKind.PERSON:
        return 0.5 if figure.gender == noun.gender else 0.2
    return 0.0


def _broader(own: str) -> frozenset[str]:
    from pipelines.resolving.knowledge import load_knowledge

    entry = load_knowledge().nouns.get(own)
    return entry.broader if entry else frozenset()
