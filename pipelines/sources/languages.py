"""Which language a text is in, and when that is sure enough to refuse it."""

import re
from functools import cache
from importlib.resources import files
from typing import Any

SAMPLE = 4000
WORD = re.compile(r"[^\W\d_]+")
ENGLISH_SHARE = 0.2
"""Share of English function words from which a text counts as English, whatever its names say."""
FOREIGN_SHARE = 0.08
"""Share below which a text counts as foreign, where the identifier says so too."""
SURE = 0.6


def language_of(text: str) -> str:
    """ISO 639-1 code of the language. Texts too short to tell count as English.

    The identifier is good on running text and poor on names and numbers. A text is foreign only
    when it is told apart with confidence and has few of the words that every English text has.
    """
    sample = text[:SAMPLE]
    words = [word.lower() for word in WORD.findall(sample)]
    share = sum(word in _function_words() for word in words) / max(1, len(words))
    if share >= ENGLISH_SHARE:
        return "en"
    code, confidence = _identifier().classify(sample)
    if code == "en" or (confidence < SURE and share >= FOREIGN_SHARE):
        return "en"
    return str(code) if confidence >= SURE or (len(words) >= 20 and share < FOREIGN_SHARE) else "en"


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _function_words() -> frozenset[str]:
    text = files("pipelines.sources").joinpath("data/function_words.txt").read_text("utf-8")
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return frozenset(word for line in lines for word in line.split())
