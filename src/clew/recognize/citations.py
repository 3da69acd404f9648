"""Citations of messages, as reports and court filings put them into footnotes and brackets: what was sent by whom to whom, when.

They are no sentences, and the parser makes nothing of them; here they are read by their form. What is cited stands with its day
before it ("3/24/16 Email, Vale to Orrin (7:41 a.m.)"), behind it ("Memo from A. Vale to B. Orrin re Pier 4 (Mar. 3, 2015)"), or
behind its sender ("Vale Email to Orrin (3/3/15)"). Without a day none is read: what prose tells of letters has rules of its own.
"""

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Literal, NamedTuple

from clew.recognize import citation_forms as forms
from clew.recognize.titles import title_length
from clew.recognize.vocabulary import words

# How far ahead of what is cited its sender and day may begin, in characters.
_BEFORE = 90

# How far behind it its day may stand; and how many of one side are read: who cites more writes "et al.".
_BEHIND, _MOST = 600, 12

Kind = Literal["message", "invitation", "call"]
Place = tuple[int, int]


class Party(NamedTuple):
    """One who sent or got what is cited. kind: what its words show by their form; "hidden": blacked out; "post": "the Mayor"."""

    start: int
    end: int
    kind: Literal["name", "post", "address", "account", "phone", "hidden"]


class Citation(NamedTuple):
    """What one citation says, by places in the text.

    day       where its day stands
    times     the stretch that tells its one time of day, or None
    between   whether it was exchanged between the senders, and has no recipients
    remark    where a remark in brackets behind it ends ("(forwarding a letter from Vale)"), or `end`
    """

    start: int
    end: int
    kind: Kind
    senders: tuple[Party, ...]
    recipients: tuple[Party, ...]
    day: Place
    times: Place | None
    between: bool
    remark: int

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
    days = [day.start() for day in forms.DAY.finditer(text)]
    for medium in forms.medium().finditer(text) if days else ():
        near = bisect_left(days, medium.start() - _BEFORE) < bisect_left(days, medium.end() + _BEHIND)
        fresh = not found or medium.start() >= found[-1].end
        citation = _cited(text, medium) if near and fresh else None
        found += [citation] if citation else []
    return tuple(found)


def _cited(text: str, medium: re.Match[str]) -> Citation | None:
    """Return the citation around the words for what is cited, or None."""
    ahead = _day_ahead(text, medium.start())
    first = _sender_ahead(text, ahead[0] if ahead else medium.start()) if medium[0][0].isupper() else None
    if not (ahead or first or _opens(text, medium, whole=True)):
        return None
    said = _parties(text, medium.end(), first, dated=ahead is not None)
    if said is None or all(p.kind == "hidden" for p in (*said.senders, *said.recipients)):
        return None
    # A capitalised word ahead that turns out not to be the sender opens nothing: "Later Email from Vale ..."
    if ahead is None and first not in said.senders and not _opens(text, medium, whole=bool(said.recipients or said.between)):
        return None
    return _dated(text, medium, said, ahead)


def _dated(text: str, medium: re.Match[str], said: _Parties, ahead: Place | None) -> Citation | None:
    """Return the citation of `said` with its day, which stands ahead of it or behind; None without one."""
    found = _time_behind(text, said.end) if ahead else _day_behind(text, said.end)
    day = ahead or (found.span("day") if found else None)
    if day is None:
        return None
    start = min(medium.start(), day[0], *(p.start for p in said.senders))
    end = _closed(text, start, found.end()) if found else said.end
    times = found.span("times") if found and found["times"] else None
    remark = forms.REMARK.match(text, end)
    kind: Kind = "invitation" if medium["invitation"] else "call" if medium["call"] else "message"
    return Citation(start, end, kind, said.senders, said.recipients, day, times, said.between, remark.end() if remark else end)


def _closed(text: str, start: int, end: int) -> int:
    """Return `end` without a bracket that was opened before `start`."""
    return end - (text[end - 1] == ")" and text.count(")", start, end) > text.count("(", start, end))


def _parties(text: str, at: int, first: Party | None, *, dated: bool) -> _Parties | None:
    """Return who is named from `at` on, and where that ends; None when nobody is, or not in the way of a citation.

    first: the sender who stood ahead. dated: a day stood there, so that no comma need part the names from the rest.
    """
    mark = forms.MARK.match(text, at)
    if mark is None or not (mark["how"] or mark["mark"] or dated):
        return None
    named, end = _list(text, mark.end())
    if not named:
        return None
    if mark["how"] == "to":
        return _addressed(text, named, end, first)
    to = forms.TO.match(text, end)
    recipients, after = _list(text, to.end()) if to else ((), end)
    if recipients:
        return _Parties(named, recipients, after)
    if mark["how"] == "from":
        return _Parties(named, (), end)
    return _Parties(named, (), end, between=True) if len(named) > 1 and mark["how"] != "of" else None


