"""A mail written in HTML as text. Nothing is fetched, nothing run."""

from collections.abc import Iterator
from typing import Any

from clew.ingest.charset import Decoded
from clew.ingest.web.blocks import HIDDEN, Block, blocks
from clew.ingest.web.hidden import may_hide
from clew.ingest.web.tree import tree


def mail_text(html: str) -> str:
    """Return the text of a mail written in HTML, with block quotes marked by ">" as plain mail has them."""
    return mail_page(html).text


def mail_page(html: str) -> Decoded:
    """Return what `mail_text` does, and a remark on what the mail would fetch and on what its reader does not see.

    Hidden text stays where it stands: it is the sender's, and may be what a filter was meant to see.
    """
    root = tree(html)
    if root is None:
        return Decoded("")
    hides = may_hide(html)
    found = list(blocks(root, named=False, hides=hides))
    text = joined(
        [("> " * b.quoted) + b.text.replace("\n", "\n" + "> " * b.quoted) if b.quoted else b.text for b in found], found
    )
    return Decoded(text, "; ".join(filter(None, [_fetched(root, html), _unseen(found) if hides else ""])))


def joined(texts: list[str], found: list[Block]) -> str:
    """Join the texts of blocks: a blank line between paragraphs, a line end between the rows of a list or table."""
    pieces: list[str] = []
    for text, block in zip(texts, found, strict=True):
        pieces += [gap(block) if pieces else "", text]
    return "".join(pieces)


def gap(block: Block) -> str:
    """Return what stands between a block and the one above it."""
    return "\n" if block.close else "\n\n"


def _fetched(root: Any, html: str) -> str:
    """Say how many pictures the mail would have fetched: each tells its sender who read it, when and where."""
    count = sum(_is_remote(src) for src in _sources(root)) if "http" in html.lower() else 0
    return f"{count} remote picture{'s' if count > 1 else ''} not fetched" if count else ""


def _sources(root: Any) -> Iterator[str]:
    for picture in root.iter("img", "input"):
        yield picture.get("src") or ""


def _is_remote(address: str) -> bool:
    return address.strip().lower().startswith(("http:", "https:", "//"))


def _unseen(found: list[Block]) -> str:
    count = sum(len(b.text.split()) for b in found if HIDDEN in b.around)
    return f"{count} word{'s' if count > 1 else ''} hidden from the mail's reader" if count else ""
