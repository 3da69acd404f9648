"""How well `clew.mend` repairs attacked text and spares legitimate text, in one table.  `make score-mend`

usage: python -m score.mend [--only NAME ...] [--errors N] [--seed N] [--json] [--pin]

Exits 1 when a figure is below its floor in score/mend.toml. Deterministic: attacks of its own are seeded.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence

from clew.mend import mend_text
from score import floors, gold, texts
from score.attackers import SEED, attackers
from score.gold import Row
from score.measures import BY_FILE, LEGITIMATE, Line, Result, harm, reduction, right
from score.samples import samples
from score.seed import seed
from score.table import floor_of, plain, shown

OWN = "attackers of our own (seed {})"
OWN_INVENTED = "the same on invented text (seed {})"


class Table:
    """Measures what was asked for and keeps the results, so that their errors can be shown."""

    def __init__(self, only: Sequence[str] = (), seed: int = SEED) -> None:
        self._only = set(only)
        self._seed = seed
        self.results: list[Result] = []

    def lines(self) -> Iterator[Line]:
        """Yield every figure in the order of the table."""
        if gold.GOLD.is_dir():
            attacked = gold.attacked()
            yield from self._reductions("attacked", attacked.items())
            yield from self._rights({"wild": attacked["wild"], "cases": gold.cases()})
            yield from self._article(attacked["seed"][0])
            yield from self._legitimate()
            yield from self._own(OWN.format(self._seed), texts.labelled())
        yield from self._own(OWN_INVENTED.format(self._seed), texts.invented())

    def _reductions(self, group: str, attacks: Iterable[tuple[str, Sequence[Row]]]) -> Iterator[Line]:
        for name, rows in attacks:
            if self._wants(group, name):
                yield reduction(group, name, self._mended(rows))

    def _rights(self, lists: dict[str, list[Row]]) -> Iterator[Line]:
        for name, rows in lists.items():
            if self._wants("rows right", name):
                yield right("rows right", name, self._mended(rows))

    def _article(self, row: Row) -> Iterator[Line]:
        if self._wants("seed", "seed"):
            yield from seed(row)

    def _own(self, group: str, clean: texts.Texts) -> Iterator[Line]:
        rows = ((attacker.name, attacker.rows(clean[attacker.language], self._seed)) for attacker in attackers())
        yield from self._reductions(group, ((name, made) for name, made in rows if made))

    def _legitimate(self) -> Iterator[Line]:
        files = {name: rows for name, rows in gold.legitimate().items() if self._wants(LEGITIMATE, name)}
        results = {name: self._mended(rows) for name, rows in files.items()}
        if results:
            yield from harm(LEGITIMATE, f"all {len(files)}", [r for found in results.values() for r in found])
        for name, found in results.items():
            yield from (line for line in harm(BY_FILE, name, found) if line.value)

    def _wants(self, group: str, name: str) -> bool:
        return not self._only or bool(self._only & {group, name})

    def _mended(self, rows: Iterable[Row]) -> list[Result]:
        results = [Result(row, mend_text(row.text).text) for row in rows]
        self.results += results
        return results


def main() -> int:
    """Print the table, or the figures as JSON; return 1 when a figure is below its floor."""
    asked = _asked()
    table = Table(asked.only, asked.seed)
    pinned = floors.load()
    lines = []
    for line in table.lines():
        lines.append(line)
        if not asked.json:
            print(*shown(line, lines, pinned), sep="\n", flush=True)
    if asked.json:
        print(json.dumps([plain(line, pinned) for line in lines], indent=1, ensure_ascii=False))
    else:
        print(*_wrong_cases(table.results), *samples(table.results, asked.errors), sep="\n")
    if asked.pin:
        floors.pin(pinned, lines)
    return 0 if all(floor_of(line, pinned).holds(line) for line in lines) else 1


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m score.mend", description="How well clew.mend repairs and spares text.")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="one attack, file or group; may be repeated")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show the N most frequent kinds of error in context")
    parser.add_argument("--seed", type=int, default=SEED, metavar="N", help="of our own attackers; the floors are those of 1")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    parser.add_argument("--pin", action="store_true", help="raise the floors in score/mend.toml; none is lowered")
    asked = parser.parse_args()
    if asked.pin and asked.only:
        parser.error("--pin measures everything: leave out --only")
    return asked


def _wrong_cases(results: Iterable[Result]) -> Iterator[str]:
    for result in results:
        if result.row.why and not result.is_right:
            yield f"\nwrong: {result.row.id}, {result.row.why}"
            yield f"  found    {result.row.text!r}"
            yield f"  made     {result.made!r}"
            yield f"  expected {result.row.gold!r}"


if __name__ == "__main__":
    sys.exit(main())
