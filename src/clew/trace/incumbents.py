"""Posts that cannot both hold: one person in a post and out of it, or two at one time in a post that only one can hold."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from itertools import product

from clew.records import Conflict
from clew.trace.conflicting import conflict, lowered
from clew.trace.conflictwords import table
from clew.trace.ledger import Ledger
from clew.trace.tenures import Office, Tenure, tenures

AFTER = "said to have left the post before; said to hold it then"
BEFORE = "said to have got the post later; said to hold it already"
TWO = "two are said to hold at one time what only one can"
AGAIN = "the post may have been held twice, or its words stand for another post"
SIGNED = "a signature may be older than its mail"
SHARED = "they may have shared the post, or one of them have filled in"

# Who left a post longer ago may well be back in it.
LONG = timedelta(days=730)

# A post with more holders than this in one case is one of several bodies, or of several at a time; and each would be held
# against each.
MOST = 20

# Names whose last words are more alike than this may be one name, spelt in two ways ("Karsavy", "Karsavi").
ALIKE = 0.6


def find_incumbents(ledger: Ledger) -> Iterator[Conflict]:
    """Yield what cannot be so of one person's post by two documents, and two holders of one post at one time."""
    every = list(tenures(ledger))
    yield from _of_one_person(ledger, every)
    yield from _of_one_post(ledger, every)


def _of_one_person(ledger: Ledger, every: Sequence[Tenure]) -> Iterator[Conflict]:
    groups: dict[tuple[str, frozenset[str]], list[Tenure]] = defaultdict(list)
    for tenure in every:
        groups[tenure.holder, tenure.office.words].append(tenure)
    for group in groups.values():
        marks = [t for t in group if t.sort in ("begins", "ends")]
        held = [t for t in group if t.sort in ("holds", "throughout")]
        for mark in marks:
            got = [t.start for t in marks if t.sort == "begins" and t is not mark]
            yield from _against(ledger, mark, held, got)


def _against(ledger: Ledger, mark: Tenure, held: Sequence[Tenure], got: Sequence[datetime]) -> Iterator[Conflict]:
    """Yield the first passage of each other document that has the post held after its end, or before its beginning.

    got: when else the post is said to have been got: who got it again held it again.
    """
    taken = {mark.passage.document}
    for other in sorted(held, key=lambda t: (t.start, t.passage.document, t.passage.start)):
        document = other.passage.document
        same = _same_body(mark.office, other.office) if _outside(mark, other, got) else None
        if same is not None and document not in taken:
            taken.add(document)
            late = other.start - mark.end > LONG
            doubts = (not same, other.basis != "words", ledger.hedged(mark.event), mark.sort == "begins", late)
            reason = AFTER if mark.sort == "ends" else BEFORE
            pair = mark.passage, other.passage
            reading = SIGNED if other.basis == "signature" else AGAIN
            yield conflict("post", *pair, [mark.event], reason, lowered("strong", *doubts), reading)


def _outside(mark: Tenure, other: Tenure, got: Sequence[datetime]) -> bool:
    """Whether a post is said to be held when, by its end or beginning and by all that is said of getting it, it was not."""
    through = other.sort == "throughout"
    if mark.sort == "ends":
        after = other.end > mark.end if through else other.start >= mark.end
        return after and not any(mark.start <= start <= other.start for start in got)
    before = other.start < mark.start if through else other.end <= mark.start
    return before and not any(start <= other.start for start in got)


def _same_body(left: Office, right: Office) -> bool | None:
    """Return whether both name the body, False when one leaves it out; None when they are posts in two bodies, or nothing but
    one word ("the president") tells of which."""
    if _named(left) and _named(right):
        one = left.body <= right.body or right.body <= left.body or (left.id is not None and left.id == right.id)
        return True if one else None
    if not (left.body <= right.body or right.body <= left.body):
        return None
    return False if _named(left) or _named(right) or len(left.words) > 1 else None


def _named(office: Office) -> bool:
    """Whether the words of a body tell it from others: "the Lighthouse Board", not "the board"."""
    return not office.body <= frozenset(table("sole")["bodies"])


def _of_one_post(ledger: Ledger, every: Sequence[Tenure]) -> Iterator[Conflict]:
    groups: dict[tuple[frozenset[str], object], list[Tenure]] = defaultdict(list)
    for tenure in every:
        if _sole(tenure.office) and _named(tenure.office):
            groups[tenure.office.words, tenure.office.body].append(tenure)
            groups[tenure.office.words, tenure.office.id or tenure.office.body].append(tenure)
    for group in groups.values():
        if len({tenure.holder for tenure in group}) > MOST:
            continue
        first: dict[tuple[str, str, str], Tenure] = {}
        for tenure in sorted(group, key=lambda t: (t.holder, t.passage.document, t.start, t.passage.start)):
            first.setdefault((tenure.holder, tenure.passage.document, tenure.sort), tenure)
        through = [t for t in first.values() if t.sort == "throughout"]
        others = [t for t in first.values() if t.sort != "throughout"]
        for left, right in product(through, others):
            if _excluded(ledger, left, right):
                hedged = ledger.hedged(left.event) or ledger.hedged(right.event)
                strength = lowered("strong", {left.basis, right.basis} != {"words"}, hedged)
                pair, events = (left.passage, right.passage), [left.event, right.event]
                yield conflict("post", *pair, events, TWO, strength, SHARED)


def _sole(office: Office) -> bool:
    return any(office.words == frozenset(words.split()) for words in table("sole")["posts"])


def _excluded(ledger: Ledger, through: Tenure, other: Tenure) -> bool:
    """Whether one held the post all through a time in which another, by another document, is said to hold, get or leave it."""
    if through.passage.document == other.passage.document or not _two(ledger, through.holder, other.holder):
        return False
    if not _same_body(through.office, other.office):
        return False
    return through.start < other.start and other.end < through.end


def _two(ledger: Ledger, left: str, right: str) -> bool:
    """Whether two are surely two people: both have full names, and no word of the one is like the last word of the other."""
    ours, theirs = ([n for n in ledger.names.get(who, ()) if " " in n and "@" not in n] for who in (left, right))
    words = [({w for n in names for w in n.split()}, {n.rsplit(" ", 1)[-1] for n in names}) for names in (ours, theirs)]
    (all_ours, our_last), (all_theirs, their_last) = words
    if left == right or not ours or not theirs or our_last & all_theirs or their_last & all_ours:
        return False
    return all(SequenceMatcher(None, a, b).ratio() <= ALIKE for a in our_last for b in their_last)
