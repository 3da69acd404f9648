"""How well who-is-who and what-is-one-event come out on labelled data, in one table.  `make score`

usage: python -m score.resolve [--only NAME ...] [--errors N] [--json] [--pin]

Exits 1 when a figure is below its floor in score/resolve.toml. NAME: a scorer's module, a group or a figure. Each scorer offers
`lines(shared)`, which yields its figures, or nothing when the evidence it reads is not there.
"""

import sys
from functools import partial
from pathlib import Path
from types import ModuleType

from score import command
from score.resolve import aliases, correspondents, footnotes, namepairs, occasions

FLOORS = Path(__file__).resolve().parent.parent / "resolve.toml"

# The parser's numbers differ in their last digits between kinds of processor, and a score with them.
SLACK = 0.002

SCORERS: tuple[ModuleType, ...] = (namepairs, aliases, correspondents, occasions, footnotes)

lines = partial(command.lines, SCORERS)


def main() -> int:
    """Print the table, or the figures as JSON; return 1 when a figure is below its floor."""
    asked = command.options("python -m score.resolve", "How well clew.resolve does.").parse_args()
    return command.table(SCORERS, asked, FLOORS, SLACK)


if __name__ == "__main__":
    sys.exit(main())
