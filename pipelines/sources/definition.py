"""The definition of one source, and how the sources file becomes definitions.

A source says in one word what it is: `files` (a folder, file or glob), `feed`, `sitemap` or
`pages` (a list of URLs). What is read from it is the business of the other modules.
"""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

REMOTE = ("http://", "https://")
FIELDS = ("id", "text", "html", "title", "published", "outlet", "url", "byline")


class SourceError(ValueError):
    """A source that cannot be used, said in one sentence."""


class SourceKind(StrEnum):
    """What a source is; also the key that gives its address in the sources file."""

    FILES = "files"
    FEED = "feed"
    SITEMAP = "sitemap"
    PAGES = "pages"


class SourceDefinition(BaseModel):
    """Where articles come from. Exactly one of files, feed, sitemap and pages is given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.\- ]{0,79}$")
    files: str = ""
    feed: str = ""
    sitemap: str = ""
    pages: str | tuple[str, ...] = ()
    outlet: str = ""
    encoding: str = ""
    columns: dict[str, str] = {}
    full_pages: bool = False
    enabled: bool = True
    base: Path = Path()

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        given = [kind.value for kind in SourceKind if getattr(self, kind)]
        if len(given) != 1:
            raise ValueError("needs exactly one of files, feed, sitemap and pages")
        unknown = sorted(set(self.columns) - set(FIELDS))
        if unknown:
            raise ValueError(f"maps {unknown[0]!r}, which is not one of {', '.join(FIELDS)}")
        if self.kind is SourceKind.SITEMAP and not self.sitemap.startswith(REMOTE):
            raise ValueError("needs a sitemap address that begins with http:// or https://")
        if self.encoding:
            try:
                "".encode(self.encoding)
            except LookupError:
                raise ValueError(f"names an unknown encoding {self.encoding!r}") from None
        return self

    @property
    def kind(self) -> SourceKind:
        """Which sort of source this is."""
        return next(kind for kind in SourceKind if getattr(self, kind))

    @property
    def address(self) -> str:
        """What it gives as its place; of a list of pages, the first one."""
        place = getattr(self, self.kind)
        return str(place[0] if isinstance(place, tuple) else place)

    @property
    def is_remote(self) -> bool:
        """Whether reading it needs HTTP."""
        if self.kind is SourceKind.PAGES:
            return True
        return str(getattr(self, self.kind)).startswith(REMOTE)


def load_sources(path: Path) -> list[SourceDefinition]:
    """The enabled sources of a sources file, in its order. SourceError says what is wrong."""
    return [source for source in _parse(path) if source.enabled]


def source_for_path(path: Path | str) -> SourceDefinition:
    """The source that a path or glob on the command line stands for."""
    place = Path(path).expanduser()
    if not place.exists() and not any(mark in str(path) for mark in "*?["):
        raise SourceError(f"There is no file or folder {str(path)!r}.")
    stem = place.resolve().name or "files"
    name = "".join(c if c.isalnum() or c in "_.- " else "-" for c in stem).lstrip("_.- ")[:80]
    return SourceDefinition(name=name or "files", files=str(place.absolute()))


def _parse(path: Path) -> Iterator[SourceDefinition]:
    entries = _entries(path)
    seen: set[str] = set()
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict):
            raise SourceError(f"Source {number} in {path.name} is not a list of settings.")
        label = str(entry.get("name") or f"number {number}")
        try:
            source = SourceDefinition(**{**entry, "base": path.parent.absolute()})
        except (ValidationError, TypeError) as error:
            raise SourceError(f"Source {label!r} in {path.name} {_fault(error)}.") from error
        if source.name in seen:
            raise SourceError(f"Source {label!r} is listed twice in {path.name}.")
        seen.add(source.name)
        yield source


def _entries(path: Path) -> list[Any]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SourceError(f"The sources file {path} cannot be read: {error.strerror}.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        where = getattr(error, "problem_mark", None)
        line = f" near line {where.line + 1}" if where else ""
        raise SourceError(f"The sources file {path.name} is not valid YAML{line}.") from error
    entries = content.get("sources") if isinstance(content, dict) else None
    if not isinstance(entries, list):
        raise SourceError(f"The sources file {path.name} has no list named `sources`.")
    return entries


def _fault(error: ValidationError | TypeError) -> str:
    if isinstance(error, TypeError):
        return f"makes no sense: {error}"
    fault = error.errors()[0]
    name = ".".join(str(part) for part in fault["loc"])
    if fault["type"] == "extra_forbidden":
        return f"has {name!r}, which is not a setting of a source"
    if fault["type"] == "missing":
        return f"has no {name!r}"
    if not name:
        return fault["msg"].removeprefix("Value error, ")
    return f"has a bad {name!r} ({str(fault['input'])!r}): {fault['msg'].lower()}"