def _addressed(text: str, named: tuple[Party, ...], end: int, first: Party | None) -> _Parties | None:
    """Return the parties of "to X from Y", or of "Y Email to X"."""
    source = forms.FROM.match(text, end)
    senders, after = _list(text, source.end()) if source else ((), end)
    if senders:
        return _Parties(senders, named, after)
    return _Parties((first,), named, end) if first else None


def _list(text: str, at: int) -> tuple[tuple[Party, ...], int]:
    """Return the parties named from `at` on and where their words end: "X", "X & Y", "X, Y, and Z", "X et al.".

    Behind a mere comma another is named only where an "and" follows, or who it was sent to: "X, Y to Z".
    """
    found: list[Party] = []
    sure, end, joined = 0, at, True
    while len(found) < _MOST and (one := _party(text, at)):
        found.append(one[0])
        separator = forms.SEPARATOR.match(text, one[1])
        if joined or (separator is None and forms.TO.match(text, one[1])):
            sure, end = len(found), one[1]
        if separator is None:
            break
        joined, at = bool(separator["and"]), separator.end()
    others = forms.OTHERS.match(text, end) if sure else None
    return tuple(found[:sure]), others.end() if others else end


def _party(text: str, at: int) -> tuple[Party, int] | None:
    """Return the one party named at `at`, and where its words end, with what stands in square brackets behind them."""
    found = forms.party().match(text, at)
    if found is None:
        return None
    (kind,) = (k for k, said in found.groupdict().items() if said)
    start, end = found.span(kind)
    if kind == "name":
        start = _untitled(text, start, end)
        if text[start:end] in words("citations", "nobody"):
            return None
        if start > found.start() and text[start:end] in words("titles", "post"):
            return Party(found.start(), end, "post"), found.end()
    shown = {"named": "name", "number": "account"}.get(kind, kind)
    return Party(start, end, shown), found.end()  # type: ignore[arg-type]


def _untitled(text: str, start: int, end: int) -> int:
    """Return where a name begins behind its title: not of a lone "Prince", of "General Council" or "Counsel for Vale"."""
    rest = start + title_length(text[start:end])
    said = set(text[start:end].split())
    whole = rest >= end or not text[rest].isupper() or not said.isdisjoint(words("organizations", "organization"))
    return start if whole else rest


def _time_behind(text: str, at: int) -> re.Match[str] | None:
    """Return the match of the one time in brackets behind the parties that end at `at`: of several none dates them all."""
    found = forms.TIMES.match(text, at)
    return found if found and len(forms.CLOCK.findall(found["times"])) == 1 else None


def _day_ahead(text: str, at: int) -> Place | None:
    first = max(0, at - _BEFORE)
    found = forms.DAY_AHEAD.search(text[first:at])
    return (first + found.start("day"), first + found.end("day")) if found else None


def _day_behind(text: str, at: int) -> re.Match[str] | None:
    """Return the match of the day behind the parties that end at `at`; None: no day, or that of the next citation."""
    found = forms.day_behind().match(text, at)
    if found is None or forms.medium().search(text, at, found.start("day")) or forms.next_one().match(text, found.end("day")):
        return None
    return found


def _opens(text: str, medium: re.Match[str], *, whole: bool) -> bool:
    """Whether a citation can begin with what is cited: with a capital, or in a bracket when both sides are named (`whole`)."""
    before, _ = _before(text, medium.start())
    written = medium[0][0].isupper() and forms.opening().search(before)
    return bool(written) or (whole and before.rstrip().endswith(("(", "[")))


def _sender_ahead(text: str, at: int) -> Party | None:
    """Return who stands right ahead of `at`, as the first words of a citation: "Vale" of "See Vale Email to Orrin"."""
    before, shift = _before(text, at)
    found = forms.sender_ahead().search(before)
    if found is None or found["name"].split()[0] in words("citations", "nobody"):
        return None
    start, end = shift + found.start("name"), shift + found.end("name")
    return Party(_untitled(text, start, end), end, "name")


def _before(text: str, at: int) -> tuple[str, int]:
    """Return what stands ahead of `at`, and its offset; the text begins as if a line had ended before it."""
    first = max(0, at - _BEFORE)
    return (text[first:at], first) if first else (f"\n{text[:at]}", -1)
