"""Bytes to text: what the bytes themselves say first, then what their sender and the page declare, then what the letters look like."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from charset_normalizer import from_bytes

BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
DECLARED = re.compile(
    rb"""(?:<meta[^>]{0,200}?charset\s*=\s*["']?\s*|<\?xml[^>]{0,80}?encoding\s*=\s*["'])([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
DECLARED_WITHIN = 4096  # bytes from the start of a page
SENT_AS = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
# labels of the Encoding Standard that Python does not know
OTHER_LABELS = {
    "iso-8859-8-i": "iso8859-8", "windows-31j": "cp932", "windows-874": "cp874", "windows-949": "cp949", "x-cp1251": "cp1251",
    "x-euc-jp": "euc_jp", "x-gbk": "gbk", "x-mac-cyrillic": "mac-cyrillic", "x-sjis": "cp932", "x-x-big5": "big5",
}  # fmt: skip
# browsers read these labels so, because the pages that carry them are in fact written so
READ_AS = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "iso8859-9": "cp1254", "euc_kr": "cp949",
    "shift_jis": "cp932", "big5": "big5hkscs", "cp950": "big5hkscs", "tis-620": "cp874", "iso8859-11": "cp874",
    "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8",
}  # fmt: skip
# of the other names only these are read: Python also knows names of ciphers, archives and escapes, which no page is written in
KNOWN = frozenset({
    "utf-8", "gb18030", "big5hkscs", "euc_jp", "iso2022_jp", "cp932", "cp949", "koi8-r", "koi8-u", "cp866", "cp874", "mac-roman",
    "mac-cyrillic", *(f"cp{page}" for page in range(1250, 1259)),
    *(f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
})  # fmt: skip
GUESSED = sorted(KNOWN - {"mac-roman", "mac-cyrillic", "cp866"})  # nobody writes in these now without saying so
ONE_LETTER = b"\xe9"  # in encodings of one byte a letter; in those of several the beginning of one
GUESSED_WITHIN = 100_000  # bytes that a guess looks at
COMMONEST = "cp1252"  # what nearly all English text is in that is not UTF-8
AS_CLEAN = 0.17  # by how much worse letters may look in the commonest encoding than in the best guess; 0 is no odd letter, 1 all odd


def decode_text(content: bytes, sent_as: str | None = None) -> tuple[str, str]:
    """Text of a file, and the encoding; ``sent_as`` is the content type that its sender gave."""
    return _decode(content, [sent_encoding(sent_as)])


def decode_page(content: bytes, sent_as: str | None = None) -> tuple[str, str]:
    """Text of an HTML page, and the encoding; ``sent_as`` is the content type that its sender gave."""
    return _decode(content, [sent_encoding(sent_as), declared_encoding(content)])


def declared_encoding(content: bytes) -> str | None:
    """The encoding that a page declares in its head, under the name that browsers read it by."""
    match = DECLARED.search(content[:DECLARED_WITHIN])
    return _known(match.group(1).decode("ascii")) if match else None


def sent_encoding(content_type: str | None) -> str | None:
    """The encoding that a content type names, under the name that browsers read it by."""
    match = SENT_AS.search(content_type or "")
    return _known(match.group(1)) if match else None


def guess_encoding(content: bytes) -> str:
    """The encoding in which lines with others than ASCII letters look best; the commonest where they look about as good in it."""
    odd = b"\n".join(piece for piece in re.split(rb"[\n<>]", content) if not piece.isascii())
    found = from_bytes(odd[:GUESSED_WITHIN], cp_isolation=GUESSED)
    best = found.best()
    if best is None:
        return COMMONEST
    clean = (each for match in found if match.chaos <= best.chaos + AS_CLEAN for each in (match, *match.submatch))
    return COMMONEST if any(each.encoding == COMMONEST for each in clean) else best.encoding


def _known(label: str) -> str | None:
    try:
        name = codecs.lookup(OTHER_LABELS.get(label.lower(), label)).name
    except LookupError:
        return None
    read_as = READ_AS.get(name, name)
    return read_as if read_as in KNOWN else None


def _decode(content: bytes, named: Sequence[str | None]) -> tuple[str, str]:
    for mark, marked in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content.decode(marked, "replace"), marked
    claims = by_proof([name for name in named if name])
    for encoding in (*claims, "utf-8") if content.isascii() else ("utf-8", *claims):
        if (text := _strictly(content, encoding)) is not None:
            return text, encoding
    guess = guess_encoding(content)
    if (text := _strictly(content, guess)) is not None:
        return text, guess
    last = (*claims, guess)[0]
    return content.decode(last, "replace"), last


def by_proof(named: Sequence[str]) -> list[str]:
    """Encodings in which not every text can be read first: that bytes are text in one of them says more than a name does."""
    return sorted(named, key=lambda name: _strictly(ONE_LETTER, name) is not None)


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None
