"""Fetching from a real HTTP server on loopback that misbehaves on purpose."""

import datetime as dt
import gzip
import threading
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from pipelines.records import RawArticle, RejectedArticle, Visit
from pipelines.sources import Limits, SourceDefinition, Visits, clean, fetching, read_source

AT = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
STORY = "The minister said on Monday that she would not resign, and that the talks had been good."
PAGE = (
    f"<html><head><title>Talks</title></head><body><article><p>{STORY}</p></article></body></html>"
)
FEED = """<rss version="2.0"><channel><title>The Lamp</title>
<item><title>One</title><link>{base}/good</link><guid>1</guid>
<pubDate>Mon, 02 Nov 2026 10:00:00 GMT</pubDate><description>{story}</description></item>
<item><title>Two</title><link>{base}/status/404</link><guid>2</guid>
<description>{story}</description></item></channel></rss>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{base}/good</loc><news:news>
<news:publication><news:name>The Lamp</news:name></news:publication><news:title>Talks</news:title>
<news:publication_date>2026-11-02</news:publication_date></news:news></url></urlset>"""


class Misbehaving(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    tries: ClassVar[dict] = {}

    def log_message(self, *args):
        pass

    def send(self, body, status=200, length=None, **headers):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.send_header("Connection", "close")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def do_GET(self):  # noqa: C901 - one case for each misbehaviour
        base = f"http://127.0.0.1:{self.server.server_port}"
        count = self.tries[self.path] = self.tries.get(self.path, 0) + 1
        page = PAGE.encode()
        match self.path:
            case "/robots.txt":
                self.send(b"User-agent: *\nDisallow: /private\n")
            case "/good" | "/private/page":
                self.send(page, Content_Type="text/html")
            case "/feed":
                self.send(FEED.format(base=base, story=STORY).encode())
            case "/sitemap":
                self.send(SITEMAP.format(base=base).encode())
            case "/slow":
                time.sleep(3)
            case "/drip":
                self.send_response(200)
                self.end_headers()
                try:
                    while True:
                        self.wfile.write(b"x")
                        time.sleep(0.1)
                except OSError:
                    self.close_connection = True
            case "/long":
                self.send(page + b"<p>and more than was said</p>", length=len(page))
            case "/endless":
                self.send_response(200)
                self.end_headers()
                try:
                    while True:
                        self.wfile.write(b"x" * 65536)
                except OSError:
                    self.close_connection = True
            case "/short":
                self.send(page, length=len(page) + 100)
            case "/loop":
                self.send(b"", 302, Location="/loop")
            case "/inward":
                self.send(b"", 302, Location="http://169.254.169.254/latest/meta-data")
            case "/file":
                self.send(b"", 302, Location="file:///etc/passwd")
            case "/busy":
                if count == 1:
                    self.send(b"", 429, Retry_After="0")
                else:
                    self.send(page)
            case "/cut-gzip":
                self.send(gzip.compress(page)[:-20], Content_Encoding="gzip")
            case "/bomb":
                self.send(gzip.compress(b"0" * 50_000_000), Content_Encoding="gzip")
            case "/bad-utf8":
                self.send(page.replace(b"talks", b"t\xff\xfelks"), Content_Type="text/html")
            case "/wrong-charset":
                self.send(page, Content_Type="text/html; charset=klingon")
            case "/etag":
                known = self.headers.get("If-None-Match") == '"v1"'
                self.send(b"" if known else page, 304 if known else 200, ETag='"v1"')
            case "/image":
                self.send(b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, Content_Type="image/png")
            case "/huge-headers":
                self.send(page, X_Filler="y" * 1_000_000)
            case path if path.startswith("/status/"):
                self.send(b"", int(path.rpartition("/")[2]))


@pytest.fixture(scope="module")
def base():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Misbehaving)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def read(limits=None, visits=None, **source):
    limits = limits or Limits(
        item_bytes=1_000_000,
        request_seconds=1.0,
        host_delay_seconds=0,
        longest_delay_seconds=0.1,
        attempts=2,
        allow_private_hosts=True,
    )
    definition = SourceDefinition(name="web", **source)
    return list(read_source(definition, clock=lambda: AT, limits=limits, visits=visits))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/good", ""),
        ("/busy", ""),
        ("/private/page", "robots_refused"),
        ("/slow", "timeout"),
        ("/drip", "timeout"),
        ("/long", ""),
        ("/endless", "too_large"),
        ("/short", "truncated"),
        ("/loop", "http_error"),
        ("/file", "address_refused"),
        ("/cut-gzip", "truncated"),
        ("/bomb", "too_large"),
        ("/bad-utf8", ""),
        ("/wrong-charset", ""),
        ("/image", "not_text"),
        ("/huge-headers", "truncated"),
        ("/status/404", "http_error"),
        ("/status/500", "http_error"),
    ],
)
def test_each_misbehaviour_ends_as_an_article_or_a_reason(base, path, expected):
    (arrival,) = read(pages=(base + path,))
    if isinstance(arrival, RawArticle):
        arrival = clean(arrival)
    assert getattr(arrival, "reason", "") == expected


def test_private_addresses_are_refused_unless_allowed(base):
    for url in (base + "/good", "http://localhost:1/", "http://[::1]/", "ftp://lamp.example/"):
        (arrival,) = read(limits=Limits(), pages=(url,))
        assert arrival.reason == "address_refused"


def test_a_redirect_to_a_private_address_is_refused(base, monkeypatch):
    monkeypatch.setattr(fetching, "_is_public", lambda address: address == "127.0.0.1")
    (arrival,) = read(limits=Limits(host_delay_seconds=0), pages=(base + "/inward",))
    assert arrival.reason == "address_refused"
    assert "169.254.169.254" in arrival.detail


def test_feed_with_its_pages_and_its_own_text_where_a_page_is_gone(base):
    first, second = read(feed=base + "/feed", full_pages=True)
    assert first.media_type == "text/html"
    assert first.content == PAGE.encode()
    assert second.media_type == "application/json"
    for article in map(clean, (first, second)):
        assert article.text == STORY
        assert article.outlet == "The Lamp"
    assert str(clean(first).published_at_source) == "feed"


def test_sitemap_lists_pages(base):
    (arrival,) = read(sitemap=base + "/sitemap")
    assert clean(arrival).published_at == dt.datetime(2026, 11, 2, tzinfo=dt.UTC)


def test_a_page_is_asked_for_after_the_delay(base):
    limits = Limits(host_delay_seconds=0.3, allow_private_hosts=True)
    before = time.monotonic()
    arrivals = read(limits=limits, pages=(base + "/good", base + "/good"))
    assert time.monotonic() - before >= 0.6
    assert not any(isinstance(arrival, RejectedArticle) for arrival in arrivals)


def test_what_was_fetched_before_is_asked_for_changes_only(base):
    (first,) = read(pages=(base + "/etag",))
    assert first.metadata["etag"] == '"v1"'
    plain = Visit("web", first.locator, first.raw_id)
    for visit in (replace(plain, etag=first.metadata["etag"]), plain):
        (again,) = read(pages=(base + "/etag",), visits=Visits([visit]))
        assert (again.raw_id, again.reason) == (first.raw_id, "unchanged")
