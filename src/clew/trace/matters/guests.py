"""Somebody a document counts and does not name: "Amb. Vale + 1" in a diary, a number withheld in a list of calls."""

import re
from collections.abc import Iterator

from clew.records import Document, Mention, Span
from clew.trace.matters.found import Found, Key
from clew.trace.matters.look import Look
from clew.trace.matters.words import pattern

GUEST, WITHHELD = "unnamed-guest/1", "withheld/1"

# So much of a row is shown on either side.
_SHOWN = 160


def guests(look: Look) -> Iterator[Found]:
    """Yield each guest that stands right behind somebody's name, and each row of a table about somebody who withheld himself."""
    for observation in look.observations:
        document = observation.document
        for host in (m for m in observation.mentions if m.kind == "person"):
            match = pattern("guest").match(document.text, host.span.end + 1)
            if match:
                yield _guest(look, document, host, match)
        if document.kind == "sheet":
            for match in pattern("withheld").finditer(document.text):
                yield _withheld(look, document, match)


def _guest(look: Look, document: Document, host: Mention, match: re.Match[str]) -> Found:
    identity = look.identity(host.id)
    name, key = (identity.name, identity.id) if identity else (host.name, host.id)
    span = document.span(host.span.start, match.end())
    asks = f"who came with {name}, as “{match[0].strip()}”?"
    return Found((("guest", key),), "participant", asks, span, (host.id,), GUEST)


def _withheld(look: Look, document: Document, match: re.Match[str]) -> Found:
    span = _row(document, match)
    about = tuple(m.id for m in look.mentions_at.over(span))
    key: Key = ("withheld", document.id, str(span.start))
    return Found((key,), "participant", f"who is behind “{match[0]}”?", span, about, WITHHELD)


def _row(document: Document, match: re.Match[str]) -> Span:
    start = document.text.rfind("\n", 0, match.start()) + 1
    end = document.text.find("\n", match.end())
    return document.span(max(start, match.start() - _SHOWN), min(end if end >= 0 else len(document.text), match.end() + _SHOWN))
