"""Mails beside the MIME structure that another reader, Apache James' mime4j, gives of them (its test mails and MIME-tools').

structure   multiparts, parts and mails inside mails nest as expected, each with its header fields, and leaves are text or not.
bodies      the leaves' bytes, decoded, and what stands above and below the parts; line ends and those at the end are alike.

Two files of the same bytes, of which mime4j has two readings, are one mail: one of the readings is to be matched.

Odd: malformedHeader-noheader says of itself that all its text is body, of which one reading has no line and the other the first.
basic-plain-with-bad-header-separator and hdr-fakeout lose the paragraph that follows a line with nothing but a blank, as a bogus
field. In frag and multi-frag base64 ends amid four letters: mime4j leaves out what the last of them hold, which is kept here.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element, fromstring

from clew.ingest.mail.body import data_of
from clew.ingest.mail.message import bare
from clew.ingest.mail.parts import MAILS, Part, parse
from score.measures import Line

_BLANKS = re.compile(r"[ \t]*:")

GROUP = "mails as mime4j reads them"


class Node(NamedTuple):
    """A mail or a part: its fields; "text", "binary", "message" or "multipart"; what is in it; its bytes, decoded."""

    fields: tuple[str, ...]
    kind: str
    inside: tuple["Node", ...] = ()
    data: str = ""

    def shape(self) -> object:
        """Return all but the bytes."""
        return self.fields, self.kind, tuple(node.shape() for node in self.inside)


def lines(shared: Path) -> Iterator[Line]:
    """Yield the share of mails whose structure is right, and of those whose bytes are too; nothing where the mails are not."""
    mails: dict[bytes, list[Path]] = {}
    for path in sorted((shared / "evidence" / "mail" / "mime4j").rglob("*.msg")):
        mails.setdefault(path.read_bytes(), []).append(path)
    if mails:
        told = [_told(data, paths) for data, paths in mails.items()]
        for n, name in enumerate(("structure", "bodies")):
            wrong = tuple(each[n] for each in told if each[n])
            yield Line(GROUP, name, 1 - len(wrong) / len(told), f"{len(told) - len(wrong)} of {len(told)} mails", wrong)


def _told(data: bytes, paths: list[Path]) -> tuple[str, str]:
    """Return what is wrong with the structure, and with the bodies, of a mail; "" for nothing."""
    made = _made(parse(bare(data)))
    expected = [_expected(path) for path in paths]
    shapes = "" if any(made.shape() == each.shape() for each in expected) else _apart(paths[0].stem, made, expected[0])
    return shapes, shapes if shapes or made in expected else _apart(paths[0].stem, made, expected[0])


def _apart(name: str, made: Node, expected: Node) -> str:
    """Return where two trees part first."""
    if made.fields != expected.fields:
        return f"{name}: fields made {made.fields}, expected {expected.fields}"
    if made.kind != expected.kind or len(made.inside) != len(expected.inside):
        return f"{name}: made {made.kind} of {len(made.inside)}, expected {expected.kind} of {len(expected.inside)}"
    for n, (ours, theirs) in enumerate(zip(made.inside, expected.inside, strict=True), 1):
        if ours != theirs:
            return _apart(f"{name}/{n}", ours, theirs)
    return f"{name}: made {made.data!r}, expected {expected.data!r}"


def _made(part: Part) -> Node:
    fields = tuple(_text(name + b":" + value) for name, value in part.fields if name)
    if part.media in MAILS:
        return Node(fields, "message", (_made(parse(data_of(part))),))
    if part.main == "multipart":
        return Node(fields, "multipart", tuple(map(_made, part.parts)), _ends(part.preamble) + "|" + _ends(part.epilogue))
    return Node(fields, "text" if part.main == "text" else "binary", (), _ends(data_of(part)))


def _expected(path: Path) -> Node:
    """Return the tree that the XML beside `path` gives."""
    decoded = path.with_name(f"{path.stem}_decoded.xml")
    root = fromstring((decoded if decoded.exists() else path.with_suffix(".xml")).read_bytes())  # noqa: S314, files of the test data
    return _node(root, path.parent)


def _node(element: Element, folder: Path) -> Node:
    header, *rest = list(element)
    fields = tuple(_BLANKS.sub(":", _plain(field.text or "").strip("\n"), 1) for field in header)
    if not rest:
        return Node(fields, "text")
    body = rest[0]
    if body.tag == "message":
        return Node(fields, "message", (_node(body, folder),))
    if body.tag == "multipart":
        parts = tuple(_node(part, folder) for part in body.iter("body-part") if part in list(body))
        around = [_plain(each.text or "").strip("\n") if (each := body.find(tag)) is not None else "" for tag in AROUND]
        return Node(fields, "multipart", parts, "|".join(around))
    kind = "binary" if body.tag == "binary-body" else "text"
    name = body.get("name")
    return Node(fields, kind, (), _ends((folder / name).read_bytes()) if name else _plain(body.text or "").strip("\n"))


AROUND = ("preamble", "epilogue")


def _text(data: bytes) -> str:
    return _plain(data.decode("latin-1"))


def _plain(text: str) -> str:
    return re.sub(r"\r\n?", "\n", text)


def _ends(data: bytes) -> str:
    return _text(data).strip("\n")
