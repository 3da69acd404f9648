"""Names of people, organisations and places: what kind each is, by all that the document shows of it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from clew.recognize.eponyms import is_prize, is_product
from clew.recognize.grown import grown
from clew.recognize.hinted import KINDS, Hinted, hinted
from clew.recognize.kinds import ACRONYM, ENOUGH, Key, by_head, key_of, kind_of, without_thing
from clew.recognize.longer import longer
from clew.recognize.near import near
from clew.recognize.parted import parted
from clew.recognize.runs import hint as label
from clew.recognize.runs import is_capital, runs
from clew.recognize.signs import Votes, begins_with_given, common_shorts, is_short_for, vote
from clew.recognize.stands import LONGEST
from clew.recognize.titles import titles
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import words
from clew.recognize.works import Works
from clew.records import Mention, make

BY = "name/1"

# How much the tagger's word weighs against one hint of the parser's name finder; see `clew.recognize.signs`.
HINT = 3.0

# How sure the tagger is to be: of a body that rules speak for too, of one they do not, of one in capitals, which stamps and
# headings have too; of a person, of one by a lone word.
LEAST = {"body": 0.3, "organization": 0.65, "capitals": 0.8, "person": 0.5, "lone": 0.7}

# A lone word of more capitals may be a word like others.
_LETTERS = 4

_HOUSE = re.compile(r"\d{1,5}[A-Za-z]?$")

# Editors put what they supply in brackets, in the middle of a name too: "Steve [Vale]".
_BRACKETS = str.maketrans("", "", "[]")


class Names:
    """The names of one document: runs of words, and the kind its votes give each spelling."""

    def __init__(self, tree: Tree, known: Iterable[str]) -> None:
        self.tree = tree
        ends = titles(tree)
        self.titled = set(ends.values())
        self.opening = self.titled | ends.keys()
        works = Works(tree)
        capitals = works.runs_outside(runs(tree))
        hints = longer(tree, works.outside(grown(tree, list(parted(tree, hinted(tree))), capitals)))
        self.by = f"{tree.hints.by} {BY}" if hints and tree.hints else BY
        self.runs = list(_merged(tree, hints, self.titled, capitals))
        self.votes: dict[Key, Votes] = defaultdict(lambda: defaultdict(float))
        for run in self.runs:
            vote(self.votes[self.key(run)], tree, run, titled=run.start in self.titled)
        self.told = {key: votes["organization"] for key, votes in self.votes.items()}
        for hint in hints:
            self.votes[self.key(hint.run)][hint.kind] += HINT * hint.score
        self.lowered = frozenset(t.text for t in tree.tokens if t.text.islower())
        self.seen = Counter(self.key(hint.run) for hint in hints)
        self.best: dict[Key, float] = {}
        for hint in hints:
            self.best[self.key(hint.run)] = max(hint.score, self.best.get(self.key(hint.run), 0.0))
        self.sure = frozenset(self.seen)
        self.kinds = {key: self._decided(key, votes) for key, votes in self.votes.items()}
        self.kinds.update(dict.fromkeys((tuple(name.split()) for name in known), "person"))
        self.kinds.update(dict.fromkeys(common_shorts(tree), None))
        self.houses = _houses(self.kinds) | _shorts(self.kinds)
        self.kinds.update(self.houses)
        self.surnames = _surnames(self.kinds)
        self.givens = _givens(self.kinds, self.lowered)

    def _decided(self, key: Key, votes: Votes) -> str | None:
        """Return what a spelling names: by most votes where the tagger saw it once at least, else by the rules."""
        if key[-1] in words("organizations", "legal") and len(key) > 1:
            return "organization"
        return max(KINDS, key=lambda kind: votes[kind]) if key in self.sure else kind_of(key, votes, self.lowered)

    def key(self, run: range) -> Key:
        """Return the words of `run`."""
        return key_of(self.tree, run)

    def kind(self, key: Key) -> str | None:
        """Return the kind of a spelling: a lone word of some person's full name is that person's, if the tagger did not see it
        as a place twice; so is what a given name begins and somebody's surname ends.
        """
        if len(key) == 1 and (key[0] in self.surnames or key[0] in self.givens):
            return "place" if self.seen[key] > 1 and self.kinds[key] == "place" else "person"
        kind = self.kinds.get(key)
        known = kind == "organization" and _last(key) in self.surnames and key[0] in words("given_names", "he", "she", "either")
        return "person" if known and not by_head(key) else kind

    def is_weak(self, key: Key) -> bool:
        """Whether the tagger is nowhere sure enough of a spelling that nothing else speaks for."""
        if key not in self.best or (len(key) == 1 and key[0] in self.surnames | self.givens):
            return False
        kind = self.kinds[key] or ""
        if kind == "organization":
            kind = "capitals" if len(key) == 1 and _is_stamp(key[0]) else kind
            kind = "body" if self.told[key] >= ENOUGH or by_head(key) == "organization" else kind
        elif kind == "person" and len(key) == 1:
            kind = "lone"
        return self.best[key] < LEAST.get(kind, 0.0)

    def is_weak_body(self, key: Key) -> bool:
        """Whether that is so of a body; people are looked for all the same where they stand often."""
        return self.is_weak(key) and self.kinds[key] == "organization"


def _is_stamp(word: str) -> bool:
    """Whether a word in capitals may be one like others, as in stamps and headings: "HARBOUR"."""
    return len(word) > _LETTERS and word.isupper()


def _merged(tree: Tree, hints: Sequence[Hinted], titled: set[int], capitals: list[range]) -> Iterator[range]:
    """Yield the runs of `hints` and, outside them, the firm ones of `capitals`. Without hints all of `capitals`."""
    if not hints:
        yield from capitals
        return
    taken = {k for hint in hints for k in hint.run}
    firm = (run for run in capitals if taken.isdisjoint(run) and (run.start in titled or _is_firm(tree, run)))
    yield from sorted([*(hint.run for hint in hints), *firm], key=lambda run: run.start)


def _is_firm(tree: Tree, run: range) -> bool:
    """Whether a run names somebody though the tagger saw nothing: by a given name, a body's last word, "the" at an acronym."""
    key = key_of(tree, run)
    after_the = run.start > 0 and tree.tokens[run.start - 1].text.lower() == "the"
    body = by_head(key) == "organization" or (after_the and len(key) == 1 and ACRONYM.match(key[0]))
    seen = bool(body) and all(label(tree.tokens[i]) == "ORG" for i in run)
    return seen or begins_with_given(tree, run) or is_short_for(tree, run)


