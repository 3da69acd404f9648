"""What the footnotes of a report cite, read from the pages themselves by a pattern of its own: the key that Clew is held to.

It is made whenever the score is, and never kept. Of every footnote each message cited with one day and two people
("3/24/16 Email, Vale to Orrin"; "3/24/16 Emails, Vale & Orrin"); of several senders or recipients the first. Blacked-out ones are
left out, and days that no calendar has. Addresses in square brackets behind a name are no part of it.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from lxml import html

_KIND = r"(?:e-?mails?|(?:\w+ )?messages?|texts?|\w+ dms?|letters?|memo(?:randum|s)?|fax(?:es)?)(?: and attachments?)?"
_DAY = r"(?<![\d/–-])(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{2,4})"
_WORD = r"(?:[A-Z]\.(?= )|[^\s;,()&]*[^\s;,()&.])"
_WHO = rf"(?!_{{3}}){_WORD}(?: (?!et al|and |to |at |_{{3}}){_WORD}(?<!\d)){{0,6}}"
_MORE = r"(?:(?:, [^;,()\d]{2,30}?)*,? (?:&|and) [^;()\d]{2,40}?)?"
_TO = rf"{_DAY} {_KIND}(?:,| from|, from)? (?P<sender>{_WHO})\.?{_MORE} to (?P<recipient>{_WHO})"
_BETWEEN = rf"{_DAY} {_KIND},? (?P<sender>{_WHO})\.?,? (?:&|and) (?P<recipient>{_WHO})(?![\w’]| to )"
_LATER = rf"{_KIND}(?:,| from) (?P<sender>{_WHO})\.? to (?P<recipient>{_WHO})[^;\d]{{0,60}}?{_DAY}"

Form = Literal["to", "between"]
_FORMS: dict[Form, tuple[str, ...]] = {"to": (_TO, _LATER), "between": (_BETWEEN,)}


class Cited(NamedTuple):
    """One message as footnote `note` cites it. sender, recipient: the words that name them; text: those of the citation."""

    note: int
    day: date
    sender: str
    recipient: str
    text: str


def footnotes(page: bytes) -> dict[int, str]:
    """Return the text of each footnote of a page, by its number; blanks made one."""
    found = {}
    for paragraph in html.fromstring(page).iter("p"):
        mark = next((a for a in paragraph.iter("a") if re.fullmatch(r"fn\d+x\d+", a.get("id") or "")), None)
        if mark is not None:
            text = " ".join(paragraph.text_content().split())
            found[int(mark.text_content())] = text.removeprefix(mark.text_content())
    return found


def key(path: Path, form: Form) -> list[Cited]:
    """Return the messages that the footnotes of the page at `path` cite as sent "to" somebody, or as exchanged "between" two."""
    return [cited for note, text in footnotes(path.read_bytes()).items() for cited in _in_note(note, text, form)]


def _in_note(note: int, text: str, form: Form) -> Iterator[Cited]:
    for pattern in _FORMS[form]:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            if (day := _day(match)) is not None:
                yield Cited(note, day, *(re.sub(r" ?\[.*?\]", "", match[who]) for who in ("sender", "recipient")), match[0])


def _day(match: re.Match[str]) -> date | None:
    year = int(match["year"])
    try:
        return date(year + 2000 if year < 100 else year, int(match["month"]), int(match["day"]))
    except ValueError:
        return None
