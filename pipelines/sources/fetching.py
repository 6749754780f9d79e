"""One polite and bounded HTTP request: who may be asked, how often, how long, how much.

Addresses are resolved here and the connection goes to the address that was checked, so that a
name cannot point elsewhere between the check and the request.
"""

import asyncio
import ipaddress
import logging
import socket
import ssl
from dataclasses import dataclass, field
from functools import cache
from typing import BinaryIO
from urllib.parse import urljoin, urlsplit

import httpx
import stamina
from stamina.instrumentation import RetryDetails, set_on_retry_hooks

from pipelines.sources import robots
from pipelines.sources.bodies import Body
from pipelines.sources.limits import Limits
from pipelines.sources.reasons import Reason, RefusalError
from pipelines.sources.waiting import asked_wait

PASSING = frozenset({429, 500, 502, 503, 504})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
FIRST_WAIT = 0.5  # seconds before the second try; each further one waits about twice as long
# IPv6 addresses whose last 32 bits are an IPv4 address: NAT64 (RFC 6052) and IPv4-compatible.
HOLDING_IPV4 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("::/96"))

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server sent: the final address, the status, the headers that matter, the body."""

    url: str
    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def charset(self) -> str:
        """The charset that the server named."""
        return charset_of(self.headers.get("content-type", ""))


@dataclass(frozen=True, slots=True)
class _Request:
    """What is asked for: headers beside our own, and how much and how long at most.

    With a `sink` the body is written there, as it lies on the server. `is_cut` takes the first
    `most` bytes of a longer body instead of refusing it.
    """

    most: int
    seconds: float
    said: dict[str, str] = field(default_factory=dict)
    sink: BinaryIO | None = None
    is_cut: bool = False


class _PassingError(Exception):
    """A server that may answer better in a moment, and how long it asks to be left alone."""

    def __init__(self, status: int, wait: float | None) -> None:
        super().__init__(f"The server answered {status}.")
        self.wait = wait


class Fetcher:
    """Fetches one page at a time: robots.txt obeyed, hosts spared, failures tried again."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._robots: dict[str, robots.Rules] = {}
        self._last: dict[str, float] = {}
        self._delays: dict[str, float] = {}
        self._closed: dict[str, float] = {}
        set_on_retry_hooks([_note_retry])  # stamina's own would print on the terminal

    def get(
        self, url: str, ignore_robots: bool = False, conditions: dict[str, str] | None = None
    ) -> Fetched:
        """The answer to one address, or a RefusalError that says why there is none."""
        limits = self._limits
        request = _Request(limits.item_bytes, limits.request_seconds, conditions or {})
        return asyncio.run(self._get(url, request, ignore_robots))

    def download(
        self, url: str, sink: BinaryIO, conditions: dict[str, str] | None = None
    ) -> Fetched:
        """A file, written into `sink` as it lies on the server; the answer's content is empty."""
        limits = self._limits
        request = _Request(limits.file_bytes, limits.file_seconds, conditions or {}, sink)
        return asyncio.run(self._get(url, request, ignore_robots=False))

    async def _get(self, url: str, request: _Request, ignore_robots: bool) -> Fetched:
        tries = stamina.retry_context(
            on=self._next_wait,
            attempts=self._limits.attempts,
            timeout=None,
            wait_initial=min(FIRST_WAIT, self._limits.longest_delay_seconds),
            wait_max=self._limits.longest_delay_seconds,
            wait_jitter=min(FIRST_WAIT, self._limits.longest_delay_seconds),
        )
        try:
            async for attempt in tries:
                with attempt:
                    return await self._try(url, request, ignore_robots)
        except (_PassingError, httpx.TransportError, TimeoutError) as error:
            raise _refusal(error, request.seconds) from error
        except (ValueError, httpx.InvalidURL) as error:
            raise RefusalError(Reason.UNREACHABLE, f"It is no web address: {error}.") from error
        raise AssertionError("stamina tries at least once")

    async def _try(self, url: str, request: _Request, ignore_robots: bool) -> Fetched:
        fetched = await self._follow(url, request, ignore_robots)
        if fetched.status < 400:
            return fetched
        if fetched.status not in PASSING:
            raise RefusalError(Reason.HTTP_ERROR, f"The server answered {fetched.status}.")
        wait = asked_wait(fetched.headers)
        if wait is not None and wait > self._limits.longest_delay_seconds:
            host = urlsplit(fetched.url).hostname or ""
            self._closed[host] = asyncio.get_running_loop().time() + wait
            raise RefusalError(
                Reason.HTTP_ERROR,
                f"The server answered {fetched.status} and wants to be left alone for "
                f"{wait:.0f} seconds.",
            )
        raise _PassingError(fetched.status, wait)

    def _next_wait(self, error: Exception) -> float | bool:
        """Whether to try again, or after how many seconds where the server said so."""
        if isinstance(error, _PassingError):
            return True if error.wait is None else error.wait
        return isinstance(error, (httpx.TransportError, TimeoutError))

    async def _follow(self, url: str, request: _Request, ignore_robots: bool) -> Fetched:
        for _ in range(self._limits.redirects + 1):
            if not ignore_robots:
                refusal = (await self._rules(url)).refusal(url)
                if refusal:
                    raise RefusalError(Reason.ROBOTS, refusal)
            fetched = await self._once(url, request)
            if fetched.status not in REDIRECTS or "location" not in fetched.headers:
                return fetched
            url = urljoin(url, fetched.headers["location"])
        raise RefusalError(Reason.HTTP_ERROR, "The server redirects without end.")

    async def _rules(self, url: str) -> robots.Rules:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            rules = self._robots[site] = await self._read_rules(f"{site}/robots.txt")
            if rules.delay and parts.hostname:
                longest = self._limits.longest_delay_seconds
                self._delays[parts.hostname] = min(rules.delay, longest)
        return self._robots[site]

    async def _read_rules(self, url: str) -> robots.Rules:
        request = _Request(robots.MOST_BYTES, self._limits.request_seconds, is_cut=True)
        for _ in range(robots.REDIRECTS + 1):
            try:
                answer = await self._once(url, request)
            except (httpx.TransportError, TimeoutError):
                return robots.unreadable("the server does not answer")
            except RefusalError as refusal:
                if refusal.reason in (Reason.ADDRESS_REFUSED, Reason.UNREACHABLE):
                    raise
                return robots.unreadable(refusal.detail.rstrip("."))
            if answer.status not in REDIRECTS or "location" not in answer.headers:
                return robots.rules_of(answer.status, answer.content)
            url = urljoin(url, answer.headers["location"])
        return robots.Rules()  # RFC 9309, 2.3.1.2: as if there were none

    async def _once(self, url: str, request: _Request) -> Fetched:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise RefusalError(Reason.ADDRESS_REFUSED, "Only http and https are fetched.")
        async with asyncio.timeout(request.seconds):
            addresses = await self._checked_addresses(parts.hostname, parts.port)
        await self._spare(parts.hostname)
        async with asyncio.timeout(request.seconds):
            for address in addresses[:-1]:
                try:
                    return await self._send(url, address, request)
                except httpx.ConnectError:
                    log.debug("%s does not answer at %s", parts.hostname, address)
            return await self._send(url, addresses[-1], request)

    async def _checked_addresses(self, host: str, port: int | None) -> list[str]:
        """Where a host lies: all of its addresses, in the system's order; one private refuses."""
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(host, port or 443, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise RefusalError(Reason.UNREACHABLE, f"There is no host {host!r}.") from error
        addresses = [str(one[4][0]) for one in found]
        for address in addresses:
            if not self._limits.allow_private_hosts and not _is_public(address):
                raise RefusalError(
                    Reason.ADDRESS_REFUSED, f"{host!r} lies at a private address ({address})."
                )
        return addresses

    async def _spare(self, host: str) -> None:
        """Wait for a host's turn. Its pause counts from the start of the request before."""
        now = asyncio.get_running_loop().time()
        if self._closed.get(host, now) > now:
            raise RefusalError(Reason.HTTP_ERROR, "The server asked to be left alone for a while.")
        delay = max(self._limits.host_delay_seconds, self._delays.get(host, 0.0))
        due = self._last.get(host, -1e9) + delay
        if due > now:
            await asyncio.sleep(due - now)
        self._last[host] = asyncio.get_running_loop().time()

    async def _send(self, url: str, address: str, request: _Request) -> Fetched:
        target = httpx.URL(url)
        headers = {
            "Host": target.netloc.decode("ascii"),
            "User-Agent": self._limits.user_agent,
            "Accept-Encoding": "identity" if request.sink else "gzip",
            **request.said,
        }
        async with (
            httpx.AsyncClient(timeout=request.seconds, trust_env=False, verify=_tls()) as client,
            client.stream(
                "GET",
                target.copy_with(host=address),
                headers=headers,
                extensions={"sni_hostname": target.host},
            ) as answer,
        ):
            kept = {name.lower(): value for name, value in answer.headers.items()}
            is_packed_file = bool(request.sink) and urlsplit(url).path.endswith(".gz")
            coding = "" if is_packed_file else kept.get("content-encoding", "")
            sink = request.sink if answer.status_code == 200 else None
            body = Body(coding, request.most, sink, request.is_cut)
            async for chunk in answer.aiter_raw():
                if not body.take(chunk):
                    break
            return Fetched(url, answer.status_code, kept, body.content())


def charset_of(content_type: str) -> str:
    """The charset in a Content-Type header, or nothing."""
    return content_type.partition("charset=")[2].split(";")[0].strip("\"' ")


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if any(ip in network for network in HOLDING_IPV4):
        inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.is_global and not ip.is_multicast and (inner is None or inner.is_global)


@cache
def _tls() -> ssl.SSLContext:
    """One context for all: reading the certificates takes longer than many a request."""
    return ssl.create_default_context()


def _note_retry(details: RetryDetails) -> None:
    log.info("Try %d: %s", details.retry_num + 1, details.caused_by)


def _refusal(error: Exception, seconds: float) -> RefusalError:
    if isinstance(error, _PassingError):
        return RefusalError(Reason.HTTP_ERROR, str(error))
    if isinstance(error, (TimeoutError, httpx.TimeoutException)):
        return RefusalError(Reason.TIMEOUT, f"No answer within {seconds:g} seconds.")
    if isinstance(error, httpx.RemoteProtocolError):
        return RefusalError(Reason.TRUNCATED, f"The answer breaks off or breaks HTTP: {error}.")
    return RefusalError(Reason.UNREACHABLE, f"The server cannot be reached: {error}.")
