"""robots.txt (RFC 9309): what a site allows, and how long it wants to be left in peace.

How robots.txt is fetched is the business of `fetching`; this is what its answer means.
"""

from dataclasses import dataclass

from protego import Protego

NAME = "communique"
"""The product token that a robots.txt may name. The whole user agent would also match groups for
words that happen to stand in it."""
MOST_BYTES = 500_000
"""What is read of a robots.txt; RFC 9309, 2.5 asks for no less."""
REDIRECTS = 5
"""How many redirects of a robots.txt are followed: RFC 9309, 2.3.1.2."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one host. Without a parsed file all is allowed, unless `closed` says why not."""

    parsed: Protego | None = None
    closed: str = ""

    def refusal(self, url: str) -> str:
        """Why an address may not be fetched; empty where it may."""
        if self.closed:
            return self.closed
        if self.parsed is None or self.parsed.can_fetch(url, NAME):
            return ""
        return "The site's robots.txt does not allow it."

    @property
    def delay(self) -> float:
        """The pause between two requests that the site asks for (Crawl-delay), in seconds."""
        return float(self.parsed.crawl_delay(NAME) or 0.0) if self.parsed else 0.0


def rules_of(status: int, content: bytes) -> Rules:
    """What an answer to the request for robots.txt means.

    A file that is not there allows everything; a server in trouble, or one that asks for less,
    allows nothing (RFC 9309, 2.3.1.3 and 2.3.1.4).
    """
    if status == 429 or status >= 500:
        return unreadable(f"the server answered {status}")
    if status >= 300:
        return Rules()
    return Rules(Protego.parse(content.decode("utf-8", "replace")))


def unreadable(why: str) -> Rules:
    """Rules of a site whose robots.txt could not be read."""
    return Rules(closed=f"The site's robots.txt cannot be read, which counts as a no: {why}.")
