"""Which language a text is in: function words first, an identifier for the rest."""

from __future__ import annotations

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from pipelines.reading.rules import HERE, read_yaml

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
MARKUP = re.compile(r"<[^>\n]{0,1000}>|https?://\S{0,500}|&[a-z#\d]{1,8};|\[/?[a-z]{2,4}_\d\]")
READ_LANGUAGES = frozenset({"en"})  # that the rules read
READ_CHARACTERS = 4000  # enough to tell a language, and keeps hostile texts cheap
ENGLISH_SHARE = 0.18  # of words that are English function words; running English has 0.3 to 0.45, headlines less
FEW_WORDS = 12  # under this the share says little, so letters alone decide


@cache
def english_words() -> frozenset[str]:
    """Function words of English."""
    return frozenset(read_yaml(HERE / "lexicons" / "language.yml")["english"])


@cache
def identifier() -> LanguageIdentifier:
    """The statistical identifier, kept to the languages that news of launches is met in."""
    made = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    made.set_languages(read_yaml(HERE / "lexicons" / "language.yml")["met"])
    return made


def detect_language(text: str) -> str:
    """An ISO 639-1 code; a text too short to tell counts as English when its letters are Latin."""
    sample = MARKUP.sub(" ", text[:READ_CHARACTERS])
    words = [word.lower() for word in WORD.findall(sample)]
    if not words:
        return "en"
    latin = sum(word.isascii() for word in words) / len(words)
    share = sum(word in english_words() for word in words) / len(words)
    if latin > 0.7 and (share >= ENGLISH_SHARE or len(words) < FEW_WORDS):
        return "en"
    code, confidence = identifier().classify(" ".join(words))
    if latin > 0.9 and (confidence < 0.9 or share >= ENGLISH_SHARE / 2):
        return "en"
    return str(code)
