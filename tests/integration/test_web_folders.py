"""Folders on a web server, and what is asked for again when nothing has changed."""

import datetime as dt
import gzip
import io
import json
import zipfile

import pytest
from loopback import Answer, etag_answer, serving

from pipelines.records import RawArticle
from pipelines.sources import Limits, SourceDefinition, Visits, check_source, clean, read_source

AT = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
STORY = "The minister said on Monday that she would not resign, and that the talks had been good."
PAGE = f"<html><body><article><p>{STORY}</p></article></body></html>".encode()
LINE = json.dumps({"id": "1", "text": STORY}).encode()
LISTING = b"""<html><body><h1>Index of /news</h1>
<a href="?C=N;O=D">Name</a> <a href="../">Parent</a> <a href="/elsewhere/c.txt">c</a>
<a href="a.txt">a.txt</a> <a href="b.jsonl.gz">b</a> <a href="more/">more/</a>
<a href="README.txt">README</a> <a href=".hidden.txt">h</a> <a href="https://lamp.example/x.txt">x</a>
<a href="all.zip">all.zip</a></body></html>"""


@pytest.fixture
def site():
    with serving() as site:
        site.answers["/news/"] = LISTING
        site.answers["/news/more/"] = b'<a href="page.html">p</a><a href="../">up</a>'
        site.answers["/news/more/page.html"] = PAGE
        site.answers["/news/b.jsonl.gz"] = gzip.compress(LINE + b"\n" + LINE)
        site.answers["/news/all.zip"] = zipped("in/z.txt", STORY.encode())
        etag_answer(site, "/news/a.txt", STORY.encode(), '"a1"')
        yield site


def zipped(name, content):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(name, content)
    return target.getvalue()


def read(site, visits=None, **source):
    limits = Limits(
        host_delay_seconds=0,
        longest_delay_seconds=0.05,
        attempts=1,
        request_seconds=2,
        allow_private_hosts=True,
    )
    definition = SourceDefinition(name="web", **source)
    return list(read_source(definition, clock=lambda: AT, limits=limits, visits=visits))


def given(arrivals):
    return {a.locator: "" if isinstance(a, RawArticle) else a.reason for a in arrivals}


def test_a_folder_is_read_with_the_folders_below_it_and_nothing_outside(site):
    arrivals = read(site, files=f"{site.base}/news/")
    assert given(arrivals) == {
        "a.txt": "",
        "all.zip!in/z.txt": "",
        "b.jsonl.gz#1": "",
        "b.jsonl.gz#2": "",
        "more/page.html": "",
    }
    assert {clean(arrival).text for arrival in arrivals} == {STORY}
    assert clean(arrivals[-1]).url.endswith("/news/more/page.html")
    assert not any("elsewhere" in path or "README" in path for path in site.paths())


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("/news/*.txt", {"a.txt"}),
        ("/news/**/*.html", {"more/page.html"}),
        ("/news/b.jsonl.gz", {"b.jsonl.gz#1", "b.jsonl.gz#2"}),
    ],
)
def test_a_glob_and_a_single_file(site, pattern, names):
    assert set(given(read(site, files=site.base + pattern))) == names


def test_robots_and_the_check_of_addresses_hold_for_folders(site):
    site.answers["/robots.txt"] = b"User-agent: *\nDisallow: /news/more\nDisallow: /news/b\n"
    found = given(read(site, files=f"{site.base}/news/"))
    assert found[f"{site.base}/news/more/"] == "robots_refused"
    assert found["b.jsonl.gz"] == "robots_refused"
    assert "/news/b.jsonl.gz" not in site.paths()
    source = SourceDefinition(name="web", files=f"{site.base}/news/")
    (arrival,) = read_source(source, clock=lambda: AT, limits=Limits())
    assert arrival.reason == "address_refused"


def test_a_page_that_lists_no_files_says_what_to_use_instead(site):
    site.answers["/front/"] = PAGE
    (arrival,) = read(site, files=f"{site.base}/front/")
    assert arrival.reason == "no_body"
    assert "`sitemap`" in arrival.detail


