"""Search: documents with the words asked for, in their context."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from clew.errors import AskError
from clew.records import Document, Finding, Record, Span
from clew.view.asked import Asked
from clew.view.desk import Desk

# Documents asked for, so that the counts by kind mean something; and shown.
_FETCHED, _SHOWN = 200, 50

# Characters of context on either side of a passage, and stretches of context shown for one document.
_AROUND, _SNIPPETS = 140, 4

# Stretches shown when one document is asked for.
_IN_ONE = 300


class Piece(Record, frozen=True, gc=False):
    """Words of a snippet; span: the passage they are, or None for context."""

    text: str
    span: Span | None = None


class Found(Record, frozen=True, gc=False):
    """One document found; more: passages that are not shown. finding: what leads of its damage, when no words were asked for."""

    document: Document
    snippets: tuple[tuple[Piece, ...], ...]
    more: int
    finding: Finding | None


def context(desk: Desk, asked: Asked) -> dict[str, Any]:
    """Return the hits for `q`, of one `kind` or `in` one document when given; a malformed query comes back as one line."""
    query, kind, within = asked.get("q", "").strip(), asked.get("kind", ""), asked.get("in", "")
    problem, found = "", []
    try:
        found = _found(desk, query, within) if query else []
    except AskError as error:
        problem = str(error)
    wanted = [f for f in found if not kind or f.document.kind == kind]
    return {
        "q": query,
        "kind": kind,
        "problem": problem,
        "facets": Counter(f.document.kind for f in found).most_common(),
        "found": wanted[:_SHOWN],
        "total": len(wanted),
        "limited": len(found) >= _FETCHED,
        "shown": _SHOWN,
        "people": named(desk, query),
    }


def named(desk: Desk, query: str) -> list[Any]:
    """Return the people and organisations one of whose names holds the query."""
    wanted = query.strip('"').casefold()
    if len(wanted) < 2:
        return []
    everybody = (*desk.case.people(), *desk.case.people("organization"))
    return [who for who in everybody if any(wanted in name.casefold() for name in who.names)][:8]


def snippets(document: Document, passages: Sequence[Span]) -> list[tuple[Piece, ...]]:
    """Return the passages in their context; passages near each other share one snippet."""
    groups: list[list[Span]] = []
    for span in sorted(set(passages), key=lambda s: (s.start, -s.end)):
        if groups and span.start < groups[-1][-1].end:
            continue
        if groups and span.start - groups[-1][-1].end < _AROUND:
            groups[-1].append(span)
        else:
            groups.append([span])
    return [_snippet(document.text, group) for group in groups]


def _found(desk: Desk, query: str, within: str) -> list[Found]:
    found, most = [], _IN_ONE if within else _SNIPPETS
    for hit in desk.case.search(query, _FETCHED):
        if within not in ("", hit.document):
            continue
        document = desk.document(hit.document)
        all_snippets = snippets(document, hit.passages)
        hidden = sum(1 for snippet in all_snippets[most:] for piece in snippet if piece.span)
        leading = next(iter(desk.case.findings(document.id)), None) if not hit.passages else None
        found.append(Found(document, tuple(all_snippets[:most]), hidden, leading))
    return found


def _snippet(text: str, group: Sequence[Span]) -> tuple[Piece, ...]:
    start, end = _edges(text, group[0].start, group[-1].end)
    pieces, at = [Piece("… ")] if start else [], start
    for span in group:
        pieces += [Piece(text[at : span.start]), Piece(span.text, span)]
        at = span.end
    return (*pieces, Piece(text[at:end] + (" …" if end < len(text) else "")))


def _edges(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the context begins and ends, at spaces."""
    first = max(0, start - _AROUND)
    last = min(len(text), end + _AROUND)
    if first:
        first = max(first, text.find(" ", first, start) + 1)
    if last < len(text):
        last = max(end, text.rfind(" ", end, last))
    return first, last
