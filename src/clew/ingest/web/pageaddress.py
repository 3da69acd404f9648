"""Where a page was, and who kept a copy of it: as the page, or the program that saved it, says."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from clew.ingest.vocabulary import pattern
from clew.ingest.web.pagefacts import Fact

# Programs that save pages say so near the top, archives at the end.
_TOP, _END = 4_000, 4_000
_LONGEST = 2_000


def addresses(root: Any, html: str, known: str = "") -> list[Fact]:
    """Return the addresses a page states for itself, the surest first. known: the one its container states.

    An archive's own address is taken off: it is the copy's, not the page's.
    """
    said = [Fact("Address", _own(value), where) for value, where in _stated(root, html, known)]
    return [fact for fact in said if re.match(r"""https?://[^\s\[\]<>"]+$""", fact.value) and len(fact.value) <= _LONGEST]


def saved(html: str) -> str | None:
    """Return the words in which a copy says when it was made (never the date of publication), or None."""
    m = pattern("web/pagelines", "saved").search(html[:_TOP] + html[-_END:])
    return " ".join(next(filter(None, m.groups())).split()) if m else None


def _stated(root: Any, html: str, known: str) -> Iterator[tuple[str, str]]:
    if known:
        yield known, "the file it was saved in"
    if m := pattern("web/pagelines", "kept").search(html[:_TOP]):
        yield next(filter(None, m.groups())), "comment of the program that saved it"
    base = next((e.get("href") or "" for e in root.iter("base")), "")
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            yield _whole(base, link.get("href") or ""), "link rel=canonical"
    for meta in root.iter("meta"):
        if (meta.get("property") or meta.get("name") or "").lower() == "og:url":
            yield _whole(base, meta.get("content") or ""), "meta property=og:url"


def _whole(base: str, address: str) -> str:
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return ""


def _own(address: str) -> str:
    return pattern("web/pagelines", "wrapped").sub("", address.strip())
