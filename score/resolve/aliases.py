"""Names and addresses of one person in one mail: the closure of the relation Alias in `gold/mail-zones/enron/train`.

Only mails in which somebody tied names are counted, and of them the names that the labels call people. Two figures: who is one
when the names are given, and when Clew reads the mail from its file and finds the names: a name it does not find is tied to none.
Rules are made while looking at the seen half, as for the zones.
"""

import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from clew.derived import Derived
from clew.engine import Serial
from clew.index import Index
from clew.ingest import discover, read_file
from clew.pipeline import observe_document
from clew.recognize.correspondents import natural
from clew.records import Document, Mention, Observation, make
from score.ingest.zonegold import document_of
from score.measures import Line

_PEOPLE = ("Header/Person", "Header/Org", "Body/Intro/Name", "Body/Outro/Name", "Body/Signature/Name")

Pair = tuple[int, int]


class Name(NamedTuple):
    """A labelled name: its number in the mail, and where it stands in the body."""

    number: int
    start: int
    end: int
    text: str


class Mail(NamedTuple):
    """A mail whose names somebody tied. pairs: of numbers of names that are one person, the smaller first."""

    path: Path
    body: str
    head: Mapping[str, str]
    names: tuple[Name, ...]
    pairs: frozenset[Pair]

    @property
    def seen(self) -> bool:
        """Whether rules may be made while looking at it."""
        return zlib.crc32(self.path.name.encode()) % 2 == 0


def mails(shared: Path) -> Iterator[Mail]:
    """Yield the mails with aliases, in order of their names."""
    for path in sorted((shared / "gold" / "mail-zones" / "enron" / "train").glob("*.ann")):
        found = json.loads(path.read_text("utf-8"))
        ties = [(r["origin"], r["target"]) for r in found.get("relations", ()) if r["type"] == "Alias"]
        if ties:
            given = [d for d in found["denotations"] if d["type"].startswith(_PEOPLE) and d["text"].strip()]
            names = tuple(_name(d) for d in given)
            closed = _closed(ties) & set(combinations(sorted(n.number for n in names), 2))
            yield Mail(path.with_suffix(""), found["text"], found["meta"].get("header", {}), names, frozenset(closed))


def _name(denotation: Mapping[str, object]) -> Name:
    text, start = str(denotation["text"]), int(str(denotation["start"]))
    start += len(text) - len(text.lstrip())
    return Name(int(str(denotation["id"])), start, start + len(text.strip()), text.strip())


def _closed(ties: Sequence[Pair]) -> set[Pair]:
    """Return every pair that a chain of `ties` makes one."""
    groups: list[set[int]] = []
    for tie in ties:
        touched = [g for g in groups if not g.isdisjoint(tie)]
        groups = [g for g in groups if g.isdisjoint(tie)] + [set(tie).union(*touched)]
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def given(mail: Mail) -> set[Pair]:
    """Return the pairs that are one when the names are given."""
    document = document_of(mail.body, dict(mail.head))
    mentions = {_mention(document, name): name.number for name in mail.names}
    return _pairs({m.id: [number] for m, number in mentions.items()}, Observation(document, tuple(mentions)))


def _mention(document: Document, name: Name) -> Mention:
    """Return a name as recognition would give it: in natural order, an address in lower case."""
    address = "@" in name.text and " " not in name.text
    shown = name.text.lower() if address else natural(name.text)
    span = document.span(name.start, name.end)
    return make(Mention, span=span, kind="address" if address else "person", form="name", name=shown, by="gold/1")


def raw(mail: Mail) -> set[Pair]:
    """Return the pairs that are one when Clew reads the file."""
    (file,) = discover([mail.path])
    observation = observe_document(read_file(file).documents[0])
    numbers: dict[str, list[int]] = {}
    for name, start in _places(mail, observation.document.text):
        for mention in observation.mentions:
            if mention.form == "name" and mention.span.start < start + len(name.text) and start < mention.span.end:
                numbers.setdefault(mention.id, []).append(name.number)
    return _pairs(numbers, observation)


def _places(mail: Mail, text: str) -> Iterator[tuple[Name, int]]:
    """Yield each name with where it stands in `text`: its place in the body, shifted, or the nearest that has its words."""
    shift = text.find(mail.body.strip()[:60]) - (len(mail.body) - len(mail.body.lstrip()))
    for name in mail.names:
        found = [at.start() for at in re.finditer(re.escape(name.text), text)]
        yield name, min(found, key=lambda at: (abs(at - name.start - shift), at), default=name.start + shift)


def _pairs(numbers: Mapping[str, Sequence[int]], observation: Observation) -> set[Pair]:
    identities = Derived.of(Serial(), Index([observation]), ()).identities.values()
    groups = (sorted({n for m in identity.mentions for n in numbers.get(m, ())}) for identity in identities)
    return {pair for group in groups for pair in combinations(group, 2)}


def lines(shared: Path) -> Iterator[Line]:
    """Yield the figures; nothing when the data is not in `shared`."""
    found = list(mails(shared))
    for name, read in (("names given", given), ("from the file", raw)) if found else ():
        made = [(mail, read(mail)) for mail in found]
        yield _line(name, made)
        yield _line(f"{name}, unseen half", [(mail, pairs) for mail, pairs in made if not mail.seen])


def _line(name: str, made: Sequence[tuple[Mail, set[Pair]]]) -> Line:
    gold, found, right = (sum(map(count, made)) for count in _COUNTS)
    precision, recall = right / max(found, 1), right / max(gold, 1)
    value = 2 * right / max(gold + found, 1)
    detail = f"precision {precision:.3f}, recall {recall:.3f}, {gold:,} pairs in {len(made)} mails"
    return Line("mail-zones alias", name, value, detail, tuple(_wrong(made)))


_COUNTS: tuple[Callable[[tuple[Mail, set[Pair]]], int], ...] = (
    lambda one: len(one[0].pairs),
    lambda one: len(one[1]),
    lambda one: len(one[1] & one[0].pairs),
)


def _wrong(made: Sequence[tuple[Mail, set[Pair]]]) -> Iterator[str]:
    """Yield what is missed and what is too much, of the seen half only."""
    for mail, pairs in made:
        text = {n.number: n.text for n in mail.names}
        for left, right in sorted(pairs ^ mail.pairs) if mail.seen else ():
            kind = "too much" if (left, right) in pairs else "missed"
            yield f"{kind:8} {text[left]!r} {text[right]!r} in {mail.path.name}"
