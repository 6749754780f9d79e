"""What a reader yields: raw articles and rejects, and the making of both from what arrived."""

import datetime as dt
import hashlib
from dataclasses import dataclass, field

from pipelines.records import RawArticle, RejectedArticle
from pipelines.sources.definition import SourceDefinition
from pipelines.sources.limits import Limits
from pipelines.sources.reasons import Reason, RefusalError, reject
from pipelines.sources.visits import Visits

type Arrival = RawArticle | RejectedArticle

TEXT = "text/plain"
HTML = "text/html"
RECORD = "application/json"


@dataclass(frozen=True, slots=True)
class Intake:
    """One reading of one source: what every reader needs to know."""

    source: SourceDefinition
    limits: Limits
    fetched_at: dt.datetime
    visits: Visits = field(default_factory=Visits)

    def raw(
        self,
        locator: str,
        media_type: str,
        content: bytes,
        metadata: dict[str, str] | None = None,
        fetched_at: dt.datetime | None = None,
    ) -> RawArticle:
        """A raw article; what it says of itself goes before what the source says of all."""
        said = {key: value for key, value in (metadata or {}).items() if value}
        if self.source.outlet:
            said.setdefault("outlet", self.source.outlet)
        if self.source.encoding:
            said.setdefault("encoding", self.source.encoding)
        if media_type == RECORD:
            said |= {f"column.{name}": column for name, column in self.source.columns.items()}
        raw_id = raw_id_of(self.source.name, locator, content)
        return RawArticle(
            raw_id=raw_id,
            source=self.source.name,
            locator=locator,
            media_type=media_type,
            content=content,
            metadata=dict(sorted(said.items())),
            fetched_at=fetched_at or self.fetched_at,
        )

    def reject(self, locator: str, reason: Reason, detail: str) -> RejectedArticle:
        """A reject of this source."""
        return reject(self.source.name, locator, reason, detail)

    def refused(self, locator: str, refusal: RefusalError) -> RejectedArticle:
        """A reject from a refusal that was raised on the way."""
        return self.reject(locator, refusal.reason, refusal.detail)


def raw_id_of(source: str, locator: str, content: bytes) -> str:
    """Same source, place and bytes: the same id, whenever they were fetched."""
    digest = hashlib.sha256(f"{source}\n{locator}\n".encode("utf-8", "surrogatepass"))
    digest.update(content)
    return digest.hexdigest()[:16]
