"""Pronouns: which figure is most in view where one stands.

A candidate's weight falls with distance and rises where it was the subject, most of all of a verb
of speech: in news "he" is mostly whoever spoke last. Names inside quotations count little.
"""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from pipelines.records import ActorKind
from pipelines.resolving.cast.figures import Figure

MASCULINE = frozenset({"he", "him", "his", "himself"})
FEMININE = frozenset({"she", "her", "hers", "herself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
NEUTER = frozenset({"it", "its", "itself"})
SPOKEN = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves", "mine", "ours"})
POSSESSIVE = frozenset({"his", "her", "its", "their", "my", "our"})
THIRD = MASCULINE | FEMININE | PLURAL | NEUTER
REACH = 6  # sentences that a pronoun looks back
DECAY = 0.55
ROLE_WEIGHT = {
    "nsubj": 1.0, "nsubjpass": 0.9, "appos": 0.7, "poss": 0.35, "dobj": 0.55, "agent": 0.6,
    "dative": 0.45, "attr": 0.4, "conj": 0.5, "pobj": 0.3, "compound": 0.12, "ROOT": 0.6,
}  # fmt: skip
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
QUOTED_WEIGHT = 0.15
IN_SAME_QUOTATION = 5.0  # undoes most of QUOTED_WEIGHT between words that are both quoted
UNNAMED_WEIGHT = 0.6
SINGULAR_BODY = 0.6  # how likely "they" is one body beside several people
SPEAKING_TEXT = 0.6  # how likely what speaks is a text beside a body
SUBORDINATE_WEIGHT = 0.75
DOER_WEIGHT = 0.8  # of who does what a noun tells


@dataclass(slots=True)
class Seen:
    """A mention that a later pronoun may refer to: one figure, or several that act together."""

    token: Token
    figures: tuple[Figure, ...]
    sentence: int
    weight: float
    is_plural: bool
    is_person: bool


class Salience:
    """The mentions so far, and the choice among them."""

    def __init__(self, parse: Doc, quoted: bytearray) -> None:
        self.sentence_starts = [s.start for s in parse.sents]
        self.quoted = quoted
        self.seen: list[Seen] = []

    def sentence_of(self, token: Token) -> int:
        """The number of a token's sentence."""
        return bisect_left(self.sentence_starts, token.i + 1) - 1

    def add(
        self,
        token: Token,
        figures: tuple[Figure, ...],
        is_plural: bool,
        is_person: bool,
        speaks: bool,
    ) -> None:
        """Note a mention of figures by the head token of its phrase."""
        weight = ROLE_WEIGHT.get(token.dep_, 0.25)
        if token.dep_ == "conj" and token.head.dep_ in SUBJECTS:
            weight = 0.8
        if _is_inner_subject(token):
            weight = ROLE_WEIGHT["nsubj"]
        if _is_doer(token):
            weight = DOER_WEIGHT
        if token.dep_ == "appos" and token.head.dep_ in SUBJECTS:
            weight = 1.0
        if token.head.dep_ in ("relcl", "acl", "advcl", "pcomp"):
            weight *= SUBORDINATE_WEIGHT
        if speaks:
            weight *= 1.4
        if self.quoted[token.i]:
            weight *= QUOTED_WEIGHT
        if is_person and not figures[0].is_named:
            weight *= UNNAMED_WEIGHT
        self.seen.append(
            Seen(token, figures, self.sentence_of(token), weight, is_plural, is_person)
        )

    def resolve(
        self, pronoun: Token, barred: tuple[Figure, ...] = (), speaks: bool = False
    ) -> tuple[tuple[Figure, ...], float]:
        """The figures that a third-person pronoun stands for, with a confidence; () if none.

        `barred` are figures that it cannot be: inside a quotation, the one who speaks it. What
        `speaks` is rather a body than a law or a plan.
        """
        word = pronoun.lower_
        here = self.sentence_of(pronoun)
        quoted = self.quoted[pronoun.i]
        scores: dict[tuple[Figure, ...], float] = defaultdict(float)
        for seen in reversed(self.seen):
            distance = here - seen.sentence
            if distance > REACH:
                break
            if not _agrees(seen, word) or self._barred(seen, pronoun) or seen.figures == barred:
                continue
            score = seen.weight * DECAY**distance * self._binding(seen, pronoun)
            score *= self._likelihood(seen, word, speaks)
            if quoted and self.quoted[seen.token.i]:
                score *= IN_SAME_QUOTATION
            best = scores[seen.figures]
            scores[seen.figures] = max(best, score) + 0.25 * min(best, score)
        if not scores:
            return (), 0.0
        ranked = sorted(scores.items(), key=lambda kv: -kv[1])
        total = sum(scores.values())
        return ranked[0][0], 0.45 + 0.5 * ranked[0][1] / total if total else 0.45

    @staticmethod
    def _likelihood(seen: Seen, word: str, speaks: bool) -> float:
        if word in PLURAL and not seen.is_plural:
            return SINGULAR_BODY
        return SPEAKING_TEXT if speaks and seen.figures[0].kind == ActorKind.DOCUMENT else 1.0

    def _barred(self, seen: Seen, pronoun: Token) -> bool:
        """Grammar forbids it: the other argument of one verb, or inside what the pronoun says."""
        if pronoun.lower_ in POSSESSIVE and pronoun.dep_ == "poss":
            head = pronoun.head
            return seen.token.head == head and seen.token.dep_ != "poss"
        verb = pronoun.head
        if seen.token.head == verb:
            return True
        if pronoun.dep_ in SUBJECTS and verb.sent.start <= seen.token.i:
            if any(t.text in (":", ";") for t in verb.doc[seen.token.i : pronoun.i]):
                return False  # a clause of its own, whatever the parse makes of it
            return verb.is_ancestor(seen.token) and not self._fronted(seen.token, verb)
        return False

    @staticmethod
    def _fronted(token: Token, verb: Token) -> bool:
        """Whether a token stands in an adverbial before the verb, not in what is said."""
        while token.head != verb and token.head != token:
            token = token.head
        return token.dep_ in ("advcl", "prep", "npadvmod")

    @staticmethod
    def _binding(seen: Seen, pronoun: Token) -> float:
        """A subject of a higher clause of the same sentence is the likeliest of all."""
        subject = seen.token.dep_ in SUBJECTS and seen.token.head.is_ancestor(pronoun)
        if subject or (_is_inner_subject(seen.token) and seen.token.sent.end > pronoun.i):
            return 1.8
        return 1.0


def _is_doer(token: Token) -> bool:
    """Whether it is by this that a noun is done: "a visit by the minister"."""
    by = token.head
    return token.dep_ == "pobj" and by.lower_ == "by" and by.head.pos_ == "NOUN"


def _is_inner_subject(token: Token) -> bool:
    """Whether a noun does what follows: Chile in "a tool for Chile to meet its target"."""
    if token.dep_ != "pobj" or token.head.lower_ != "for":
        return False
    end = token.right_edge.i + 1
    return end < len(token.doc) and token.doc[end].tag_ == "TO"


def _agrees(seen: Seen, word: str) -> bool:
    if word in PLURAL:
        return seen.is_plural or (len(seen.figures) == 1 and not seen.is_person)
    if seen.is_plural:
        return False
    if word in NEUTER:
        return not seen.is_person
    if not seen.is_person:
        return False
    gender = seen.figures[0].gender
    return gender in ("", "m" if word in MASCULINE else "f")


def quoted_tokens(parse: Doc) -> bytearray:
    """1 for every token inside quotation marks; an unclosed quotation ends with its paragraph."""
    inside = bytearray(len(parse))
    opened = False
    for i, token in enumerate(parse):
        text = token.text
        if "\n" in text:
            opened = False
        elif text in ("“", "„", "«"):
            opened = True
        elif text in ("”", "»"):
            opened = False
        elif text in ('"', "``", "''"):
            opened = not opened
        elif opened:
            inside[i] = 1
    return inside
