"""Bytes from outside -> Article. What is not taken is rejected with a reason; nothing is lost."""

from pipelines.sources.cleaning import clean, to_text_record, without_duplicates
from pipelines.sources.definition import (
    SourceDefinition,
    SourceError,
    load_sources,
    source_for_path,
)
from pipelines.sources.intake import (
    SourceCheck,
    check_source,
    read_articles,
    read_source,
    read_sources,
)
from pipelines.sources.limits import Limits, limits_of
from pipelines.sources.reasons import KNOWN, Reason
from pipelines.sources.visits import Visits

__all__ = [
    "KNOWN",
    "Limits",
    "Reason",
    "SourceCheck",
    "SourceDefinition",
    "SourceError",
    "Visits",
    "check_source",
    "clean",
    "limits_of",
    "load_sources",
    "read_articles",
    "read_source",
    "read_sources",
    "source_for_path",
    "to_text_record",
    "without_duplicates",
]
