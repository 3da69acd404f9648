"""What it takes to tell who is who among many generated names, and how that grows.  `make bench-resolve`

usage: python -m bench.resolve [--mentions N] [--times N] [--profile]

One process, one core. Invented mails: a few people write most of them (Zipf's law), names are drawn from given names and surnames
of which a few are common; 30% of the mentions are full names, the rest short names, initials, addresses, organisations, places.
`--mentions` (200,000) are to be resolved in under 60 seconds, and `--times` (5) as many in no more than n log n.
"""

import argparse
import cProfile
import os
import pstats
import random
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from math import log
from typing import NamedTuple

from clew.derived import Derived
from clew.engine import Serial
from clew.index import Index
from clew.recognize.vocabulary import words
from clew.records import Document, Event, Field, Mention, MentionKind, Observation, Source, When, Zone, digest, make

LIMIT = 60.0

# A mail comes every so often, which makes ten a day.
_FIRST, _APART = datetime(2016, 1, 1, tzinfo=UTC), timedelta(minutes=143)
_A_MAIL = 20  # mentions, about
_SYLLABLES = ("ba", "den", "far", "gor", "hal", "kin", "lor", "mas", "ner", "pol", "rus", "sten", "tam", "ver", "wik", "zel")


class Person(NamedTuple):
    """Somebody who writes. middle: an initial or ""."""

    given: str
    middle: str
    surname: str
    address: str
    organization: str

    @property
    def name(self) -> str:
        """The full name."""
        return " ".join(filter(None, (self.given, self.middle, self.surname)))


def main() -> int:
    """Print seconds for both sizes and the growth; return 1 when it is too slow."""
    asked = _asked()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    if asked.profile:
        _profile(list(mails(asked.mentions)))
        return 0
    small, few = timed(asked.mentions)
    large, many = timed(asked.mentions * asked.times)
    allowed = many * log(many) / (few * log(few))
    print(f"growth {large / small:.2f} times, n log n would be {allowed:.2f}: {large / small / allowed:.2f} of it (at most 1.00)")
    return 0 if small < LIMIT and large / small <= allowed * 1.1 else 1


def timed(mentions: int) -> tuple[float, int]:
    """Resolve about so many mentions; print and return the seconds of processor time, and how many mentions there were."""
    observations = list(mails(mentions))
    count = sum(len(o.mentions) for o in observations)
    before = time.process_time()
    found = Derived.of(Serial(), Index(observations), ()).identities.values()
    took = time.process_time() - before
    people = sum(1 for i in found if i.kind == "person")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"{count:9,} mentions in {len(observations):,} mails: {took:6.1f} s, {people:,} people, peak {peak:.2f} GB", flush=True)
    return took, count


def mails(mentions: int) -> Iterator[Observation]:
    """Yield mails with about so many mentions in all; the same ones each time."""
    chance = random.Random(1)
    people = _people(chance, max(mentions // 60, 20))
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(people))))
    for number in range(mentions // _A_MAIL):
        drawn = chance.choices(people, cum_weights=weights, k=chance.randint(3, 8))
        yield _mail(chance, number, list(dict.fromkeys(drawn)))


def _people(chance: random.Random, count: int) -> list[Person]:
    given = sorted(words("given_names", "he", "she"))
    surnames = sorted({"".join(chance.choices(_SYLLABLES, k=chance.randint(2, 3))).capitalize() for _ in range(count // 2 + 20)})
    bodies = [f"{chance.choice(surnames)} {kind}" for kind in ("Harbours", "Lines", "Dredging") for _ in range(count // 60 + 2)]
    made = []
    for number in range(count):
        first, last = _zipf(chance, given), _zipf(chance, surnames)
        middle = chance.choice("ABCDEFGHJKLMNPRSTW") if chance.random() < 0.3 else ""
        body = _zipf(chance, bodies)
        host = body.lower().replace(" ", "-")
        box = chance.choice((f"{first}.{last}", f"{first[0]}{last}", f"{last}{first[0]}", f"box{number}")).lower()
        made.append(Person(first, middle, last, f"{box}@{host}.invalid", body))
    return made


def _zipf(chance: random.Random, items: Sequence[str]) -> str:
    """Return one of `items`, the first ones more often: as the rank falls by a power law."""
    return items[min(int(len(items) ** chance.random()) - 1, len(items) - 1)]


class _Page:
    """A text that is written name by name, each a mention."""

    def __init__(self) -> None:
        self.text, self.places = "", list[tuple[int, int, MentionKind, str]]()

    def put(self, words: str, kind: MentionKind | None = None, name: str | None = None) -> tuple[int, int]:
        start = len(self.text)
        self.text += words
        if kind:
            self.places.append((start, len(self.text), kind, name or words))
        return start, len(self.text)


def _mail(chance: random.Random, number: int, people: Sequence[Person]) -> Observation:
    page, fields, sides = _Page(), [], []
    for at, person in enumerate(people[:4]):
        label = "From" if at == 0 else "To"
        page.put(f"{label}: ")
        sides.append((label.lower(), len(page.places)))
        start, _ = page.put(person.name, "person")
        page.put(" <")
        _, end = page.put(person.address, "address") if chance.random() < 0.6 else page.put("...")
        fields.append(Field(label, start, end))
        page.put(">\n")
    head = len(page.text)
    for _ in range(_A_MAIL - len(page.places)):
        page.put(" and ")
        _write(chance, page, chance.choice(people))
    document = _document(page.text, number, Zone(0, head, "header", None, "bench/1", tuple(fields)))
    mentions = tuple(
        make(Mention, span=document.span(start, end), kind=kind, form="name", name=name, by="bench/1")
        for start, end, kind, name in page.places
    )
    roles = tuple((side, mentions[at].id) for side, at in sides)
    passage = (document.span(0, head),)
    at = _FIRST + number * _APART
    when = When(at, at + timedelta(minutes=1), "minute", document.span(0, head), None, "bench/1")
    event = make(Event, kind="message", roles=roles, when=when, where=None, status="happened", evidence=passage, by="bench/1")
    return Observation(document, mentions, (), (event,))


def _write(chance: random.Random, page: _Page, person: Person) -> None:
    """Write one mention of `person` or of what is about: in the body of a mail one in five is a full name."""
    drawn = chance.random()
    if drawn < 0.2:
        page.put(person.name, "person")
    elif drawn < 0.4:
        page.put(person.given, "person")
    elif drawn < 0.6:
        page.put(person.surname, "person")
    elif drawn < 0.7:
        page.put(f"{person.given[0]}. {person.surname}", "person")
    elif drawn < 0.85:
        page.put(person.organization, "organization")
    else:
        page.put(f"Port {person.surname}", "place")


def _document(text: str, number: int, zone: Zone) -> Document:
    path = f"{number}.eml"
    return Document(digest(path), Source(path, digest(text)), "message/rfc822", "mail", None, text, language="en", zones=(zone,))


def _profile(observations: Sequence[Observation]) -> None:
    profile = cProfile.Profile()
    profile.runcall(Derived.of, Serial(), Index(observations), ())
    for order in ("cumtime", "tottime"):
        pstats.Stats(profile).sort_stats(order).print_stats(40)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.resolve", description="Who is who among many names: seconds, growth.")
    parser.add_argument("--mentions", type=int, default=200_000, metavar="N", help="how many names")
    parser.add_argument("--times", type=int, default=5, metavar="N", help="how many times as many the second time")
    parser.add_argument("--profile", action="store_true", help="show where the time goes")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
