"""Every raw article of a day ends as one thing, and the account of it says so."""

import datetime as dt

import pytest

from pipelines.lake import Lake
from pipelines.records import Article, RawArticle, RejectedArticle
from pipelines.stages import derive_articles, ends_of

DAY = dt.date(2026, 11, 23)
AT = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


def raw(name, content=b"words"):
    return RawArticle(name, "desk", f"{name}.txt", "text/plain", content, {}, AT)


def article(name, article_id, text_sha256="1"):
    return Article(article_id, "Words.", text_sha256=text_sha256, source="desk", raw_id=name)


def cleaned(given):
    return lambda one: given[one.raw_id]


def test_articles_duplicates_and_rejects_add_up(tmp_path):
    lake = Lake(tmp_path)
    names = ["a", "same", "bad", "b", "newer"]
    lake.write("raw_articles", DAY, map(raw, names))
    at_the_door = RejectedArticle("door", "desk", "door.exe", "unsupported_format", "No.")
    lake.write("rejected_articles", DAY, [at_the_door])
    given = {
        "a": article("a", "1"),
        "same": article("same", "1"),
        "bad": RejectedArticle("bad", "desk", "bad.txt", "empty", "No."),
        "b": article("b", "2"),
        "newer": article("newer", "2", "2"),
    }
    derive_articles(lake, DAY, cleaned(given), "1", 30)
    ends = ends_of(lake, DAY)
    assert (ends.raw, ends.articles, ends.duplicates, ends.rejected) == (5, 2, 2, 1)
    assert ends.astray == ()
    rejects = {(one.locator, one.reason) for one in lake.read("rejected_articles", DAY)}
    assert rejects == {
        ("door.exe", "unsupported_format"),
        ("same.txt", "duplicate"),
        ("bad.txt", "empty"),
        ("b.txt", "replaced"),
    }


@pytest.mark.parametrize(
    ("table", "row", "astray"),
    [
        ("raw_articles", raw("lost"), ("lost",)),
        ("articles", article("a", "9"), ("a",)),
        ("articles", article("from nowhere", "9"), ("from nowhere",)),
        ("rejected_articles", RejectedArticle("a", "desk", "a.txt", "empty", "No."), ("a",)),
    ],
)
def test_what_is_lost_or_doubled_is_named(tmp_path, table, row, astray):
    lake = Lake(tmp_path)
    lake.write("raw_articles", DAY, [raw("a")])
    derive_articles(lake, DAY, cleaned({"a": article("a", "1")}), "1", 30)
    lake.write(table, DAY, [*lake.read(table, DAY), row])
    assert ends_of(lake, DAY).astray == astray
