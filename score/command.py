"""What the scores' commands share: their options, the figures asked for, the table beside its floors."""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

from score import floors
from score.measures import Line
from score.table import floor_of, plain, shown

SHARED = Path(__file__).resolve().parents[2] / "shared"


def options(program: str, description: str) -> argparse.ArgumentParser:
    """Return the parser of a command's options, to which it may add its own."""
    parser = argparse.ArgumentParser(prog=program, description=description)
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="a scorer, group or figure; may be repeated")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N of what is wrong by each figure")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    parser.add_argument("--pin", action="store_true", help="raise the floors; none is lowered")
    return parser


def table(scorers: Sequence[ModuleType], asked: argparse.Namespace, path: Path, slack: float = 0.0) -> int:
    """Print the figures beside the floors in `path`, or as JSON; return 1 when one is below its own. slack: see `floors.pin`."""
    pinned = floors.load(path)
    reached = []
    for line in lines(scorers, asked.only):
        reached.append(line)
        if not asked.json:
            print(*shown(line, reached, pinned), *_wrong(line, asked.errors), sep="\n", flush=True)
    if asked.json:
        print(json.dumps([plain(line, pinned) for line in reached], indent=1, ensure_ascii=False))
    if asked.pin:
        floors.pin(pinned, reached, path, slack)
    return 0 if all(floor_of(line, pinned).holds(line) for line in reached) else 1


def lines(scorers: Sequence[ModuleType], only: Sequence[str]) -> Iterator[Line]:
    """Yield the figures asked for, in the order of the table; all for []. A scorer that is named yields all of its own."""
    names = {scorer.__name__.rpartition(".")[2]: scorer for scorer in scorers}
    for name, scorer in names.items():
        if name in only or not only:
            yield from scorer.lines(SHARED)
        elif not names.keys() >= set(only):
            yield from (line for line in scorer.lines(SHARED) if line.group in only or line.name in only)


def _wrong(line: Line, most: int) -> Iterator[str]:
    yield from (f"    {wrong}" for wrong in line.wrong[:most])
