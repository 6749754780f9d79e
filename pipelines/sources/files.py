"""The files of a source: folders, globs, archives and their sidecars, as entries to open.

An entry is named by its path below the source's folder, so names do not depend on the machine.
What is in a file is the business of the readers.
"""

import io
import posixpath
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

from pipelines.sources.definition import SourceError
from pipelines.sources.limits import Limits
from pipelines.sources.reasons import Reason, RefusalError
from pipelines.sources.unpacking import CHUNK, PACKINGS, read_bounded, unpacked

SIDECARS = (".json", ".yml", ".yaml")
PARTNERS = (".txt", ".html", ".htm", ".xhtml")
GLOB = "*?["
SPOOL = 16_000_000  # bytes held in memory before they are set aside on disk


@dataclass(frozen=True, slots=True)
class Entry:
    """One file to read: its name below the source, how to open it, its packing and its sidecar."""

    name: str
    opener: Callable[[], BinaryIO] = field(repr=False)
    folder: Path | None = None
    sidecar: "Entry | None" = None

    @property
    def packing(self) -> str:
        """`.gz` or `.zst` where the whole file is compressed."""
        suffix = posixpath.splitext(self.name)[1].lower()
        return suffix if suffix in PACKINGS else ""

    @property
    def suffix(self) -> str:
        """What the file holds, by its name without the packing."""
        name = self.name[: -len(self.packing)] if self.packing else self.name
        return posixpath.splitext(name)[1].lower()

    def open(self, limits: Limits) -> BinaryIO:
        """The decompressed stream."""
        return unpacked(self.opener(), self.packing, limits)

    def read(self, limits: Limits) -> bytes:
        """The whole content, where it is within the limit for one input."""
        with self.open(limits) as stream:
            return read_bounded(stream, limits.item_bytes)


def list_entries(address: str, base: Path) -> list[Entry]:
    """The files behind a folder, a file, a glob or an object store address, in a fixed order."""
    if "://" in address:
        from pipelines.sources.stores import list_store

        return with_sidecars(list_store(address))
    if any(mark in address for mark in GLOB) and not (base / address).exists():
        return with_sidecars(_globbed(address, base))
    place = base / address
    if place.is_dir():
        return with_sidecars(_walked(place))
    if not place.exists():
        raise SourceError(f"There is no file or folder {address!r}.")
    beside = [other for other in _beside(place) if other != place]
    entries = with_sidecars(_entry(path, place.parent) for path in [place, *beside])
    return [entry for entry in entries if entry.name == place.name]


def open_archive(entry: Entry, limits: Limits) -> Iterator[Entry | tuple[str, RefusalError]]:
    """The members of a zip, never written anywhere; unsafe names are refused one by one."""
    with seekable(entry.open(limits), limits) as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise RefusalError(Reason.DAMAGED, f"The archive cannot be read: {error}.") from error
        with archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            if len(members) > limits.members:
                raise RefusalError(
                    Reason.TOO_LARGE,
                    f"The archive has {len(members):,} members, more than allowed.",
                )
            safe = [_member(archive, info, entry.name, limits) for info in members]
            yield from ((one[0], one[1]) for one in safe if not isinstance(one, Entry))
            yield from with_sidecars(one for one in safe if isinstance(one, Entry))


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, outer: str, limits: Limits
) -> Entry | tuple[str, RefusalError]:
    name = f"{outer}!{info.filename}"
    parts = info.filename.replace("\\", "/").split("/")
    if info.filename.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]:
        return name, RefusalError(Reason.UNSAFE, "The archive names a path outside of itself.")
    ratio = info.file_size / max(1, info.compress_size)
    if info.file_size > limits.expanded_bytes or (
        info.file_size > 1_000_000 and ratio > limits.expansion_ratio
    ):
        return name, RefusalError(
            Reason.TOO_LARGE, f"It expands to {info.file_size:,} bytes: refused as a bomb."
        )

    def opener() -> BinaryIO:
        try:
            return io.BufferedReader(_Member(archive.open(info)))
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise RefusalError(Reason.DAMAGED, f"It cannot be unpacked: {error}.") from error

    return Entry(name, opener)


class _Member(io.RawIOBase):
    """A member whose damage is a refusal. `zipfile` itself stops at the size that it declares."""

    def __init__(self, inner: object) -> None:
        self._inner = inner

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data: bytes = self._inner.read(len(buffer))  # type: ignore[attr-defined]
        except (zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
            raise RefusalError(Reason.DAMAGED, f"It cannot be unpacked: {error}.") from error
        except Exception as error:  # zlib, lzma and bz2 each raise an error of their own
            raise RefusalError(Reason.DAMAGED, f"It cannot be unpacked: {error}.") from error
        buffer[: len(data)] = data
        return len(data)


def with_sidecars(found: Iterable[Entry]) -> list[Entry]:
    """Entries in order of name; a sidecar belongs to its article and is no entry of its own."""
    entries = {entry.name: entry for entry in found}
    sidecars: dict[str, Entry] = {}
    for name in entries:
        stem, suffix = posixpath.splitext(name.removesuffix(".gz").removesuffix(".zst"))
        if suffix.lower() in PARTNERS:
            for other in (f"{stem}{ending}" for ending in SIDECARS):
                if other in entries:
                    sidecars.setdefault(name, entries[other])
    taken = {sidecar.name for sidecar in sidecars.values()}
    return [
        Entry(entry.name, entry.opener, entry.folder, sidecars.get(name))
        for name, entry in sorted(entries.items())
        if name not in taken
    ]


def seekable(stream: BinaryIO, limits: Limits) -> BinaryIO:
    """The stream itself, or its bytes set aside on disk, within the limit of what may expand."""
    if stream.seekable():
        return stream
    aside = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=SPOOL))  # noqa: SIM115 - its reader closes it
    with stream:
        while chunk := stream.read(CHUNK):
            aside.write(chunk)
            if aside.tell() > limits.expanded_bytes:
                aside.close()
                raise RefusalError(
                    Reason.TOO_LARGE, f"It expands to more than {limits.expanded_bytes:,} bytes."
                )
    aside.seek(0)
    return aside


def _walked(folder: Path) -> Iterator[Entry]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not _is_hidden(path.relative_to(folder)):
            yield _entry(path, folder)


def _globbed(pattern: str, base: Path) -> Iterator[Entry]:
    parts = Path(pattern).parts
    first = next(i for i, part in enumerate(parts) if any(mark in part for mark in GLOB))
    root = base.joinpath(*parts[:first])
    for path in sorted(root.glob(str(Path(*parts[first:])))):
        if path.is_file() and not _is_hidden(path.relative_to(root)):
            yield _entry(path, root)


def _beside(place: Path) -> list[Path]:
    stem = place.name.removesuffix(".gz").removesuffix(".zst").rpartition(".")[0]
    return [place.with_name(stem + ending) for ending in SIDECARS if _exists(place, stem + ending)]


def _exists(place: Path, name: str) -> bool:
    return place.with_name(name).is_file()


def _entry(path: Path, root: Path) -> Entry:
    return Entry(path.relative_to(root).as_posix(), lambda: path.open("rb"), path.parent)


def _is_hidden(path: Path) -> bool:
    """Dot files, and the notes that people keep beside data, are not articles."""
    return any(part.startswith(".") for part in path.parts) or path.stem.upper() in (
        "README",
        "LICENSE",
    )
