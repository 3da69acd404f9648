"""Which event of a document a phrase such as "the Quill note" points to."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from clew.recognize.date_vocabulary import listed
from clew.recognize.dates import Relative
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import load
from clew.records import Event, Mention, Span, When
from clew.when import placed

# After these a noun names something new: there is nothing told before to hang a date on.
_NEW = frozenset({"a", "an", "any", "every", "each", "another"})

# What these say is no deed that anything comes after.
_NO_DEED = frozenset({"post", "membership", "reference", "alias", "disclosure"})

# "Two days later" hangs on what was told last, so many characters before at most: a sentence or two.
_FAR = 400

# The words count on from what was told last. "That day", "the same week" may mean any day told before: they are left alone.
_ON = re.compile(r"^(?!.*\bthat\b).*\b(?:later|next|following|after|afterwards?|earlier|before)\b", re.IGNORECASE)

# How many passages of events are looked through for the one that a phrase points to, before it and after.
_BEFORE, _AFTER = 300, 100

_LETTERS = re.compile(r"[^\W\d_]+")


@cache
def _kinds() -> dict[str, frozenset[str]]:
    """Return the kinds of event that each lemma may stand for."""
    spelled = load("dates")["event_words"]
    return {w: frozenset(kind for kind in spelled if w in spelled[kind]) for ws in spelled.values() for w in ws}


class Events:
    """Looks events up by the words that point to them."""

    def __init__(self, tree: Tree, mentions: Sequence[Mention], events: Sequence[Event]) -> None:
        self.tree = tree
        self.names = {m.id: frozenset(m.name.lower().split()) for m in mentions}
        self.places = sorted((span.start, i) for i, event in enumerate(events) for span in event.evidence)

    def meant(self, relative: Relative, events: Sequence[Event], *, dated: bool = True) -> Event | None:
        """Return the event that the phrase of `relative` means, a placed one if `dated`: of its kind, sharing its names, last
        told before it."""
        phrase = relative.phrase
        words = self.tree.within(phrase.start, phrase.end) if phrase else range(0)
        if phrase is None or not words or self.tree.tokens[words[0]].text.lower() in _NEW:
            return None
        head = self._head(words)
        kinds = _kinds().get(self.tree.tokens[head].lemma, frozenset())
        names = frozenset(self.tree.tokens[w].text.lower() for w in words if self.tree.tokens[w].pos == "PROPN")
        fit = [
            e
            for e in (self._around(phrase, events) if dated else events)
            if e.kind in kinds and (not dated or (e.when and placed(e.when) and e.when.span != relative.when.span))
        ]
        ranked = [(self._shared(e, names), -_distance(e, phrase), -i) for i, e in enumerate(fit)]
        ranked = [r for r in ranked if r[0] or not names]
        return fit[-max(ranked)[2]] if ranked else None

    def hangs_on(self, date: When, relative: Relative | None, events: Sequence[Event]) -> Span | None:
        """Return the passage of the event that an unplaced date hangs on: told in its phrase ("after he met Orrin"), meant by it
        ("after the meeting"), or, without a phrase ("two days later"), told last before it."""
        near = [e for e in self._around(date.span, events) if e.kind not in _NO_DEED]
        near = [e for e in near if e.when is None or e.when.span != date.span]
        if relative is None or relative.phrase is None:
            return _told_last(date.span, near) if _ON.search(date.span.text) else None
        phrase = relative.phrase
        inside = [s for e in near for s in e.evidence if phrase.start <= s.start < phrase.end]
        if inside:
            return min(inside, key=lambda s: (s.start, s.end))
        meant = self.meant(relative, near, dated=False)
        return _nearest(date.span, meant.evidence) if meant else None

    def _around(self, phrase: Span, events: Sequence[Event]) -> list[Event]:
        """Return the events told near `phrase`, in their order: "the note" is seldom one told a book before."""
        at = bisect_left(self.places, (phrase.start, 0))
        return [events[i] for i in sorted({i for _, i in self.places[max(0, at - _BEFORE) : at + _AFTER]})]

    def may_date(self, when: When, event: Event) -> bool:
        """Whether `when`, told in the evidence of `event`, may be its date: not when it hangs on a noun for another kind of event
        or on a verb of saying, which it dates instead."""
        words = self.tree.within(when.span.start, when.span.end)
        if not words:
            return True
        above = self._above(words)
        token = self.tree.tokens[above]
        if token.pos == "NOUN":
            return event.kind in _kinds().get(token.lemma, {event.kind})
        return token.pos != "VERB" or token.lemma not in listed("speech")

    def _above(self, words: range) -> int:
        """Return the word that a date hangs on, past its preposition."""
        above = self.tree.tokens[self._head(words)].head
        while self.tree.tokens[above].dep == "prep" and self.tree.tokens[above].pos in ("ADP", "SCONJ"):
            above = self.tree.tokens[above].head
        return above

    def _head(self, words: range) -> int:
        return next((w for w in words if self.tree.tokens[w].head not in words or self.tree.tokens[w].head == w), words[0])

    def _shared(self, event: Event, names: frozenset[str]) -> int:
        """Return how many of `names` have a role in `event`, or else whether its first passage has one of them."""
        roles = frozenset[str]().union(*(self.names.get(mention, frozenset()) for _, mention in event.roles))
        told = frozenset(_LETTERS.findall(event.evidence[0].text.lower()))
        return 2 * len(names & roles) or int(bool(names & told))


def _told_last(words: Span, events: Sequence[Event]) -> Span | None:
    before = [s for e in events for s in e.evidence if 0 <= words.start - s.end <= _FAR and e.status == "happened"]
    return max(before, key=lambda s: (s.end, s.start), default=None)


def _nearest(words: Span, passages: Sequence[Span]) -> Span:
    """Return the passage nearest to `words`; one that holds them only when there is no other."""
    return min(passages, key=lambda s: (s.start < words.end and words.start < s.end, abs(s.start - words.start), s.start))


def _distance(event: Event, phrase: Span) -> int:
    """Return how far the nearest passage of `event` is from `phrase`; one that comes later counts as far away."""
    return min(phrase.start - e.start if e.start <= phrase.start else 10**9 + e.start for e in event.evidence)
