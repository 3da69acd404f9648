"""What each block of a page is: the article's own, a byline, a caption, a quotation, or what stands around the article."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from clew.ingest.vocabulary import words
from clew.ingest.web.blocks import ASIDE, DATA, HIDDEN, Block
from clew.records import Document, Zone, ZoneKind

BY = "page-block/1"

_BY = re.compile(r"(?:(?:[Ww]ritten )?[Bb][Yy]:?\s+)?(?P<name>[^\n|,•·]{3,60})")

# A block in which more than this share of the characters are links, and that is no sentence, is a menu.
_LINKED = 0.6
# What holds more than the first share of the page's text may be the article, whatever it is called; more than the second, it is.
_GOOD_PART, _MOST = 0.25, 0.6
# Letters up to which a block is a word or two, such as an item of a menu.
_SHORT = 30
_SENTENCE = re.compile(r"\w[.!?][\"'\u201d\u2019)]*(?:\s|$)")

# Text that is not seen, and text that is not part of a sentence.
_BESIDE = frozenset({HIDDEN, ASIDE})


def has_article(found: Sequence[Block]) -> bool:
    """Whether the page marks its article."""
    return any(block.around & around("article") for block in found)


def furniture(found: Sequence[Block], html: str) -> list[bool]:
    """Return for each block of the page `html` whether it is not the page's own text."""
    marked = has_article(found)
    small, names = _small(found, _GOOD_PART), _small(found, _MOST)
    sure = [_is_sure(block, small) for block in found]
    doubtful = [not is_sure and _suspect(block, names, marked=marked) for block, is_sure in zip(found, sure, strict=True)]
    kept = _kept(html) if any(doubtful) else ""
    blocks = zip(found, sure, doubtful, strict=True)
    return [is_sure or (in_doubt and not _is_kept(_bare(block.text), kept)) for block, is_sure, in_doubt in blocks]


def zones_of(document: Document, start: int, block: Block, *, outside: bool) -> list[Zone]:
    """Return the zone of a block that begins at `start`, or none: the page's own text. outside: it is furniture."""
    end = start + len(block.text)
    if outside:
        return [Zone(start, end, "furniture", None, BY)]
    if block.around & around("byline") and len(block.text) < 120 and (m := _BY.match(block.text)):
        return [Zone(start, end, "byline", document.span(start + m.start("name"), start + m.end("name")), BY)]
    kind = _kind(block)
    return [Zone(start, end, kind, None, BY)] if kind else []


@cache
def around(key: str) -> frozenset[str]:
    """Return the names of elements, classes and ids listed under `key`."""
    return frozenset(words("web/pagewords")["around"][key])


def _kind(block: Block) -> ZoneKind | None:
    if DATA in block.around:
        return "table"
    if block.around & around("caption"):
        return "caption"
    return "quoted" if block.quoted else None


def _suspect(block: Block, names: frozenset[str], *, marked: bool) -> bool:
    """Whether something about `block` says it is not the page's own text. names: of the parts that may be furniture."""
    if block.around & names:
        return True
    linked = block.linked > _LINKED * len(block.text) and not _SENTENCE.search(block.text)
    outside = marked and not block.around & around("article")
    return (linked or outside) and not block.around & around("heading")


def _small(found: Sequence[Block], share: float) -> frozenset[str]:
    """Return the names of furniture that hold no more than `share` of the page: an article may lie in a thing called anything."""
    sizes: Counter[str] = Counter()
    for block in found:
        for name in block.around & _furniture():
            sizes[name] += len(block.text)
    most = share * sum(len(block.text) for block in found)
    return frozenset(name for name, size in sizes.items() if size <= most)


@cache
def _furniture() -> frozenset[str]:
    return around("furniture") | around("surely") | around("beside")


def _is_sure(block: Block, small: frozenset[str]) -> bool:
    """Whether `block` is no part of the article whatever its words are."""
    if block.around & _BESIDE or block.around & small & around("surely"):
        return True
    return bool(block.around & small & around("beside")) and not block.quoted and not block.around & around("article")


def _kept(html: str) -> str:
    """Return, line by line, the letters and digits of what trafilatura takes for the own text.

    It has the last word on blocks in doubt only: by itself it drops footnotes and headings that are evidence.
    """
    from trafilatura import extract

    kept = extract(html, include_comments=False, include_tables=True, favor_recall=True) or ""
    return "\n".join(_bare(line) for line in kept.split("\n")) + "\n"


def _is_kept(bare: str, kept: str) -> bool:
    """Whether trafilatura kept a block: a short one as a line of its own, since its word may stand anywhere in the text."""
    return bare in kept if len(bare) > _SHORT else f"\n{bare}\n" in f"\n{kept}"


def _bare(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
