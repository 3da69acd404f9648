"""Fields of addresses (RFC 5322, and what people type): names and addresses, groups and comments."""

import re
from collections.abc import Iterator

from clew.records import Record

_TOKEN = re.compile(
    r'"((?:[^"\\]|\\.)*)"?|\(((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*)\)?|<([^<>]*)>?|([,;:])|([^",;:<>()]+)|(.)', re.S
)
_PAIR = re.compile(r"\\(.)", re.S)
_BLANKS = re.compile(r"\s+")
# As archives of lists write an address.
_AT = re.compile(r"[^\s@]+ at [^\s@]+\.[^\s@]+")

_COMMENT = re.compile(r"\([^()]*\)")
_ROUTE = re.compile(r"^(?:@[^,:\s]+[,\s]*)+:")


class Address(Record, frozen=True, gc=False):
    """One correspondent: a name or "", an address or "", and the group it is listed in or "". A group of nobody has only that."""

    name: str
    mail: str
    group: str = ""


def addresses(value: str) -> tuple[Address, ...]:
    """Return the correspondents in the decoded field `value`, in order. Never raises; what cannot be parsed is a name."""
    reading = _Reading()
    found = [address for m in _TOKEN.finditer(value) for address in reading.take(m)]
    return (*found, *reading.close())


class _Reading:
    """The words of one address as they come."""

    def __init__(self) -> None:
        self.words: list[tuple[str, bool]] = []
        self.comment, self.mail, self.group, self.empty = "", "", "", False

    def take(self, m: re.Match[str]) -> Iterator[Address]:
        quoted, comment, mail, sign, plain, stray = m.groups()
        if quoted is not None:
            self.words.append((_PAIR.sub(r"\1", quoted), True))
        elif comment is not None:
            self.comment = self.comment or _PAIR.sub(r"\1", comment).strip()
        elif mail is not None:
            self.mail = self.mail or _ROUTE.sub("", _COMMENT.sub("", mail).strip()).strip()
        elif sign == ":":
            self._open()
        elif sign:
            yield from self.close(ends=sign == ";")
        else:
            self.words.append((plain or stray, False))

    def _open(self) -> None:
        """Begin a group; a colon inside an address or a group is one of its characters."""
        if self.group or any("@" in words for words, _ in self.words):
            self.words.append((":", False))
        else:
            self.group, self.words, self.empty = self._said() or "?", [], True

    def close(self, ends: bool = True) -> Iterator[Address]:
        """Yield the address that ends here. ends: a group ends too."""
        name, mail = self._said(), _BLANKS.sub("", self.mail)
        if not mail and "@" in name and " " not in (bare := re.sub(r"\s*([@.])\s*", r"\1", name)):
            name, mail = "", bare
        if not mail and _AT.fullmatch(name):
            name, mail = "", name.replace(" at ", "@")
        if name or mail or self.comment:
            yield Address(name or self.comment, mail, self.group)
        elif ends and self.group and self.empty:
            yield Address("", "", self.group)
        self.empty = self.empty and not (name or mail)
        self.words, self.comment, self.mail = [], "", ""
        if ends:
            self.group = ""

    def _said(self) -> str:
        return _BLANKS.sub(" ", "".join(words for words, _ in self.words)).strip()