def find_names(tree: Tree, known: Iterable[str] = ()) -> tuple[Mention, ...]:
    """Return the mentions of `tree` that name a person, an organisation or a place, in order.

    known   names of people that the document shows elsewhere: in its headers, its speakers' labels, its tables
    """
    names = Names(tree, known)
    found: dict[int, tuple[range, str]] = {}
    taken: set[int] = set()
    for run in names.runs:
        for part, kind in _named(names, run):
            found[part.start] = (part, kind)
            taken.update(part)
        taken.update(run if names.is_weak_body(names.key(run)) else ())
    for part, kind in _spread(names, taken):
        found[part.start] = (part, kind)
    return tuple(_mention(tree, _with_house(tree, part), kind, names.by) for _, (part, kind) in sorted(found.items()))


def _with_house(tree: Tree, run: range) -> range:
    """Return the words of a street's name with the number of the house before it: "12 Harbour Street"."""
    street = tree.tokens[run[-1]].text in words("organizations", "street")
    return range(run.start - 1, run.stop) if street and run.start and _HOUSE.match(tree.tokens[run.start - 1].text) else run


def _mention(tree: Tree, run: Iterable[int], kind: str, by: str) -> Mention:
    span = tree.span(list(run))
    name = " ".join(span.text.translate(_BRACKETS).split())
    return make(Mention, span=span, kind=kind, form="name", name=name, by=by)


def _houses(kinds: dict[Key, str | None]) -> dict[Key, str | None]:
    """Return the kind of lone words that are a house's name without the word for it: "the Seaview" is the Seaview Hotel."""
    named = {key[:-1]: kind for key, kind in kinds.items() if len(key) == 2 and key[-1] in words("organizations", "house")}
    return {key: kind for key, kind in named.items() if kind and kinds.get(key) != "person"}


def _shorts(kinds: dict[Key, str | None]) -> dict[Key, str | None]:
    """Return the letters that bodies of three words or more begin with: "SHO" is the Skal Harbour Office, wherever it stands."""
    initials = ("".join(w[0] for w in key if w[0].isupper()) for key, kind in kinds.items() if kind == "organization")
    shorts = (short for short in initials if ACRONYM.match(short) and len(short) > 2 and short not in words("names", "never"))
    return {(short,): "organization" for short in shorts if not kinds.get((short,))}


def _surnames(kinds: dict[Key, str | None]) -> frozenset[str]:
    """Return the last words of people's full names."""
    last = (_last(key) for key, kind in kinds.items() if kind == "person" and len(key) > 1)
    return frozenset(word for word in last if word[0].isupper() and len(word) > 1 and not ACRONYM.match(word))


def _givens(kinds: dict[Key, str | None], lowered: frozenset[str]) -> frozenset[str]:
    """Return the first words of people's full names that are no common word, place or body by themselves."""
    firsts = {key[0] for key, kind in kinds.items() if kind == "person" and len(key) > 1}
    barred = words("given_names", "word") | words("organizations", "organization", "place") | words("titles", "post", "honorific")
    sure = (w for w in firsts - barred if len(w) > 2 and w.lower() not in lowered)
    return frozenset(w for w in sure if kinds.get((w,)) != "place")


def _last(key: Key) -> str:
    return key[-2] if key[-1] in words("names", "suffix") else key[-1]


