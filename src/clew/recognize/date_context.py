"""What a date may hang on: the day its words were written, and the words around it."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from itertools import islice

from clew.recognize.date_fields import AMBIGUOUS
from clew.recognize.date_syntax import Tense, dates_paper, modifies, names, tense, verb_of
from clew.recognize.date_told import Tellings, Told
from clew.recognize.date_values import offset
from clew.recognize.tree import Tree
from clew.records import Document, Record, Span, When, Zone


class Written(Record, frozen=True, gc=False):
    """When some words were written, in the writer's own clock where its zone is known, and the passage that says so.

    timed   whether the time of day is known, not only the day
    """

    at: datetime
    span: Span
    timed: bool


# Words of one voice after another: what is written in them is not written on the day of the document around them.
OTHERS = frozenset({"quoted", "forwarded"})

# An attribution line ("On 9 May 2031, Ada Quill wrote:") stands at most so far before what it introduces.
_ATTRIBUTION = 300

# The date of a mail is among the first that stand in it.
_HEADER_DATES = 20
_BLANK = re.compile(r"\n[ \t>]*\n")
_NOBODY = frozenset({"nothing", "nobody", "none", "neither"})

# So many of a document's numeric dates must speak for one order for each that speaks against it: one in many is a slip.
_OUTWEIGHS = 10

# How many words around a date of a sentence without end are looked at.
_AROUND = 40

# A text is published within so many days of its date line; a day's difference may be that of clocks.
_SOON, _NEXT_DAY = timedelta(days=7), timedelta(days=1)

# A text tells a story of another time when no date it gives with its year lies so near to the day it was written.
_OTHER_TIME = timedelta(days=400)
_ENOUGH = 2


def others(document: Document) -> frozenset[str]:
    """Return the kinds of zones that may say when they were written: other people's mails, the messages of a chat."""
    return OTHERS | {"turn"} if document.kind == "chat" else OTHERS


def written(when: When | None) -> Written | None:
    """Return when a document was written, by the date stated in its header or on its page; None when nothing states it, or in
    figures that leave open which of two days it was."""
    if when is None or when.start is None or when.end is None or when.hedge or when.rule == AMBIGUOUS:
        return None
    timed = when.grain in ("second", "minute", "hour")
    zone = re.search(r"[+-]\d{4}\b(?!-)", when.span.text) if timed else None
    return Written(when.start + timedelta(minutes=offset(zone.group()) if zone else 0), when.span, timed)


