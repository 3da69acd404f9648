"""Mails whose zones were labelled by hand: what the labels say, and what Clew makes of the same text.

`gold/mail-zones` of Quagga (Repke and Krestel 2018): Enron and Apache mails with spans, and Enron mails with a letter before each
line. Rules are made while looking at one half of the mails only, the seen one: that whose names have an even CRC-32.
"""

import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from clew.ingest.zones.lines import lines_of
from clew.ingest.zones.zoning import mail_zones, with_zones
from clew.records import Document, Header, Source, Zone

# The five zones, each later one wins where spans overlap. Disclaimers are a part of signatures in the labels' own names.
BODY, INTRO, OUTRO, SIGNATURE, HEADER = range(5)
NAMES = ("body", "greeting", "sign-off", "signature", "header")

_ZONES = {
    "Body/Intro": INTRO,
    "Body/Outro": OUTRO,
    "Body/Signature": SIGNATURE,
    "Body/Signature/Disclaimer": SIGNATURE,
    "Header": HEADER,
}
_MADE = {"greeting": INTRO, "signature": SIGNATURE, "disclaimer": SIGNATURE, "header": HEADER}
_LETTERS = {"H>": HEADER, "B>": BODY, "S>": BODY}


class Item(NamedTuple):
    """A labelled stretch of a text."""

    label: str
    start: int
    end: int


class Mail(NamedTuple):
    """One mail: its name, its body's text, the labels (or for each line its zone), and the document that Clew makes of it."""

    name: str
    text: str
    items: tuple[Item, ...]
    document: Document
    zones: tuple[int, ...] = ()

    @property
    def seen(self) -> bool:
        """Whether rules may be made while looking at it."""
        return zlib.crc32(self.name.encode()) % 2 == 0


def document_of(text: str, head: dict[str, str]) -> Document:
    """Return `text`, the body of a mail, with its zones. head: what the mail's own header says, as a reader of it knows."""
    headers = tuple(Header(name, value) for name, value in head.items() if name in {"From", "To"})
    document = Document("", Source("", ""), "text/plain", "mail", None, text, headers)
    return with_zones(document, mail_zones(document, lines_of(text)))


def annotated(folder: Path) -> Iterator[Mail]:
    """Yield the mails of `folder`, in order of their names."""
    for path in sorted(folder.glob("*.ann")):
        found = json.loads(path.read_text("utf-8"))
        text = found["text"]
        items = [_trimmed(text, Item(d["type"], d["start"], min(d["end"], len(text)))) for d in found["denotations"]]
        yield Mail(
            path.name.removesuffix(".ann"),
            text,
            tuple(sorted(items, key=lambda i: i.start)),
            document_of(text, found["meta"].get("header", {})),
        )


def lettered(folder: Path) -> Iterator[Mail]:
    """Yield the mails of `folder` whose lines begin with H (header), B (body) or S (signature)."""
    for path in sorted(folder.iterdir()):
        head, _, rest = path.read_text("utf-8", "replace").partition("\n\n")
        body = rest.splitlines()
        text = "\n".join(line[2:] for line in body)
        fields = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
        yield Mail(path.name, text, (), document_of(text, fields), tuple(_LETTERS.get(line[:2], BODY) for line in body))


def gold_lines(mail: Mail) -> list[int]:
    """Return the zone of each line by its labels.

    Where annotators marked a greeting's or a sign-off's name alone ("Steve," or "Jeff" on a line), that line is one all the same.
    """
    painted = bytearray(len(mail.text))
    for item in mail.items:
        if item.label in {"Body/Intro/Name", "Body/Outro/Name"} and _fills_line(mail.text, item):
            _paint(painted, item.start, item.end, INTRO if "Intro" in item.label else OUTRO)
        elif item.label in _ZONES:
            _paint(painted, item.start, item.end, _ZONES[item.label])
    return list(mail.zones) or _by_line(mail.text, painted)


def made_lines(mail: Mail) -> list[int]:
    """Return the zone of each line as Clew sees it. A signature zone's first lines, up to a name, are its sign-off."""
    painted = bytearray(len(mail.text))
    for zone in mail.document.zones:
        if zone.kind in _MADE:
            _paint(painted, zone.start, zone.end, _MADE[zone.kind])
        if zone.kind == "signature":
            _paint(painted, zone.start, zone.start + len(sign_off(mail.text, zone)), OUTRO, over=True)
    return _by_line(mail.text, painted)


def sign_off(text: str, zone: Zone) -> str:
    """Return the part of a signature zone that closes the letter: to its first name, unless a block begins there."""
    name = next((f for f in zone.fields if f.label == "Name"), None)
    if name is None:
        return text[zone.start : zone.end] if not zone.fields else text[zone.start : min(f.start for f in zone.fields)]
    others = [f for f in zone.fields if f.label not in {"Name"}]
    if others and name.start == zone.start:
        return ""
    return text[zone.start : name.end]


def shown_lines(text: str) -> list[bool]:
    """Return for each line whether anything but quote marks and blanks is on it: only such lines are counted."""
    return [bool(line.strip("> \t\r=")) for line in text.split("\n")]


def _trimmed(text: str, item: Item) -> Item:
    """Return `item` without the blanks at its ends, which some annotators took in and some not."""
    shown = text[item.start : item.end]
    start = item.start + len(shown) - len(shown.lstrip())
    return item._replace(start=start, end=start + len(shown.strip())) if shown.strip() else item


def _fills_line(text: str, item: Item) -> bool:
    line = text[text.rfind("\n", 0, item.start) + 1 : item.end] + text[item.end :].partition("\n")[0]
    return len(re.sub(r"\W", "", line)) == len(re.sub(r"\W", "", text[item.start : item.end]))


def _paint(painted: bytearray, start: int, end: int, zone: int, *, over: bool = False) -> None:
    for i in range(start, end):
        painted[i] = zone if over else max(painted[i], zone)


def _by_line(text: str, painted: Sequence[int]) -> list[int]:
    """Return for each line the zone that most of its characters are in."""
    found, start = [], 0
    for line in text.split("\n"):
        counted = Counter(painted[i] for i in range(start, start + len(line)) if not text[i].isspace())
        found.append(max(counted, key=lambda zone: (counted[zone], zone), default=BODY))
        start += len(line) + 1
    return found
