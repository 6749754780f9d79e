"""The cast of an article: any noun phrase linked to the actors that it names."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.reading.document import Document
from pipelines.records import Actor, ActorKind, Role, Span, TimeExpression
from pipelines.resolving.cast import phrases
from pipelines.resolving.cast.figures import Figure
from pipelines.resolving.cast.tenures import read_tenures
from pipelines.resolving.cast.unnamed import GUESSED
from pipelines.resolving.cast.walk import Walk


@dataclass(frozen=True, slots=True)
class ActorLink:
    """A party of a noun phrase and how sure its identity is."""

    actor_id: str
    confidence: float


class Cast:
    """All actors of one document. `link` may add actors; ids never change once given.

    `times` are the expressions of its text, from which offices get their periods.
    """

    def __init__(self, document: Document, times: Sequence[TimeExpression] = ()) -> None:
        self.document = document
        self.article_id = document.article.article_id
        self.walk = Walk(document)
        read_tenures(self.walk, times)
        self._by_id: dict[str, Figure] = {}

    def link(self, span: Span, role: Role | None = None) -> list[ActorLink]:
        """The parties that a noun phrase names; empty where a pronoun has no antecedent."""
        tokens = [t for t in self.document.tokens(span) if not t.is_space]
        inside = {t.i for t in tokens}
        links: dict[str, ActorLink] = {}
        for head in phrases.party_heads(tokens, self.walk.name_at):
            figures, confidence = self.walk.party(head, inside)
            if len(figures) == 1:
                figures[0].mentions.add(phrases.own_span(head, self.walk.name_at))
            for link in self._links(figures, confidence):
                links.setdefault(link.actor_id, link)
        return list(links.values())

    def actors(self) -> tuple[Actor, ...]:
        """Every named or linked actor, in the order of first mention; not what is only a place."""
        figures = [f for f in self.walk.registry.figures if f.is_linked or f.is_actor]
        figures.sort(key=lambda f: (f.first, f.number))
        found: dict[str, Actor] = {}
        for figure in figures:
            actor = self._as_actor(figure)
            found.setdefault(actor.actor_id, actor)
        return tuple(found.values())

    def actor(self, actor_id: str) -> Actor:
        """The actor of an id that `link` returned."""
        return self._as_actor(self._by_id[actor_id])

    def country(self, actor_id: str) -> str:
        """The country of an id that `link` returned; `actor` gives all, and costs more."""
        figure = self._by_id[actor_id]
        return figure.country_or(self.walk.country.lent_to(figure))

    def kind(self, actor_id: str) -> ActorKind:
        """The kind of an id that `link` returned."""
        return self._by_id[actor_id].kind

    def speaker_before(self, offset: int) -> list[ActorLink]:
        """Who spoke last before a character: the speaker of a quotation that names none."""
        for start, figures in reversed(self.walk.speakers):
            if start < offset:
                return self._links(figures, GUESSED)
        return []

    def _links(self, figures: tuple[Figure, ...], confidence: float) -> list[ActorLink]:
        links = []
        for figure in figures:
            figure.is_linked = True
            actor_id = figure.actor_id(self.article_id)
            self._by_id.setdefault(actor_id, figure)
            links.append(ActorLink(actor_id, round(confidence, 3)))
        return links

    def _as_actor(self, figure: Figure) -> Actor:
        return figure.as_actor(self.article_id, self.walk.country.lent_to(figure))
