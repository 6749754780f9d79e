"""Files of an object store, through fsspec: the optional extra `stores`."""

import importlib
from collections.abc import Iterator
from functools import partial
from typing import Any

from pipelines.sources.definition import SourceError
from pipelines.sources.files import Entry


def list_store(address: str) -> Iterator[Entry]:
    """The files under an address such as s3://bucket/news/, named below it."""
    scheme = address.partition("://")[0]
    if scheme in ("file", "local"):
        raise SourceError(f"{address!r} is a local folder: give its path instead.")
    if scheme.lower() in ("http", "https", "ftp"):  # never past the fetcher's checks
        raise SourceError(f"{address!r} is no object store: web addresses begin with https://.")
    try:
        fsspec: Any = importlib.import_module("fsspec")
        store, root = fsspec.core.url_to_fs(address)
        paths = sorted(store.glob(root) if "*" in root else store.find(root))
    except ImportError as error:
        raise SourceError(f"{scheme}:// needs a package that is missing: {error}.") from error
    except (OSError, ValueError) as error:
        raise SourceError(f"{address!r} cannot be listed: {error}.") from error
    base = root.partition("*")[0].rpartition("/")[0] if "*" in root else root.rstrip("/")
    for path in paths:
        name = path[len(base) :].lstrip("/") or path.rpartition("/")[2]
        yield Entry(name, partial(store.open, path, "rb"))
