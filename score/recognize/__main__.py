"""How well `clew.recognize` does on labelled data, in one table, each figure beside a published one.  `make score`

usage: python -m score.recognize [--only NAME ...] [--errors N] [--json] [--pin] [--sample]

Exits 1 when a figure is below its floor in score/recognize.toml. NAME: a scorer's module, a group or a figure. Each scorer offers
`lines(shared)`, which yields its figures, or nothing when the evidence it reads is not there.
"""

import sys
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from types import ModuleType

from score import command
from score.recognize import attributions, certainty, coreference, dates, names, participants, relations, seed
from score.recognize.parts import sample

FLOORS = Path(__file__).resolve().parent.parent / "recognize.toml"
SAMPLED = FLOORS.with_name("sample.toml")

# The parser's numbers differ in their last digits between kinds of processor, and a score with them.
SLACK = 0.002

SCORERS: tuple[ModuleType, ...] = (attributions, names, coreference, dates, certainty, participants, relations, seed)

lines = partial(command.lines, SCORERS)


def main() -> int:
    """Print the table, or the figures as JSON; return 1 when a figure is below its floor."""
    parser = command.options("python -m score.recognize", "How well clew.recognize does.")
    parser.add_argument(
        "--sample", action="store_true", help="part of the documents, as the tests do; floors in score/sample.toml"
    )
    asked = parser.parse_args()
    with sample() if asked.sample else nullcontext():
        return command.table(SCORERS, asked, SAMPLED if asked.sample else FLOORS, SLACK)


if __name__ == "__main__":
    sys.exit(main())
