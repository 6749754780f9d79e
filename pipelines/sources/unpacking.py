"""Compressed bytes -> a stream with a bound on what comes out. Archives are opened in `files`."""

import gzip
import io
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO

import zstandard

from pipelines.sources.limits import MEGABYTE, Limits
from pipelines.sources.reasons import Reason, RefusalError

DAMAGE = (EOFError, gzip.BadGzipFile, zlib.error, zstandard.ZstdError)
CHUNK = 64 * 1024


class CountingReader(io.RawIOBase):
    """A stream that counts what is read from it, so that expansion can be measured."""

    def __init__(self, inner: BinaryIO) -> None:
        self._inner = inner
        self.count = 0

    def readable(self) -> bool:
        """It is read only."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Read and count."""
        data = self._inner.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)


class BoundedReader(io.RawIOBase):
    """A decompressed stream that refuses to expand beyond the limits, or to be cut off."""

    def __init__(self, inner: BinaryIO, packed: CountingReader, limits: Limits) -> None:
        self._inner = inner
        self._packed = packed
        self._limits = limits
        self._count = 0

    def readable(self) -> bool:
        """It is read only."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Read, and check what came out against what went in."""
        try:
            data = self._inner.read(min(len(buffer), CHUNK))
        except DAMAGE as error:
            cut = isinstance(error, EOFError) or "incomplete" in str(error)
            reason = Reason.TRUNCATED if cut else Reason.DAMAGED
            raise RefusalError(reason, f"The compressed data cannot be read: {error}.") from error
        buffer[: len(data)] = data
        self._count += len(data)
        self._check()
        return len(data)

    def _check(self) -> None:
        allowed = max(MEGABYTE, self._packed.count * self._limits.expansion_ratio)
        if self._count > min(allowed, self._limits.expanded_bytes):
            raise RefusalError(
                Reason.TOO_LARGE,
                f"It expands to more than {self._count:,} bytes: refused as a bomb.",
            )


def _gunzip(stream: BinaryIO) -> BinaryIO:
    return gzip.GzipFile(fileobj=stream, mode="rb")  # type: ignore[return-value]


def _unzstd(stream: BinaryIO) -> BinaryIO:
    return io.BufferedReader(_ZstdReader(stream))


class _ZstdReader(io.RawIOBase):
    """Zstandard frames, fed in sips.

    The library's own reader keeps silent about a cut-off frame, and a single block of a few
    bytes may expand to 128 KiB.
    """

    SIP = 256

    def __init__(self, inner: BinaryIO) -> None:
        self._inner = inner
        self._ready = b""
        self._frame = self._new_frame()
        self._is_open = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._ready:
            sip = self._inner.read(self.SIP)
            if not sip:
                if self._is_open:
                    raise EOFError("the last frame is incomplete")
                return 0
            self._feed(sip)
        data, self._ready = self._ready[: len(buffer)], self._ready[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)

    def _feed(self, sip: bytes) -> None:
        while sip:
            self._is_open = True
            self._ready += self._frame.decompress(sip)
            if not self._frame.eof:
                return
            sip, self._frame, self._is_open = self._frame.unused_data, self._new_frame(), False

    @staticmethod
    def _new_frame() -> Any:
        return zstandard.ZstdDecompressor(max_window_size=128 * MEGABYTE).decompressobj()


PACKINGS: dict[str, Callable[[BinaryIO], BinaryIO]] = {
    ".gz": _gunzip,
    ".zst": _unzstd,
}


def unpacked(stream: BinaryIO, packing: str, limits: Limits) -> BinaryIO:
    """The stream behind a packing (`.gz`, `.zst` or ``), bounded."""
    if not packing:
        return stream
    packed = CountingReader(stream)
    opened = PACKINGS[packing](io.BufferedReader(packed))
    return io.BufferedReader(BoundedReader(opened, packed, limits), CHUNK)


def read_bounded(stream: BinaryIO, most: int) -> bytes:
    """All of a stream, or a refusal when it holds more than `most` bytes."""
    content = stream.read(most + 1)
    if len(content) > most:
        raise RefusalError(Reason.TOO_LARGE, f"It is larger than the limit of {most:,} bytes.")
    return content
