"""One polite and bounded HTTP request: who may be asked, how often, how long, how much.

Addresses are resolved here and the connection goes to the address that was checked, so that a
name cannot point elsewhere between the check and the request.
"""

import asyncio
import ipaddress
import socket
import ssl
import zlib
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpx
from protego import Protego

from pipelines.sources.limits import Limits
from pipelines.sources.reasons import Reason, RefusalError

PASSING = frozenset({429, 500, 502, 503, 504})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
ROBOTS_BYTES = 500_000
# IPv6 addresses whose last 32 bits are an IPv4 address: NAT64 (RFC 6052) and IPv4-compatible.
HOLDING_IPV4 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("::/96"))


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
        kind = self.headers.get("content-type", "")
        return kind.partition("charset=")[2].split(";")[0].strip("\"' ")


class Fetcher:
    """Fetches one page at a time: robots.txt obeyed, hosts spared, failures tried again."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._robots: dict[str, Protego | None] = {}
        self._last: dict[str, float] = {}

    def get(
        self, url: str, ignore_robots: bool = False, conditions: dict[str, str] | None = None
    ) -> Fetched:
        """The answer to one address, or a RefusalError that says why there is none."""
        return asyncio.run(self._get(url, ignore_robots, conditions or {}))

    async def _get(self, url: str, ignore_robots: bool, said: dict[str, str]) -> Fetched:
        wait = 0.5
        for attempt in range(1, self._limits.attempts + 1):
            try:
                fetched = await self._follow(url, ignore_robots, said)
            except (RefusalError, httpx.TransportError, TimeoutError) as error:
                if isinstance(error, RefusalError) or attempt == self._limits.attempts:
                    raise _refusal(error, self._limits) from error
            else:
                if fetched.status < 400:
                    return fetched
                if fetched.status not in PASSING or attempt == self._limits.attempts:
                    raise RefusalError(Reason.HTTP_ERROR, f"The server answered {fetched.status}.")
                asked = fetched.headers.get("retry-after", "")
                wait = float(asked) if asked.isdigit() else wait
            await asyncio.sleep(min(wait, self._limits.longest_delay_seconds))
            wait *= 2
        raise RefusalError(Reason.HTTP_ERROR, "The server did not answer.")

    async def _follow(self, url: str, ignore_robots: bool, said: dict[str, str]) -> Fetched:
        for _ in range(self._limits.redirects + 1):
            if not ignore_robots and not await self._may_fetch(url):
                raise RefusalError(Reason.ROBOTS, "The site's robots.txt does not allow it.")
            fetched = await self._once(url, said=said)
            if fetched.status not in REDIRECTS or "location" not in fetched.headers:
                return fetched
            url = urljoin(url, fetched.headers["location"])
        raise RefusalError(Reason.HTTP_ERROR, "The server redirects without end.")

    async def _may_fetch(self, url: str) -> bool:
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in self._robots:
            rules = None
            try:
                answer = await self._once(f"{host}/robots.txt", ROBOTS_BYTES)
                if answer.status == 200:
                    rules = Protego.parse(answer.content.decode("utf-8", "replace"))
            except (httpx.TransportError, TimeoutError):
                rules = Protego.parse("User-agent: *\nDisallow: /")  # RFC 9309, 2.3.1.4
            self._robots[host] = rules
        known = self._robots[host]
        return known is None or bool(known.can_fetch(url, self._limits.user_agent))

    async def _once(self, url: str, most: int = 0, said: dict[str, str] | None = None) -> Fetched:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise RefusalError(Reason.ADDRESS_REFUSED, "Only http and https are fetched.")
        async with asyncio.timeout(self._limits.request_seconds):
            address = await self._checked_address(parts.hostname, parts.port)
            await self._spare(parts.hostname)
            return await self._request(url, address, most or self._limits.item_bytes, said or {})

    async def _checked_address(self, host: str, port: int | None) -> str:
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
        return addresses[0]

    async def _spare(self, host: str) -> None:
        now = asyncio.get_running_loop().time()
        due = self._last.get(host, -1e9) + self._limits.host_delay_seconds
        if due > now:
            await asyncio.sleep(due - now)
        self._last[host] = asyncio.get_running_loop().time()

    async def _request(self, url: str, address: str, most: int, said: dict[str, str]) -> Fetched:
        target = httpx.URL(url)
        headers = {
            "Host": target.netloc.decode("ascii"),
            "User-Agent": self._limits.user_agent,
            "Accept-Encoding": "gzip",
            **said,
        }
        async with (
            httpx.AsyncClient(
                timeout=self._limits.request_seconds, trust_env=False, verify=_tls()
            ) as client,
            client.stream(
                "GET",
                target.copy_with(host=address),
                headers=headers,
                extensions={"sni_hostname": target.host},
            ) as answer,
        ):
            content = await _body(answer, most)
            kept = {name.lower(): value for name, value in answer.headers.items()}
            return Fetched(url, answer.status_code, kept, content)


async def _body(answer: httpx.Response, most: int) -> bytes:
    coding = answer.headers.get("content-encoding", "identity").lower()
    if coding not in ("identity", "gzip", "x-gzip", ""):
        raise RefusalError(Reason.UNSUPPORTED, f"The server packs with {coding!r}, unasked.")
    unpack = zlib.decompressobj(31) if "gzip" in coding else None
    body = bytearray()
    async for chunk in answer.aiter_raw():
        try:
            body += unpack.decompress(chunk, most + 1) if unpack else chunk
        except zlib.error as error:
            raise RefusalError(Reason.DAMAGED, "The packed answer cannot be read.") from error
        if len(body) > most:
            raise RefusalError(Reason.TOO_LARGE, f"The answer is larger than {most:,} bytes.")
    if unpack and body and not unpack.eof:
        raise RefusalError(Reason.TRUNCATED, "The packed answer is cut off.")
    return bytes(body)


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if any(ip in network for network in HOLDING_IPV4):
        inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.is_global and not ip.is_multicast and (inner is None or inner.is_global)


def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def _refusal(error: Exception, limits: Limits) -> RefusalError:
    if isinstance(error, RefusalError):
        return error
    if isinstance(error, (TimeoutError, httpx.TimeoutException)):
        return RefusalError(Reason.TIMEOUT, f"No answer within {limits.request_seconds:g} seconds.")
    if isinstance(error, httpx.RemoteProtocolError):
        return RefusalError(Reason.TRUNCATED, f"The answer breaks off or breaks HTTP: {error}.")
    return RefusalError(Reason.UNREACHABLE, f"The server cannot be reached: {error}.")
