"""Who a mail's header names: each correspondent's name and address, with the words as they stand."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest
from typing import Literal

from clew.recognize.vocabulary import words
from clew.records import Document, Mention, Record, Zone, make

Role = Literal["from", "to", "cc", "bcc"]
BY = "correspondent/1"
_ROLES = frozenset({"from", "to", "cc", "bcc"})

# Scans put blanks into addresses, before ">" above all. No blank may stand before "@": a word there would become part of it.
# What stands before "@" is bounded, or a long run without one would cost the square of its length.
ADDRESS = re.compile(r"\b[\w.+'&=~-]{0,255}\w@[\w-]+(?:\s?\.\s?[\w-]+)*\.\s?[A-Za-z]{2,12}\b")

# What is about a name and not of it: addresses in brackets, remarks such as "(PA)", quote marks, "mailto:" with what scans
# make of it ("jrnailto:", "mai1to:"), and what stands far to the right on the line: a stamp on the paper.
_ASIDE = re.compile(
    r"[<‹][^>›]*[>›]?|\[[^\]]*\]?|\([^)]*\)?|[\"“”]|\S*(?:m|rn)[a-z1]{1,2}[il1]to\b\S*|(?<=[^\s:])[ \t]{4,}[^\n]*", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_DIGIT = re.compile(r"\d")  # "B6" alone is a stamp
_LIST = re.compile(r"[A-Z]{2,}-")  # "OPS-Press-DL": a distribution list
_QUOTED = re.compile(r"\"[^\"]*\"|[<‹][^>›]*[>›]|\([^)]*\)|\[[^\]]*\]")


class Correspondent(Record, frozen=True, gc=False):
    """One sender or recipient: the mention of the name, of the address, or of both."""

    role: Role
    person: Mention | None
    address: Mention | None


def correspondents(document: Document, zone: Zone) -> tuple[Correspondent, ...]:
    """Return the correspondents the header `zone` names, in order. Lines that name nobody give none, nor do the stamps of a chat:
    who writes there is the voice of the turn, and may be called "To" or "Cc Lee".
    """
    if document.kind == "chat":
        return ()
    return tuple(
        found
        for role, start, end in _values(document, zone)
        for first, last in _entries(document.text, start, end)
        if (found := _correspondent(document, role, first, last))
    )


@cache
def _field() -> re.Pattern[str]:
    """Return the pattern of a field's name at the start of a line. Scans lose the colon: "To Mills, Cheryl" is still one."""
    names = "|".join(sorted((re.escape(w) for w in words("correspondents", "field")), key=len, reverse=True))
    return re.compile(rf"^[>\s|*]*(?P<name>{names})\b[ \t]*\*?(?P<colon>:|[ \t]|$)", re.IGNORECASE | re.MULTILINE)


def _values(document: Document, zone: Zone) -> Iterator[tuple[Role, int, int]]:
    """Yield (role, start, end) of each value in the header: its fields where it has them, else up to the next label or the foot
    of the page. A header without labels ("Anna Vale wrote:") names nobody by its form.
    """
    text = document.text
    first = text.rfind("\n", 0, zone.start) + 1  # a printed header is indented; the zone may begin at its first word
    labels = list(_field().finditer(text, first, zone.end))
    if labels and zone.fields:
        yield from ((f.label.lower(), f.start, f.end) for f in zone.fields if f.label.lower() in _ROLES)  # type: ignore[misc]
        return
    feet = sorted(z.start for z in document.zones if z.kind == "furniture" and zone.start < z.start < zone.end)
    for field, following in zip_longest(labels, labels[1:]):
        role, end = field["name"].lower(), following.start() if following else zone.end
        if role in _ROLES:
            yield role, field.end(), next((foot for foot in feet if field.end() < foot < end), end)  # type: ignore[misc]


def _entries(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a value that each stand for one correspondent."""
    value = text[start:end]
    if ";" in value:
        yield from _cut(value, start, ";")
        return
    pieces = list(_cut(value, start, ","))
    i = 0
    while i < len(pieces):
        last = i + 1 if _is_surname(text, pieces, i) else i
        yield pieces[i][0], pieces[last][1]
        i = last + 1


def _cut(value: str, start: int, mark: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of `value` between `mark`s that stand outside quotes and brackets."""
    hidden = _QUOTED.sub(lambda m: "x" * len(m[0]), value)
    at = 0
    for piece in hidden.split(mark):
        if piece.strip():
            yield start + at, start + at + len(piece)
        at += len(piece) + 1


def _is_surname(text: str, pieces: list[tuple[int, int]], i: int) -> bool:
    """Whether piece `i` is the "Vale" of "Vale, Ann <ann@..>": one word, no address, and the next piece is a first name."""
    if i + 1 == len(pieces) or len(_WORD.findall(text, *pieces[i])) != 1 or "@" in text[slice(*pieces[i])]:
        return False
    following = text[slice(*pieces[i + 1])]
    given = _WORD.findall(_ASIDE.sub(" ", following))
    return 1 <= len(given) <= 3 and (not {"<", "[", "@"}.isdisjoint(following) or len(pieces) == 2 or len(given) > 1)


def _correspondent(document: Document, role: Role, start: int, end: int) -> Correspondent | None:
    """Return the correspondent in one entry, or None when it names nobody."""
    address = _address(document, start, end)
    person = person_mention(document, start, end)
    return Correspondent(role, person, address) if person or address else None


def _address(document: Document, start: int, end: int) -> Mention | None:
    found = ADDRESS.search(document.text, start, end)
    return address_mention(document, *found.span()) if found else None


def address_mention(document: Document, start: int, end: int) -> Mention:
    """Return the mention of the mail address at start:end; its name is the address in lower case without blanks."""
    span = document.span(start, end)
    return make(Mention, span=span, kind="address", form="name", name="".join(span.text.split()).lower(), by="address/1")


def person_mention(document: Document, start: int, end: int) -> Mention | None:
    """Return the mention of the name in one entry, start:end, or None: no name. A list or an office is an organisation."""
    entry = document.text[start:end]
    shown = _ASIDE.sub(lambda m: " " * len(m[0]), entry)
    shown = ADDRESS.sub(lambda m: " " * len(m[0]), shown).partition("/")[0]
    found = list(_WORD.finditer(shown))
    if all(_DIGIT.search(word[0]) for word in found) or "@" in shown or _names_nobody(shown):
        return None
    span = document.span(start + found[0].start(), start + _end(found[-1]))
    name = natural(span.text)
    return make(Mention, span=span, kind=_kind(name), form="name", name=name, by=BY)


def _end(last: re.Match[str]) -> int:
    """Return where the name ends: a point belongs to an initial or a suffix only."""
    word = last[0].rstrip("'’-")
    return last.start() + len(word if len(word) <= 3 else word.rstrip("."))


def _names_nobody(shown: str) -> bool:
    plain = " ".join(shown.split()).strip(" :,;'.").lower()
    return plain in words("correspondents", "nobody") or plain.startswith("undisclosed")


def natural(name: str) -> str:
    """Return `name` in natural order, blanks made one: "Vale, Ann M" is "Ann M Vale"."""
    last, comma, first = name.partition(",")
    return " ".join(f"{first} {last}".split()) if comma and first.strip() else " ".join(name.split())


def _kind(name: str) -> Literal["person", "organization"]:
    parts = name.split()
    listed = bool(_LIST.match(name))
    return "organization" if listed or not words("organizations", "organization", "legal").isdisjoint(parts) else "person"