def _named(names: Names, run: range) -> Iterator[tuple[range, str]]:
    """Yield the names in `run` with their kinds."""
    key = names.key(run)
    parts = list(_parts(key))
    kind = names.kind(key)
    if kind == "person" and is_prize(names.tree, run):
        near(names.tree, run, names.by, "no name: what is named after somebody is not that person")
        return
    if names.is_weak(key):
        near(names.tree, run, names.by, f"no name: the tagger is not sure that it is a name of this kind: {kind}")
        return
    if len(parts) > 1 and key not in names.sure and all(names.kind(key[a:b]) == "person" for a, b in parts):
        yield from ((run[a:b], "person") for a, b in parts)
    elif len(key) > 1 and names.kind(key[1:]) == "person" and _is_opening(names, key[0]):
        yield run[1:], "person"
    elif kind != "person" and len(key) > 1:
        yield from _with_person(names, run, key, kind)
    elif kind:
        yield run, kind
    else:
        near(names.tree, run, names.by, "no name: nothing says that it is a person, an organisation or a place")


def _is_opening(names: Names, word: str) -> bool:
    """Whether a word is a common one with the capital of a sentence's beginning: "Following Vale's departure"."""
    part = word in words("given_names", "he", "she", "either") or word.lower() in words("names", "particle")
    return word[0].isupper() and word.lower() in names.lowered and not part


def _with_person(names: Names, run: range, key: Key, kind: str | None) -> Iterator[tuple[range, str]]:
    """Yield what a run that is no person holds: "the Vale Statement", two names without a mark between them."""
    person = without_thing(key)
    first = names.kind(key[:-1])
    if key[-1] in words("organizations", "prize"):
        if kind and kind != "person":
            yield run, kind
    elif person != key and person and names.kind(person) == "person":
        yield run[: len(person)], "person"
    elif names.kind(key[-1:]) == "person" and first in {"place", "organization"}:
        yield from ((run[:-1], first), (run[-1:], "person"))
    elif kind:
        yield run, kind


def _parts(key: Key) -> Iterator[tuple[int, int]]:
    """Yield the stretches of `key` between "&" or "and"; the halves of a name written twice in a row."""
    half = len(key) // 2
    if len(key) > 2 and key[:half] == key[half:]:
        yield from ((0, half), (half, len(key)))
        return
    joins = [k for k, word in enumerate(key) if word in {"&", "and"}]
    yield from zip([0, *(k + 1 for k in joins)], [*joins, len(key)], strict=True)


def _spread(names: Names, taken: set[int]) -> Iterator[tuple[range, str]]:
    """Yield names seen elsewhere in the document that the parser's tags, the tagger or a heading hid here."""
    known = _known(names)
    lengths: dict[str, set[int]] = defaultdict(set)
    for key in known:
        lengths[key[0]].add(len(key))
    i, tokens = 0, names.tree.tokens
    while i < len(tokens):
        run = _longest(names, i, lengths.get(tokens[i].text, ()), known) if i not in taken else range(0)
        if run and taken.isdisjoint(run) and not _names_thing(names, run, taken):
            yield run, names.kind(names.key(run)) or "person"
        i += len(run) or 1


def _names_thing(names: Names, run: range, taken: set[int]) -> bool:
    """Whether a name only begins that of a thing: of a prize somebody gave a name to, or of what a body makes."""
    kind = names.kind(names.key(run))
    if kind == "person":
        return is_prize(names.tree, run)
    return kind == "organization" and run.stop not in taken | names.opening and is_product(names.tree, run)


def _known(names: Names) -> set[Key]:
    """Return the spellings that are names wherever they stand: of several words, people's surnames and given names, and single
    words that the tagger saw as a name in half of their places or more.
    """
    long = {key for key, kind in names.kinds.items() if kind and 1 < len(key) <= LONGEST}
    places = Counter(token.text for token in names.tree.tokens)
    seen = Counter(names.key(run) for run in names.runs)
    lone = {key for key in names.sure if len(key) == 1 and names.kinds[key] and is_capital(key[0]) and not _is_stamp(key[0])}
    often = {key for key in lone if 2 * seen[key] >= places[key[0]] and not names.is_weak_body(key)}
    turned = {key[::-1] for key in long if len(key) == 2 and names.kind(key) == "person"}  # "Orrin Ann" for "Ann Orrin"
    return long | turned | often | names.houses.keys() | {(word,) for word in names.surnames | names.givens}


def _longest(names: Names, i: int, lengths: Iterable[int], known: set[Key]) -> range:
    """Return the words of the longest of `known` that stands at word `i`, or none; no lone verb, no date."""
    token = names.tree.tokens[i]
    barred = token.pos in {"VERB", "AUX", "ADV", "PRON", "DET", "ADP"} or label(token) in {"DATE", "TIME"}
    most = len(names.tree.tokens) - i
    stands = (range(i, i + n) for n in sorted(lengths, reverse=True) if n <= most and (n > 1 or not barred))
    return next((run for run in stands if names.key(run) in known and not _begins_again(names.tree, run)), range(0))


def _begins_again(tree: Tree, run: range) -> bool:
    """Whether the second word of `run` begins the name anew, as after a heading: "Talks with Orrin | Ann Orrin said"."""
    return len(run) == 2 and [t.text for t in tree.tokens[run.stop : run.stop + 1]] == [tree.tokens[run.start].text]
