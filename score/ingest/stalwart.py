"""Mails beside the parse that another reader, stalwart's mail-parser, gives of them (its test mails, with LF and with CRLF).

A field is right when every field of its name is: From, To and Cc by the names and addresses of their correspondents, groups
included; Date by its clock time and its zone; Subject by its words; blanks are alike. Attachments: how many parts hang on the
mail, without what is no part: files that stand uuencoded in its text, and text below the parts, which stalwart does not look for.

A letter that stalwart gives as U+FFFD stands for a byte above 127 that it could not read; any letter is right there.

Odd: of thirdparty/015, where three mails are attached, it finds one: the first of them opens a multipart that is never closed.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from clew.ingest.mail.addresses import addresses
from clew.ingest.mail.message import read
from clew.ingest.piece import Piece
from clew.records import Document, Source
from score.measures import Line

GROUP = "mails as stalwart reads them"
_NO_PART = ("(in the text)", "(below the parts)")
_CRLF = re.compile(rb"\r?\n")


class Read(NamedTuple):
    """One mail as read here, and as it should be read: the fields of its own header and the numbers of its attachments."""

    name: str
    document: Document
    attached: int
    expected: dict[str, list[Any]]
    count: int


def lines(shared: Path) -> Iterator[Line]:
    """Yield the share of mails with all right, then that of each field; nothing where the mails are not."""
    mails = list(mails_in(shared / "evidence" / "mail" / "stalwart" / "resources" / "eml"))
    if mails:
        found = {name: [_told(mail, name) for mail in mails] for name in CHECKS}
        yield _line("all", [" | ".join(filter(None, each)) for each in zip(*found.values(), strict=True)])
        yield from (_line(name, wrong) for name, wrong in found.items())


def _line(name: str, wrong: list[str]) -> Line:
    bad = tuple(filter(None, wrong))
    return Line(GROUP, name, 1 - len(bad) / len(wrong), f"{len(wrong) - len(bad)} of {len(wrong)} mails", bad)


def mails_in(folder: Path) -> Iterator[Read]:
    """Yield each mail in `folder` that has a parse beside it."""
    for path in sorted(folder.rglob("*.json")):
        data = path.with_name(path.name.split(".")[0] + ".eml").read_bytes()
        if ".crlf." in path.name:
            data = _CRLF.sub(b"\r\n", data)
        parsed = json.loads(path.read_text("utf-8"))
        content = read(Piece(data, path.name, Source(path.name, "")))
        name = f"{path.parent.name}/{path.stem}"
        yield Read(
            name,
            content.documents[0],
            sum(not part.source.part.endswith(_NO_PART) for part in content.inside),
            _header(parsed),
            len(parsed["attachments"]),
        )


def _header(parsed: dict[str, Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for field in parsed["parts"][0]["headers"]:
        if isinstance(field["name"], str):
            found.setdefault(field["name"], []).append(field["value"])
    return found


def _told(mail: Read, name: str) -> str:
    made, expected = CHECKS[name](mail)
    return "" if _alike(repr(made), repr(expected)) else f"{mail.name} {name}: made {made!r}, expected {expected!r}"


def _alike(made: str, expected: str) -> bool:
    return made == expected or bool(re.fullmatch(".".join(map(re.escape, expected.split("\ufffd"))), made))


def _correspondents(name: str) -> Callable[[Read], tuple[object, object]]:
    def check(mail: Read) -> tuple[object, object]:
        made = [(a.name, a.mail, a.group) for h in mail.document.headers if h.name.lower() == name for a in addresses(h.value)]
        expected = [one for value in mail.expected.get(name, []) for one in _listed(value)]
        return [_plain(one) for one in made], [_plain(one) for one in expected]

    return check


def _listed(value: Any) -> Iterator[tuple[str, str, str]]:
    if not isinstance(value, dict):
        return
    kind = value.get("Address", {})
    for one in kind.get("List", []):
        yield one["name"] or "", one["address"] or "", ""
    for group in kind.get("Group", []):
        if not group["addresses"]:
            yield "", "", group["name"] or ""
        yield from ((one["name"] or "", one["address"] or "", group["name"] or "") for one in group["addresses"])


def _plain(one: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(words.split()) for words in one)


def _date(mail: Read) -> tuple[object, object]:
    expected = [value["DateTime"] for value in mail.expected.get("date", []) if isinstance(value, dict)]
    sent = mail.document.sent
    return sent.start if sent else None, _instant(expected[0]) if expected else None


def _instant(told: dict[str, Any]) -> datetime | None:
    zone = timedelta(hours=told["tz_hour"], minutes=told["tz_minute"]) * (-1 if told["tz_before_gmt"] else 1)
    clock = (told[unit] for unit in ("year", "month", "day", "hour", "minute", "second"))
    try:
        return datetime(*clock, tzinfo=UTC) - zone
    except ValueError:
        return None


def _subject(mail: Read) -> tuple[object, object]:
    expected = [value["Text"] for value in mail.expected.get("subject", []) if isinstance(value, dict)]
    made = [h.value for h in mail.document.headers if h.name.lower() == "subject"]
    return [" ".join(words.split()) for words in made if words], [" ".join(words.split()) for words in expected if words]


def _attachments(mail: Read) -> tuple[object, object]:
    return mail.attached, mail.count


CHECKS: dict[str, Callable[[Read], tuple[object, object]]] = {
    "From": _correspondents("from"),
    "To": _correspondents("to"),
    "Cc": _correspondents("cc"),
    "Date": _date,
    "Subject": _subject,
    "attachments": _attachments,
}
