"""Who wrote a mail, to whom, about what, reduced to keys that can be compared. Values stand as in mails and print-outs."""

import re
from functools import lru_cache
from itertools import pairwise

from clew.trace.vocabulary import behalf, marks

# Archives of mailing lists write "anna at harbour.example (Anna Vale)".
_ADDRESS = re.compile(r"[\w.+%=&'/-]+(?:@| at )[\w-]+(?:\.[\w-]+)+")
_COMMENT = re.compile(r"\(([^()@]*)\)")
_BRACKETED = re.compile(r"<[^<>]*>?|\[[^\[\]]*\]?|\([^()]*\)?|\S+@\S+")
_NAME_WORD = re.compile(r"[^\W\d_]+")
_SEPARATOR = re.compile(r"[;\n]+")

_AROUND = " \t\"'`*,;:<>"

# Some archives write a subject in quotation marks; a mailing list puts its name in brackets before it.
_QUOTES = "\"' "
_LIST = re.compile(r"^(?:\[[^\[\]]{1,60}\]\s*)+")

# A shorter word of a name is too often another's.
_TELLING = 5

# Lists longer than this are cut: nobody is told apart by the thousandth recipient.
_LONGEST = 20_000


@lru_cache(maxsize=100_000)
def sender_keys(value: str) -> frozenset[str]:
    """Return the keys of one person as a From line writes them: each address, the words of the name, sorted, and the longest of
    them by itself, which is what stays when a scanner misreads another. Who a list or an account writes for is the sender."""
    value = behalf().split(value)[-1]
    names = {_name(_BRACKETED.sub(" ", _ADDRESS.sub(" ", value)))} | {_name(said) for said in _COMMENT.findall(value)}
    longest = {max(name.split(), key=len, default="") for name in names}
    return frozenset(names | {f"~{word}" for word in longest if len(word) >= _TELLING}) - {""} | _addresses(value)


def shown_sender(value: str) -> str:
    """Return who a From line names, to show: the name, else the address, else the line itself."""
    person = behalf().split(value)[-1]
    name = " ".join(_BRACKETED.sub(" ", _ADDRESS.sub(" ", person)).split()).strip(_AROUND)
    inside = next((said.strip() for said in _COMMENT.findall(person) if said.strip()), "")
    address = _ADDRESS.search(person)
    return name or inside or (address[0] if address else " ".join(value.split()))


@lru_cache(maxsize=100_000)
def recipient_keys(value: str) -> frozenset[str]:
    """Return the keys of everyone in a list of recipients. "Vale, Anna, Lund, Bo" is read both ways: each part, and each two."""
    value = value[:_LONGEST]
    names = set()
    for piece in _SEPARATOR.split(_BRACKETED.sub(" ; ", value)):
        parts = [part.strip() for part in piece.split(",") if part.strip()]
        names |= {_name(part) for part in parts} | {_name(f"{a} {b}") for a, b in pairwise(parts)}
    return frozenset(names - {""}) | _addresses(value)


def _addresses(value: str) -> frozenset[str]:
    """Return the addresses in `value`, and the name that "anna.vale@..." spells."""
    found = {address.lower().replace(" at ", "@") for address in _ADDRESS.findall(value)}
    spelled = {_name(re.sub(r"[._-]", " ", address.split("@")[0])) for address in found}
    return frozenset(found | {name for name in spelled if " " in name})


def _name(value: str) -> str:
    """Return the words of a name in one order: "Vale, Anna M." and "Anna Vale" are "anna vale"."""
    words = [word.casefold() for word in _NAME_WORD.findall(value)]
    return " ".join(sorted([word for word in words if len(word) > 1] or words))


@lru_cache(maxsize=100_000)
def base_subject(value: str) -> str:
    """Return a subject to compare by: without what answering, forwarding and mailing lists put around it (RFC 5256 2.1)."""
    text = _stripped(value)
    return _plain(_LIST.sub("", text)) or _plain(text)


def shown_subject(value: str) -> str:
    """Return a subject without "Re:" and its like, as it is written."""
    return _stripped(value)


def is_answer(value: str) -> bool:
    """Whether a subject says that the mail answers another."""
    m = marks().match(value.strip(_QUOTES))
    return bool(m and m["answered"])


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", text).casefold().split())


def _stripped(value: str) -> str:
    """Take off marks before a subject, behind it, and quotation marks or stars around the whole."""
    text, before = " ".join(value.split()).strip("* "), ""
    while text != before:
        before = text
        if text[:1] in _QUOTES and text[:1] == text[-1:]:
            text = text.strip(_QUOTES)
        m = marks().match(text)
        text = text[m.end() :] if m else text.removesuffix("(fwd)").strip()
    return text
