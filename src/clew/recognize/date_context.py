"""What a date may hang on: the day its words were written, the dates told before it, the tense it is told in."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Literal

from clew.recognize.date_fields import AMBIGUOUS
from clew.recognize.date_values import offset
from clew.recognize.tree import Tree
from clew.records import Document, Record, Span, When, Zone
from clew.when import GRAINS, placed

Tense = Literal["past", "present", "future"] | None


class Written(Record, frozen=True, gc=False):
    """When some words were written, in the writer's own clock where its zone is known, and the passage that says so.

    timed   whether the time of day is known, not only the day
    """

    at: datetime
    span: Span
    timed: bool


class Told(Record, frozen=True, gc=False):
    """A date of the text. explicit: its year was said, not worked out. steps: how far from a day of writing that is not known."""

    when: When
    explicit: bool
    steps: int | None = None


# Words of one voice after another: what is written in them is not written on the day of the document around them.
OTHERS = frozenset({"quoted", "forwarded"})

# An attribution line ("On 9 May 2031, Ada Quill wrote:") stands at most so far before what it introduces.
_ATTRIBUTION = 300
_WROTE = re.compile(r"wrote:\s*(?:>\s*)*$")
_BLANK = re.compile(r"\n[ \t>]*\n")
_NOBODY = frozenset({"nothing", "nobody", "none", "neither"})
_FUTURE = frozenset({"will", "'ll", "shall", "wo", "can", "ca", "should", "must", "may", "might", "let"})
_PLANS = frozenset({"plan", "schedule", "expect", "go", "hope", "intend", "want", "need", "set", "due", "agree", "slate", "aim"})


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
    """Answers for one document, asked in the order of its text."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.document: Document = tree.document
        self._breaks = [0, *(m.end() for m in _BLANK.finditer(self.document.text))]
        self._told: list[Told] = []
        self.day_first: bool | None = None
        own = written(self.document.sent) or written(self.document.published)
        self._cuts: list[int] = [0]
        self._written: list[Written | None] = [own]

    def tell(self, told: Told) -> None:
        """Remember a date that later ones may hang on."""
        if placed(told.when):
            self._told.append(told)

    def learn_order(self, numbers: Iterable[tuple[int, int, int]]) -> None:
        """Learn from the document's own numeric dates whether the day or the month stands first; mixed use teaches nothing.

        A part of a chat is told what the whole of it taught.
        """
        orders = {a > 12 for a, b, _ in numbers if (a > 12) != (b > 12)}
        self.day_first = orders.pop() if len(orders) == 1 else None
        stated = self.document.header("Date-Order")
        if stated:
            self.day_first = stated == "day first"

    def date_zones(self, dates: list[When]) -> None:
        """Give each quoted or forwarded zone the date of its own header or attribution line, found among `dates` (sorted)."""
        zones = sorted((z for z in self.document.zones if z.kind in others(self.document)), key=lambda z: (z.start, -z.end))
        headers = [z for z in self.document.zones if z.kind == "header"]
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

    def told_before(self, at: int, *, grain: str | None = None, explicit: bool = False, back: int = 1) -> When | None:
        """Return the nearest date told before `at`, in its paragraph or up to `back` paragraphs before.

        It is not coarser than `grain`, and its year was said if `explicit`.
        """
        paragraph = self._breaks[max(0, bisect_right(self._breaks, at) - 1 - back)]
        for told in reversed(self._told):
            if told.when.span.start < paragraph:
                return None
            if told.when.span.end <= at and (told.explicit or not explicit) and _fits(told.when, grain):
                return told.when
        return None

    def tense(self, start: int, end: int) -> Tense:
        """Return the tense of the verb that the words start:end hang on; None when there is none or it does not tell."""
        verb = self.verb(start, end)
        return None if verb is None else tense(self.tree, verb)

    def verb(self, start: int, end: int) -> int | None:
        """Return the verb that the words start:end hang on."""
        words = self.tree.within(start, end)
        if not words:
            return None
        return next((a for a in self.tree.ancestors(words[0]) if self.tree.tokens[a].pos in ("VERB", "AUX")), None)

    def negated(self, start: int, end: int) -> bool:
        """Whether the verb that the words start:end hang on is denied."""
        verb = self.verb(start, end)
        if verb is None:
            return False
        nobody = any(self.tree.tokens[s].lemma in _NOBODY for s in self.tree.children(verb, "nsubj", "nsubjpass"))
        return nobody or self.tree.child(verb, "neg") is not None


def tense(tree: Tree, verb: int) -> Tense:
    """Return the tense of `verb` as far as it places what it tells: what is planned or ordered is future."""
    token = tree.tokens[verb]
    helpers = {tree.tokens[c].text.lower(): tree.tokens[c].tag for c in tree.children(verb, "aux", "auxpass")}
    if helpers.keys() & _FUTURE:
        return "future"
    if "to" in helpers:
        return _tense_of_plan(tree, verb)
    if token.tag == "VBD" or helpers.keys() & {"had", "was", "were", "has", "have", "'ve", "did"}:
        return "past"
    if token.tag in ("VBG", "VBN") and helpers.keys() & {"is", "are", "am", "'re", "'m", "'s"}:
        return "future"
    if token.tag in ("VBZ", "VBP"):
        return "present"
    return "future" if token.tag == "VB" and not helpers and tree.child(verb, "nsubj") is None else _inherited(tree, verb)


def _tense_of_plan(tree: Tree, verb: int) -> Tense:
    """Return the tense of "to meet": future under a present plan, else that of the verb above."""
    above = tree.tokens[verb].head
    if above == verb:
        return "future"
    found = tense(tree, above)
    planned = tree.tokens[above].lemma in _PLANS
    bare = tree.tokens[above].tag == "VBN" and not tree.children(above, "aux", "auxpass")
    if planned or found == "present":
        return None if found == "past" and not bare else "future"
    return found


def _inherited(tree: Tree, verb: int) -> Tense:
    """Return the tense of the clause a participle hangs on."""
    token = tree.tokens[verb]
    above = next((a for a in tree.ancestors(verb) if tree.tokens[a].pos in ("VERB", "AUX")), None)
    if above is None or token.tag not in ("VBG", "VBN", "VB"):
        return None
    found = tense(tree, above)
    return None if found == "past" and tree.tokens[above].lemma in _PLANS else found


def _fits(when: When, grain: str | None) -> bool:
    if when.start is None or when.end is None:
        return False
    return grain is None or GRAINS.index(when.grain) <= GRAINS.index(grain)


def _own_date(document: Document, zone: Zone, headers: list[Zone], dates: list[When]) -> Written | None:
    """Return the date in a header inside `zone`, else in the line that introduces it."""
    first = bisect_right(dates, zone.start - _ATTRIBUTION, key=lambda d: d.span.start)
    inside = [h for h in headers if zone.start <= h.start and h.end <= zone.end]
    for when in dates[first:]:
        if when.span.start >= zone.end:
            return None
        at = when.span.start
        if any(h.start <= at < h.end for h in inside) or _introduces(document.text, when, zone):
            return written(when)
    return None


def _introduces(text: str, when: When, zone: Zone) -> bool:
    """Whether `when` stands in a line that ends in "wrote:", just before `zone` or at its head."""
    line_end = text.find("wrote:", when.span.end, when.span.end + _ATTRIBUTION)
    if line_end < 0 or _BLANK.search(text, when.span.end, line_end):
        return False
    ahead = text[line_end + len("wrote:") : zone.start]
    return not ahead.strip(" \n\t>") and line_end <= zone.start + _ATTRIBUTION
