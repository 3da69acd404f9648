"""Citations of messages, as reports and court filings put them into footnotes and brackets: what was sent, by whom, to whom, when.

They are no sentences, and the parser makes nothing of them; here they are read by their form. What is cited stands with a day before
it ("3/24/16 Email, Vale to Orrin (7:41 a.m.)"), behind it ("Memo from A. Vale to B. Orrin re Pier 4 (Mar. 3, 2015)"), or behind its
sender ("Vale Email to Orrin (3/3/15)"). Without a day nothing is read: prose tells of letters too, and has rules of its own.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from clew.recognize.correspondents import ADDRESS
from clew.recognize.titles import title_length
from clew.recognize.vocabulary import load, words

# A blank of one paragraph: lines of printed pages are broken anywhere.
_W = r"(?:[^\S\n]+(?:\n[^\S\n]*)?|\n[^\S\n]*)"

_WORD = r"[^\W\d_a-zà-öø-ÿ][^\W\d_]*(?:[’'-][^\W\d_]+)*"
_INITIAL = r"[A-Z]\."

# "March 2015" is no day. A range of days is one: its words are left to the rules for dates.
_FIGURES = r"\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = (
    rf"(?:(?:\d{{1,2}}/\d{{1,2}}(?:/(?:\d{{4}}|\d\d))?[–-])?{_FIGURES}|\d{{1,2}}/\d{{1,2}}[–-]\d{{1,2}}/(?:\d{{4}}|\d\d)"
    rf"|{_MONTH}{_W}\d{{1,2}},?{_W}\d{{4}}|\d{{1,2}}{_W}{_MONTH},?{_W}\d{{4}}|\d{{4}}-\d\d-\d\d)"
)
_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?"

# How far a sender or a day before the medium is looked for, and a day behind the recipients ("re the lease of Pier 4"), in characters.
_BEFORE, _BETWEEN = 90, 80

Kind = Literal["message", "invitation", "call"]
Place = tuple[int, int]


class Party(NamedTuple):
    """One who sent or got what is cited. kind: what its words show by their form; "hidden": blacked out."""

    start: int
    end: int
    kind: Literal["name", "address", "account", "phone", "hidden"]


class Citation(NamedTuple):
    """What one citation says, by places in the text.

    day       where its day stands; clock: the stretch with its one time of day, or None
    between   whether it was exchanged between the senders, and has no recipients
    """

    start: int
    end: int
    kind: Kind
    senders: tuple[Party, ...]
    recipients: tuple[Party, ...]
    day: Place
    clock: Place | None
    between: bool = False

    @property
    def parties(self) -> tuple[Party, ...]:
        """Everybody it names."""
        return (*self.senders, *self.recipients)


class _Parties(NamedTuple):
    senders: tuple[Party, ...]
    recipients: tuple[Party, ...]
    end: int
    between: bool = False


@lru_cache(maxsize=4)
def find_citations(text: str) -> tuple[Citation, ...]:
    """Return the citations of messages in `text`, in order; none overlap."""
    found: list[Citation] = []
    for medium in _medium().finditer(text):
        if not found or medium.start() >= found[-1].end:
            found += _cited(text, medium)
    return tuple(found)


def _cited(text: str, medium: re.Match[str]) -> list[Citation]:
    """Return the citation around the words for what is cited, or nothing."""
    ahead = _ahead(text, medium.start())
    written = medium[0][0].isupper()
    first = _sender(text, ahead[0] if ahead else medium.start()) if written else None
    if ahead is None and not (written and (first or _opens(text, medium.start()))):
        return []
    said = _parties(text, medium.end(), first, bare=ahead is not None)
    if said is None or all(p.kind == "hidden" for p in (*said.senders, *said.recipients)):
        return []
    behind = None if ahead else _behind(text, said.end)
    day = ahead or (behind.span("day") if behind else None)
    if day is None:
        return []
    start = min(medium.start(), day[0], *(p.start for p in said.senders))
    end, clock = _clock(text, behind.end() if behind else said.end, behind)
    return [Citation(start, end, _kind(medium), said.senders, said.recipients, day, clock, said.between)]


def _kind(medium: re.Match[str]) -> Kind:
    return "invitation" if medium["invitation"] else "call" if medium["call"] else "message"


def _parties(text: str, at: int, first: Party | None, *, bare: bool) -> _Parties | None:
    """Return who is named from `at` on, and where that ends; None when nobody is, or not in the way of a citation.

    first: the sender who stood before the medium. bare: the day stood there, so that no comma need tell the names from the rest.
    """
    mark = _mark().match(text, at)
    if mark is None or (not mark["how"] and not mark["mark"] and not bare):
        return None
    named, end = _list(text, mark.end())
    if not named:
        return None
    if mark["how"] == "to":
        return _addressed(text, named, end, first)
    to = _to().match(text, end)
    recipients, after = _list(text, to.end()) if to else ((), end)
    if recipients:
        return _Parties(named, recipients, after)
    if mark["how"] == "from":
        return _Parties(named, (), end)
    exchanged = len(named) > 1 and (mark["how"] == "between" or bare or bool(mark["mark"]))
    return _Parties(named, (), end, between=True) if exchanged and mark["how"] != "of" else None


def _addressed(text: str, named: tuple[Party, ...], end: int, first: Party | None) -> _Parties | None:
    """Return the parties of "to X from Y", or of "Y email to X"."""
    of = _from().match(text, end)
    senders, after = _list(text, of.end()) if of else ((), end)
    if senders:
        return _Parties(senders, named, after)
    return _Parties((first,), named, end) if first else None


def _list(text: str, at: int) -> tuple[tuple[Party, ...], int]:
    """Return the parties named from `at` on and where their words end: "X", "X & Y", "X, Y, and Z", "X et al."."""
    found: list[Party] = []
    sure, end, joined = 0, at, False
    while party := _party(text, at):
        found.append(party[0])
        if not sure or joined:
            sure, end = len(found), party[1]
        separator = _separator().match(text, party[1])
        if separator is None:
            break
        joined, at = bool(separator["and"]), separator.end()
    others = _others().match(text, end)
    return tuple(found[:sure]), others.end() if others and sure else end


def _party(text: str, at: int) -> tuple[Party, int] | None:
    """Return the one party named at `at`, and where its words end, with what stands in square brackets behind them."""
    found = _one().match(text, at)
    if found is None:
        return None
    kind = next(k for k in ("hidden", "named", "number", "address", "phone", "account", "name") if found[k])
    start, end = found.span(kind)
    if kind == "name":
        start = _untitled(text, start, end)
        if text[start:end] in words("names", "never"):
            return None
    kinds = {"named": "name", "number": "account"}
    return Party(start, end, kinds.get(kind, kind)), found.end()  # type: ignore[arg-type]


def _untitled(text: str, start: int, end: int) -> int:
    """Return where a name begins behind its title, if anything is left: not of a lone "Prince", nor of "General Council"."""
    rest = start + title_length(text[start:end])
    body = words("organizations", "organization")
    return start if rest >= end or not body.isdisjoint(text[start:end].split()) else rest


def _ahead(text: str, at: int) -> Place | None:
    """Return where the day stands that leads to a medium at `at`, or None."""
    first = max(0, at - _BEFORE)
    found = _day_ahead().search(text[first:at])
    return (first + found.start("day"), first + found.end("day")) if found else None


def _behind(text: str, at: int) -> re.Match[str] | None:
    """Return the match of the day behind the parties that end at `at`; None: no day, or that of the next citation."""
    found = _day_behind().match(text, at)
    if found is None or _medium().search(text, at, found.start("day")) or _next().match(text, found.end("day")):
        return None
    return found


def _clock(text: str, at: int, behind: re.Match[str] | None) -> tuple[int, Place | None]:
    """Return where a citation ends, with the times in brackets behind it, and the stretch of its time of day if it has just one."""
    if behind is not None:
        place = behind.span("rest")
        end = behind.end()
    else:
        found = _times().match(text, at)
        place, end = (found.span("rest"), found.end()) if found else ((at, at), at)
    clocks = re.findall(_CLOCK, text[slice(*place)])
    return end, place if len(clocks) == 1 else None


def _opens(text: str, at: int) -> bool:
    """Whether a citation can begin at `at`: at the head of a paragraph, a sentence or a bracket, or behind "see"."""
    return bool(_opening().search(text[max(0, at - 24) : at])) if at > 24 else bool(_opening().search("\n" + text[:at]))


def _sender(text: str, at: int) -> Party | None:
    """Return who stands right before `at`, as the first words of a citation: "Vale" of "See Vale Email to Orrin"."""
    first = max(0, at - _BEFORE)
    found = _sender_ahead().search("\n" + text[:at] if not first else text[first:at])
    if found is None:
        return None
    shift = first - (not first)
    start, end = shift + found.start("name"), shift + found.end("name")
    return Party(_untitled(text, start, end), end, "name")


def _any(items: Sequence[str]) -> str:
    """Return a pattern for any of the phrases, the longest first, over broken lines too."""
    return "|".join(_W.join(map(re.escape, item.split())) for item in sorted(items, key=lambda i: (-len(i), i)))


@cache
def _medium() -> re.Pattern[str]:
    known = load("citations")
    kinds = "|".join(f"(?P<{kind}>{_any(known[kind])})" for kind in ("invitation", "call", "message"))
    return re.compile(
        rf"(?<![\w@.-])(?:(?:{_any(known['carrier'])}){_W})?(?:{kinds})s?(?:{_W}(?:{_any(known['series'])})s?)?(?![\w@-])", re.I
    )


@cache
def _name() -> str:
    inner = rf"(?:(?:{_any(tuple(words('names', 'particle')))}){_W}){{0,2}}(?:{_INITIAL}|{_WORD})"
    title = rf"(?:(?:{_any([t for t in words('titles', 'honorific', 'short') if t.endswith('.')])}){_W})?"
    of = rf"of{_W}(?:the{_W})?{_WORD}"
    suffix = rf"(?:,?{_W}(?:Jr|Sr)\b\.?)?"
    return rf"{title}(?:{_INITIAL}{_W}?){{0,3}}{_WORD}(?:{_W}(?:{inner}|{of})){{0,5}}{suffix}(?![\w@])"


@cache
def _one() -> re.Pattern[str]:
    hidden = rf"_{{3,}}(?:[ _]*_)?[^\s;,.()]*|█+|\[[^\]\n]{{1,40}}\]|(?i:{_any(load('citations')['hidden'])})\b"
    # The "@" of an address is lost in some prints; what is left has a dot and no capital.
    address = rf"{ADDRESS.pattern}|[a-z][\w+-]*(?:\.[\w-]+)*\.[a-z]{{2,4}}\b(?!\.\w)"
    phone = r"\+?\(?\d[\d() .-]{5,}\d"
    account = r"@?(?=\w*[\d_])(?!\d)\w{3,30}(?:\.\d)?"
    kinds = (
        rf"(?P<hidden>{hidden})",
        rf"ID{_W}\d{{4,}}{_W}\((?P<named>{_name()})\)",
        rf"ID{_W}(?P<number>\d{{4,}})",
        rf"(?P<address>{address})",
        rf"(?P<phone>{phone})",
        rf"(?P<account>{account})",
        rf"(?:the{_W})?(?P<name>{_name()})",
    )
    return re.compile(rf"(?:{'|'.join(kinds)})(?:{_W}\[[^\]\n]{{1,60}}\])?")


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(rf"(?P<mark>[,:])?{_W}(?:(?P<how>from|of|between|among|to){_W})?")


@cache
def _to() -> re.Pattern[str]:
    return re.compile(rf",?{_W}to{_W}")


@cache
def _from() -> re.Pattern[str]:
    return re.compile(rf",?{_W}from{_W}")


@cache
def _separator() -> re.Pattern[str]:
    return re.compile(rf",?{_W}(?P<and>&|and\b){_W}|,{_W}")


@cache
def _others() -> re.Pattern[str]:
    return re.compile(rf",?{_W}(?:et{_W}al\b\.?|and{_W}others\b)")


@cache
def _day_ahead() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/–-])(?P<day>{_DAY}){_W}(?:\({_CLOCK}[^()\n]{{0,12}}\){_W})?\Z")


@cache
def _day_behind() -> re.Pattern[str]:
    dated = _any(load("citations")["dated"])
    lead = rf",{_W}(?:(?:{dated}){_W})?|{_W}\((?:[^()\n]{{0,40}},{_W})?(?:(?:{dated}){_W})?|{_W}(?:{dated}){_W}"
    rest = rf"(?P<rest>,?{_W}(?:at{_W})?{_CLOCK}(?:{_W}[ap]\.?m\.?)?)?"
    remark = rf"(?:{_W}\([^()\n]{{0,60}}\)|[^.;()]{{0,{_BETWEEN}}}?)"
    return re.compile(rf"{remark}(?:{lead})(?P<day>{_DAY})(?![\w/]){rest}(?:{_W}?\({_CLOCK}[^()\n]{{0,12}}\)|\))?")


@cache
def _next() -> re.Pattern[str]:
    return re.compile(rf"{_W}(?:\({_CLOCK}[^()\n]{{0,12}}\){_W})?(?:{_medium().pattern})", re.IGNORECASE)


@cache
def _times() -> re.Pattern[str]:
    return re.compile(rf"{_W}?\((?P<rest>(?:at{_W})?{_CLOCK}[^()\n]{{0,30}})\)")


@cache
def _opening() -> re.Pattern[str]:
    signals = _any(load("citations")["signal"])
    return re.compile(rf"(?:\n|[(\[;:.,—–]|(?<![\w])(?:{signals}),?|\n\[?\d+[\].]?)\s*\Z", re.IGNORECASE)


@cache
def _sender_ahead() -> re.Pattern[str]:
    signals = _any(load("citations")["signal"])
    opens = rf"(?:\n|[(\[;:.,—–]|(?<!\w)(?i:{signals}),?|\n\[?\d+[\].]?)\s*"
    return re.compile(rf"{opens}(?P<name>{_name()})(?:['’]s?)?{_W}\Z")
