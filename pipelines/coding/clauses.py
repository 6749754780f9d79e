"""A clause as speech acts need it: who it is about, what it says will or must be done.

Reads the parse only; which words mean what is in the tables of `act_tables`.
"""

from dataclasses import dataclass

from spacy.tokens import Token

FULL = {
    "'ll": "will", "’ll": "will", "wo": "will", "'d": "would", "’d": "would",
    "ca": "can", "sha": "shall",
}  # fmt: skip
SPEAKER_PRONOUNS = {"i", "we", "it", "he", "she", "they"}
OWN = {"his", "her", "its", "their", "our", "my"}
SIDES = {
    "government", "country", "side", "party", "ministry", "team", "delegation", "administration",
    "group", "company", "union", "forces",
}  # fmt: skip
NEVER = {"never", "no", "neither", "nor", "nobody", "nothing"}
MODALS = {"will", "would", "shall", "can", "could", "may", "might", "must", "should"}
SHARED_STEM = 4


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with its subject, the words of its verb group, and the action it leads to."""

    head: Token
    subject: Token | None
    words: frozenset[str]
    action: str
    negated: bool

    @property
    def is_plain(self) -> bool:
        """Whether the verb stands in the active voice and without a modal: done, not intended."""
        passive = self.subject is not None and self.subject.dep_ == "nsubjpass"
        return not passive and not self.words & MODALS

    def is_about(self, speaker: frozenset[str]) -> bool:
        """Whether the subject is the speaker, or the side that the speaker speaks for."""
        if self.subject is None:
            return False
        word = self.subject.lower_
        if word in SPEAKER_PRONOUNS or word in speaker:
            return True
        if word in SIDES and any(c.lower_ in OWN for c in self.subject.children):
            return True
        return self.subject.ent_type_ in ("GPE", "NORP", "ORG") and any(
            word[:SHARED_STEM] == s[:SHARED_STEM] for s in speaker
        )


def read_clause(head: Token) -> Clause:
    """The clause of a main verb (or of a noun or adjective, which then has no verb group)."""
    modals = {FULL.get(c.lower_, c.lower_) for c in head.children if c.dep_ == "aux"}
    words = {head.lemma_.lower(), head.lower_} | modals
    words |= {c.lower_ for c in head.children if c.dep_ in ("acomp", "neg")}
    words |= {"never"} & {c.lower_ for c in head.children}
    action = _action(head)
    if action is not head and head.lemma_ in ("have", "need"):
        words.add("must")
    return Clause(
        head=head,
        subject=_subject(head),
        words=frozenset(words),
        action=action.lemma_.lower(),
        negated=_is_negated(head),
    )


def _action(head: Token) -> Token:
    """The last verb of a chain of infinitives: "is willing to send" leads to "send"."""
    for child in head.children:
        if child.dep_ == "xcomp" and child.pos_ == "VERB":
            return child
        if child.dep_ == "acomp":
            return next((c for c in child.children if c.dep_ == "xcomp"), head)
    return head


def _subject(verb: Token) -> Token | None:
    """The subject of a verb, or of the verb that it is joined to."""
    for _ in range(3):
        own = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if own is not None:
            return own
        if verb.dep_ != "conj":
            return None
        verb = verb.head
    return None


def _is_negated(verb: Token) -> bool:
    return any(c.dep_ == "neg" or c.lower_ in ("never", "neither") for c in verb.children) or any(
        c.dep_ in ("nsubj", "nsubjpass")
        and (
            c.lower_ in NEVER
            or any(d.lower_ in ("no", "neither") for d in c.children if d.dep_ == "det")
        )
        for c in verb.children
    )