def test_a_file_that_is_cut_off_on_the_way_is_fetched_again_next_time(site):
    site.answers["/cut/"] = b'<a href="b.jsonl.gz">b</a>'
    whole = gzip.compress(LINE)
    etag_answer(site, "/cut/b.jsonl.gz", whole[:-9], '"b1"')
    visits = Visits()
    assert "truncated" in given(read(site, visits, files=f"{site.base}/cut/")).values()
    assert visits.take() == []


def test_packed_files_stay_packed_whatever_the_server_calls_it(site):
    packed = Answer(gzip.compress(LINE), headers={"Content-Encoding": "gzip"})
    site.answers["/p/x.jsonl.gz"] = packed
    site.answers["/p/y.jsonl"] = packed
    for name in ("x.jsonl.gz", "y.jsonl"):
        assert given(read(site, files=f"{site.base}/p/{name}")) == {f"{name}#1": ""}


def test_a_file_that_has_not_changed_is_not_sent_again(site):
    first = Visits()
    read(site, first, files=f"{site.base}/news/*.txt")
    notes = first.take()
    assert [(note.address, note.etag) for note in notes] == [(f"{site.base}/news/a.txt", '"a1"')]
    assert given(read(site, Visits(notes), files=f"{site.base}/news/*.txt")) == {
        "a.txt": "nothing_new"
    }
    assert site.sent("/news/a.txt", "If-None-Match") == [None, '"a1"']


def feed(site, *paths):
    items = "".join(
        f"<item><title>{path}</title><link>{site.base}{path}</link>"
        f"<description>{STORY}</description></item>"
        for path in paths
    )
    text = f'<rss version="2.0"><channel><title>The Lamp</title>{items}</channel></rss>'
    return text.encode()


def test_a_feed_that_has_not_changed_is_one_known_input(site):
    changed = "Mon, 02 Nov 2026 10:00:00 GMT"
    etag_answer(site, "/feed", feed(site, "/1"), '"f1"', **{"Last-Modified": changed})
    visits = Visits()
    read(site, visits, feed=f"{site.base}/feed")
    again = read(site, Visits(visits.take()), feed=f"{site.base}/feed")
    assert given(again) == {f"{site.base}/feed": "nothing_new"}
    assert site.sent("/feed", "If-Modified-Since") == [None, changed]


def test_a_feed_whose_pages_did_not_all_come_is_read_again(site):
    site.answers["/1"] = Answer(status=500)
    etag_answer(site, "/feed", feed(site, "/1"), '"f1"')
    visits = Visits()
    (own,) = read(site, visits, feed=f"{site.base}/feed", full_pages=True)
    assert own.media_type == "application/json"
    assert visits.take() == []
    site.answers["/1"] = PAGE
    (page,) = read(site, visits, feed=f"{site.base}/feed", full_pages=True)
    assert page.content == PAGE
    assert {note.address for note in visits.take()} == {f"{site.base}/feed", f"{site.base}/1"}


def test_an_index_of_sitemaps_is_always_read_and_its_sitemaps_only_when_they_change(site):
    index = f"<sitemapindex><sitemap><loc>{site.base}/map</loc></sitemap></sitemapindex>"
    urls = f"<urlset><url><loc>{site.base}/1</loc></url></urlset>"
    etag_answer(site, "/index", index.encode(), '"i1"')
    etag_answer(site, "/map", urls.encode(), '"m1"')
    site.answers["/1"] = PAGE
    visits = Visits()
    assert given(read(site, visits, sitemap=f"{site.base}/index")) == {f"{site.base}/1": ""}
    again = read(site, Visits(visits.take()), sitemap=f"{site.base}/index")
    assert given(again) == {f"{site.base}/map": "nothing_new"}
    assert site.sent("/index", "If-None-Match") == [None, None]


def test_a_check_of_sources_reads_as_if_for_the_first_time(site):
    etag_answer(site, "/feed", feed(site, "/1"), '"f1"')
    limits = Limits(host_delay_seconds=0, allow_private_hosts=True)
    source = SourceDefinition(name="web", feed=f"{site.base}/feed")
    for _ in range(2):
        assert check_source(source, clock=lambda: AT, limits=limits).found == 1
