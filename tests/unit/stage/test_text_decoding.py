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
        ("text/html; charset=euc-kr", "cp949"),
        ('text/html; Charset="EUC-KR"', "cp949"),
        ("text/html; charset=x-sjis", "cp932"),
        ("text/plain; charset=tis-620", "cp874"),
        ("text/html; charset=us-ascii", "cp1252"),
        ("text/html; charset=no-such", None),
        ("text/html", None),
        (None, None),
    ],
)
def test_the_encoding_that_a_sender_names(sent_as: str | None, encoding: str | None) -> None:
    assert sent_encoding(sent_as) == encoding


UTF_8, LATIN, EUC_KR = "text/html; charset=utf-8", "text/html; charset=iso-8859-1", "text/html; charset=euc-kr"


@pytest.mark.parametrize(
    ("declared", "text", "encoding", "sent_as"),
    [
        ("", KOREAN, "euc-kr", EUC_KR),
        ("iso-8859-1", KOREAN, "euc-kr", EUC_KR),  # the sender comes before the page
        ("windows-1252", GERMAN, "utf-8", UTF_8),
        ("windows-1251", "größer", "cp1252", LATIN),
        ("euc-kr", KOREAN, "euc-kr", LATIN),  # all bytes are text in Latin letters, but not in Korean ones: the page knows better
        ("euc-kr", KOREAN, "utf-8", LATIN),
        ("utf-8", "größer", "cp1252", LATIN),
        ("utf-16", KOREAN, "utf-8", "text/html"),  # this could be read in ASCII, so it is none
        ("utf-16le", "größer", "utf-8", "text/html; charset=utf-16be"),
    ],
)
def test_sender_page_and_bytes_disagree(declared: str, text: str, encoding: str, sent_as: str) -> None:
    assert text in decode_page(page(declared, text, encoding), sent_as)[0]


def test_a_text_is_read_in_the_encoding_that_its_sender_names() -> None:
    assert decode_text(KOREAN.encode("euc-kr"), EUC_KR) == (KOREAN, "cp949")
    assert decode_text("Łódź".encode("cp1250"), "text/plain; charset=windows-1250") == ("Łódź", "cp1250")


@pytest.mark.parametrize("label", ["undefined", "zlib", "base64", "punycode", "unicode_escape", "utf-7", "idna", "mbcs", "no-such"])
@pytest.mark.parametrize("text", ["Plain \\u0041 +ADw-b+AD4- words", GERMAN])
def test_names_that_no_page_is_written_in_say_nothing(label: str, text: str) -> None:
    assert text in decode_page(page(label, text, "cp1252"), f"text/html; charset={label}")[0]


LINES = {
    "cp949": "조선중앙통신은 월요일 시험 발사가 성공했다고 보도했다.",
    "cp1251": RUSSIAN,
    "koi8-r": RUSSIAN,
    "cp932": "月曜日の朝、船が二隻とも港に戻ったと事務所が伝えた。",
    "gb18030": "港口办事处说，星期一早上两艘船都平安回来了。",
    "cp1256": "عادت السفينتان إلى الميناء صباح يوم الاثنين.",
    "cp1252": "Le café « Été » a rouvert, où l’orchestre naïf jouait déjà.",
}


@pytest.mark.parametrize("encoding", LINES)
def test_one_foreign_line_in_a_long_english_page_is_read(encoding: str) -> None:
    plain = "".join(f"<p>The harbour office said on day {number} that both boats had come home.</p>\n" for number in range(300))
    html = page("utf-8", f"Boats</p>{plain}<p>{LINES[encoding]}", encoding)
    assert LINES[encoding] in decode_page(html, UTF_8)[0]


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
