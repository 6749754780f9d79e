import pytest

from pipelines.sources.pages import read_page_html

BODY = "<p>The foreign minister met her colleague on Wednesday, and both spoke of useful talks.</p>"
URL = "https://www.harbourtimes.example/talks"
LONG = "Ministers of Arland and Bexia agree on fishing rights after a night of talks"


def read(head, body):
    page = f"<html><head>{head}</head><body>{body}<article>{BODY * 3}</article></body></html>"
    return read_page_html(page, URL)


def og(title):
    return f'<meta property="og:title" content="{title}">'


def published(stated):
    return f'<meta property="article:published_time" content="{stated}">'


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        (og("Arland settles with Bexia"), f"<h1>{LONG}</h1>", LONG),
        (og("A whole other headline"), f"<h1>{LONG}</h1>", "A whole other headline"),
        (og("Talks agreed"), "<h1>World | Talks agreed</h1>", "Talks agreed"),
        (og("Talks agreed | Harbour Times"), "<h1>Talks agreed</h1>", "Talks agreed"),
        (og("Talks agreed"), "<h1>Harbour Times</h1><h1>Talks agreed</h1>", "Talks agreed"),
        ("<title>Harbour Times - Talks agreed</title>", "<h1></h1>", "Talks agreed"),
        ("<title>Talks agreed | The Lamp</title>", "<h1>Harbour Times</h1>", "Talks agreed"),
        (og("Fish &amp;amp; chips agreed"), "", "Fish & chips agreed"),
        ("", f"<h1>{LONG}</h1>", LONG),
    ],
)
def test_the_headline_is_what_readers_see(head, body, title):
    assert read(head, body).title == title


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        (published("2026-11-05T03:30:00Z"), "<time>November 4, 2026 at 9:30 p.m.</time>", "04"),
        (published("2026-11-05T03:30:00Z"), "<span>Published: 4 November 2026</span>", "04"),
        (published("2026-11-05T09:30:00Z"), "<i>5 Nov. 2026</i><i>7 Nov. 2026</i>", "05"),
        (published("2026-11-05T09:30:00Z"), "<i>Updated</i> <time>7 Nov. 2026</time>", "05"),
        (published("2026-11-05T09:30:00Z"), "<p>Last changed: updated 7 Nov. 2026</p>", "05"),
        (published("2026-11-05T09:30:00Z"), "<time>24 November 2026</time>", "05"),
        ("", "<div>Wednesday, 4 November 2026</div>", "04"),
    ],
)
def test_the_day_shown_at_the_head_of_the_page_is_the_outlets_own(head, body, day):
    found = read(head, f"<h1>{LONG}</h1>{body}").published
    assert found.startswith(f"2026-11-{day}")
