import pytest

from pipelines.sources.dates import parse_date
from pipelines.sources.languages import language_of
from pipelines.sources.urls import canonical_url, day_in


@pytest.mark.parametrize(
    ("given", "canonical"),
    [
        ("https://www.lamp.example/a/", "https://lamp.example/a"),
        ("HTTP://M.Lamp.example:80/a#top", "https://lamp.example/a"),
        ("https://lamp.example/a?utm_source=x&id=3&fbclid=9", "https://lamp.example/a?id=3"),
        ("https://lamp.example/a?b=2&a=1", "https://lamp.example/a?a=1&b=2"),
        ("https://lamp.example/amp/a.amp.html", "https://lamp.example/a.html"),
        ("https://lamp-example.cdn.ampproject.org/c/s/lamp.example/a", "https://lamp.example/a"),
        ("https://www.google.com/amp/s/lamp.example/a/amp", "https://lamp.example/a"),
        ("https://lamp.example:8443/a", "https://lamp.example:8443/a"),
        ("javascript:alert(1)", ""),
        ("file:///etc/hosts", ""),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_addresses_of_one_article_become_one(given, canonical):
    assert canonical_url(given) == canonical
    assert canonical_url(canonical) == canonical


@pytest.mark.parametrize(
    ("said", "iso"),
    [
        ("2024-12-06", "2024-12-06T00:00:00+00:00"),
        ("2024-12-06T10:00:00Z", "2024-12-06T10:00:00+00:00"),
        ("2024-12-06T01:00:00+02:00", "2024-12-05T23:00:00+00:00"),
        ("Fri, 06 Dec 2024 10:00:00 GMT", "2024-12-06T10:00:00+00:00"),
        ("6 December 2024", "2024-12-06T00:00:00+00:00"),
        ("Dec. 6th, 2024", "2024-12-06T00:00:00+00:00"),
        ("1733479200", "2024-12-06T10:00:00+00:00"),
        ("04/12/2024", None),
        ("soon", None),
        ("2024-02-31", None),
        ("", None),
        ("9" * 500, None),
    ],
)
def test_dates_are_read_or_not_at_all(said, iso):
    found = parse_date(said)
    assert (found.isoformat() if found else None) == iso


def test_day_in_an_address():
    assert day_in("https://lamp.example/2024/12/06/a") == "2024-12-06"
    assert day_in("https://lamp.example/news/20241206-a") == "2024-12-06"
    assert day_in("https://lamp.example/2024/13/06/a") == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Zelenskyy, Scholz and Macron met in Kyiv.", "en"),
        ("The president met the prime minister on Wednesday.", "en"),
        ("Le président a rencontré le premier ministre mercredi à Paris, a-t-on appris.", "fr"),
        ("Статья о переговорах министров иностранных дел", "ru"),
    ],
)
def test_language(text, code):
    assert language_of(text) == code
