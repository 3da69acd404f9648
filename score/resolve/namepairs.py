"""Pairs of names, the same or not (name-pairs).

A pair counts as a match when its score is over one half: more speaks for one bearer than against. That is lower than the verdict
"same" asks, since the gold takes a surname alone or a slip in it for a match, where Clew says "unsure". Half of the rows are
unseen, by a hash of the two names: no rule was made with them in view. Ships, which are in the gold too, are left out: they have
no comparison of their own.
"""

import csv
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from clew.records import Comparison
from clew.resolve.likeness import compare_organizations, compare_people
from score.measures import Line

MATCH = 0.5

PUBLISHED = "nomenklatura's logic_v2: .742 people, .790 all"

COMPARE = {
    "Person": compare_people,
    "Organization": compare_organizations,
    "Company": compare_organizations,
    "LegalEntity": compare_organizations,
}


class Row(NamedTuple):
    """A pair of the gold, and how the two compare."""

    person: bool
    names: tuple[str, str]
    match: bool
    strong: bool
    made: Comparison

    @property
    def matched(self) -> bool:
        """Whether the two are taken for one."""
        return self.made.score > MATCH

    @property
    def seen(self) -> bool:
        """Whether rules were made with this row in view."""
        return sha256("\0".join(sorted(self.names)).encode()).digest()[0] % 2 == 0


def lines(shared: Path) -> Iterator[Line]:
    """Yield the figures; nothing when the data is not in `shared`."""
    rows = list(_rows(shared / "gold" / "name-pairs" / "cases.csv"))
    if not rows:
        return
    people, bodies = [r for r in rows if r.person], [r for r in rows if not r.person]
    yield from _figures("person", people)
    yield _f1("person, unseen F1", [r for r in people if not r.seen])
    strong = [r for r in rows if r.strong]
    right = sum(r.matched == r.match for r in strong)
    yield Line("name-pairs", "strong rows right", right / len(strong), f"{right} of {len(strong)}", _wrong(strong))
    yield _f1("organization F1", bodies)
    yield _f1("organization, unseen F1", [r for r in bodies if not r.seen])
    yield _f1("all F1", rows)
    yield from _verdicts(rows)


def _rows(path: Path) -> Iterator[Row]:
    if not path.is_file():
        return
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if compare := COMPARE.get(row["schema"]):
                names = row["name1"], row["name2"]
                strong, match = row["quality"] == "STRONG", row["is_match"] == "true"
                yield Row(row["schema"] == "Person", names, match, strong, compare(*names))


def _figures(name: str, rows: Sequence[Row]) -> Iterator[Line]:
    both = sum(r.matched and r.match for r in rows)
    yield _f1(f"{name} F1", rows)
    yield Line("name-pairs", f"{name} precision", both / sum(r.matched for r in rows))
    yield Line("name-pairs", f"{name} recall", both / sum(r.match for r in rows))


def _f1(name: str, rows: Sequence[Row]) -> Line:
    both = sum(r.matched and r.match for r in rows)
    made, gold = sum(r.matched for r in rows), sum(r.match for r in rows)
    detail = f"{both} of {gold} matches, {made - both} wrong; {PUBLISHED}"
    return Line("name-pairs", name, 2 * both / (made + gold), detail, _wrong(rows))


def _wrong(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return the rows that are wrong and not unseen."""
    return tuple(_told(r) for r in rows if r.matched != r.match and r.seen)


def _told(row: Row) -> str:
    says = "; ".join(f"{f.says} ({f.weight:+g})" for f in row.made.features)
    return f"{'one' if row.match else 'two'}: {row.names[0]} | {row.names[1]}: {row.made.score}: {says}"


def _verdicts(rows: Sequence[Row]) -> Iterator[Line]:
    """Yield how many of those said to be the same, and to be different, are."""
    for verdict in ("same", "different"):
        said = [r for r in rows if r.made.verdict == verdict]
        right = sum(r.match == (verdict == "same") for r in said)
        wrong = tuple(_told(r) for r in said if r.match != (verdict == "same") and r.seen)
        yield Line("name-pairs", f"said to be {verdict}, right", right / len(said), f"{right} of {len(said)}", wrong)
