"""How records read on a page: addresses of passages, chains of voices, counts, times."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from clew.records import Claim, Event, Record, Span, Voice, When
from clew.show import holder_words

AUTHOR: Final = "the document’s author"
QUOTED: Final = "whoever the quoted text is by"

# The order in which a reader wants the people of an event; roles not named here follow in their own order.
ROLES: Final = (
    "from", "initiator", "recipient", "introducer", "arranger", "discloser", "holder", "subject", "speaker", "to", "with",
    "attendee", "object", "cc", "for", "via", "of", "organization", "post", "about",
)  # fmt: skip

# How a role reads in front of the people who have it.
_ROLE_WORDS: Final = {
    "initiator": "by", "introducer": "made by", "arranger": "arranged by", "discloser": "by", "holder": "held by",
    "subject": "of", "speaker": "speaker", "attendee": "there", "object": "to", "recipient": "of", "for": "on behalf of",
    "organization": "at", "post": "as",
}  # fmt: skip

# What the kinds of finding say; kinds not named here speak for themselves.
_FINDINGS: Final = {
    "tool": "what the substitution looks like",
    "keyboard": "what the substitution looks like",
    "accident": "what the substitution looks like",
    "unclear": "what the substitution looks like",
    "payload": "a hidden message or mark",
    "no-payload": "marks that spell nothing",
    "misread": "text decoded with the wrong table",
    "table": "the table of letters",
    "substituted": "letters were substituted",
    "untouched": "passages the substitution left out",
    "invisible": "invisible characters",
    "direction": "characters that turn the direction of text",
    "tag": "invisible tag characters",
    "selector": "invisible variation selectors",
    "mark": "marks laid over letters",
    "styled": "letters of a styled alphabet",
    "undecided": "look-alikes left undecided",
}


_FIELD = re.compile(r"^[>\s]*((?:From|To|Cc|Date|Sent|Subject):.*)$", re.MULTILINE | re.IGNORECASE)


class Said(Record, frozen=True, gc=False):
    """One link of a chain as it reads: who (with its passage when words name them) and what they did."""

    who: str
    span: Span | None
    act: str
    note: str


def passage(span: Span) -> str:
    """Return the address of the exact words of `span`."""
    return f"/document/{span.document}?{urlencode({'at': span.start, 'to': span.end})}#c{span.start}"


def query(path: str, **fields: object) -> str:
    """Return `path` with the fields that say something; an address without a trailing question mark."""
    said = {name: value for name, value in fields.items() if value not in (None, "", 0)}
    return f"{path}?{urlencode(said)}" if said else path


def chain(claim: Claim) -> tuple[Said, ...]:
    """Return the voices of a claim as they read, outermost first."""
    return tuple(_said(voice) for voice in claim.voices)


def once_each(claims: Iterable[Claim]) -> list[Claim]:
    """Return the first claim of each chain of voices that reads the same."""
    return list({chain_text(claim): claim for claim in reversed(tuple(claims))}.values())[::-1]


def chain_text(claim: Claim) -> str:
    """Return the chain in one line: "the document's author wrote > “the sources” said"."""
    return " > ".join(f"{said.who} {said.act}" for said in chain(claim))


def roles(event: Event) -> list[tuple[str, list[str]]]:
    """Return (role as it reads, mention ids), in the order a reader wants them."""
    grouped: dict[str, list[str]] = {}
    for name, mention in event.roles:
        grouped.setdefault(name, []).append(mention)
    rank = {name: i for i, name in enumerate(ROLES)}
    ordered = sorted(grouped.items(), key=lambda item: rank.get(item[0], len(ROLES)))
    return [(_ROLE_WORDS.get(name, name), list(dict.fromkeys(ids))) for name, ids in ordered]


def brief(span: Span, longest: int) -> str:
    """Return the words of `span` on one line, cut when longer than `longest`; of a mail's header its subject."""
    fields = _FIELD.findall(span.text)
    subject = next((line for line in fields if "ubject" in line[:12] or "UBJECT" in line[:12]), None)
    words = " ".join((subject if subject and len(fields) > 1 else span.text).split())
    return words if len(words) <= longest else words[: longest - 1].rpartition(" ")[0] + "…"


def finding(kind: str) -> str:
    """Return what a kind of finding says, in words that can begin a line."""
    said = _FINDINGS.get(kind, kind)
    return said[:1].upper() + said[1:]


def shortened(text: str, longest: int) -> str:
    """Return `text`, cut when longer than `longest`."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def count(n: int, one: str, many: str | None = None) -> str:
    """Return "1 document", "2,310 documents"."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def interval(when: When) -> str:
    """Return the interval of `when` in ISO 8601, UTC."""
    if when.start is None and when.end is None:
        return "not placed"
    return f"{_iso(when.start)} up to {_iso(when.end)} (UTC, end exclusive)"


def _iso(at: datetime | None) -> str:
    if at is None:
        return "not known"
    return at.strftime("%Y-%m-%d") if (at.hour, at.minute, at.second) == (0, 0, 0) else at.strftime("%Y-%m-%d %H:%M:%S")


def _said(voice: Voice) -> Said:
    who = QUOTED if voice.act == "quoted" else AUTHOR
    if voice.holder is not None:
        who = f"“{holder_words(voice.holder)}”"
    act = {"quoted": "is quoted"}.get(voice.act, voice.act) if voice.holder else {"quoted": "wrote"}.get(voice.act, voice.act)
    notes = [*(["denying it"] if voice.negated else []), *([voice.certainty] if voice.certainty != "certain" else [])]
    return Said(who, voice.holder, act, ", ".join(notes))
