"""Whom a description with a name beside it means: "the mayor, Ana Lima", "plane maker Airbus"."""

from spacy.tokens import Doc, Token

from pipelines.records import ActorKind
from pipelines.resolving.cast import descriptions, phrases
from pipelines.resolving.cast.figures import Figure
from pipelines.resolving.cast.names import Name
from pipelines.resolving.cast.salience import SUBJECTS
from pipelines.resolving.cast.titles import Titles


class Beside:
    """Looks for names around the heads of descriptions."""

    def __init__(self, parse: Doc, name_at: dict[int, Name], titles: Titles) -> None:
        self.parse = parse
        self.name_at = name_at
        self.titles = titles
        self.knowledge = titles.knowledge

    def named_beside(self, head: Token) -> Figure | None:
        """The person whom an apposition or a following name identifies with this noun."""
        for child in head.children:
            name = self.name_at.get(child.i)
            if child.dep_ == "appos" and child.i > head.i and name:
                return name.figure
        if head.dep_ == "appos" and (name := self.name_at.get(head.head.i)):
            return name.figure
        return self._person_at(head.i + 1) or self._body_after(head) or self._person_before(head)

    def _body_after(self, head: Token) -> Figure | None:
        """The company of "the plane maker Airbus"."""
        name = self.name_at.get(head.i + 1)
        noun = descriptions.noun_of(head, self.knowledge) if name else None
        if name is None or name.figure is None or noun is None or phrases.is_plural(head):
            return None
        bodies = (ActorKind.ORGANISATION, ActorKind.OUTLET)
        fits = noun.group in ("body", "outlet") and name.figure.kind in bodies
        return name.figure if fits else None

    def _person_at(self, i: int) -> Figure | None:
        name = self.name_at.get(i)
        if name and name.figure and name.figure.kind == ActorKind.PERSON:
            return name.figure
        return None

    def _person_before(self, head: Token) -> Figure | None:
        """The person of "Smith, now the majority leader," whatever the parser made of it."""
        start, _ = phrases.phrase_of(head)
        if start < 2 or self.parse[start - 1].text != "," or head.dep_ in SUBJECTS:
            return None
        return self._person_at(start - 2) if self._is_title(head) else None

    def named_inside(self, head: Token, inside: set[int]) -> Figure | None:
        """A person named after a title, within a phrase that is linked as one party."""
        if not inside or not self._is_title(head):
            return None
        for i in range(head.i + 1, max(inside) + 1):
            figure = self._person_at(i)
            if figure is None:
                continue
            name = self.name_at[i]
            top = self.parse[name.start : name.end].root
            apart = self.parse[i - 1].text == ","
            if apart or top.dep_ in ("appos", "nsubj", "ROOT", "npadvmod"):
                if apart and not figure.role:
                    described = phrases.chosen_over(head, self.knowledge)
                    start = min(*inside, phrases.phrase_of(described)[0])
                    words = list(self.parse[start : i - 1])
                    self.titles.teach(figure, words, set_role=True)
                return figure
        return None

    def _is_title(self, head: Token) -> bool:
        if phrases.is_plural(head):
            return False
        noun = descriptions.noun_of(head, self.knowledge)
        chosen = head.lower_ in self.knowledge.words["chosen"]
        return chosen or (noun is not None and noun.group == "person")
