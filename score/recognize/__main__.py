"""How well `clew.recognize` does on labelled data, in one table, each figure beside a published one.  `make score`

usage: python -m score.recognize [--only NAME ...] [--errors N] [--json] [--pin] [--sample]

Exits 1 when a figure is below its floor in score/recognize.toml. NAME: a scorer's module, a group or a figure. Each scorer offers
`lines(shared)`, which yields its figures, or nothing when the evidence it reads is not there.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from types import ModuleType

from score import floors
from score.measures import Line
from score.recognize import attributions, certainty, coreference, dates, names, participants, relations, seed
from score.recognize.parts import sample
from score.table import floor_of, plain, shown

SHARED = Path(__file__).resolve().parents[3] / "shared"
FLOORS = Path(__file__).resolve().parent.parent / "recognize.toml"
SAMPLED = FLOORS.with_name("sample.toml")

# The parser's numbers move in their last digits with what it reads at once, and a score with them.
SLACK = 0.002

SCORERS: tuple[ModuleType, ...] = (attributions, names, coreference, dates, certainty, participants, relations, seed)


def main() -> int:
    """Print the table, or the figures as JSON; return 1 when a figure is below its floor."""
    asked = _asked()
    with sample() if asked.sample else nullcontext():
        return table(asked, SAMPLED if asked.sample else FLOORS)


def table(asked: argparse.Namespace, path: Path) -> int:
    """Print the figures beside the floors in `path`; return 1 when one is below its own."""
    pinned = floors.load(path)
    reached = []
    for line in lines(asked.only):
        reached.append(line)
        if not asked.json:
            print(*shown(line, reached, pinned), *_wrong(line, asked.errors), sep="\n", flush=True)
    if asked.json:
        print(json.dumps([plain(line, pinned) for line in reached], indent=1, ensure_ascii=False))
    if asked.pin:
        floors.pin(pinned, reached, path, SLACK)
    return 0 if all(floor_of(line, pinned).holds(line) for line in reached) else 1


def lines(only: list[str]) -> Iterator[Line]:
    """Yield the figures asked for, in the order of the table; all for []. A scorer that is named yields all of its own."""
    names = {scorer.__name__.rpartition(".")[2]: scorer for scorer in SCORERS}
    for name, scorer in names.items():
        if name in only or not only:
            yield from scorer.lines(SHARED)
        elif not names.keys() >= set(only):
            yield from (line for line in scorer.lines(SHARED) if line.group in only or line.name in only)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m score.recognize", description="How well clew.recognize does.")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="a scorer, group or figure; may be repeated")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N of what is wrong by each figure")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    parser.add_argument("--pin", action="store_true", help="raise the floors; none is lowered")
    parser.add_argument(
        "--sample", action="store_true", help="a part of the documents, as the tests do; floors in score/sample.toml"
    )
    return parser.parse_args()


def _wrong(line: Line, most: int) -> Iterator[str]:
    yield from (f"    {wrong}" for wrong in line.wrong[:most])


if __name__ == "__main__":
    sys.exit(main())
