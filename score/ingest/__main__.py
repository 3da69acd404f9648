"""How well `clew.ingest` reads what people are handed, in one table.  `make score-ingest`

usage: python -m score.ingest [--only NAME ...] [--errors N] [--json] [--pin]

Exits 1 when a figure is below its floor in score/ingest.toml. NAME: a scorer's module, a group or a figure. Each scorer offers
`lines(shared)`, which yields its figures, or nothing when the evidence it reads is not there.
"""

import sys
from functools import partial
from pathlib import Path
from types import ModuleType

from score import command
from score.ingest import accounted, kills, mime4j, mutations, printed, replies, stalwart, threads, zones

FLOORS = Path(__file__).resolve().parent.parent / "ingest.toml"
SCORERS: tuple[ModuleType, ...] = (stalwart, mime4j, accounted, zones, printed, replies, threads, mutations, kills)

lines = partial(command.lines, SCORERS)


def main() -> int:
    """Print the table, or the figures as JSON; return 1 when a figure is below its floor."""
    asked = command.options("python -m score.ingest", "How well clew.ingest reads evidence.").parse_args()
    return command.table(SCORERS, asked, FLOORS)


if __name__ == "__main__":
    sys.exit(main())
