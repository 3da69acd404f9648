"""Whether a PDF page's text layer is what a reader of the page sees: none, gibberish, or a stamp upon a scan."""

import unicodedata
from itertools import islice
from typing import Any

from clew.ingest.scans.layer import Layer

# A page with fewer letters than this has no text layer worth the name.
FEW = 12

# A page of which a picture covers this share, with fewer visible letters than this, may be a scan that was stamped:
# Bates numbers, exemption codes and a running head come to some 150 letters.
_COVERED, _STAMPS = 0.5, 200

# A layer of which this share of the characters means nothing is gibberish: glyph numbers of a font without a Unicode map.
_MEANINGLESS = 0.3
_SAMPLE = 30

# Text drawn as outlines has no letters and no picture, but a path a letter; rules and frames are fewer.
_OUTLINES = 50


def letters(text: str, enough: int = _STAMPS) -> int:
    """Return how many letters are in `text`, counting no further than `enough`."""
    return sum(1 for _ in islice(filter(str.isalpha, text), enough))


def lacks_text(page: Any, layer: Layer) -> bool:
    """Whether a pdfium `page` shows text that its layer does not hold."""
    count = letters(layer.text)
    return _is_drawn(page) if count < FEW else count < _STAMPS and _is_stamped_scan(page)


def _is_drawn(page: Any) -> bool:
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE, FPDF_PAGEOBJ_PATH

    kinds = [found.type for found in islice(page.get_objects(filter=(FPDF_PAGEOBJ_IMAGE, FPDF_PAGEOBJ_PATH)), _OUTLINES)]
    return FPDF_PAGEOBJ_IMAGE in kinds or len(kinds) == _OUTLINES


def is_gibberish(layer: Layer) -> bool:
    """Whether the characters of `layer` are not those that are printed."""
    every = max(1, len(layer.text) // _SAMPLE)
    sample = [i for i in range(0, len(layer.text), every) if not layer.text[i].isspace()]
    wrong = sum(_is_meaningless(layer.text[i]) or _is_unmapped(layer, i) for i in sample)
    return wrong > _MEANINGLESS * len(sample)


def _is_meaningless(char: str) -> bool:
    """Whether `char` is a control, a private or unassigned character, or U+FFFD; U+FFFE is pdfium's own, a hyphen."""
    return char == "\ufffd" or (
        not " " <= char <= "~" and char != "\ufffe" and unicodedata.category(char) in {"Cc", "Co", "Cn", "Cs"}
    )


def _is_unmapped(layer: Layer, i: int) -> bool:
    from pypdfium2.raw import FPDFText_HasUnicodeMapError

    return bool(FPDFText_HasUnicodeMapError(layer.page.raw, layer.chars[i]) == 1)


def _is_stamped_scan(page: Any) -> bool:
    """Whether a picture covers the page and no words lie hidden under it, as programs put them that recognize scans."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE, FPDF_PAGEOBJ_TEXT

    left, bottom, right, top = page.get_bbox()
    whole = (right - left) * (top - bottom)
    if not any(_area(picture) > _COVERED * whole for picture in page.get_objects(filter=(FPDF_PAGEOBJ_IMAGE,))):
        return False
    return not any(_is_hidden(words) for words in page.get_objects(filter=(FPDF_PAGEOBJ_TEXT,)))


def _area(found: Any) -> float:
    left, bottom, right, top = found.get_bounds()
    return float((right - left) * (top - bottom))


def _is_hidden(words: Any) -> bool:
    from pypdfium2.raw import FPDF_TEXTRENDERMODE_INVISIBLE, FPDFTextObj_GetTextRenderMode

    return bool(FPDFTextObj_GetTextRenderMode(words) == FPDF_TEXTRENDERMODE_INVISIBLE)
