"""How much is read and how politely it is fetched: one frozen object that the caller passes in."""

from dataclasses import dataclass

from pipelines.settings import Settings

MEGABYTE = 1_000_000
AGENT = "communique/0.1 (news event extraction; robots.txt honoured"


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one input and on one run of a source. The defaults suit a laptop."""

    item_bytes: int = 10 * MEGABYTE
    """Largest single input: a text, a page, a line, a feed, a record of a WARC file."""
    expanded_bytes: int = 50_000 * MEGABYTE
    """Most bytes that one compressed container may expand to."""
    expansion_ratio: int = 1_000
    """Most bytes that one compressed byte may expand to (beyond the first megabyte)."""
    members: int = 100_000
    """Most members that are read from one archive."""
    run_seconds: float = 6 * 3600.0
    """Longest time that one source may be fetched from in one run."""
    request_seconds: float = 30.0
    file_bytes: int = 20_000 * MEGABYTE
    """Largest file that is fetched from an HTTP folder; what is in it has limits of its own."""
    file_seconds: float = 3600.0
    """Longest time for fetching one such file."""
    host_delay_seconds: float = 1.0
    longest_delay_seconds: float = 60.0
    """Longest pause that a server may ask for: Crawl-delay is cut down to it, and a server whose
    Retry-After is longer is not asked again in this run."""
    redirects: int = 5
    attempts: int = 3
    requests: int = 10_000
    """Most pages that one source may fetch in one run."""
    contact: str = ""
    allow_private_hosts: bool = False

    @property
    def user_agent(self) -> str:
        """What servers see: who asks, and where to write to."""
        return f"{AGENT}; {self.contact})" if self.contact else f"{AGENT})"


def limits_of(settings: Settings) -> Limits:
    """The limits that the settings ask for."""
    return Limits(
        item_bytes=int(settings.max_megabytes * MEGABYTE),
        request_seconds=settings.fetch_seconds,
        host_delay_seconds=settings.host_delay_seconds,
        longest_delay_seconds=settings.longest_delay_seconds,
        contact=settings.contact,
        allow_private_hosts=settings.allow_private_hosts,
    )
