"""What one source may fetch in one run: so many requests, so much time, through one fetcher."""

import time

from pipelines.sources.fetching import Fetcher
from pipelines.sources.limits import Limits
from pipelines.sources.reasons import Reason, RefusalError


class Budget:
    """What is left of a run's requests and time, and the fetcher that they are spent through."""

    def __init__(self, limits: Limits) -> None:
        self.fetcher = Fetcher(limits)
        self._requests = limits.requests
        self._ends_at = time.monotonic() + limits.run_seconds

    def take(self) -> None:
        """Spend one request, or refuse where none is left."""
        if self._requests <= 0 or time.monotonic() > self._ends_at:
            raise RefusalError(Reason.TIMEOUT, "The run's limit of requests or time is reached.")
        self._requests -= 1