class Context:
    """Answers for one document, asked in the order of its text.

    is_story   whether the text tells of another time than its own, by the dates it gives with their years
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.document: Document = tree.document
        self.told = Tellings(self.document.text)
        self.day_first: bool | None = None
        self.is_story = False
        self.own = written(self.document.sent) or written(self.document.published)
        self._cuts: list[int] = [0]
        self._written: list[Written | None] = [self.own]

    def learn_order(self, numbers: Iterable[tuple[int, int, int]]) -> None:
        """Learn from the document's own numeric dates whether the day or the month stands first; mixed use teaches nothing.

        A part of a chat is told what the whole of it taught.
        """
        orders = Counter(a > 12 for a, b, _ in numbers if (a > 12) != (b > 12))
        most = max(orders, key=lambda o: orders[o], default=None)
        self.day_first = most if most is not None and orders[most] >= _OUTWEIGHS * orders[not most] else None
        stated = self.document.header("Date-Order")
        if stated:
            self.day_first = stated == "day first"

    def learn_time(self, dates: Iterable[When], *, dated_by_weekdays: bool) -> None:
        """Learn from the dates with their years whether the text tells of another time; days of the week tell of its own."""
        own = self.own.at if self.own else None
        days = [d for d in dates if d.grain in ("day", "month") and d.start]
        self.is_story = (
            own is not None
            and not dated_by_weekdays
            and len(days) >= _ENOUGH
            and all(d.start and abs(d.start - own) > _OTHER_TIME for d in days)
        )

    def was_written(self, on: Written) -> None:
        """Take `on`, a date line of the text's own, for the day it was written, unless it was published long after, or before."""
        if self.own is None or -_NEXT_DAY <= self.own.at - on.at <= _SOON:
            self.own = on
            self._written[0] = on

    def date_zones(self, dates: list[When]) -> None:
        """Give each quoted or forwarded zone the date of its own header or attribution line, found among `dates` (sorted)."""
        zones = sorted((z for z in self.document.zones if z.kind in others(self.document)), key=lambda z: (z.start, -z.end))
        headers = sorted((z for z in self.document.zones if z.kind == "header"), key=lambda z: (z.start, z.end))
        open_zones: list[tuple[int, Written | None]] = [(len(self.document.text) + 1, self._written[0])]
        for zone in [*zones, None]:
            at = zone.start if zone else len(self.document.text) + 1
            while len(open_zones) > 1 and open_zones[-1][0] <= at:
                ended = open_zones.pop()[0]
                self._cut(ended, open_zones[-1][1])
            if zone:
                open_zones.append((zone.end, _own_date(self.document, zone, headers, dates)))
                self._cut(at, open_zones[-1][1])

    def _cut(self, at: int, day: Written | None) -> None:
        self._cuts.append(at)
        self._written.append(day)

    def written(self, at: int) -> Written | None:
        """Return when the words at offset `at` were written, or None: not known."""
        return self._written[bisect_right(self._cuts, at) - 1]

    def outer(self, at: int) -> Written | None:
        """Return when the document around `at` was written, where what is quoted there has no date of its own: it was before."""
        return self.own if self.written(at) is None else None

    def near(self, at: int) -> datetime | None:
        """Return the day that dates told in part are near to: that of the writing, else of the document around it."""
        found = self.written(at) or self.own
        return found.at if found else None

    def tell(self, told: Told) -> None:
        """Remember a date that later ones may hang on."""
        self.told.add(told)

    def told_before(
        self, at: int, *, grain: str | None = None, explicit: bool = False, back: int | None = 1, named: Collection[str] = ()
    ) -> When | None:
        """Return the nearest date told before `at`, in its paragraph or up to `back` paragraphs before (None: anywhere before).

        It is not coarser than `grain`, and its year was said if `explicit`. named: grains of which one that only names something
        counts as well.
        """
        return self.told.before(at, grain, explicit=explicit, back=back, named=named)

    def told_day(self, month: int | None, day: int | None) -> When | None:
        """Return the last date told that is this day of a year said with it, or None."""
        return self.told.day(month, day)

    def modifies(self, start: int, end: int) -> bool:
        """Whether the words start:end stand as a name before a noun: "the March meeting"."""
        return modifies(self.tree, start, end, ("NOUN",))

    def names(self, start: int, end: int) -> bool:
        """Whether the words start:end only name the noun after them: "the 2016 election"."""
        return names(self.tree, start, end)

    def tense(self, start: int, end: int) -> Tense:
        """Return the tense of the verb that the words start:end hang on; None when there is none or it does not tell.

        A paper known by its day was written before: what will be done with it does not tell when.
        """
        if dates_paper(self.tree, start, end):
            return "past"
        verb = self.verb(start, end)
        return None if verb is None else tense(self.tree, verb)

    def is_told(self, start: int, end: int) -> bool:
        """Whether the sentence of the words start:end tells of the past: a verb of it does, near enough to them."""
        words = self.tree.within(start, end)
        if not words:
            return False
        sentence = self.tree.sentence_of(words[0])
        near = range(max(sentence.start, words[0] - _AROUND), min(sentence.stop, words[-1] + _AROUND))
        return any(self.tree.tokens[i].tag == "VBD" for i in near)

    def verb(self, start: int, end: int) -> int | None:
        """Return the verb that the words start:end hang on."""
        return verb_of(self.tree, start, end)

    def negated(self, start: int, end: int) -> bool:
        """Whether the verb that the words start:end hang on is denied."""
        verb = self.verb(start, end)
        if verb is None:
            return False
        nobody = any(self.tree.tokens[s].lemma in _NOBODY for s in self.tree.children(verb, "nsubj", "nsubjpass"))
        return nobody or self.tree.child(verb, "neg") is not None


def _own_date(document: Document, zone: Zone, headers: list[Zone], dates: list[When]) -> Written | None:
    """Return the date in a header inside `zone`, else in the line that introduces it."""
    first = bisect_right(dates, zone.start - _ATTRIBUTION, key=lambda d: d.span.start)
    last = bisect_left(dates, zone.end, key=lambda d: d.span.start)
    inside = headers[
        bisect_left(headers, zone.start, key=lambda h: h.start) : bisect_left(headers, zone.end, key=lambda h: h.start)
    ]
    for when in islice(dates, first, min(last, first + _HEADER_DATES)):
        at = when.span.start
        if any(h.start <= at < h.end <= zone.end for h in inside[:_HEADER_DATES]) or _introduces(document.text, when, zone):
            return written(when)
    return None


def _introduces(text: str, when: When, zone: Zone) -> bool:
    """Whether `when` stands in a line that ends in "wrote:", just before `zone` or at its head."""
    line_end = text.find("wrote:", when.span.end, when.span.end + _ATTRIBUTION)
    if line_end < 0 or _BLANK.search(text, when.span.end, line_end):
        return False
    ahead = text[line_end + len("wrote:") : zone.start]
    return not ahead.strip(" \n\t>") and line_end <= zone.start + _ATTRIBUTION
