import datetime as dt
import gzip
import io
import json
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from pipelines.records import Article, RawArticle, RejectedArticle
from pipelines.sources import (
    Limits,
    SourceDefinition,
    SourceError,
    check_source,
    clean,
    load_sources,
    read_articles,
    read_source,
    source_for_path,
)

AT = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
STORY = "The minister said on Monday that she would not resign, and that the talks had been good."
LINE = json.dumps({"id": "1", "text": STORY}).encode()


def read(folder, **source):
    definition = SourceDefinition(name="desk", files=".", base=folder, **source)
    limits = Limits(item_bytes=10_000, expansion_ratio=100)
    return list(read_source(definition, clock=lambda: AT, limits=limits))


def reasons(arrivals):
    return [a.reason if isinstance(a, RejectedArticle) else "" for a in arrivals]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", STORY.encode(), [""]),
        ("a.txt.gz", gzip.compress(STORY.encode()), [""]),
        ("a.txt.zst", zstandard.compress(STORY.encode()), [""]),
        ("a.jsonl", LINE + b"\n\n" + LINE, ["", ""]),
        ("a.jsonl", LINE + b"\n{oops}\n" + LINE, ["", "bad_record", ""]),
        ("a.jsonl", LINE + b"\n" + LINE[:-9], ["", "truncated"]),
        ("a.jsonl", b'["no", "fields"]', ["bad_record"]),
        ("a.jsonl", b'{"text": "' + b"x" * 20_000 + b'"}\n' + LINE, ["too_large", ""]),
        ("a.jsonl", b'{"id": 1, "text": "\xff"}', ["wrong_encoding"]),
        ("a.jsonl", b"[" * 9_000, ["bad_record"]),
        ("a.jsonl", b'{"html_path": "../../etc/passwd"}', ["unsafe"]),
        ("a.json", b"[" + LINE + b"," + LINE + b"]", ["", ""]),
        ("a.csv", f'id,text\n1,"{STORY}"\n2,"{STORY}"\n'.encode(), ["", ""]),
        ("a.csv", b"id,body\n1,x\n", ["bad_record"]),
        ("a.csv", b'id,text\n1,"cut off', ["truncated"]),
        ("a.parquet", b"PAR1 not really", ["damaged"]),
        ("a.warc", b"not an archive", ["damaged"]),
        ("a.xml", b"<rss version='2.0'><channel><title>x</title></channel></rss>", ["no_body"]),
        ("a.xml", b"<not-a-feed/>", ["unsupported_format"]),
        ("a.exe", b"MZ", ["unsupported_format"]),
        ("a.txt", b"x" * 20_000, ["too_large"]),
        ("a.txt.gz", gzip.compress(STORY.encode())[:-12], ["truncated"]),
        ("a.txt.gz", b"not gzip", ["damaged"]),
        ("a.txt.zst", zstandard.compress(STORY.encode())[:-5], ["truncated"]),
        ("a.jsonl.gz", gzip.compress(b" " * 50_000_000), ["too_large"]),
        ("a.zip", b"PK nothing", ["damaged"]),
        (".hidden.txt", b"x", []),
    ],
)
def test_each_file_is_read_or_refused(tmp_path, name, content, expected):
    (tmp_path / name).write_bytes(content)
    assert reasons(read(tmp_path)) == expected


