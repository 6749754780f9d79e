"""One address for one article: tracking parameters, mobile hosts and AMP paths taken away.

Only differences that never change what is served are removed. The lists are in data/urls.yml.
"""

import re
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

import yaml

DEFAULT_PORTS = {"http": 80, "https": 443}
URL_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?!\d)"
)
CACHE_HOST = re.compile(r"\.cdn\.ampproject\.org$|^www\.google\.[a-z.]+$")
SAFE = "!$&'()*+,;=:@/~-._%"


@cache
def _lists() -> dict[str, Any]:
    text = files("pipelines.sources").joinpath("data/urls.yml").read_text(encoding="utf-8")
    lists: dict[str, Any] = yaml.safe_load(text)
    return lists


def canonical_url(url: str) -> str:
    """The address that identifies an article, or an empty string for what is no web address."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in DEFAULT_PORTS or not parts.hostname:
        return ""
    inner = _inside_cache(parts.hostname, parts.path)
    if inner:
        return canonical_url(inner)
    host = _plain_host(parts.hostname)
    if port and port != DEFAULT_PORTS[parts.scheme.lower()]:
        host = f"{host}:{port}"
    path = _plain_path(parts.path)
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    return urlunsplit(("https", host, path, _plain_query(parts.query), fragment))


def same_site(first: str, second: str) -> bool:
    """Whether two addresses belong to one site, going by the host without its first label."""
    one, two = (_plain_host(urlsplit(url).hostname or "") for url in (first, second))
    return bool(one) and (one == two or one.endswith(f".{two}") or two.endswith(f".{one}"))


def site_of(url: str) -> str:
    """The host of an address, without www and mobile prefixes: what an unnamed outlet is called."""
    try:
        return _plain_host(urlsplit(url).hostname or "")
    except ValueError:
        return ""


def day_in(url: str) -> str:
    """The day that an address names (`/2024/12/04/`), as YYYY-MM-DD, or an empty string."""
    try:
        found = URL_DAY.search(urlsplit(url).path)
    except ValueError:
        return ""
    return "-".join(found.groups()) if found else ""


def _plain_host(host: str) -> str:
    host = host.lower().rstrip(".")
    labels = host.split(".")
    while len(labels) > 2 and labels[0] in _lists()["prefixes"]:
        labels = labels[1:]
    return ".".join(labels)


def _plain_path(path: str) -> str:
    path = (
        quote(unquote(path), safe=SAFE.replace("%", "")) if "%" in path else quote(path, safe=SAFE)
    )
    segments = [part for part in path.split("/") if part.lower() not in _lists()["segments"]]
    path = "/".join(segments)
    for ending in _lists()["endings"]:
        if path.lower().endswith(ending["from"]):
            path = path[: -len(ending["from"])] + ending["to"]
    path = re.sub(r"/{2,}", "/", path)
    return path.rstrip("/") if len(path) > 1 else ""


def _plain_query(query: str) -> str:
    names, prefixes = set(_lists()["parameters"]), tuple(_lists()["parameter_prefixes"])
    kept = [
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True, max_num_fields=None)
        if name.lower() not in names and not name.lower().startswith(prefixes)
    ]
    return urlencode(sorted(kept))


def _inside_cache(host: str, path: str) -> str:
    """The address behind an AMP cache: `/c/s/site.example/path` and Google's `/amp/s/...`."""
    if not CACHE_HOST.search(host):
        return ""
    found = re.match(r"^/(?:[cv]|amp)/(s/)?(.+\..+)$", path)
    return f"http{'s' if found.group(1) else ''}://{found.group(2)}" if found else ""
