import json

from pipelines.training.score_pages import score_heads, score_stories, write_texts

WORDS = "Minister {n} of province {n} said on day {n} that harbour {n} and bridge {n} would open. "


def story(number):
    return "".join(WORDS.format(n=f"{number}{part}") for part in range(20))


def gold(tmp_path, records):
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(json.dumps(record) for record in records))
    return path


def page(title, day):
    head = f'<meta property="article:published_time" content="{day}">'
    return f"<html><head>{head}</head><body><h1>{title}</h1><p>{story(1)}</p></body></html>"


def test_what_the_data_say_of_a_page_is_not_read_off_them(tmp_path):
    (tmp_path / "page.html").write_text(page("Ports open", "2025-03-04"))
    records = [
        {"id": "1", "html": "page.html", "published": "2025-03-04"},
        {"id": "2", "html": "page.html", "published": "2025-03-09"},
        {"id": "3", "html": "page.html", "title": "Ports, open!"},
        {"id": "4", "html": "page.html", "title": "Another one"},
    ]
    found = score_heads(gold(tmp_path, records))
    assert found["days"] == {"right": 1, "of": 2, "share": 50.0}
    assert found["titles"] == {"right": 1, "of": 2, "share": 50.0}


def test_texts_are_written_for_the_scorer_of_the_data(tmp_path):
    records = [{"id": "1", "html": page("Ports", "2025-03-04")}, {"id": "2", "html": "<p"}]
    out = tmp_path / "out.jsonl"
    write_texts(gold(tmp_path, records), out)
    first, second = map(json.loads, out.read_text().splitlines())
    assert first["id"] == "1"
    assert "province 17" in first["text"]
    assert second == {"id": "2", "text": ""}


def test_altered_copies_are_counted_and_so_are_false_pairs(tmp_path):
    records = [
        {"id": str(n), "text": story(text), "event_cluster": event}
        for n, (text, event) in enumerate([(1, "a"), (2, "b"), (2, "c")])
    ]
    found = score_stories(gold(tmp_path, records))
    assert found["false pairs"] == 1  # the same text, said to be about two events
    assert found["copies"]["of"] == 3
    assert found["copies"]["found"] == 3
