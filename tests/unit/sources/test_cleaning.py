import datetime as dt
import json

import pytest

from pipelines.records import Article, PublishedSource, RawArticle, RejectedArticle
from pipelines.sources import clean, to_text_record, without_duplicates

AT = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
STORY = (
    "The foreign minister of Arland met her colleague from Bexia on Wednesday. "
    "She said that the talks had been useful and that they would go on in the spring."
)


def raw(content, media_type="text/plain", **metadata):
    data = content if isinstance(content, bytes) else content.encode()
    return RawArticle("r1", "desk", "a.txt", media_type, data, metadata, AT)


def record(**fields):
    return raw(json.dumps(fields), "application/json")


def page(body, head=""):
    return raw(f"<html><head>{head}</head><body>{body}</body></html>", "text/html")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (raw(b""), "empty"),
        (raw(b" \n\t "), "empty"),
        (raw(b"%PDF-1.7 and more"), "not_text"),
        (raw(b"abc\x00\x00def"), "not_text"),
        (raw("São Tomé agreed to the offer on Friday.".encode("latin-1")), "wrong_encoding"),
        (raw("The minister said “no” to it.".encode()[:19]), "truncated"),
        (raw(STORY, encoding="klingon"), "wrong_encoding"),
        (raw("Nope."), "no_body"),
        (
            raw(
                "Der Außenminister traf am Mittwoch seine Kollegin aus Norwegen in Berlin. "
                "Beide sagten, die Gespräche seien nützlich gewesen und würden fortgesetzt."
            ),
            "not_english",
        ),
        (raw(STORY, published="2099-01-01"), "future_date"),
        (raw(STORY, published="1850-01-01"), "early_date"),
        (raw(STORY, published="the day before yesterday"), "unreadable_date"),
        (record(id="1"), "bad_record"),
        (record(id="1", text=""), "empty"),
        (page("<nav><a href='/'>Home</a></nav>"), "no_body"),
        (raw(f"<html><body><p>{STORY}</p><div class='en", "text/html"), "truncated"),
        (raw(f"<html><body><p>{STORY}</p>", "text/html"), "truncated"),
    ],
)
def test_what_is_no_article_is_refused_with_its_reason(given, reason):
    result = clean(given)
    assert isinstance(result, RejectedArticle)
    assert result.reason == reason
    assert result.detail.endswith(".")
    assert result.raw_id == "r1"


def test_text_of_a_record_is_used_as_it_is():
    text = f"  {STORY}\r\n\n“Quoted” \u00a0 tail  \n"
    article = clean(record(id="7", text=text, published="2026-11-01", outlet="The Lamp"))
    assert isinstance(article, Article)
    assert article.text == text
    assert article.published_at == dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    assert article.published_at_source is PublishedSource.FIELD
    assert to_text_record(article)["published"] == "2026-11-01"


def test_page_gives_title_date_and_address():
    head = (
        "<title>Talks in Arland | The Lamp</title>"
        '<link rel="canonical" href="https://www.lamp.example/a/talks">'
        '<meta property="article:published_time" content="2026-11-05T23:30:00-05:00">'
    )
    article = clean(page(f"<article><h1>Talks in Arland</h1><p>{STORY}</p></article>", head))
    assert isinstance(article, Article)
    assert "useful" in article.text
    assert article.title.startswith("Talks in Arland")
    assert article.url == "https://lamp.example/a/talks"
    assert article.published_at == dt.datetime(2026, 11, 5, tzinfo=dt.UTC)
    assert article.published_at_source is PublishedSource.PAGE


def test_one_article_behind_two_addresses_is_one():
    first = clean(record(text=STORY, url="https://www.lamp.example/a?utm_source=x"))
    second = clean(record(text=STORY, url="http://m.lamp.example/a/amp"))
    assert first.article_id == second.article_id
    kept, refused = without_duplicates([first, second])
    assert isinstance(kept, Article)
    assert refused.reason == "duplicate"


def test_a_corrected_article_keeps_its_id_and_is_no_duplicate():
    first = clean(record(id="1", text=STORY))
    second = clean(record(id="1", text=f"{STORY} Corrected."))
    assert first.article_id == second.article_id
    assert all(isinstance(a, Article) for a in without_duplicates([first, second]))
    known = [(first.article_id, first.text_sha256)]
    assert [a.reason for a in without_duplicates([first], known)] == ["duplicate"]


def test_the_same_bytes_give_the_same_article():
    assert clean(record(id="1", text=STORY)) == clean(record(id="1", text=STORY))


def test_a_body_does_not_repeat_its_headline():
    body = f"<article><h1>Talks in Arland</h1><p>{STORY}</p><p>{STORY} Again.</p></article>"
    article = clean(page(body, "<title>Talks in Arland</title>"))
    assert article.text.startswith("The foreign minister")


LONG = " ".join(f"{STORY} That was round {number}." for number in range(12))
CLOSED = (
    '<script type="application/ld+json">'
    '{"@type": "NewsArticle", "isAccessibleForFree": %s}</script>'
)


@pytest.mark.parametrize(
    ("body", "head", "form"),
    [
        (f"<p>{LONG}</p>", "", "article"),
        (f"<p>{LONG}</p>", CLOSED % "false", "article"),
        (f"<p>{STORY}</p>", CLOSED % "true", "article"),
        (f"<p>{STORY}</p>", CLOSED % "false", "teaser"),
        (f"<p>{LONG}</p><p>Subscribe to continue reading this report.</p>", "", "teaser"),
        (
            f"<p>{LONG}</p>",
            '<script type="application/ld+json">{"@type": "LiveBlogPosting"}</script>',
            "live_blog",
        ),
        (f"<p>{LONG}</p><p>She said that parliament would vote on cookies.</p>", "", "article"),
    ],
)
def test_teasers_and_live_blogs_are_said_to_be_such(body, head, form):
    article = clean(page(f"<article><h1>Talks</h1>{body}</article>", head))
    assert isinstance(article, Article)
    assert article.form == form


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (
            "<p>We value your privacy. We and our partners store and access information on your "
            "device. You can accept all cookies or manage your preferences at any time.</p>",
            "cookie_wall",
        ),
        (
            "<p>This article is for subscribers. Already a subscriber? Log in to continue. Or "
            "start your free trial today and enjoy unlimited digital access.</p>",
            "paywall",
        ),
    ],
)
def test_a_wall_is_no_article(body, reason):
    refused = clean(page(f"<article>{body}</article>"))
    assert isinstance(refused, RejectedArticle)
    assert refused.reason == reason
