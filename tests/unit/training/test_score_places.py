import json

from pipelines.training.score_places import country_of_title, score_places


def mention(text, title, kind="NAM"):
    link = f"http://dbpedia.org/resource/{title}"
    return {"ent_type": "LOC", "syntactic": kind, "text": text, "dbpedia": link}


def test_titles_tell_a_country_only_where_nothing_else_bears_the_name():
    assert country_of_title("Paris,_Texas") == "USA"
    assert country_of_title("Norway") == "NOR"
    assert country_of_title("London") == ""
    assert country_of_title("Asia") == ""
    assert country_of_title("Nowhere_at_All,_Nothing") == ""


def test_names_are_asked_resolved_and_judged(tmp_path):
    entities = [
        mention("Norway", "Norway"),
        mention("Paris", "Paris,_Texas"),
        mention("Oz", "Sweden"),
        mention("London", "London"),
        mention("the country", "Norway", "NOM"),
    ]
    row = {"id": "a", "text": "Norway wrote.", "published": "2020-01-02", "entities": entities}
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(row))
    assert score_places(gold) == {
        "asked": 3,
        "skipped": 1,
        "resolved": 66.7,
        "country_right": 50.0,
    }
