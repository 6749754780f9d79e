"""How the fetching behaves towards sites: robots.txt, pauses, and what a busy server asks for."""

import datetime as dt

import pytest
from loopback import Answer, serving

from pipelines.records import RawArticle
from pipelines.sources import Limits, SourceDefinition, read_source

AT = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
PAGE = b"<html><body><p>The minister said on Monday that she would not resign.</p></body></html>"
DATE = "Mon, 23 Nov 2026 12:00:00 GMT"

JITTER = 0.05  # seconds by which the server sees one request later than it began, and another not


@pytest.fixture
def site():
    with serving() as site:
        site.answers["/a"] = PAGE
        site.answers["/b"] = PAGE
        yield site


def read(site, *paths, **changes):
    given = {"host_delay_seconds": 0, "longest_delay_seconds": 0.2, "attempts": 2, **changes}
    limits = Limits(allow_private_hosts=True, request_seconds=2, **given)
    source = SourceDefinition(name="web", pages=tuple(site.base + path for path in paths))
    return list(read_source(source, clock=lambda: AT, limits=limits))


def reasons(arrivals):
    return ["" if isinstance(a, RawArticle) else a.reason for a in arrivals]


@pytest.mark.parametrize(
    ("status", "expected"),
    [(404, ""), (403, ""), (429, "robots_refused"), (500, "robots_refused")],
)
def test_a_robots_file_that_is_not_there_allows_and_a_failing_server_does_not(
    site, status, expected
):
    site.answers["/robots.txt"] = Answer(status=status)
    (arrival,) = read(site, "/a")
    assert reasons([arrival]) == [expected]
    if expected:
        assert str(status) in arrival.detail
        assert "/a" not in site.paths()


def test_redirects_of_robots_are_followed(site):
    for number in range(5):
        place = "/robots.txt" if number == 0 else f"/robots{number}"
        site.answers[place] = Answer(status=302, headers={"Location": f"/robots{number + 1}"})
    site.answers["/robots5"] = b"User-agent: *\nDisallow: /a\n"
    assert reasons(read(site, "/a", "/b")) == ["robots_refused", ""]


def test_robots_that_redirect_without_end_count_as_none(site):
    site.answers["/robots.txt"] = Answer(status=302, headers={"Location": "/robots.txt"})
    assert reasons(read(site, "/a")) == [""]
    assert site.paths().count("/robots.txt") == 6


def test_only_the_start_of_a_huge_robots_file_is_read(site):
    site.answers["/robots.txt"] = b"User-agent: *\nDisallow: /a\n" + b"#" * 2_000_000
    assert reasons(read(site, "/a", "/b")) == ["robots_refused", ""]


def test_rules_for_us_are_found_by_our_name_and_not_by_words_of_the_user_agent(site):
    site.answers["/robots.txt"] = b"User-agent: news\nDisallow: /\n"
    assert reasons(read(site, "/a")) == [""]
    site.answers["/robots.txt"] = b"User-agent: Communique\nDisallow: /\n"
    assert reasons(read(site, "/a")) == ["robots_refused"]
    assert site.sent("/a", "User-Agent")[0].startswith("communique/")


def test_the_pause_that_a_site_asks_for_is_kept_up_to_the_limit(site):
    site.answers["/robots.txt"] = b"User-agent: *\nCrawl-delay: 0.4\n"
    read(site, "/a", "/b", longest_delay_seconds=1)
    assert site.times("/b")[0] - site.times("/a")[0] >= 0.4 - JITTER
    site.answers["/robots.txt"] = b"User-agent: *\nCrawl-delay: 3600\n"
    read(site, "/a", "/b", longest_delay_seconds=0.2)
    assert 0.2 - JITTER <= site.times("/b")[1] - site.times("/a")[1] < 2


def test_a_pause_longer_than_the_time_of_a_request_is_no_timeout(site):
    assert reasons(read(site, "/a", "/b", host_delay_seconds=2.2)) == ["", ""]


@pytest.mark.parametrize("said", ["1", "Mon, 23 Nov 2026 12:00:01 GMT"])
def test_retry_after_is_heard_in_seconds_and_as_a_date(site, said):
    busy = Answer(status=429, headers={"Retry-After": said, "Date": DATE})
    site.answers["/a"] = [busy, Answer(PAGE)]
    assert reasons(read(site, "/a", longest_delay_seconds=2)) == [""]
    first, second = site.times("/a")
    assert second - first >= 1.0 - JITTER


@pytest.mark.parametrize("said", ["3600", "Mon, 23 Nov 2026 13:00:00 GMT"])
def test_a_server_that_wants_to_be_left_alone_for_long_is(site, said):
    site.answers["/a"] = Answer(status=503, headers={"Retry-After": said, "Date": DATE})
    first, second = read(site, "/a", "/b")
    assert "3600 seconds" in first.detail
    assert reasons([first, second]) == ["http_error", "http_error"]
    assert site.paths() == ["/robots.txt", "/a"]


def test_a_server_in_trouble_is_asked_again_and_then_given_up(site):
    site.answers["/a"] = [Answer(status=500), Answer(PAGE)]
    site.answers["/b"] = Answer(status=502)
    assert reasons(read(site, "/a", "/b")) == ["", "http_error"]
    assert site.paths() == ["/robots.txt", "/a", "/a", "/b", "/b"]


@pytest.mark.parametrize("place", ["http://[broken", "http://x:99999/", "http://a b/"])
def test_a_redirect_to_what_is_no_address_is_a_reject(site, place):
    site.answers["/a"] = Answer(status=302, headers={"Location": place})
    assert reasons(read(site, "/a")) in (["unreachable"], ["http_error"])
