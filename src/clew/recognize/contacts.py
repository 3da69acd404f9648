"""Mail addresses, telephone numbers and sums of money, wherever they stand in a document."""

import re
from collections.abc import Iterator

from clew.recognize.correspondents import ADDRESS, address_mention
from clew.records import Document, Mention, make

# A number counts as a telephone's when it is international, has an area code in the American way, or is called one.
_PHONE = re.compile(
    r"""(?<![\w.,/-]) (?:
        \+\d{1,3} [\s.()-]{0,2} (?:\d{1,4} [\s.()-]{1,2}){1,5} \d{2,8}
      | \+\d{8,14}
      | \(\d{3}\) \s? \d{3} [\s.-] \d{4}
      | (?:1[-.\s])? \d{3} (?P<mark>[-.]) \d{3} (?P=mark) \d{4}
      | (?<!\d) (?<=\s) (?P<called>\d{3,4} [\s.-] \d{3,4} (?:[\s.-] \d{3,4})? )
    ) (?![\w/-])""",
    re.VERBOSE,
)
_CALLED = re.compile(
    r"(?:tel|phone|telephone|mobile|cell|fax|ph|call|direct|office|dial)\b[.:)]?\s*(?:number|at|me at|on|me on|:)?\s*$",
    re.IGNORECASE,
)

_SCALE = r"(?:thousand|million|billion|trillion|mln|mn|bn|[mk])"
_UNIT = r"(?:U\.?S\.? dollars|dollars|euros?|pounds|francs|kroner|kronor|crowns|roubles|rubles|yen|yuan|rupees|dirhams)"
_CODE = r"(?:USD|EUR|GBP|CHF|DKK|SEK|NOK|RUB|JPY|CNY|AED)"
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_MONEY = re.compile(
    rf"(?:US)?[$€£¥]\s?(?:{_NUMBER})(?:\s?{_SCALE}\b)?|\b{_CODE}\s?(?:{_NUMBER})(?:\s?{_SCALE}\b)?"
    rf"|\b(?:{_NUMBER})(?:\s{_SCALE})?\s(?:{_UNIT}|{_CODE})\b"
)


def find_contacts(document: Document) -> tuple[Mention, ...]:
    """Return the mentions of addresses, telephone numbers and sums in the whole text of `document`, headers included."""
    return (*_addresses(document), *_phones(document), *_sums(document))


def _addresses(document: Document) -> Iterator[Mention]:
    for found in ADDRESS.finditer(document.text):
        yield address_mention(document, *found.span())


def _phones(document: Document) -> Iterator[Mention]:
    """Yield telephone numbers; their name is their digits, with the plus sign when there is one."""
    for found in _PHONE.finditer(document.text):
        if found["called"] and not _CALLED.search(document.text, max(0, found.start() - 30), found.start()):
            continue
        digits = re.sub(r"[^\d+]", "", found[0])
        yield make(Mention, span=document.span(*found.span()), kind="phone", form="name", name=digits, by="phone/1")


def _sums(document: Document) -> Iterator[Mention]:
    for found in _MONEY.finditer(document.text):
        name = " ".join(found[0].split())
        yield make(Mention, span=document.span(*found.span()), kind="money", form="name", name=name, by="money/1")
