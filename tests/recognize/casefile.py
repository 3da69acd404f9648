"""Reads case files: JSON lines of a text, its zones by their first and last words, and what is expected of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from clew.parse import parse_documents
from clew.recognize import recognize
from clew.recognize.tree import Tree
from clew.records import Document, Observation, Parse, Source, Zone, digest

HERE = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    """Return the cases of a file; one with "xfail" is a known failure, strictly."""
    lines = (HERE / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [_param(json.loads(line), f"{name}-{i}") for i, line in enumerate(lines, 1)]


def _param(case: dict[str, Any], name: str) -> Any:
    marks = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else []
    return pytest.param(case, id=name, marks=marks)


def document(case: dict[str, Any]) -> Document:
    """Return the document of a case."""
    text = case["text"]
    bare = Document(digest(text), Source("a", digest(text)), "text/plain", case.get("kind", "text"), None, text, language="en")
    zones = [_zone(bare, *zone) for zone in case.get("zones", [])]
    return Document(bare.id, bare.source, bare.media, bare.kind, None, text, language="en", zones=tuple(zones))


def _zone(found: Document, kind: Any, first: str, last: str, voice: str | None) -> Zone:
    start = found.text.index(first)
    end = found.text.index(last, start) + len(last)
    at = found.text.index(voice, start) if voice else 0
    return Zone(start, end, kind, found.span(at, at + len(voice)) if voice else None, "test/1")


def parsed(case: dict[str, Any]) -> Parse:
    """Return the parse of the document of a case."""
    return next(parse_documents([document(case)]))


def tree(case: dict[str, Any]) -> Tree:
    """Return the parsed document of a case, to be walked."""
    return Tree(parsed(case))


def observed(case: dict[str, Any]) -> Observation:
    """Return all that is observed in the document of a case."""
    return recognize(parsed(case))
