"""Bytes -> characters. Nothing is guessed silently: what does not say its encoding is UTF-8.

Pages are the exception, since they come from servers that say it wrongly: they may be guessed.
"""

import codecs
import re

from charset_normalizer import from_bytes

from pipelines.sources.reasons import Reason, RefusalError

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"\x7fELF")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I)
XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})")
HEAD = 4096
MOSTLY = 0.001
"""Share of unreadable characters up to which a page is still read."""


def decode_text(content: bytes, encoding: str = "") -> str:
    """The characters of a text that must be exact: marked, declared, or else UTF-8."""
    refuse_binary(content)
    name = _marked(content) or encoding or "utf-8"
    try:
        text = content.decode(name)
    except LookupError:
        raise RefusalError(
            Reason.WRONG_ENCODING, f"The encoding {encoding!r} is unknown."
        ) from None
    except UnicodeDecodeError as error:
        if error.end >= len(content) and "unexpected end" in error.reason:
            raise RefusalError(
                Reason.TRUNCATED, "The text ends in the middle of a character."
            ) from error
        raise RefusalError(
            Reason.WRONG_ENCODING,
            f"The bytes are not {name} from byte {error.start} on{_hint(content)}.",
        ) from error
    _refuse_controls(text)
    return text


def decode_page(content: bytes, charset: str = "") -> str:
    """The characters of a page: its mark, its server's word, its own word, UTF-8, or a guess."""
    refuse_binary(content)
    for name in (_marked(content), charset, declared_charset(content), "utf-8"):
        text = _strictly(content, name) if name else None
        if text is not None:
            _refuse_controls(text)
            return text
    return _leniently(content, charset or declared_charset(content) or "utf-8")


def declared_charset(content: bytes) -> str:
    """What a page or an XML document says of its own encoding."""
    found = XML_ENCODING.search(content[:HEAD]) or META_CHARSET.search(content[:HEAD])
    return found.group(1).decode("ascii") if found else ""


def refuse_binary(content: bytes) -> None:
    """Refuse what is empty or is no text in any encoding."""
    if not content.strip():
        raise RefusalError(Reason.EMPTY, "There is nothing in it.")
    if content.startswith(BINARY):
        raise RefusalError(Reason.NOT_TEXT, "It is a binary file, not text.")
    if b"\x00" in content[:HEAD] and not _marked(content):
        raise RefusalError(Reason.NOT_TEXT, "It holds zero bytes, so it is not text.")


def _marked(content: bytes) -> str:
    return next((name for mark, name in MARKS if content.startswith(mark)), "")


def _strictly(content: bytes, name: str) -> str | None:
    try:
        return content.decode("cp1252" if _means_cp1252(name) else name)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _means_cp1252(name: str) -> bool:
    """Browsers read these labels as Windows-1252 (WHATWG Encoding Standard, section 4.2)."""
    return name.lower().replace("_", "-") in (
        "iso-8859-1",
        "latin-1",
        "latin1",
        "ascii",
        "us-ascii",
    )


def _leniently(content: bytes, name: str) -> str:
    """A few stray bytes do not cost a page; a page that is mostly something else is guessed."""
    for candidate in (name, "utf-8"):
        try:
            text = content.decode(candidate, errors="replace")
        except LookupError:
            continue
        if text.count("\ufffd") <= MOSTLY * len(text):
            return text
    best = from_bytes(content[:200_000]).best()
    text = content.decode(best.encoding, errors="replace") if best else ""
    if not text or text.count("\ufffd") > MOSTLY * len(text):
        raise RefusalError(Reason.WRONG_ENCODING, f"The page is not {name}, nor anything known.")
    return text


def _refuse_controls(text: str) -> None:
    head = text[: 16 * HEAD]
    if len(CONTROL.findall(head)) > max(2, len(head) // 100):
        raise RefusalError(Reason.NOT_TEXT, "It is full of control characters, so it is not text.")


def _hint(content: bytes) -> str:
    best = from_bytes(content[:100_000]).best()
    return f"; it looks like {best.encoding}, which can be declared as `encoding`" if best else ""
