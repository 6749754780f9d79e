"""Quotation marks: every form, nested, unclosed, over paragraphs, and what only looks like one."""

import pytest

from pipelines.coding.quotes import find_quotes, is_scare_quote, quote_type


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ('She said "we will go" and left.', ['"we will go"']),
        ("She said “we will go” and left.", ["“we will go”"]),
        ("Elle a dit «nous irons» hier.", ["«nous irons»"]),
        ("Er sagte „wir gehen“ gestern.", ["„wir gehen“"]),
        ("He said ``we go'' today.", ["``we go''"]),
        ("He said ‘we go’ today.", ["‘we go’"]),
        ("“He told me ‘no’ twice,” she said.", ["“He told me ‘no’ twice,”"]),
        (
            "“It begins here\n“and it ends here,” he said.",
            ["“It begins here", "“and it ends here,”"],
        ),
        ('"It never closes, he said.', ['"It never closes, he said.']),
        ("The minister’s aides didn’t answer.", []),
        ("the ministers’ cars and the aides’ cars", []),
        ("The ’90s were quiet.", []),
        ("", []),
        ('"', ['"']),
    ],
)
def test_finds_quotations_with_their_marks(text: str, quotes: list[str]) -> None:
    assert [text[a:b] for a, b in find_quotes(text)] == quotes


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("“We go,” she said.", (0, 9), "direct"),
        ("She said they go.", (9, 16), "indirect"),
        ("She said they “must go” now.", (9, 27), "mixed"),
    ],
)
def test_quote_type_follows_the_marks(text: str, content: tuple[int, int], expected: str) -> None:
    assert quote_type((content,), text, find_quotes(text)) == expected


@pytest.mark.parametrize(
    ("text", "scare"),
    [
        ("the “reform” plan", True),
        ("“Never again,”", True),
        ("“we will not leave the talks”", False),
    ],
)
def test_scare_quotes_are_short_and_end_no_clause(text: str, scare: bool) -> None:
    (quote,) = find_quotes(text)
    expected = scare and not text[quote[0] + 1 : quote[1] - 1].endswith(",")
    assert is_scare_quote(quote, text) is expected


def test_a_long_text_of_unclosed_marks_takes_linear_time() -> None:
    text = "“word " * 50_000
    assert len(find_quotes(text)) == 1
