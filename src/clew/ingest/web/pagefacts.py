"""What a web page says of itself: title, author, site, dates, and where it says so. Its own words, never a guess."""

import re
from collections.abc import Iterator
from itertools import groupby, islice
from typing import Any

from clew.ingest.vocabulary import pattern, words
from clew.ingest.web.linkeddata import Linked, kind_of, values
from clew.records import Record

# An "author" that is an address of a profile page names nobody.
_ADDRESS = re.compile(r"https?://|www\.|@")

_LONGEST = 300

# Authors beyond these are a list of staff.
_MOST_AUTHORS = 12

# Elements of one kind beyond these are not asked.
_MOST = 1_000

# Elements of the page itself that carry a time.
_TIMED = ("time", "abbr", "span", "p", "div")


class Fact(Record, frozen=True, gc=False):
    """What a page says of itself. label: "Title" "Author" "Site" "Date" "Modified"; where: the place in it that says so."""

    label: str
    value: str
    where: str


def facts(root: Any, data: Linked, label: str) -> list[Fact]:
    """Return all that the page below `root` (an lxml element) says under `label`, the surest first; data: its JSON-LD."""
    said = [f for f in (*_meta(root, label), *_linked(data, label), *_marked(root, label)) if _good(f)]
    return list(dict.fromkeys(said))


def first_said(found: list[Fact]) -> list[Fact]:
    """Return what the first place says: of authors all of them, of anything else one."""
    first = next((list(group) for _, group in groupby(found, key=lambda f: f.where)), [])
    return first[: _MOST_AUTHORS if first and first[0].label == "Author" else 1]


def _good(fact: Fact) -> bool:
    said = fact.value
    return bool(said) and len(said) <= _LONGEST and not (fact.label == "Author" and _ADDRESS.search(said))


def _meta(root: Any, label: str) -> Iterator[Fact]:
    tags = list(islice(root.iter("meta"), _MOST))
    for attribute, value in words("web/pagewords")["meta"][label]:
        for element in tags:
            if (element.get(attribute) or "").lower() == value and not _in_comment(element):
                yield Fact(label, _flat(element.get("content") or ""), f"meta {attribute}={element.get(attribute)}")


def _linked(data: Linked, label: str) -> Iterator[Fact]:
    keys = words("web/pagewords")["linked"][label]
    for found in data.objects:
        for said in values(found, keys, data.known):
            yield Fact(label, said, f"JSON-LD {kind_of(found) or 'object'}.{'.'.join(keys)}")


def _marked(root: Any, label: str) -> Iterator[Fact]:
    """Yield what elements of the page itself are marked to say: its title, and the time its article is stamped with."""
    if label == "Title":
        yield from (Fact(label, _flat("".join(e.itertext())), "title element") for e in root.iter("title") if not _in_drawing(e))
    if label == "Date":
        yield from _stamps(root)


def _in_drawing(element: Any) -> bool:
    return any(above.tag == "svg" for above in element.iterancestors())


def _stamps(root: Any) -> Iterator[Fact]:
    """Yield times of elements marked as the time of publication; else the only time the page has."""
    every = (e for e in root.iter(*_TIMED) if e.tag == "time" or _is_stamp(e))
    timed = [e for e in islice(every, _MOST) if not _in_comment(e)]
    stamps = [e for e in timed if _is_stamp(e)]
    yield from (Fact("Date", _time(e), f"{e.tag} element marked as published") for e in stamps if _time(e))
    plain = {_time(e): e for e in timed if e.get("datetime") and e not in stamps and not _is_change(e)}
    if len(plain) == 1:
        yield from (Fact("Date", said, "the page's only time element") for said in plain)


def _is_stamp(element: Any) -> bool:
    """Whether `element` is marked as the time its article was published."""
    if element.get("pubdate") is not None or (element.get("itemprop") or "").lower() == "datepublished":
        return True
    named = (element.get("class") or "").lower().split()
    return any(name in words("web/pagewords")["marked"]["published"] for name in named) and not _is_change(element)


def _is_change(element: Any) -> bool:
    """Whether `element`, or the words before it, tell of a change rather than of publication."""
    named = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
    above = element.getparent()
    before = (above.text or "") if above is not None else ""
    beside = element.getprevious()
    before = f"{before} {beside.text or ''} {beside.tail or ''}" if beside is not None else before
    said = f"{before[-80:]} {(element.text or '')[:80]}"
    return "updated" in named or "modified" in named or bool(pattern("web/pagelines", "changed").search(said))


def _in_comment(element: Any) -> bool:
    """Whether `element` belongs to what readers wrote below, or to another article the page points to."""
    names = words("web/pagewords")["around"]["furniture"]
    for above in element.iterancestors():
        said = f"{above.get('class') or ''} {above.get('id') or ''}".lower().split()
        if above.tag in {"nav", "footer", "aside"} or "comment" in (above.get("itemtype") or "").lower():
            return True
        if any(name in names or f"*{part}" in names for name in said for part in re.split("[-_]+", name)):
            return True
    return False


def _time(element: Any) -> str:
    """Return the time an element carries: for machines, or in its words."""
    return _flat(element.get("datetime") or element.get("content") or element.get("title") or "".join(element.itertext()))


def _flat(text: str) -> str:
    return " ".join(text.split())
