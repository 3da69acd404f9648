"""Whether a mail's own words are cut from what it quotes, on the mails of two libraries that do this: talon, email-reply-parser.

A reply is cut rightly when the words outside every quoted or forwarded zone are as many as a reader counts outside the quotation:
replies.toml gives that number for each file. Marks without words (">") are not counted. HTML is read as the body of a mail.
"""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from clew.ingest.mail import message
from clew.ingest.piece import Piece
from clew.records import Document, Source, Zone
from score.measures import Line

_FOLDERS = {"talon": Path("talon/tests/fixtures"), "email-reply-parser": Path("email-reply-parser/test/emails")}
_HEAD = b"MIME-Version: 1.0\nContent-Type: text/%s; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"


def lines(shared: Path) -> Iterator[Line]:
    """Yield one figure for each library; nothing where its mails are not there."""
    cases = tomllib.loads(Path(__file__).with_name("replies.toml").read_text("utf-8"))
    for library, folder in _FOLDERS.items():
        if (shared / "evidence" / "mail" / folder).is_dir():
            yield _figure(library, shared / "evidence" / "mail" / folder, cases[library])


def _figure(library: str, folder: Path, cases: Mapping[str, int]) -> Line:
    made = {name: len(own_words(_document(folder / name))) for name in cases}
    wrong = tuple(f"{name}: {made[name]} words of its own, not {cases[name]}" for name in cases if made[name] != cases[name])
    right = len(cases) - len(wrong)
    return Line("replies cut from what they quote", library, right / len(cases), f"{right} of {len(cases)}", wrong)


def _document(path: Path) -> Document:
    data = path.read_bytes()
    if path.suffix != ".eml":
        data = _HEAD % (b"html" if path.suffix == ".html" else b"plain") + data
    return message.read(Piece(data, path.name, Source(path.name, ""), "")).documents[0]


def own_words(document: Document) -> list[str]:
    """Return the words of a mail's body that stand in no quoted or forwarded zone."""
    others = [zone for zone in document.zones if zone.kind in {"quoted", "forwarded"} or _is_head(zone)]
    own, at = [], 0
    for zone in sorted(others, key=lambda z: z.start):
        own.append(document.text[at : zone.start])
        at = max(at, zone.end)
    words = "\n".join([*own, document.text[at:]]).split()
    return [word for word in words if word.strip(">")]


def _is_head(zone: Zone) -> bool:
    """Whether `zone` is the mail's own header, shown above its body."""
    return zone.kind == "header" and zone.start == 0 and zone.by.startswith("mail-header")
