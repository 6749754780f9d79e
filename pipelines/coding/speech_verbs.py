"""Acts done in words that are told without any quotation: "agreed to", "accused X of", "offered".

Takes the verbs of speech_act_cues.csv whose act has a PLOVER type of its own and whose subject can
speak. What `attribution` has already taken is left to it.
"""

from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Token

from pipelines.coding.act_tables import acts, cue_rows
from pipelines.coding.clauses import read_clause
from pipelines.coding.identity import mention_id
from pipelines.coding.meetings.lexicon import party_nouns
from pipelines.coding.quotes import find_quotes, quote_type
from pipelines.coding.reporting_patterns import Attribution
from pipelines.coding.speech_acts import find_speech_act
from pipelines.coding.targets import find_targets
from pipelines.reading.document import Document
from pipelines.records import (
    Kind,
    Mention,
    Participant,
    Reality,
    RejectedCandidate,
    Role,
    Span,
    TimeExpression,
)
from pipelines.resolving.cast import Cast
from pipelines.resolving.event_dates import date_event

SPEAKING_ENTITIES = {"PERSON", "ORG", "GPE", "NORP"}
COMPLEMENTS = {"dobj", "xcomp", "ccomp", "prep", "dative", "prt", "oprd"}
PASSING = {"advcl", "relcl", "acl", "amod", "pcomp"}
UNREAL = {"would", "could", "might", "may", "should", "must", "can"}
RULE = "act"
SCORE = 0.5


def code_speech_acts(
    document: Document,
    cast: Cast,
    times: Sequence[TimeExpression],
    taken_cues: Collection[Span],
) -> tuple[list[Mention], list[RejectedCandidate]]:
    """Statements for the acts in words that no attribution covers, in the order of their cues."""
    mentions: list[Mention] = []
    rejected: list[RejectedCandidate] = []
    quotes = find_quotes(document.text)
    for found in find_speech_verbs(document, taken_cues):
        if found.source is None:
            rejected.append(RejectedCandidate((found.cue,), Kind.STATEMENT, "nobody speaks"))
            continue
        mentions.append(_code(found, document, cast, times, quotes))
    return mentions, rejected


def find_speech_verbs(document: Document, taken_cues: Collection[Span]) -> Iterator[Attribution]:
    """Cue, speaker and content of each act in words; no speaker where the subject cannot speak."""
    taken = {i for start, end in taken_cues for i in range(start, end)}
    for verb in document.parse:
        if verb.pos_ != "VERB" or verb.idx in taken or verb.lemma_.lower() not in cue_rows():
            continue
        if verb.dep_ in PASSING or not _is_real(verb):
            continue
        complements = [c for c in verb.children if c.dep_ in COMPLEMENTS and c.i > verb.i]
        if not complements:
            continue
        found = Attribution(
            (verb.idx, verb.idx + len(verb)),
            _speaker(verb),
            (_reach(complements),),
            SCORE,
            RULE,
        )
        act = acts()[find_speech_act(found, document, Kind.STATEMENT).act]
        if act.plover != "STATEMENT":
            yield found


def _is_real(verb: Token) -> bool:
    """Whether the act is done, or announced; not only thought of, feared or left undone."""
    if read_clause(verb).words & UNREAL:
        return False
    governor = verb.head if verb.dep_ == "xcomp" else None
    return governor is None or governor.lemma_ in ("continue", "begin", "go", "decide")


def _speaker(verb: Token) -> Span | None:
    """The noun phrase of the subject, where it names somebody who can speak."""
    clause = read_clause(verb)
    subject = clause.subject
    if subject is None or subject.dep_ == "nsubjpass" or not _can_speak(subject):
        return None
    inside = [t for t in subject.subtree if not _is_aside(t, subject)]
    return inside[0].idx, inside[-1].idx + len(inside[-1])


def _is_aside(token: Token, head: Token) -> bool:
    """Whether a token belongs to a relative clause (or another one) below the head."""
    while token != head:
        if token.dep_ in ("relcl", "acl", "advcl") or (token.dep_ == "punct" and token.i > head.i):
            return True
        token = token.head
    return False


def _can_speak(noun: Token) -> bool:
    if noun.pos_ == "PRON":
        return noun.lower_ in ("he", "she", "they", "we", "i", "it", "both", "who")
    if noun.ent_type_ in SPEAKING_ENTITIES or noun.lemma_.lower() in party_nouns():
        return True
    # "the APEC forum", "the al-Qaeda network": the body gives the noun its voice
    return any(c.ent_type_ == "ORG" and c.dep_ in ("compound", "nmod") for c in noun.children)


def _reach(complements: Sequence[Token]) -> Span:
    first, last = complements[0].left_edge, complements[-1].right_edge
    return first.idx, last.idx + len(last)


def _code(
    found: Attribution,
    document: Document,
    cast: Cast,
    times: Sequence[TimeExpression],
    quotes: list[Span],
) -> Mention:
    act = find_speech_act(found, document, Kind.STATEMENT)
    speaker = found.source or (0, 0)
    speakers = tuple(
        Participant(Role.SPEAKER, (speaker,), k.actor_id, cast.country(k.actor_id), k.confidence)
        for k in cast.link(speaker, Role.SPEAKER)
    )
    targets = find_targets(found, act.act, document, cast, speakers)
    return Mention(
        mention_id=mention_id(
            document.article.article_id, Kind.STATEMENT, found.cue[0], found.contents[0][0]
        ),
        kind=Kind.STATEMENT,
        cue=(found.cue,),
        sentence=document.sentence_at(found.cue[0]),
        participants=(*speakers, *targets),
        content=found.contents,
        quote_type=quote_type(found.contents, document.text, quotes),
        speech_act=act.act,
        code=act.code,
        reality=Reality.HELD,
        date=date_event(document, found.cue, times, Reality.HELD, is_said=True),
        confidence=found.score,
        rule=f"{RULE}.{act.act}",
    )
