"""Accounts: bank accounts, wallets of crypto-currencies, and the names people go by on networks."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from clew.records import Document, Mention, make

BY = "account/1"

# An IBAN: country, two check digits, 11 to 30 letters and digits (ISO 13616), written in groups of four or at a stretch.
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_IBAN_LENGTHS = range(15, 35)

_WALLET = re.compile(r"\b(?:0x[0-9a-fA-F]{40}|bc1[02-9ac-hj-np-z]{11,71}|[13][1-9A-HJ-NP-Za-km-z]{25,34})\b")

_CALLED = r"(?:bank |checking |savings |current )?(?:account|acct\.?|a/c)(?: number| no\.?| nr\.?| #)?"
_NUMBER = re.compile(rf"\b(?i:{_CALLED})\s?[:#]?\s?(?P<name>[A-Z]{{0,3}}\d[\d -]{{4,20}}\d)\b")

_NETWORK = (
    r"twitter|facebook|instagram|linkedin|telegram|tiktok|youtube|github|skype|whatsapp|signal|wechat|snapchat|vkontakte|vk"
)
_PAGE = re.compile(
    r"\b(?:twitter|x|facebook|instagram|tiktok|github|vk|t)\.(?:com|me)/@?(?P<name>(?!(?:help|home|login|about|search|share)\b)[A-Za-z][\w.]{1,28}\w)(?![\w/])"
    r"|\blinkedin\.com/in/(?P<person>[\w-]{3,60})",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@./=-])@(?P<name>[A-Za-z_]\w{1,29})(?![\w@]|\.[a-z])")
_NAMED = re.compile(rf"\b(?i:{_NETWORK})(?: (?:id|name|handle|account))?: ?@?(?P<name>(?!https?\b)[A-Za-z][\w.:-]{{2,40}}\w)")


class _Found(NamedTuple):
    start: int
    end: int
    name: str


def find_accounts(document: Document) -> tuple[Mention, ...]:
    """Return the mentions of accounts in all of `document`; their name is the bare number, or the handle without "@"."""
    found = {each.start: each for each in sorted(_found(document.text), key=lambda e: (e.start, e.end))}
    spans = [(e.start, e.end, e.name) for e in found.values()]
    return tuple(make(Mention, span=document.span(s, e), kind="account", form="name", name=name, by=BY) for s, e, name in spans)


def _found(text: str) -> Iterator[_Found]:
    for match in _IBAN.finditer(text):
        if len(name := match[0].replace(" ", "")) in _IBAN_LENGTHS and _checks(name):
            yield _Found(*match.span(), name)
    for match in _WALLET.finditer(text):
        if _is_mixed(match[0]):
            yield _Found(*match.span(), match[0])
    for match in _NUMBER.finditer(text):
        yield _Found(*match.span("name"), re.sub(r"[ -]", "", match["name"]))
    for pattern in (_PAGE, _HANDLE, _NAMED):
        for match in pattern.finditer(text):
            group = "person" if match.groupdict().get("person") else "name"
            start, end = match.span(group)
            yield _Found(start - (text[start - 1 : start] == "@"), end, match[group].lower())


def _checks(iban: str) -> bool:
    """Whether the check digits of an IBAN are right: moved to the end, letters as 10 to 35, it is 1 modulo 97."""
    return int("".join(str(int(c, 36)) for c in iban[4:] + iban[:4])) % 97 == 1


def _is_mixed(wallet: str) -> bool:
    """Whether a string has what chance words lack: digits and letters both."""
    return sum(c.isdigit() for c in wallet) > 2 and sum(c.isalpha() for c in wallet) > 2
