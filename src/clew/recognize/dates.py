"""Dates in a text: where they stand, what interval they mean, what they hang on, and which of them a word goes with."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice, zip_longest

from msgspec.structs import replace

from clew.recognize.date_beside import agreed, share_years
from clew.recognize.date_checks import is_date, without_that
from clew.recognize.date_context import Context, others, written
from clew.recognize.date_grammar import Phrase, phrases
from clew.recognize.date_hedges import hedges
from clew.recognize.date_lines import date_line
from clew.recognize.date_ranges import apart
from clew.recognize.date_relative import count
from clew.recognize.date_resolve import read, under
from clew.recognize.date_told import Told
from clew.recognize.near import near_at
from clew.recognize.tree import Tree
from clew.records import Document, Record, Span, When

EVENT = "relative-to-event/1"
DATE_LINE = "date-line/1"


class Relative(Record, frozen=True, gc=False):
    """A date told by something not placed yet. offset: signed, in `unit`s; 0 with a hedge.

    phrase   the words for the event it hangs on ("three months after the note"), or None: it hangs on the day of writing ("last
             year"), which nothing in or around the document states
    hedge    "after" or "before", where the words do not say by how many units: "a few days after the note"
    """

    when: When
    offset: int
    unit: str
    phrase: Span | None
    hedge: str | None = None


class Dates(Record, frozen=True, gc=False):
    """The dates of one document, sorted by where they stand, not overlapping; `relatives` tell more of those told by an event.

    written   the date line that tells when an undated document was written, or None
    """

    whens: tuple[When, ...] = ()
    relatives: tuple[Relative, ...] = ()
    written: When | None = None


def find_dates(tree: Tree) -> Dates:
    """Return the dates in the words of a document, but for its own Date line.

    Relative words hang on the document's date, sent or published or told by a date line of its own (in a quoted or forwarded
    mail: on that mail's own), on a date told before in the paragraph, or on an event (left for `anchors` to place). Else they
    stay unplaced: today is never a default.
    """
    found = _phrases(tree)
    context = Context(tree)
    line = _learn(context, found)
    whens: list[When] = []
    relatives: list[Relative] = []
    asides = _asides(tree)
    for phrase, following in zip_longest(found, found[1:]):
        when, relative = _governed_date(phrase, tree, following)
        if when is None and (said := _read(phrase, context)):
            if not _inside(asides, phrase.start):
                context.tell(said)
            when = said.when
            relative = Relative(when, said.steps, when.grain, None) if said.steps is not None else None
        whens += [when] if when else []
        relatives += [relative] if relative else []
    return Dates(tuple(agreed(tree.document.text, whens)), tuple(relatives), line)


def _phrases(tree: Tree) -> list[Phrase]:
    """Return what reads as a date by the words around it, the year of each joined to the date it is told with."""
    told = (p for whole in phrases(tree.document.text, _heads(tree.document)) for p in apart(whole, tree.document.text))
    read_so = (without_that(p, tree) for p in told)
    found = [p for p in read_so if not _own(tree, p) and _is_date(tree, p)]
    return share_years(found, tree.document.text)


def _is_date(tree: Tree, phrase: Phrase) -> bool:
    if is_date(phrase, tree):
        return True
    near_at(tree.document.span(phrase.start, phrase.end), f"{phrase.rule}/1", "no date by the words around it")
    return False


def _learn(context: Context, found: list[Phrase]) -> When | None:
    """Tell `context` what the whole text tells: the order of its numeric dates, when it and what it quotes was written.

    Return the date line of a document that nothing else dates.
    """
    document = context.document
    context.learn_order(w.value for p in found for w in p.words if w.kind == "numeric")
    asides = _asides(context.tree)
    line = None if document.sent else date_line(document, [p for p in found if not _inside(asides, p.start)])
    told = _read(line, context) if line else None
    undated = context.own is None
    if on := written(told.when) if told else None:
        context.was_written(on)
    zoned = any(z.kind in others(document) for z in document.zones)
    if zoned or context.own:
        explicit = [r.when for p in found if (r := _read(p, context)) and r.explicit]
        context.learn_time(explicit, dated_by_weekdays=any(p.rule == "weekday" for p in found))
        if zoned:
            context.date_zones(explicit)
    return replace(told.when, rule=DATE_LINE) if told and on and undated else None


def attach(tree: Tree, dates: tuple[When, ...], word: int) -> When | None:
    """Return the date of `dates` (sorted by span) that goes with the event told by word number `word`, or None.

    First a date that hangs on the word itself ("an April 2016 event", "met on 9 June"), then one on the verb that the word
    serves, last one that shares its clause; among equals the one nearest in the text.
    """
    sentence = tree.sentence_of(word)
    at = tree.tokens[word].start
    near = _nearest(_between(dates, tree.tokens[sentence[0]].start, tree.tokens[sentence[-1]].end), at)
    if not near:
        return None
    ranked = [(rank, abs(w.span.start - at), i) for i, w in enumerate(near) if (rank := _distance(tree, w, word)) is not None]
    return near[min(ranked)[2]] if ranked else None


def _heads(document: Document) -> frozenset[int]:
    """Return where the lines of a chat begin, each with its stamp: no date runs on into the next one."""
    return frozenset(z.start for z in document.zones if z.kind == "header") if document.kind == "chat" else frozenset()


def _own(tree: Tree, phrase: Phrase) -> bool:
    """Whether the phrase stands in the document's own Date line, which is `Document.sent` already."""
    sent = tree.document.sent
    return sent is not None and phrase.start < sent.span.end and phrase.end > sent.span.start


# Stamps and footers date nothing that is told around them.
_ASIDE = frozenset({"furniture", "disclaimer", "signature"})


def _asides(tree: Tree) -> list[tuple[int, int]]:
    return sorted((z.start, z.end) for z in tree.document.zones if z.kind in _ASIDE)


def _inside(stretches: list[tuple[int, int]], at: int) -> bool:
    """Whether `at` lies in one of `stretches`, sorted and not overlapping."""
    i = bisect_right(stretches, at, key=lambda s: s[0])
    return i > 0 and at < stretches[i - 1][1]


def _read(phrase: Phrase, context: Context) -> Told | None:
    """Return the date that `phrase` means; None when it is no date."""
    reading = read(phrase, context)
    if reading is None:
        return None
    found, first = hedges(phrase, context)
    (start, end), grain, rule, anchor, explicit, hedge, steps = under(reading, found)
    when = When(start, end, grain, context.document.span(first, phrase.end), hedge, rule, anchor)
    return Told(when, explicit, reading.interval, steps, context.names(phrase.start, phrase.end))


def _governed_date(phrase: Phrase, tree: Tree, following: Phrase | None) -> tuple[When | None, Relative | None]:
    """Return the date told by the event that "after" or "before" governs, or twice None when it governs none."""
    turn = phrase.words[-1]
    if phrase.rule != "offset" or turn.kind not in ("after", "before"):
        return None, None
    words, n = _governed(tree, turn.start, turn.end), count(phrase)
    if not words:
        return None, None
    event = tree.span(words)
    unit = phrase.first("unit", "quarter_word", "year_word", "century_word")
    end = event.end if following is None or following.start >= event.end else phrase.end
    when = When(None, None, str(unit.value if unit else "day"), tree.document.span(phrase.start, end), None, EVENT)
    offset = n if n is None or turn.kind == "after" else -n
    return when, Relative(when, offset or 0, when.grain, event, None if n else turn.kind)


# Of a clause of more words than this its core is enough.
_CLAUSE = 10
_CORE = ("nsubj", "nsubjpass", "aux", "auxpass", "neg", "dobj", "prt", "attr")

# What is hung on a noun or clause without saying which one it is.
_LOOSE = frozenset({"acl", "relcl", "appos", "advcl", "punct", "cc", "conj", "ccomp", "parataxis", "mark"})


def _governed(tree: Tree, start: int, end: int) -> list[int]:
    """Return the words of the noun phrase or clause after a preposition: without what is merely hung on it."""
    for i in tree.within(start, end):
        below = tree.child(i, "pobj", "pcomp")
        head = tree.tokens[i].head if below is None and tree.tokens[i].dep == "mark" else below
        if head is not None:
            return _compact(tree, _noun(tree, head), i)
    return []


def _noun(tree: Tree, head: int) -> int:
    """Return the noun in "the note trying to ..." where the parser took the participle for a clause; else `head`."""
    subject = tree.child(head, "nsubj") if tree.tokens[head].tag == "VBG" and not tree.children(head, "aux") else None
    return head if subject is None else subject


def _compact(tree: Tree, head: int, after: int) -> list[int]:
    kept = [w for c in tree.children(head) if tree.tokens[c].dep not in _LOOSE for w in tree.subtree(c)]
    found = sorted(w for w in [head, *kept] if w > after)
    return found if len(found) <= _CLAUSE else _core(tree, head, after)


def _core(tree: Tree, head: int, after: int) -> list[int]:
    """Return the verb of a long clause with its subject and object: enough to tell which event is meant."""
    core = [w for c in tree.children(head, *_CORE) for w in _compact_noun(tree, c)]
    return sorted(w for w in [head, *core] if w > after)


def _compact_noun(tree: Tree, head: int) -> list[int]:
    kept = [w for c in tree.children(head) if tree.tokens[c].dep not in (*_LOOSE, "prep") for w in tree.subtree(c)]
    return [head, *kept] if len(kept) < _CLAUSE else [head]


def _between(dates: tuple[When, ...], start: int, end: int) -> list[When]:
    first = bisect_left(dates, start, key=lambda d: d.span.start)
    last = bisect_left(dates, end, key=lambda d: d.span.start)
    return list(dates[first:last])


# A sentence of more dates than these on either side of a word is a list: those further off belong to other words.
_AROUND = 30


def _nearest(dates: list[When], at: int) -> list[When]:
    i = bisect_left(dates, at, key=lambda d: d.span.start)
    return dates[max(0, i - _AROUND) : i + _AROUND]


_VERBS = ("VERB", "AUX")

# A date hangs at most so many words below what it dates.
_DEEPEST = 100


def _distance(tree: Tree, when: When, word: int) -> int | None:
    """Return how far `when` is from `word`, None: it goes with something else.

    0: hangs on it. 1: hangs on the verb it serves. 2: told in a clause about it, or at the head of the verbs it is joined to.
    """
    inside = tree.within(when.span.start, when.span.end)
    if not inside or word in inside:
        return 0 if word in inside else None
    top = next((i for i in inside if tree.tokens[i].head not in inside or tree.tokens[i].head == i), inside[0])
    chain = list(islice(tree.ancestors(top), _DEEPEST))
    if word in chain:
        return _below(tree, chain[: chain.index(word)], word)
    verb = _verb(tree, word)
    above = next((a for a in chain if tree.tokens[a].pos in _VERBS), None)
    if verb is None or above is None:
        return None
    return 1 if above == verb else 2 if top < above and above in islice(_joined(tree, verb), _DEEPEST) else None


def _below(tree: Tree, between: list[int], word: int) -> int | None:
    """Return the distance of a date that hangs below `word` by way of `between`: past one clause about a noun, no other verb."""
    verbs = [w for w in between if tree.tokens[w].pos in _VERBS]
    if not verbs:
        return 0
    about = len(verbs) == 1 and tree.tokens[verbs[0]].head == word and tree.tokens[word].pos not in _VERBS
    return 2 if about else None


def _verb(tree: Tree, word: int) -> int | None:
    if tree.tokens[word].pos in _VERBS:
        return word
    return next((a for a in islice(tree.ancestors(word), _DEEPEST) if tree.tokens[a].pos in _VERBS), None)


def _joined(tree: Tree, verb: int) -> Iterator[int]:
    """Yield the verbs that `verb` is joined to by "and", upwards."""
    while tree.tokens[verb].dep == "conj":
        verb = tree.tokens[verb].head
        yield verb
