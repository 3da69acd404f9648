"""Names of people, organisations and places: what kind each is, by all that the document shows of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from clew.recognize.runs import runs
from clew.recognize.signs import Votes, vote
from clew.recognize.titles import titles
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import words
from clew.records import Mention, make

BY = "name/1"

# Acronyms are written with this many capitals.
ACRONYM = range(2, 7)

Key = tuple[str, ...]


class Names:
    """The names of one document: runs of words, and the kind its votes give each spelling."""

    def __init__(self, tree: Tree, known: Iterable[str]) -> None:
        self.tree = tree
        self.titled = set(titles(tree).values())
        self.runs = list(runs(tree))
        self.votes: dict[Key, Votes] = defaultdict(lambda: defaultdict(float))
        for run in self.runs:
            vote(self.votes[self.key(run)], tree, run, titled=run.start in self.titled)
        self.kinds = {key: _kind(key, votes) for key, votes in self.votes.items()}
        self.kinds.update(dict.fromkeys((tuple(name.split()) for name in known), "person"))
        self.surnames = _surnames(self.kinds)
        self.givens = _givens(self.kinds)

    def key(self, run: range) -> Key:
        """Return the words of `run`."""
        return tuple(self.tree.tokens[i].text for i in run)

    def kind(self, key: Key) -> str | None:
        """Return the kind of a spelling: a lone word that ends some person's full name is that person's."""
        if len(key) == 1 and (key[0] in self.surnames or key[0] in self.givens):
            return "person"
        return self.kinds.get(key)


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
    for part, kind in _spread(names, taken):
        found[part.start] = (part, kind)
    return tuple(mention(tree, part, kind) for _, (part, kind) in sorted(found.items()))


def mention(tree: Tree, run: Iterable[int], kind: str) -> Mention:
    """Return the mention that names `kind` in the words `run`."""
    span = tree.span(list(run))
    return make(Mention, span=span, kind=kind, form="name", name=" ".join(span.text.split()), by=BY)


def _kind(key: Key, votes: Votes) -> str | None:
    """Return what a spelling is: by its head word, then by votes. None: nothing speaks for it."""
    if key[-1] in words("organizations", "nothing") or key[0] in {"Battle", "Operation"}:
        return None
    kind = _by_head(key)
    if kind and not (key[-1] in words("organizations", "surname") and _is_full_name(key, votes)):
        return kind
    best = max(("organization", "person", "place"), key=lambda k: votes[k])
    if votes[best] >= 0.5:
        return None if best == "person" and len(key) > 4 else best
    if len(key) == 1 and key[0].isupper() and len(key[0]) in ACRONYM and key[0].isalpha():
        return "organization"
    return None


def _by_head(key: Key) -> str | None:
    """Return what the head word of a name says: the last one, or the one before "of"."""
    head = next((key[k - 1] for k in range(1, len(key)) if key[k] in {"of", "for", "on"}), key[-1])
    if key[-1] in words("organizations", "legal") or (head in words("organizations", "organization") and len(key) > 1):
        return "organization"
    if key[-1] in words("organizations", "body"):
        return "organization"
    if head in words("organizations", "place") and len(key) > 1:
        return "place"
    return None


def _is_full_name(key: Key, votes: Votes) -> bool:
    """Whether a name that ends in a word for a place is a person's all the same: "Steve Hall"; never after "the"."""
    other = votes["place"] + votes["organization"] + votes["the"]
    return len(key) in {2, 3} and votes["person"] >= 1 and votes["person"] > other


def _surnames(kinds: dict[Key, str | None]) -> frozenset[str]:
    """Return the last words of people's full names."""
    return frozenset(_last(key) for key, kind in kinds.items() if kind == "person" and len(key) > 1)


def _givens(kinds: dict[Key, str | None]) -> frozenset[str]:
    """Return the first words of people's full names that are given names and nothing else."""
    sure = words("given_names", "he", "she", "either") - words("given_names", "word")
    return frozenset(key[0] for key, kind in kinds.items() if kind == "person" and len(key) > 1 and key[0] in sure)


def _last(key: Key) -> str:
    return key[-2] if key[-1] in words("names", "suffix") and len(key) > 2 else key[-1]


def _named(names: Names, run: range) -> Iterator[tuple[range, str]]:
    """Yield the name in `run` with its kind."""
    if kind := names.kind(names.key(run)):
        yield run, kind


def _spread(names: Names, taken: set[int]) -> Iterator[tuple[range, str]]:
    """Yield names seen elsewhere in the document that the parser's tags or a heading hid here."""
    known: dict[str, list[Key]] = defaultdict(list)
    for key in sorted(names.kinds):
        if names.kind(key) and len(key) > 1:
            known[key[0]].append(key)
    for word in sorted(names.surnames | names.givens):
        known[word].append((word,))
    i, tokens = 0, names.tree.tokens
    while i < len(tokens):
        key = _longest(names.tree, i, known.get(tokens[i].text, ()), taken)
        if key:
            yield range(i, i + len(key)), names.kind(key) or "person"
        i += len(key) or 1


def _longest(tree: Tree, i: int, keys: Iterable[Key], taken: set[int]) -> Key:
    """Return the longest of `keys` that stands at word `i`, or ()."""
    if i in taken or tree.tokens[i].pos in {"VERB", "AUX", "ADV", "PRON", "DET", "ADP"}:
        return ()
    at = (key for key in keys if tuple(t.text for t in tree.tokens[i : i + len(key)]) == key)
    return max(at, key=len, default=())
