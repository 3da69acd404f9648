"""GUM's dates: what each `<date>` of its XML spans and when its attributes, those of the Text Encoding Initiative, say it is."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import unescape

from clew.when import Interval, interval
from score.labelled import gum


class Dated(NamedTuple):
    """A date of the text. start, end: code points.

    exact      whether its interval is the time meant (`when=`); else the time meant lies somewhere within it
    interval   both bounds None: the attributes place it nowhere (a day of the year without its year)
    """

    start: int
    end: int
    exact: bool
    interval: Interval


class Text(NamedTuple):
    """One document.

    created   the day it was written or spoken, as its header has it; "" when that is not known
    times     where times of day stand (`<time>`), labelled apart from dates
    """

    name: str
    text: str
    created: str
    dates: tuple[Dated, ...]
    times: tuple[tuple[int, int], ...]


_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_TIME = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?)(?:T(\d\d)(?::(\d\d)(?::(\d\d))?)?)?)?)?")
_GRAINS = ("year", "month", "day", "hour", "minute", "second")


def documents(shared: Path) -> Iterator[Text]:
    """Yield the documents in order of their names; nothing when they are not there. The text is that of `score.labelled.gum`."""
    for document in gum.documents(shared):
        path = shared / "gold" / "gum" / "xml" / f"{document.name.partition('/')[2]}.xml"
        lines = path.read_text("utf-8").splitlines()
        created = dict(_ATTRIBUTE.findall(lines[0])).get("dateCreated", "")
        stated = created if _TIME.fullmatch(created) else ""
        dates = tuple(_dated(*found) for found in _stretches("date", lines, document.text))
        times = tuple((start, end) for _, start, end in _stretches("time", lines, document.text))
        yield Text(document.name, document.text, stated, dates, times)


def _stretches(tag: str, lines: list[str], text: str) -> Iterator[tuple[dict[str, str], int, int]]:
    """Yield attributes, start and end of each element in the XML: its lines with a tab are the words of the text, in order."""
    attributes, start, at = "", -1, 0
    for line in lines[1:]:
        if line.startswith(f"<{tag} "):
            attributes, start = unescape(line), -1
        elif line.startswith(f"</{tag}>"):
            yield dict(_ATTRIBUTE.findall(attributes)), start, at
        elif "\t" in line:
            word = unescape(line.partition("\t")[0])
            found = text.index(word, at)
            start, at = found if start < 0 else start, found + len(word)


def _dated(attributes: dict[str, str], start: int, end: int) -> Dated:
    if "when" in attributes:
        return Dated(start, end, True, _stated(attributes["when"]))
    first = _stated(attributes.get("from") or attributes.get("notBefore") or "")
    last = _stated(attributes.get("to") or attributes.get("notAfter") or "")
    return Dated(start, end, False, (first[0], last[1]))


def _stated(value: str) -> Interval:
    """Return the unit that `value` ("2016", "2016-06", "2016-06-09T14:00") names; one without a year is not placed."""
    match = _TIME.fullmatch(value)
    if not match:
        return None, None
    parts = [int(part) for part in match.groups() if part]
    grain = _GRAINS[len(parts) - 1]
    return interval(grain, parts[0], *parts[1:]) if len(parts) > 3 else interval(grain, *parts)
