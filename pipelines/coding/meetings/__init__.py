"""Meetings in one article: who met whom, in which mode, and whether it happened.

`coding` puts the parts together; each other module answers one question about a candidate.
"""

from pipelines.coding.meetings.coding import code_meetings

__all__ = ["code_meetings"]
