"""Which encoding bytes are read with."""

import pytest

from pipelines.stage.text_decoding import declared_encoding, decode_page, decode_text, sent_encoding

GERMAN = "Die Rakete flog über das Meer. Größere Schäden gab es nicht, hieß es später in München."
RUSSIAN = "Ракета поднялась в понедельник утром с космодрома и вышла на орбиту, сообщило агентство."


@pytest.mark.parametrize(
    ("content", "text", "encoding"),
    [
        (GERMAN.encode(), GERMAN, "utf-8"),
        (b"\xef\xbb\xbf" + GERMAN.encode(), GERMAN, "utf-8-sig"),
        (GERMAN.encode("utf-16"), GERMAN, "utf-16"),
        (b"\xfe\xff" + GERMAN.encode("utf-16-be"), GERMAN, "utf-16"),
    ],
)
def test_bytes_that_say_what_they_are(content: bytes, text: str, encoding: str) -> None:
    assert decode_text(content) == (text, encoding)


@pytest.mark.parametrize(("text", "encoding"), [(GERMAN, "cp1252"), (RUSSIAN, "cp1251")])
def test_bytes_that_say_nothing_are_guessed(text: str, encoding: str) -> None:
    assert decode_text(text.encode(encoding))[0] == text


def page(declared: str, text: str, encoding: str) -> bytes:
    return f'<html><head><meta charset="{declared}"></head><body><p>{text}</p></body></html>'.encode(encoding)


@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [
        ("windows-1251", "cp1251", RUSSIAN),
        ("iso-8859-1", "cp1252", "A “quoted” word"),  # browsers read the label as what such pages are written in
        ("euc-kr", "euc_kr", "미사일 발사"),
        ("shift_jis", "shift_jis", "ミサイル発射"),
    ],
)
def test_a_page_is_read_as_it_declares(declared: str, encoding: str, text: str) -> None:
    assert text in decode_page(page(declared, text, encoding))[0]


def test_a_page_that_declares_something_else_than_it_is(  # the commonest lie: old software, new text
) -> None:
    assert RUSSIAN in decode_page(page("utf-8", RUSSIAN, "cp1251"))[0]
    assert GERMAN in decode_page(page("us-ascii-nonsense", GERMAN, "utf-8"))[0]


KOREAN = "미사일 발사 소식"


@pytest.mark.parametrize(
    ("sent_as", "encoding"),
    [
        ("text/html; charset=euc-kr", "euc_kr"),
        ('text/html; Charset="EUC-KR"', "euc_kr"),
        ("text/html; charset=us-ascii", "cp1252"),
        ("text/html; charset=no-such", None),
        ("text/html", None),
        (None, None),
    ],
)
def test_the_encoding_that_a_sender_names(sent_as: str | None, encoding: str | None) -> None:
    assert sent_encoding(sent_as) == encoding


def test_what_a_sender_names_counts_behind_what_bytes_and_page_say() -> None:
    bare = f"<p>{KOREAN}</p>".encode("euc-kr")
    assert KOREAN in decode_page(bare, "text/html; charset=euc-kr")[0]
    assert KOREAN in decode_text(KOREAN.encode("euc-kr"), "text/plain; charset=euc-kr")[0]
    assert KOREAN in decode_page(page("euc-kr", KOREAN, "euc-kr"), "text/html; charset=iso-8859-1")[0]
    assert KOREAN in decode_page(KOREAN.encode(), "text/html; charset=iso-8859-1")[0]


@pytest.mark.parametrize("text", ["The café’s “rocket lunch” cost £20 – too much.", "Größe, naïve, façade: three words of the news."])
def test_a_few_odd_letters_in_english_text_are_read_in_the_commonest_encoding(text: str) -> None:
    assert decode_text((text + " More of the same in plain words." * 20).encode("cp1252"))[0].startswith(text)


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b'<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">', "utf-8"),
        (b"<?xml version='1.0' encoding='koi8-r'?>", "koi8-r"),
        (b"<meta charset=utf-16>", "utf-8"),  # it could not have been read so far if it were
        (b"<p>charset=latin-1</p>", None),
        (b'<meta charset="no-such">', None),
    ],
)
def test_declarations(head: bytes, encoding: str | None) -> None:
    assert declared_encoding(head) == encoding


def test_bytes_of_no_encoding_still_give_a_text() -> None:
    text, _ = decode_text(bytes(range(256)) * 3)
    assert "ABC" in text
