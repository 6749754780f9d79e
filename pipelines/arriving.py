"""The first stage of a run: what the sources give goes into the lake, byte-exact and once.

It may be killed at any point and run again. What was taken is saved on the way, so that pages need
not be fetched twice, and what is noted of a fetch is saved after what it gave.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.growing import Growth
from pipelines.lake import Lake
from pipelines.records import RawArticle, RejectedArticle, SourceCount, Visit
from pipelines.sources.reasons import KNOWN, Reason
from pipelines.sources.visits import Visits

CHECKPOINT = 100  # new inputs between two saves, at least


@dataclass(frozen=True, slots=True)
class IngestCounts:
    """What came in: `arrived` is the sum of `new`, `known` and `rejected`.

    `stored` is how many rows the lake has more than before: the new inputs, and those rejects that
    were not noted before. `sources` counts by source.
    """

    arrived: int
    new: int
    known: int
    rejected: int
    stored: int
    repeated: int
    sources: tuple[SourceCount, ...]

    @property
    def adds_up(self) -> bool:
        """Whether each input was counted once, and the lake holds what was counted."""
        parts = self.new + self.known + self.rejected
        return parts == self.arrived and self.stored == self.new + self.rejected - self.repeated


def known_visits(lake: Lake) -> Visits:
    """What is noted of earlier fetches; notes of a day whose articles are gone do not count."""
    days = set(lake.days("raw_articles"))
    notes: list[Visit] = []
    for day in lake.days("visits"):
        if day in days:
            notes += lake.read("visits", day)  # a later note of an address takes the place
    return Visits(notes)


def ingest(
    lake: Lake,
    day: dt.date,
    arrivals: Iterable[RawArticle | RejectedArticle],
    visits: Visits | None = None,
    names: Sequence[str] = (),
) -> IngestCounts:
    """Add what is not known yet to the day, byte-exact; note what was refused at the door.

    `names` are the sources that are read, so that one that gives nothing at all is counted too.
    """
    taking = _Taking(lake, day, visits or Visits(), names)
    try:
        for arrival in arrivals:
            taking.take(arrival)
    finally:
        taking.save()  # what was taken before a failure need not be taken again
    counts = taking.counts()
    _keep_counts(lake, day, counts.sources)
    return counts


def usual_counts(lake: Lake, day: dt.date, days: int = 30) -> dict[str, list[int]]:
    """What each source gave on the days before, where it gave all that it had."""
    found: dict[str, list[int]] = {}
    for earlier in lake.days("source_counts"):
        if day - dt.timedelta(days=days) <= earlier < day:
            for count in lake.read("source_counts", earlier):
                if count.given and not count.unchanged:
                    found.setdefault(count.source, []).append(count.given)
    return found


class _Taking:
    """The state of one intake: what is known, what was counted, and the files that grow."""

    def __init__(self, lake: Lake, day: dt.date, visits: Visits, names: Sequence[str]) -> None:
        self._lake, self._day, self._visits = lake, day, visits
        self._known = set(lake.column("raw_articles", "raw_id"))
        self._noted = set(lake.column("rejected_articles", "raw_id"))
        self._raws = Growth(lake, "raw_articles", day)
        self._rejects = Growth(lake, "rejected_articles", day)
        self._before = self._raws.committed + self._rejects.committed
        self._sums: Counter[str] = Counter()
        self._given: Counter[str] = Counter()
        self._refused: Counter[str] = Counter()
        self._unchanged: Counter[str] = Counter()
        self._names = dict.fromkeys(names)

    def take(self, arrival: RawArticle | RejectedArticle) -> None:
        self._sums["arrived"] += 1
        self._names.setdefault(arrival.source)
        if isinstance(arrival, RawArticle):
            self._take_raw(arrival)
        else:
            self._take_reject(arrival)
        pending = self._raws.pending + self._rejects.pending
        # a save writes the day anew: seldom enough for all of them to cost no more than the last
        if pending >= max(CHECKPOINT, self._raws.committed):
            self.save()

    def save(self) -> None:
        """Rejects, then articles, then notes: a note without its article would lose it."""
        self._rejects.commit()
        self._raws.commit()
        notes = self._visits.take()
        if notes:
            kept: list[Visit] = self._lake.read("visits", self._day)
            merged = {(visit.source, visit.address): visit for visit in [*kept, *notes]}
            self._lake.write("visits", self._day, [merged[key] for key in sorted(merged)])

    def counts(self) -> IngestCounts:
        sums = self._sums
        return IngestCounts(
            arrived=sums["arrived"],
            new=sums["new"],
            known=sums["known"],
            rejected=sums["rejected"],
            stored=self._lake.count("raw_articles", self._day)
            + self._lake.count("rejected_articles", self._day)
            - self._before,
            repeated=sums["repeated"],
            sources=tuple(
                SourceCount(name, self._given[name], self._refused[name], self._unchanged[name])
                for name in sorted(self._names)
            ),
        )

    def _take_raw(self, raw: RawArticle) -> None:
        self._given[raw.source] += 1
        if raw.raw_id in self._known:
            self._sums["known"] += 1
            return
        self._known.add(raw.raw_id)
        self._sums["new"] += 1
        self._raws.add(raw)

    def _take_reject(self, reject: RejectedArticle) -> None:
        if reject.reason in KNOWN:
            self._sums["known"] += 1
            is_listing = reject.reason == Reason.NOTHING_NEW
            (self._unchanged if is_listing else self._given)[reject.source] += 1
            return
        self._sums["rejected"] += 1
        self._refused[reject.source] += 1
        if reject.raw_id in self._noted:
            self._sums["repeated"] += 1
            return
        self._noted.add(reject.raw_id)
        self._rejects.add(reject)


def _keep_counts(lake: Lake, day: dt.date, counts: Iterable[SourceCount]) -> None:
    """The fullest count of a day stays: a second run finds feeds that have nothing new."""
    kept = {count.source: count for count in lake.read("source_counts", day)}
    for count in counts:
        if count.source not in kept or kept[count.source].given < count.given:
            kept[count.source] = count
    lake.write("source_counts", day, [kept[name] for name in sorted(kept)])
