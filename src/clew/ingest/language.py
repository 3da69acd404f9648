"""Which language a document is in, by its author's own words."""

from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from clew.ingest.vocabulary import words
from clew.records import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOT_WORDS = frozenset({"header", "signature", "disclaimer", "furniture", "table"})
_NOT_OWN = _NOT_WORDS | {"quoted", "forwarded"}

# As many characters as decide it; a page of text needs no more.
_ENOUGH = 4_000

# Under this many letters the classifier guesses ("FYI, see below" comes out as Latin or Estonian).
_FEW = 40


def with_language(document: Document) -> Document:
    """Return `document` with its language as an ISO 639-1 code, or None when it has no words. Call it on mended text.

    Read from the author's own words when there are enough, else from all words. A text of few letters, all of them ASCII, is
    taken to be English: it is read for its names and dates, which few words of another language would not harm.
    """
    return msgspec.structs.replace(document, language=_language(document))


def _language(document: Document) -> str | None:
    for left_out in (_NOT_OWN, _NOT_WORDS, frozenset({"header"})):
        said = "\n".join(_stretches(document, left_out))[:_ENOUGH]
        if sum(c.isalpha() for c in said) >= _FEW:
            return str(_classifier()(said)[0])
    letters = [c for c in document.text if c.isalpha()]
    return "en" if letters and all(c.isascii() for c in letters) else None


def _stretches(document: Document, left_out: frozenset[str]) -> "Iterator[str]":
    """Yield the text outside zones of the kinds `left_out`."""
    at = 0
    for zone in document.zones:
        if zone.kind in left_out and zone.end > at:
            yield document.text[at : max(at, zone.start)]
            at = zone.end
    yield document.text[at:]


@cache
def _classifier() -> Any:
    """Load the model on first use: a tenth of a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(words("languages")["known"])
    return identifier.classify
