"""A page's JSON-LD: the objects in which it tells machines what it is."""

import json
from collections.abc import Iterator
from typing import Any

from clew.ingest.vocabulary import words
from clew.records import Record

# A script longer than this is not read, nor more objects than this, nor any that lie deeper.
_LONGEST, _MOST, _DEEPEST = 200_000, 2_000, 8

Found = dict[str, Any]


class Linked(Record, frozen=True):
    """objects: those that speak for the page, articles first; known: all that have an id, by it, to follow references."""

    objects: list[Found]
    known: dict[str, Found]


def linked(root: Any) -> Linked:
    """Return the JSON-LD of the page below `root` (an lxml element). What is no JSON is left out."""
    every = [found for script in root.iter("script") for found in _objects(script)][:_MOST]
    kinds = words("web/pagewords")["objects"]
    speaking = [found for key in ("articles", "pages") for found in every if kind_of(found).lower() in kinds[key]]
    return Linked(speaking, {str(found["@id"]): found for found in reversed(every) if "@id" in found and len(found) > 1})


def kind_of(found: Found) -> str:
    """Return the type an object says to have, "" when none."""
    kind = found.get("@type")
    kind = next((k for k in kind if isinstance(k, str)), "") if isinstance(kind, list) else kind
    return kind.rsplit("/", 1)[-1] if isinstance(kind, str) else ""


def values(found: Found, keys: list[str], known: dict[str, Found]) -> Iterator[str]:
    """Yield the strings at the end of `keys`, or where a name stands for an object; each key may hold several."""
    todo: list[tuple[Any, int]] = [(found, 0)]
    while todo:
        value, at = todo.pop()
        if isinstance(value, list):
            todo += [(item, at) for item in reversed(value[:50])]
        elif isinstance(value, dict) and at < len(keys):
            value = known.get(str(value.get("@id")), value) if keys[at] not in value else value
            todo.append((value.get(keys[at]), at + 1))
        elif isinstance(value, str) and at:
            yield " ".join(value.split())


def _objects(script: Any) -> list[Found]:
    text = script.text or ""
    if (script.get("type") or "").lower() != "application/ld+json" or len(text) > _LONGEST:
        return []
    try:
        return list(_within(json.loads(text), 0))
    except (ValueError, RecursionError):
        return []


def _within(value: Any, depth: int) -> Iterator[Found]:
    """Yield the objects in `value`, outermost first."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _within(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in words("web/pagewords")["objects"]["inside"]:
            yield from _within(value.get(key), depth + 1)
