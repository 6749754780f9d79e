"""Names of works, products and occasions are no actors by themselves; bodies are."""

import pytest

from pipelines.records import ActorKind
from pipelines.resolving.cast.figures import Figure

CASES = [
    ({"WORK_OF_ART"}, ActorKind.ORGANISATION, False),
    ({"EVENT", ""}, ActorKind.ORGANISATION, False),
    ({"PRODUCT", "ORG"}, ActorKind.ORGANISATION, True),
    ({"ORG"}, ActorKind.ORGANISATION, True),
    ({"WORK_OF_ART"}, ActorKind.OUTLET, True),
    ({""}, ActorKind.PERSON, True),
]


@pytest.mark.parametrize(("labels", "kind", "acts"), CASES)
def test_a_name_is_an_actor_by_itself(labels, kind, acts):
    figure = Figure(0, kind, name="Silver Tide", is_named=True, labels=labels)
    assert figure.is_actor is acts


def test_a_thing_that_is_described_as_a_body_is_an_actor():
    figure = Figure(
        0, ActorKind.ORGANISATION, name="Silver Tide", is_named=True, labels={"PRODUCT"}
    )
    figure.add_noun("company", set())
    assert figure.is_actor
