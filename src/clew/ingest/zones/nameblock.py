"""What a line at the end of a letter is: a closing, a name, a post, an organization, an address, a way to reach somebody."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from clew.ingest.vocabulary import pattern, words
from clew.ingest.zones.lines import Line
from clew.records import Field, Record

# A line of a name-block is no longer than this.
_WIDTH = 80

# A line in a name-block that says nothing known (a motto, a department) has no more words than this.
_WORDS = 6

# A line of thanks that closes a letter has no more words than this.
_THANKING = 8

# A post or an organization has no more words than this.
_TITLE = 10

# The names of so many correspondents are kept split: a mailbox has the same ones again and again.
_REMEMBERED = 4096

_MARKS = " \t-–—*~_,.!;:"
_CLOSED = re.compile(r"(?P<closing>[^,.!\-–—]{2,30}?)\s*[,.!\-–—]+\s*(?P<name>\S.{0,40})")
_WORD = r"(?:[^\W\d_a-z][\w.'’-]*|[a-z]{1,3}|al-\w+|/s/|\([A-Z][\w.]*\)|\"[A-Z]\w*\")"
_DEGREE = r"(?:PE|P\.E|CFA|CPA|PhD|Ph\.D|MD|M\.D|Esq|Jr|Sr|MBA|JD|J\.D|III|II)\b\.?"
_NAME = re.compile(rf"(?:[-–—~*]+\s*)?(?P<name>[^\W\d_][\w.'’-]*\.?(?: +{_WORD}){{0,4}})(?:,\s*(?:{_DEGREE})*)?")
_PARTS = re.compile(r"\*?(?P<name>[^,\u2022\u00b7]{3,40}?)\s*[,\u2022\u00b7]\s*(?P<rest>\S.*?)\*?$")
_SPOKEN = re.compile(r"[^\W_]")
_CELL = re.compile(r"[^|*\s](?:[^|*]*[^|*\s])?")
_REACHES = re.compile(r"\d|@|www\.|://")
_MAIL = re.compile(r"[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+\.\w+")
_PHONE = re.compile(
    r"(?<![\d/@.-])(?<![A-Za-z](?=\d))(?:\+\d{1,3}[\s.-]?)?(?:\(0?\d{1,5}\)[\s.-]?)?(?:\d[\s./-]{0,2}){5,13}\d(?![\w@/])"
    r"|(?<![\w-])(?:x|ext\.?)\s?\d{4,5}\b|(?<![\w/-])\d-\d{4}(?![\w-])"
)

# What has a telephone number's figures but is a date, or an American postal code.
_NO_PHONE = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}(?:\s?\d{1,2})?|\d{5}-\d{4}|(?:19|20)\d\d[-/.]\d\d[-/.]\d\d")


class Seen(Record, frozen=True, gc=False):
    """What a line is: "closing" "name" "known" (a name: the writer's) "block" (contact, post, address) "mark" "device"
    "short" (it may stand in a block), and the fields it holds."""

    kind: str
    fields: tuple[Field, ...] = ()


def seen_as(line: Line, writer: frozenset[str]) -> Seen | None:
    """Return what `line` is at the end of a letter; None when it is prose."""
    text = line.text
    if len(text) > _WIDTH:
        return None
    bare = text.strip(_MARKS)
    if not _SPOKEN.search(bare):
        return Seen("mark")
    if _closes(bare) or (text.endswith(",") and len(bare.split()) <= _THANKING and text.lower().startswith(_thanks())):
        return Seen("closing")
    if text.lower().startswith(_device_starts()) and pattern("zones/zonewords", "device", re.I).match(text):
        return Seen("device")
    closed = _CLOSED.fullmatch(text)
    if closed and _closes(closed["closing"].strip(_MARKS)):
        return _closed_with_name(line, closed, writer)
    return _in_block(line, bare, writer)


def _closed_with_name(line: Line, closed: re.Match[str], writer: frozenset[str]) -> Seen | None:
    """Return "Thanks, Anna" as a closing with a name; "Thanks, everyone" is none."""
    name = _NAME.fullmatch(closed["name"].strip(_MARKS))
    if name is None or name["name"].lower() in _not_names():
        return None
    if not (
        len(name["name"].split()) <= 3
        and (name["name"][0].isupper() or " " not in name["name"] or _is_known(name["name"], writer))
    ):
        return None
    return Seen("closing", (_field("Name", line, name["name"], closed.start("name")),))


def _in_block(line: Line, bare: str, writer: frozenset[str]) -> Seen | None:
    text = line.text
    reached = _reached(line) if _REACHES.search(text) else None
    if reached is not None and (reached or pattern("zones/zonewords", "reach").search(text)):
        return Seen("block", reached)
    if text.endswith(("?", "!", ":")) or len(bare.split()) > _TITLE:
        return None
    if "|" in text:
        return Seen("block", tuple(_cells(line)))
    m = _NAME.fullmatch(text.rstrip(" ,."))
    if m and writer and _is_known(m["name"], writer):
        return Seen("known", (_field("Name", line, m["name"]),))
    label = _told(text)
    if label:
        fields = _titled(line, label)
        return Seen("block" if len(fields) == 1 else "name", fields)
    if m and _is_name(m["name"]):
        return Seen("name", (_field("Name", line, m["name"]),))
    return Seen("short") if len(bare.split()) <= _WORDS and not text.endswith(".") else None


def _cells(line: Line) -> Iterator[Field]:
    """Yield the fields of "Anna Vale | Director | Harbour Office": a name first, posts, and last where it is."""
    for n, m in enumerate(_CELL.finditer(line.text)):
        label = _told(m.group()) or ("Name" if n == 0 and _is_name(m.group()) else None)
        if label:
            yield Field(label, line.words + m.start(), line.words + m.end())


def _told(text: str) -> str | None:
    """Return "Post" or "Organization" when a word of `text` says that it is one."""
    parts = text.split()
    for n, part in enumerate(parts):
        bare = part.strip(",;().")
        if bare in _word("post"):
            return "Post"
        if bare in _word("organization") and (part.endswith(",") or "".join(parts[n + 1 : n + 2]) in _word("belongs") | {""}):
            return "Organization"
    return None


def _titled(line: Line, label: str) -> tuple[Field, ...]:
    """Return the fields of a line with a post or an organization: "Anna Vale, Director" names somebody too."""
    parts = _PARTS.match(line.text) if label == "Post" else None
    m = _NAME.fullmatch(parts["name"]) if parts else None
    if parts and m and " " in m["name"] and not _told(m["name"]) and _told(parts["rest"]) == "Post":
        return (_field("Name", line, m["name"]), Field("Post", line.words + parts.start("rest"), line.words + parts.end("rest")))
    return (Field(label, line.words, line.end),)


def _reached(line: Line) -> tuple[Field, ...]:
    text = line.text
    mails = [("Mail", m) for m in _MAIL.finditer(text)] if "@" in text else []
    phones = [("Phone", m) for m in _PHONE.finditer(text) if not _NO_PHONE.fullmatch(m.group())]
    if pattern("zones/zonewords", "address").search(text):
        return (
            *_fields(line, mails),
            *([Field("Address", line.words, line.end)] if not mails and not phones else _fields(line, phones)),
        )
    return tuple(sorted(_fields(line, [*mails, *phones]), key=lambda f: f.start))


def _fields(line: Line, found: Sequence[tuple[str, re.Match[str]]]) -> list[Field]:
    return [Field(label, line.words + m.start(), line.words + m.end()) for label, m in found]


def _field(label: str, line: Line, words_: str, at: int = 0) -> Field:
    start = line.words + line.text.index(words_, at)
    return Field(label, start, start + len(words_))


def _is_name(name: str) -> bool:
    """Whether `name` looks like one: a few capitalized words that are no ordinary words."""
    if name.lower().strip(_MARKS) in _not_names() or len(name) > 40 or "--" in name:
        return False
    parts = name.split()
    return (
        len(parts) <= 4
        and all(part[0].isupper() or len(part) <= 3 for part in parts)
        and parts[0][0].isupper()
        and not name.isupper()
    )


def _is_known(name: str, writer: frozenset[str]) -> bool:
    """Whether `name` is the writer's: words of it, a short form ("Jeff" of Jeffrey), or its initials."""
    parts = [part.strip(_MARKS).lower() for part in name.split()]
    if not parts or len(parts) > 4:
        return False
    if all(part in writer or len(part) == 1 or any(_short_form(part, w) for w in writer) for part in parts):
        return any(len(part) > 1 for part in parts)
    return len(parts) == 1 and 2 <= len(parts[0]) <= 3 and set(parts[0]) <= {w[0] for w in writer}


def _short_form(part: str, word: str) -> bool:
    return len(part) >= 3 and len(word) >= 3 and (word.startswith(part) or part.startswith(word))


@lru_cache(_REMEMBERED)
def name_words(text: str) -> frozenset[str]:
    """Return the words of a name or of an address before its "@", in small letters."""
    before = re.sub(r"@\S+", " ", text)
    return frozenset(w for w in re.split(r"[\W\d_]+", before.lower()) if len(w) > 1)


def _closes(bare: str) -> bool:
    return bare.lower().strip(_MARKS) in _closings()


def closes(text: str) -> bool:
    """Whether `text`, a whole line, closes a letter."""
    return len(text) <= _WIDTH and _closes(text.strip(_MARKS))


@cache
def _word(key: str) -> frozenset[str]:
    return frozenset(words("zones/zonewords")[key])


@cache
def _device_starts() -> tuple[str, ...]:
    return tuple(words("zones/zonewords")["device_starts"])


@cache
def _thanks() -> tuple[str, ...]:
    return tuple(words("zones/zonewords")["thanks"])


@cache
def _closings() -> frozenset[str]:
    return frozenset(words("zones/zonewords")["closing"])


@cache
def _not_names() -> frozenset[str]:
    return frozenset(words("zones/zonewords")["not_names"])
