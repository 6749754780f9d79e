"""What was said around a place in the text: the mentions whose content holds it."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from pipelines.records import Mention, Span


class Contents:
    """The contents of a document's mentions, to be asked by place without a walk through all."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = mentions
        self._spans = sorted((a, b, k) for k, m in enumerate(mentions) for a, b in m.content)
        self._longest = max((b - a for a, b, _ in self._spans), default=0)

    def around(self, span: Span) -> list[Mention]:
        """The mentions whose content holds a span, in the order of the text."""
        start, end = span
        first = bisect_left(self._spans, (end - self._longest,))
        last = bisect_right(self._spans, (start, 1 << 60))
        found = {k for a, b, k in self._spans[first:last] if a <= start and end <= b}
        return [self._mentions[k] for k in sorted(found)]
