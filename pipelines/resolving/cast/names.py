"""A name in the text. How names are found is `naming`, whom they mean is `registry`."""

from dataclasses import dataclass

from pipelines.resolving.cast.figures import Figure


@dataclass(slots=True)
class Name:
    """A name in the text: tokens [start, end) with the parser's label; a figure once grouped."""

    start: int
    end: int
    label: str
    text: str
    titled: bool = False
    figure: Figure | None = None
