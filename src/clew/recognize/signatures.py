"""What a signature says: a name, a post, an organisation; one fact a line or parted by bars."""

import re
from collections.abc import Iterator

from clew.recognize.vocabulary import words
from clew.records import Document, Mention, MentionKind, Record, Span, Zone, make

BY = "signature/1"

_PART = re.compile(r"[^\n|•·]+")
_CAPITAL = r"[^\W\d_a-z][\w'’-]+"
_NAME = re.compile(rf"{_CAPITAL}\s+(?:(?:[^\W\d_a-z]\.?|{_CAPITAL})\s+){{0,2}}{_CAPITAL}(?:,? (?:Jr|Sr|II|III)\.?)?$")
_LONE = re.compile(r"[^\W\d_a-z][\w'’-]+$")
_SMALL = re.compile(r"[a-z]+")
_EDGE = " \t,-–—*_>"  # the last: quoted mail
_NOT_NAME = re.compile(r"\d|@|www|http", re.IGNORECASE)
_CLOSING = re.compile(r"(?:best|kind|warm|many|sincerely|yours|thanks?|regards|cheers|respectfully|sent|from)\b", re.IGNORECASE)


class Signature(Record, frozen=True, gc=False):
    """The facts of one signature, each as it stands there."""

    name: Span | None
    post: Span | None
    organization: Span | None


def signature(document: Document, zone: Zone, known: frozenset[str]) -> Signature:
    """Read the signature in `zone`. known: single words that name people in the document, so that a lone "Ann" counts."""
    parts = list(_parts(document, zone))
    post = next((p for p in parts if _is_post(p.text)), None)
    organization = next((p for p in parts if p != post and _is_organization(p.text)), None)
    name = next((p for p in parts if p not in (post, organization) and _is_name(p.text, known)), None)
    return Signature(name, post, organization)


def signature_mentions(document: Document, known: frozenset[str]) -> tuple[Mention, ...]:
    """Return the people and organisations that the signatures of `document` name."""
    found: list[Mention] = []
    for zone in document.zones:
        if zone.kind == "signature":
            read = signature(document, zone, known)
            found += [_mention(read.name, "person")] if read.name else []
            found += [_mention(read.organization, "organization")] if read.organization else []
    return tuple(found)


def _mention(span: Span, kind: MentionKind) -> Mention:
    return make(Mention, span=span, kind=kind, form="name", name=" ".join(span.text.split()), by=BY)


def _parts(document: Document, zone: Zone) -> Iterator[Span]:
    """Yield the facts of a signature: its lines, cut at bars and bullets, trimmed."""
    for found in _PART.finditer(document.text, zone.start, zone.end):
        text = found[0].strip(_EDGE)
        if text:
            start = found.start() + found[0].index(text)
            yield document.span(start, start + len(text))


def _is_name(text: str, known: frozenset[str]) -> bool:
    if _NOT_NAME.search(text) or _CLOSING.match(text):
        return False
    return bool(_NAME.match(text)) or (bool(_LONE.match(text)) and text in known)


def _is_post(text: str) -> bool:
    """Whether a line is a post: a role noun in a few words, without an organisation's legal form."""
    found = set(_SMALL.findall(text.lower()))
    legal = words("organizations", "legal").isdisjoint(text.replace(",", " ").split())
    return len(text.split()) <= 8 and not found.isdisjoint(words("roles", "post")) and legal and not _NOT_NAME.search(text)


def _is_organization(text: str) -> bool:
    heads = words("organizations", "organization", "legal")
    headed = not heads.isdisjoint(text.replace(",", " ").split())
    return headed and text[0].isupper() and len(text.split()) <= 7 and not _NOT_NAME.search(text)
