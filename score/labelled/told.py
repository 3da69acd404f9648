"""MEANTIME over all its articles: which mentions of events and of entities are of one, and when an event was."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element

from score.labelled import meantime

# How an event lies to a date that says when it was.
_AT = frozenset({"IS_INCLUDED", "SIMULTANEOUS"})


class Told(NamedTuple):
    """An article, and by its mentions' ids what they are of.

    of      mention of an event or entity -> name of it over all articles; it begins with the article's when it is in no other
    times   mention of an event -> value of a TIMEX3 that it lies in ("2008-03-06")
    """

    article: meantime.Article
    of: dict[str, str]
    times: dict[str, str]


def documents(shared: Path) -> Iterator[Told]:
    """Yield the articles in order of their names; nothing when they are not there."""
    labelled = zip(meantime.documents(shared, meantime.ACROSS), meantime.roots(shared, meantime.ACROSS), strict=True)
    for article, (name, root) in labelled:
        yield Told(article, _of(name, root), _times(root))


def _of(article: str, root: Element) -> dict[str, str]:
    every = [*root.iterfind("Markables/EVENT"), *root.iterfind("Markables/ENTITY")]
    instances = {each.get("m_id", ""): each.get("instance_id") for each in every}
    links = meantime.links(root, "REFERS_TO")
    return {mention: instances.get(target) or f"{article}/{target}" for _, mention, target in links}


def _times(root: Element) -> dict[str, str]:
    values = {t.get("m_id", ""): t.get("value", "") for t in root.iter("TIMEX3") if t.get("type") == "DATE"}
    found: dict[str, str] = {}
    for link, source, target in meantime.links(root, "TLINK"):
        if link.get("reltype") in _AT and target in values:
            found.setdefault(source, values[target])
    return found
