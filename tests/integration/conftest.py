import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMUNIQUE = str(Path(sys.executable).with_name("communique"))

ARTICLES = {
    "talks.txt": """\
OSLO, March 4 (Harbour Wire) - Norwegian Foreign Minister Anders Vikhammer met his Icelandic
counterpart Hildur Thorsteinsdottir in Oslo on Monday. The two discussed fishing rights for three
hours. "We are close," Vikhammer told reporters after the meeting.

The Harbour Times reported that a draft had been ready since last week.
""",
    "copy.txt": """\
The talks went on into the night. Norwegian Foreign Minister Anders Vikhammer and Hildur
Thorsteinsdottir of Iceland met in Oslo on Monday, officials said. Vikhammer said that more time was
needed before anything could be signed by the two governments.
""",
    "empty.txt": "",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "news"
    place.mkdir()
    for name, text in ARTICLES.items():
        (place / name).write_text(text, encoding="utf-8")
        if text:
            sidecar = '{"published": "2024-03-05", "outlet": "Harbour Wire"}'
            (place / name.replace(".txt", ".json")).write_text(sidecar)
    return place


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    settings = {"COMMUNIQUE_WAREHOUSE": str(tmp_path / "warehouse"), "COMMUNIQUE_CODER": "rules"}
    return {**os.environ, **settings, "COLUMNS": "200"}


def communique(environment: dict[str, str], *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMUNIQUE, *map(str, arguments)], env=environment, capture_output=True, text=True
    )
