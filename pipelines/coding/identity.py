"""Ids of mentions: hashes of what makes a mention itself. Same input, same id."""

from hashlib import sha256


def mention_id(article_id: str, kind: str, cue_start: int, content_start: int) -> str:
    """Sixteen hexadecimal digits."""
    key = f"{article_id}\n{kind}\n{cue_start}\n{content_start}"
    return sha256(key.encode()).hexdigest()[:16]
