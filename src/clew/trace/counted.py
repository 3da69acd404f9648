"""Contacts said to have been the only ones, or the last, held against others that the record shows of the same two people."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from clew.records import Conflict, Event, When
from clew.trace.conflicting import conflict, lowered
from clew.trace.conflictwords import pattern, table
from clew.trace.ledger import CONTACTS, Ledger, may_meet, placed

ONLY = "said to be the only one; another is told"
MORE = "said to be {}; the record tells of {} days"
LAST = "said to be the last; a later one is told"
READING = "it may count another kind of contact, or be one contact told with another date"

# Days this near may be one contact that somebody misdated.
NEAR = timedelta(days=4)

_TIMES = ("once", "twice", "thrice")

_DAY = frozenset({"second", "minute", "hour", "day"})


def find_counted(ledger: Ledger) -> Iterator[Conflict]:
    """Yield each "we met only once" with another meeting of the two, and each "never met again" with a later one, one
    a document."""
    for event in ledger.events:
        if event.kind not in CONTACTS or not _counts(event) or len(ledger.who(event)) != 2:
            continue
        count = _count(event) if event.status == "happened" else 0
        if count:
            yield from _more(ledger, event, count)
        elif event.status == "denied":
            yield from _last(ledger, event)


def _counts(event: Event) -> bool:
    """Whether the words may count contacts, or say that there were no more of them: of all, not of one matter or as a wish."""
    text = event.evidence[0].text
    if event.by.startswith("mail-header/"):
        return False
    keys = {"denied": ("again",), "happened": _TIMES}.get(event.status, ())
    if not any(pattern("count", key).search(text) for key in keys):
        return False
    return not pattern("scope", "other_mood").search(text) and not pattern("scope", "matter").search(text)


def _count(event: Event) -> int:
    """Return how many contacts the words say there were at all, or 0: they do not count them, or those of one place or time."""
    text = event.evidence[0].text
    found = ((n, m) for n, key in enumerate(_TIMES, 1) if (m := pattern("count", key).search(text)))
    count, words = next(found, (0, None))
    rest = text[words.end() :] if words else ""
    if event.when and placed(event.when):
        rest = re.sub(rf"(?:\b(?:in|on|during)\s+)?{re.escape(event.when.span.text)}", "", rest)
    limit = pattern("count", "limits").search(re.sub(r",\s.*", "", rest, flags=re.DOTALL))
    return 0 if limit else count


def _more(ledger: Ledger, said: Event, count: int) -> Iterator[Conflict]:
    """Yield the contacts on other days than the one told; where no day is told, the last of more days than are counted."""
    told, when = list(_others(ledger, said)), _day_told(ledger, said)
    if when and count == 1:
        apart = [e for e in told if _apart(when, e.when)]
        yield from _conflicts(ledger, said, apart, ONLY, undated=False)
        return
    days: list[Event] = []
    for event in sorted(told, key=_order):
        if may_meet(said.when, event.when) and (not days or _apart(days[-1].when, event.when)):
            days.append(event)
    if len(days) > count:
        words = ("one", "two", "three", "four")
        reason = MORE.format(words[count - 1], words[count] if len(days) == count + 1 else "more")
        yield from _conflicts(ledger, said, days[-1:], reason, undated=True)


def _day_told(ledger: Ledger, said: Event) -> When | None:
    """Return the day of a contact, by its own date or the only one that its sentence has ("the only time was on 3 May")."""
    if said.when and placed(said.when):
        return said.when if said.when.grain in _DAY else None
    sentence = ledger.passage(said.evidence[0])
    dates = [w for w in ledger.dates.get(sentence.document, ()) if sentence.start <= w.span.start < sentence.end]
    return dates[0] if len(dates) == 1 and placed(dates[0]) and dates[0].grain in _DAY else None


def _last(ledger: Ledger, again: Event) -> Iterator[Conflict]:
    """Yield the contacts after the last one that the same text tells before it says so, and before it was written."""
    passage, written = again.evidence[0], ledger.written(again.evidence[0].document)
    before = [
        e.when.end for e in ledger.contacts(ledger.who(again))
        if e.evidence[0].document == passage.document and e.evidence[0].start < passage.start
        and e.status == "happened" and e.when and placed(e.when) and e.when.end
    ]  # fmt: skip
    if written and before:
        later = [e for e in _others(ledger, again) if _when(e) >= max(before) + NEAR]
        yield from _conflicts(ledger, again, later, LAST, undated=False)


def _others(ledger: Ledger, said: Event) -> Iterator[Event]:
    """Yield what other documents tell the two had of the kind that is counted, to the day, not later than the words."""
    kinds = table("against")["speech"] if said.kind == "contact" else table("against").get(said.kind, [said.kind])
    document, written = said.evidence[0].document, ledger.written(said.evidence[0].document)
    for event in ledger.contacts(ledger.who(said)):
        sure = event.status == "happened" and ledger.sureness(event) == "asserted" and event.kind in kinds
        if sure and event.when and placed(event.when) and event.when.grain in _DAY and event.evidence[0].document != document:
            untold = pattern("scope", "untold").search(event.evidence[0].text)
            if not untold and (written is None or _when(event) < written):
                yield event


def _conflicts(ledger: Ledger, said: Event, found: Iterable[Event], reason: str, *, undated: bool) -> Iterator[Conflict]:
    taken: set[str] = set()
    for event in sorted(found, key=_order):
        document = event.evidence[0].document
        if document not in taken:
            taken.add(document)
            strength = lowered("strong", undated, event.kind != said.kind, ledger.hedged(said))
            yield conflict("contradiction", said.evidence[0], event.evidence[0], [said], reason, strength, READING, by="counted")


def _apart(left: When | None, right: When | None) -> bool:
    """Whether two days are too far apart to be one, misdated."""
    ends = [(when.start, when.end) for when in (left, right) if when and when.start and when.end]
    return len(ends) == 2 and (ends[0][1] + NEAR <= ends[1][0] or ends[1][1] + NEAR <= ends[0][0])


def _order(event: Event) -> tuple[datetime, str, int, str]:
    return _when(event), event.evidence[0].document, event.evidence[0].start, event.id


def _when(event: Event) -> datetime:
    if event.when is None or event.when.start is None:
        raise ValueError("only contacts that have their day are compared")
    return event.when.start