def test_archive_members_cannot_leave_it(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("in/a.txt", STORY)
        archive.writestr("in/a.json", '{"outlet": "The Lamp"}')
        archive.writestr("../out.txt", STORY)
        archive.writestr("bomb.txt", "0" * 50_000_000)
    arrivals = read(tmp_path)
    assert sorted(reasons(arrivals)) == ["", "too_large", "unsafe"]
    taken = next(a for a in arrivals if isinstance(a, RawArticle))
    assert taken.locator == "a.zip!in/a.txt"
    assert taken.metadata["outlet"] == "The Lamp"


def zipped(**members):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return target.getvalue()


def test_an_archive_in_an_archive_is_read_and_one_within_that_is_not(tmp_path):
    parquet = io.BytesIO()
    pq.write_table(pa.table({"text": [STORY]}), parquet)
    innermost = zipped(deep_txt=STORY)
    inner = zipped(b_txt=STORY, c_zip=innermost, bomb_txt="0" * 50_000_000)
    outer = zipped(a_zip=inner, broken_zip="PK nothing", t_parquet=parquet.getvalue())
    (tmp_path / "o.zip").write_bytes(outer)
    found = {a.locator: getattr(a, "reason", "") for a in read(tmp_path)}
    assert found == {
        "o.zip!a.zip!b.txt": "",
        "o.zip!a.zip!c.zip": "unsupported_format",
        "o.zip!a.zip!bomb.txt": "too_large",
        "o.zip!broken.zip": "damaged",
        "o.zip!t.parquet#1": "",
    }


@pytest.mark.parametrize(
    ("name", "sidecar"),
    [("a.json", '{"published": "2026-11-01"}'), ("a.yml", "published: 2026-11-01\n")],
)
def test_sidecar_dates_its_text(tmp_path, name, sidecar):
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / name).write_text(sidecar)
    (arrival,) = read(tmp_path)
    article = clean(arrival)
    assert isinstance(article, Article)
    assert str(article.published_at_source) == "sidecar"
    assert article.published_at == dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize("sidecar", ['{"publishd": "x"}', "[1]", "{", '{"title": ["a", "b"]}'])
def test_sidecar_that_makes_no_sense_refuses_its_text(tmp_path, sidecar):
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "a.json").write_text(sidecar)
    assert reasons(read(tmp_path)) == ["bad_record"]


def test_columns_of_a_table_are_mapped(tmp_path):
    table = pa.table({"body": [STORY], "when": [dt.date(2026, 11, 1)], "other": [1.5]})
    pq.write_table(table, tmp_path / "a.parquet")
    (arrival,) = read(tmp_path, columns={"text": "body", "published": "when"})
    article = clean(arrival)
    assert article.text == STORY
    assert article.published_at == dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


def test_articles_to_code_keep_their_ids_whatever_they_are(tmp_path):
    lines = [
        {"id": "x-1", "text": STORY, "url": "https://lamp.example/a"},
        {"id": "x-2", "text": "Kurz."},
        {"id": "x-3", "text": STORY, "published": "2999-01-01"},
        {"id": "x-4", "text": ""},
    ]
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines))
    articles = list(read_articles(path))
    assert [a.article_id for a in articles] == ["x-1", "x-2", "x-3", "x-4"]
    assert [a.text for a in articles] == [line["text"] for line in lines]


def test_reading_twice_gives_the_same(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(LINE)
    assert read(tmp_path) == read(tmp_path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sources: [{name: a, files: x, feed: y}]", "exactly one"),
        ("sources: [{name: a, folder: x}]", "folder"),
        ("sources: [{files: x}]", "name"),
        ("sources: [{name: a, files: x}, {name: a, files: y}]", "twice"),
        ("sources: [{name: a, files: x, columns: {body: text}}]", "body"),
        ("sources: [{name: a, sitemap: x}]", "http"),
        ("sources: nothing", "no list"),
        ("sources: [", "YAML"),
    ],
)
def test_faults_of_the_sources_file_are_one_sentence(tmp_path, text, words):
    path = tmp_path / "sources.yml"
    path.write_text(text)
    with pytest.raises(SourceError, match=words) as caught:
        load_sources(path)
    assert "\n" not in str(caught.value)


def test_a_source_that_is_not_there(tmp_path):
    with pytest.raises(SourceError):
        source_for_path(tmp_path / "nowhere")
    missing = SourceDefinition(name="desk", files="nowhere", base=tmp_path)
    assert check_source(missing, clock=lambda: AT).problem
