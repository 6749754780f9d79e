"""Whether a source gave what it usually gives. Where the counts are kept is not known here."""

from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from pipelines.records import SourceCount

FEWEST_DAYS = 3
"""Days of experience from which a source has a usual count."""
FAR_LESS = 0.3
"""Share of the usual count below which a source is thought to be broken."""


def thin_sources(
    counts: Iterable[SourceCount], usual: Mapping[str, Sequence[int]]
) -> dict[str, str]:
    """The sources that gave nothing, or far less than they used to, each with a sentence on it."""
    found = {}
    for count in counts:
        words = _thinness(count, usual.get(count.source, ()))
        if words:
            found[count.source] = words
    return found


def _thinness(count: SourceCount, usual: Sequence[int]) -> str:
    if count.unchanged:
        return ""  # its server said that there is nothing new
    if not count.given:
        refused = f", {count.rejected} refused" if count.rejected else ""
        return f"It gave nothing{refused}."
    if len(usual) < FEWEST_DAYS:
        return ""
    most = median(usual)
    if count.given >= FAR_LESS * most:
        return ""
    return f"It gave {count.given}, where {most:g} are usual."
