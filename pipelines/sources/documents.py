"""Single-article files: a text or a page, with an optional sidecar of metadata beside it."""

import json
from collections.abc import Iterator
from typing import Any

import yaml

from pipelines.sources.arrivals import HTML, TEXT, Arrival, Intake
from pipelines.sources.files import Entry
from pipelines.sources.reasons import Reason, RefusalError

SIDECAR_FIELDS = frozenset(
    {"id", "published", "outlet", "url", "title", "byline", "encoding", "language"}
)


def read_text(entry: Entry, intake: Intake) -> Iterator[Arrival]:
    """A plain text file is one article."""
    yield _whole(entry, intake, TEXT)


def read_page(entry: Entry, intake: Intake) -> Iterator[Arrival]:
    """An HTML file is one article."""
    yield _whole(entry, intake, HTML)


def _whole(entry: Entry, intake: Intake, media_type: str) -> Arrival:
    content = entry.read(intake.limits)
    metadata = read_sidecar(entry.sidecar, intake) if entry.sidecar else {}
    return intake.raw(entry.name, media_type, content, metadata)


def read_sidecar(sidecar: Entry, intake: Intake) -> dict[str, str]:
    """What a sidecar says. One that cannot be read refuses its article."""
    content = sidecar.read(intake.limits)
    try:
        said: Any = (
            json.loads(content) if sidecar.suffix == ".json" else yaml.load(content, PlainLoader)  # noqa: S506 - a SafeLoader
        )
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        raise RefusalError(
            Reason.BAD_RECORD, f"Its sidecar {sidecar.name} is not valid {sidecar.suffix[1:]}."
        ) from error
    if not isinstance(said, dict):
        raise RefusalError(Reason.BAD_RECORD, f"Its sidecar {sidecar.name} is not a set of fields.")
    unknown = sorted(str(key) for key in said if key not in SIDECAR_FIELDS)
    if unknown:
        raise RefusalError(
            Reason.BAD_RECORD,
            f"Its sidecar {sidecar.name} has {unknown[0]!r}, which is not one of "
            f"{', '.join(sorted(SIDECAR_FIELDS))}.",
        )
    wrong = [key for key, value in said.items() if isinstance(value, (dict, list))]
    if wrong:
        raise RefusalError(
            Reason.BAD_RECORD,
            f"Its sidecar {sidecar.name} has more than one value for {wrong[0]!r}.",
        )
    fields = {key: str(value) for key, value in said.items() if value is not None}
    return fields | ({"published_from": "sidecar"} if "published" in fields else {})


class PlainLoader(yaml.SafeLoader):
    """YAML whose dates stay as written; the cleaning stage reads them as it reads all others."""


PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
