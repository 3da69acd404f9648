"""From, To and Cc as they stand in scanned mails (clinton-296): which strings are one correspondent, against a key made by eye.

The key (correspondents.toml) holds digests of 150 strings, chosen by their digest before anybody looked, in groups of one
person each; `score.resolve.labelling` made it. Rules are made while looking at the seen half, whose digests are even. Only the
headers are read here, not the mails' words: what is measured is what spelling, addresses and company of correspondents tell.
"""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path

from clew.derived import Derived
from clew.engine import Serial
from clew.index import Index
from clew.ingest import discover, read_file
from clew.pipeline import prepared
from clew.recognize import recognize
from clew.records import Document, Observation, Parse, digest
from score.measures import Line

KEY = Path(__file__).with_suffix(".toml")
_LABELS = frozenset({"From", "To", "Cc", "Bcc"})

Groups = Sequence[Sequence[str]]


@cache
def observed(shared: Path) -> tuple[Observation, ...]:
    """Return what the headers of the mails say; () when they are not in `shared`."""
    folder = shared / "evidence" / "clinton-296"
    files = discover([folder]) if folder.is_dir() else ()
    documents = [prepared(document) for file in files for document in read_file(file).documents]
    return tuple(recognize(Parse(document, ())) for document in documents)


def strings(document: Document) -> Iterator[tuple[int, int, str]]:
    """Yield each correspondent's string in the headers of `document`, as it stands: (start, end, string)."""
    for field in (f for z in document.zones if z.kind == "header" for f in z.fields if f.label in _LABELS):
        at = field.start
        for piece in document.text[field.start : field.end].split(";"):
            if shown := piece.strip():
                start = at + piece.index(shown)
                yield start, start + len(shown), shown
            at += len(piece) + 1


def is_seen(name: str) -> bool:
    """Whether rules may be made while looking at the string with this digest."""
    return int(name, 16) % 2 == 0


def lines(shared: Path) -> Iterator[Line]:
    """Yield the figures; nothing when the data is not in `shared`."""
    observations = observed(shared)
    if not observations:
        return
    groups: Groups = tomllib.loads(KEY.read_text("utf-8"))["groups"]
    home, shown = _clustered(observations)
    yield _line("150 strings", groups, home, shown)
    yield _line("150 strings, unseen half", [[d for d in group if not is_seen(d)] for group in groups], home, shown)


def _clustered(observations: Sequence[Observation]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the identity of each string by its digest, that of most of its places; and the strings by their digests."""
    identity = Derived.of(Serial(), Index(observations), ()).home
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    shown: dict[str, str] = {}
    for observation in observations:
        for start, end, string in strings(observation.document):
            name = digest(string)
            shown[name] = string
            inside = [m for m in observation.mentions if start <= m.span.start < end and m.id in identity]
            first = next((m for m in inside if m.kind != "address"), inside[0] if inside else None)
            votes[name][identity[first.id] if first else name] += 1
    return {name: min(found, key=lambda id: (-found[id], id)) for name, found in votes.items()}, shown


def _line(name: str, groups: Groups, home: Mapping[str, str], shown: Mapping[str, str]) -> Line:
    every = sorted(d for group in groups for d in group)
    gold = {pair for group in groups for pair in combinations(sorted(group), 2)}
    made = {pair for pair in combinations(every, 2) if home.get(pair[0], pair[0]) == home.get(pair[1], pair[1])}
    right = len(gold & made)
    detail = f"precision {right / max(len(made), 1):.3f}, recall {right / max(len(gold), 1):.3f}, {len(gold):,} pairs"
    value = 2 * right / max(len(gold) + len(made), 1)
    return Line("clinton correspondents", name, value, detail, tuple(_wrong(gold, made, shown)))


def _wrong(gold: set[tuple[str, str]], made: set[tuple[str, str]], shown: Mapping[str, str]) -> Iterator[str]:
    """Yield for each string of the seen half in how many pairs it is missed or too much, the worst first."""
    for kind, pairs in (("too much", made - gold), ("missed", gold - made)):
        counts = Counter(d for d in _both(pairs) if is_seen(d))
        yield from (f"{kind:8} {count:3} pairs of {shown.get(d, d)!r}" for d, count in counts.most_common())


def _both(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for pair in pairs:
        yield from pair
