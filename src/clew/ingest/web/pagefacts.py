"""What a web page says of itself: title, author, site, date. Its own words, never a guess."""

import json
import re
from collections.abc import Iterator
from typing import Any

from clew.ingest.vocabulary import words

_LABELS = ("Title", "Author", "Site", "Date")

# An "author" that is an address of a profile page names nobody.
_ADDRESS = re.compile(r"https?://|www\.|@")

# A page's JSON-LD longer than this is not read.
_LONGEST = 200_000


def facts(root: Any) -> dict[str, str]:
    """Return what the page below `root` (an lxml element) says of itself, as {label: words}, in the order they are shown."""
    linked = list(_linked_objects(root))
    found = {}
    for label in _LABELS:
        said = next((w for w in (*_meta(root, label), *_linked(linked, label), *_marked(root, label)) if _good(label, w)), None)
        if said:
            found[label] = said
    return found


def _good(label: str, said: str) -> bool:
    return bool(said) and len(said) <= 300 and not (label == "Author" and _ADDRESS.search(said))


def _meta(root: Any, label: str) -> Iterator[str]:
    for attribute, value in words("web/pagewords")["meta"][label]:
        for element in root.iter("meta"):
            if (element.get(attribute) or "").lower() == value.lower():
                yield _flat(element.get("content") or "")


def _linked_objects(root: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of the page's JSON-LD."""
    for script in root.iter("script"):
        text = script.text or ""
        if (script.get("type") or "").lower() == "application/ld+json" and len(text) <= _LONGEST:
            try:
                yield from _objects(json.loads(text))
            except (ValueError, RecursionError):
                continue


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = value.get("@graph", [])
    if isinstance(value, list):
        for item in value:
            if isinstance(item, dict):
                yield item


def _linked(objects: list[dict[str, Any]], label: str) -> Iterator[str]:
    for found in objects:
        value: Any = found
        for key in words("web/pagewords")["linked"][label]:
            value = value.get(key) if isinstance(value, dict) else None
            value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, str):
            yield _flat(value)


def _marked(root: Any, label: str) -> Iterator[str]:
    """Yield what elements of the page itself are marked to say: its title, and the time its article is stamped with."""
    if label == "Title":
        yield from (_flat("".join(e.itertext())) for e in root.iter("title"))
    if label == "Date":
        yield from (_flat(e.get("datetime") or "") for e in root.iter("time") if e.get("pubdate") is not None or _stamp(e))


def _stamp(element: Any) -> bool:
    said = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
    return "datepublished" in said or "published" in said


def _flat(text: str) -> str:
    return " ".join(text.split())
