"""To whom and through which outlet: "told CNN", "in an interview with", "wrote on Telegram"."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from pipelines.coding.data_files import read_rows
from pipelines.coding.reporting_patterns import Attribution
from pipelines.reading.document import Document
from pipelines.records import ActorKind, Participant, Role, Span
from pipelines.resolving.attachment import words_of
from pipelines.resolving.cast import Cast
from pipelines.resolving.occasions import sets_scene

TELLING = {"tell", "inform", "remind", "assure", "notify", "advise", "ask", "urge", "warn"}


def find_addressees(
    verb: Token, attribution: Attribution, document: Document, cast: Cast
) -> tuple[Participant, ...]:
    """Addressees and outlets of one attribution, in the order of the words."""
    found: dict[Span, Participant] = {}
    for role, head in _candidates(verb, cast):
        if head.ent_type_ in ("DATE", "TIME"):
            continue
        span = _phrase(head)
        if _inside(span, attribution) or span in found:
            continue
        for link in cast.link(span, role):
            kind = cast.kind(link.actor_id)
            real = Role.OUTLET if kind is ActorKind.OUTLET else role
            if real is Role.OUTLET and kind is not ActorKind.OUTLET and not _is_platform(head):
                continue
            country = cast.country(link.actor_id)
            found[span] = Participant(real, (span,), link.actor_id, country, link.confidence)
    return tuple(found[s] for s in sorted(found))


def _candidates(verb: Token, cast: Cast) -> Iterator[tuple[Role, Token]]:
    for child in verb.children:
        if child.dep_ in ("dobj", "dative", "nsubjpass") and verb.lemma_.lower() in TELLING:
            if child.dep_ == "dative" and child.pos_ == "ADP":
                yield from ((Role.ADDRESSEE, c) for c in child.children if c.dep_ == "pobj")
            else:
                yield Role.ADDRESSEE, child
        elif child.dep_ in ("prep", "dative") and child.lower_ == "to":
            yield from ((Role.ADDRESSEE, c) for c in child.children if c.dep_ == "pobj")
        elif child.dep_ == "prep":
            yield from _settings(child, cast)
        elif child.tag_ == "VBG" and sets_scene(child, verb):  # "Speaking to CNN, she said"
            yield from _candidates(child, cast)


def _settings(prep: Token, cast: Cast) -> Iterator[tuple[Role, Token]]:
    """What stands between cue and medium: "in an interview with X", "in a letter to X", "on X"."""
    for noun in (c for c in prep.children if c.dep_ == "pobj"):
        if prep.lower_ in ("on", "via", "through") and noun.pos_ == "PROPN":
            yield Role.OUTLET, noun
        elif prep.lower_ == "in":
            yield from ((Role.OUTLET, c) for c in _outlets([noun], cast))
        role = _media().get(noun.lemma_.lower())
        for inner in noun.children:
            objects = [c for c in inner.children if c.dep_ == "pobj"]
            if role and inner.dep_ == "prep" and inner.lower_ in ("with", "to", "on", "by", "for"):
                yield from ((role, c) for c in objects)
            elif role and inner.dep_ == "prep" and inner.lower_ == "in":
                yield from ((Role.OUTLET, c) for c in _outlets(objects, cast))
            elif inner.dep_ == "acl" and inner.lemma_.lower() in words_of("issuing"):
                yield from ((Role.OUTLET, c) for c in _outlets(_agents(inner), cast))


def _agents(verb: Token) -> Iterator[Token]:
    for by in (c for c in verb.children if c.lower_ in ("by", "on", "in")):
        yield from (c for c in by.children if c.dep_ == "pobj")


def _outlets(heads: Iterable[Token], cast: Cast) -> Iterator[Token]:
    """The nouns that name an outlet or, of "the TASS news agency", the name that they bear."""
    for head in heads:
        for token in (head, *head.lefts):
            name = cast.walk.name_at.get(token.i)
            if name and name.figure and name.figure.kind is ActorKind.OUTLET:
                yield token
                break


def _phrase(head: Token) -> Span:
    tokens = [
        t
        for t in head.subtree
        if not any(a.dep_ in ("relcl", "acl") and head in a.ancestors for a in (t, *t.ancestors))
    ]
    run = [head]
    for token in sorted((t for t in tokens if t.i < head.i), key=lambda t: -t.i):
        if run[0].i - token.i == 1:
            run.insert(0, token)
    for token in (t for t in tokens if t.i > head.i):
        if token.i - run[-1].i == 1 and token.dep_ != "punct":
            run.append(token)
    return run[0].idx, run[-1].idx + len(run[-1])


def _inside(span: Span, attribution: Attribution) -> bool:
    taken = [*attribution.contents, *([attribution.source] if attribution.source else [])]
    return any(span[0] < end and start < span[1] for start, end in taken)


def _is_platform(head: Token) -> bool:
    return head.lower_ in {r["name"] for r in read_rows("platforms.csv")}


def _media() -> dict[str, Role]:
    return {r["noun"]: Role(r["role"]) for r in read_rows("media_nouns.csv")}
