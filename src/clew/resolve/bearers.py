"""A bearer: figures of several documents that are one before names are compared: spelled alike, and nothing parts them.

Forms are collapsed first: a name met in a thousand documents is compared once.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from clew.records import MentionKind
from clew.resolve.figures import Figure
from clew.resolve.mailbox import host


class Bearer:
    """The figures of one bearer of a name, and what is known of them together. Grows by `add` only.

    is_full   whether given name and surname are known
    seen      the addresses, as a scanner may have misread them; hosts: what is behind the "@" of each
    bodies    the organisations among the company
    company   how many documents show them with each key
    """

    __slots__ = (
        "addresses", "bodies", "company", "documents", "figures", "hosts", "is_full", "kind", "name", "opposite", "phones",
        "seen", "words", "writes",
    )  # fmt: skip

    def __init__(self, figures: Sequence[Figure]) -> None:
        first = figures[0]
        self.kind: MentionKind = first.kind
        self.name, self.words = first.name, first.words
        self.is_full = first.is_full
        self.figures: list[Figure] = []
        self.addresses: set[str] = set()
        self.seen: set[str] = set()
        self.hosts: set[str] = set()
        self.phones: set[str] = set()
        self.documents: set[str] = set()
        self.opposite: set[str] = set()
        self.bodies: set[str] = set()
        self.company: Counter[str] = Counter()
        self.writes = False
        self.add(figures)

    def add(self, figures: Iterable[Figure]) -> None:
        """Take `figures` in. The name is the first's: of one spelling they differ in capitals and marks alone."""
        for figure in figures:
            self.figures.append(figure)
            self.documents.add(figure.document)
            self.company.update(figure.company)
            self.bodies.update(key for key in figure.company if key.startswith("org "))
            self.opposite.update(figure.opposite)
            self.phones.update(figure.phones)
            self.writes |= figure.writes
            for address in figure.addresses:
                self.addresses.add(address)
                self.hosts.add(host(address))
            self.seen.update(figure.seen)

    @property
    def id(self) -> str:
        """The id by which judgements name this bearer: of its first figure."""
        return self.figures[0].node

    @property
    def key(self) -> str:
        """What others call this bearer in their company."""
        return self.figures[0].key

    @property
    def spelling(self) -> str:
        """The name whole, or the address where there is none."""
        return self.figures[0].spelling

    @property
    def shown(self) -> str:
        """The name as compared: of one known by addresses only, the words these spell."""
        return " ".join(self.words) if self.figures[0].spelled else self.name


def spellings(figures: Iterable[Figure]) -> Iterator[list[Figure]]:
    """Yield the figures that are spelled alike, group by group; the order is that of what they say alone."""
    groups: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        groups[figure.kind, figure.spelling].append(figure)
    for key in sorted(groups):
        yield sorted(groups[key], key=lambda f: (f.spelled, f.name, f.node))


def components(figures: Sequence[Figure], keys_of: "Keys") -> list[list[Figure]]:
    """Return `figures` in groups that share an address, a number or rare company; the largest first, the bare ones last."""
    home = list(range(len(figures)))

    def root(at: int) -> int:
        while home[at] != at:
            home[at] = at = home[home[at]]
        return at

    first: dict[str, int] = {}
    for at, figure in enumerate(figures):
        for key in keys_of(figure):
            other = first.setdefault(key, at)
            low, high = sorted((root(other), root(at)))
            home[high] = low
    groups: dict[int, list[Figure]] = defaultdict(list)
    for at, figure in enumerate(figures):
        groups[root(at)].append(figure)
    return sorted(groups.values(), key=lambda group: (not any(map(is_placed, group)), -len(group), group[0].node))


def is_placed(figure: Figure) -> bool:
    """Whether anything but the name is known of a figure."""
    return bool(figure.addresses or figure.phones or figure.company)


class Keys:
    """What ties two figures of one spelling: addresses, numbers, and company that few others are in."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self.uses = Counter(key for figure in figures for key in figure.company)
        self.total = max(len(figures), 2)
        # Company of a hundredth of all figures says nothing by itself; in a small case that of a handful still does.
        self._rare = max(8, self.total // 100)

    def __call__(self, figure: Figure) -> Iterator[str]:
        """Yield the keys that tie `figure` to others of its spelling."""
        yield figure.document
        yield from figure.seen
        yield from figure.phones
        yield from (key for key in figure.company if self.uses[key] <= self._rare)
