"""Makes the key of `score.resolve.correspondents`: shows strings to a person, and keeps what the person says as digests.

usage: python -m score.resolve.labelling show COUNT       the first COUNT strings in the order of their digests, with numbers
       python -m score.resolve.labelling keep FILE        FILE: a line of numbers for each person; writes correspondents.toml

Strings that name several people, or nobody who can be told, are in no line: the next ones take their place.
"""

import sys
from pathlib import Path

from clew.records import digest
from score.command import SHARED
from score.resolve.correspondents import KEY, is_seen, observed, strings

COUNT = 150

_HEAD = """# The key of score/resolve/correspondents.py, made by eye with score/resolve/labelling.py. Each group is one
# correspondent, each entry the digest (`clew.records.digest`) of a string as it stands in a header. The strings
# are other people's: none is kept.
"""


def ordered() -> list[str]:
    """Return the strings in the order of their digests."""
    return sorted({s for o in observed(SHARED) for _, _, s in strings(o.document)}, key=digest)


def show(count: int) -> None:
    """Print strings with their numbers, alike ones near each other."""
    first = ordered()[:count]
    for number, string in sorted(enumerate(first), key=lambda pair: (pair[1].casefold().strip("'\"`°• "), pair[0])):
        print(number, "seen  " if is_seen(digest(string)) else "unseen", repr(string))


def keep(path: Path) -> None:
    """Write the key from lines of numbers; ValueError when they are not COUNT in all."""
    groups = [[int(number) for number in line.split()] for line in path.read_text("utf-8").splitlines() if line.strip()]
    if sum(map(len, groups)) != COUNT:
        raise ValueError(f"{sum(map(len, groups))} strings are in a group, {COUNT} are to be")
    found = ordered()
    made = sorted(sorted(digest(found[number]) for number in group) for group in groups)
    rows = "".join("  [" + ", ".join(f'"{d}"' for d in group) + "],\n" for group in made)
    KEY.write_text(f"{_HEAD}groups = [\n{rows}]\n", encoding="utf-8")


if __name__ == "__main__":
    show(int(sys.argv[2])) if sys.argv[1] == "show" else keep(Path(sys.argv[2]))
