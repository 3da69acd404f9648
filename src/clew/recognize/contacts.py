"""Mail addresses, telephone numbers, accounts and sums of money, wherever they stand in a document."""

import re
from collections.abc import Iterator

from clew.recognize.accounts import find_accounts
from clew.recognize.correspondents import ADDRESS, address_mention
from clew.recognize.money import find_sums
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


def find_contacts(document: Document) -> tuple[Mention, ...]:
    """Return the mentions of addresses, telephone numbers, accounts and sums in all of `document`, headers too."""
    return (*_addresses(document), *_phones(document), *find_accounts(document), *find_sums(document))


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
