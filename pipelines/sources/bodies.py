"""The body of an HTTP answer as it comes in: unpacked, counted, bounded."""

import zlib
from typing import BinaryIO

from pipelines.sources.reasons import Reason, RefusalError

GZIP = zlib.MAX_WBITS | 16


class Body:
    """Takes the chunks of one body; refuses one that grows too large or is packed strangely."""

    def __init__(self, coding: str, most: int, sink: BinaryIO | None, is_cut: bool) -> None:
        coding = coding.strip().lower()
        if coding not in ("", "identity", "gzip", "x-gzip"):
            raise RefusalError(Reason.UNSUPPORTED, f"The server packs with {coding!r}, unasked.")
        self._unpack = zlib.decompressobj(GZIP) if "gzip" in coding else None
        self._most = most
        self._is_cut = is_cut
        self._sink = sink
        self._held = bytearray()
        self._count = 0
        if sink is not None:  # what an attempt before left there
            sink.seek(0)
            sink.truncate()

    def take(self, chunk: bytes) -> bool:
        """Take a chunk; False where no more is wanted."""
        try:
            data = self._unpack.decompress(chunk, self._most + 1) if self._unpack else chunk
        except zlib.error as error:
            raise RefusalError(Reason.DAMAGED, "The packed answer cannot be read.") from error
        self._count += len(data)
        if self._count > self._most and not self._is_cut:
            raise RefusalError(Reason.TOO_LARGE, f"The answer is larger than {self._most:,} bytes.")
        if self._sink is None:
            self._held += data
        else:
            self._sink.write(data)
        return self._count <= self._most

    def content(self) -> bytes:
        """What was held, once all chunks are taken; nothing where it went into the sink."""
        whole = self._unpack is None or self._unpack.eof or not self._count
        if not whole and self._count <= self._most:
            raise RefusalError(Reason.TRUNCATED, "The packed answer is cut off.")
        return bytes(self._held[: self._most])
