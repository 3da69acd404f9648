"""Runs killed twenty times (SIGKILL, at random moments) and taken up again each time, against one left in peace.

The evidence is the demo's, and a mailbox read in slices. Compared are the bytes of everything observed, its manifest, and the
export of the whole case. What is left of a killed worker is not waited for: it ends when its pipe closes.
"""

import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from shutil import copytree

from clew.case import Case
from clew.export import write
from score.measures import NONE, Line

SEED, KILLS = 20310512, 20

# Moments of the kill, in seconds after the start: before the first commit, between two, in the middle of a write.
EARLIEST, LATEST = 0.3, 5.0

DEMO = Path(__file__).resolve().parents[2] / "demo" / "evidence"

# `clew add` with slices small enough for a small mailbox to have many.
ADD = """
import sys
import clew.add, clew.ingest.read
from functools import partial
clew.ingest.read.HELD = 20_000
clew.add.cuts = partial(clew.ingest.read.cuts, size=10_000)
from clew.cli import main
if __name__ == "__main__":
    sys.argv = ["clew", "add", sys.argv[1], "--case", sys.argv[2], "--workers", "2"]
    main()
"""

MAIL = """From ann Mon May 12 09:00:00 2031
From: Ann Vale <ann@harbour.example>
To: Piet Orrin <piet@harbour.example>
Date: Mon, 12 May 2031 {:02}:{:02}:00 +0000
Message-ID: <{}@harbour.example>
Subject: lot {}

Piet,

Mara Tolland met Tomas Orrin at the harbour office on 9 May about lot {}. It is unclear whether she signed.

Ann

"""


def lines(shared: Path) -> Iterator[Line]:
    """Yield how many of what makes a case differ after the kills; `shared` is not used."""
    del shared
    with tempfile.TemporaryDirectory() as folder:
        evidence, program = Path(folder) / "evidence", Path(folder) / "add.py"
        copytree(DEMO, evidence)
        (evidence / "box.mbox").write_text("".join(MAIL.format(n // 60, n % 60, n, n, n) for n in range(200)))
        program.write_text(ADD)
        peace = Path(folder) / "peace.clew"
        _run(program, evidence, peace).wait()
        done, wrong = _killed(program, evidence, peace, Path(folder))
    detail = f"{KILLS} runs killed while at work, in {done} cases (seed {SEED})"
    yield Line(NONE, "files that differ after 20 kills", len(wrong), detail, tuple(wrong))


def _run(program: Path, evidence: Path, case: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(program), str(evidence), str(case)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603


def _killed(program: Path, evidence: Path, peace: Path, folder: Path) -> tuple[int, list[str]]:
    """Kill KILLS runs at work, each time going on with the same case; one that is done is compared, and another begun.

    Return how many cases were done, and what differs in any of them.
    """
    moments = random.Random(SEED)  # noqa: S311
    kills = done = 0
    wrong: list[str] = []
    while kills < KILLS or done == 0:
        case = folder / f"killed-{done}.clew"
        run = _run(program, evidence, case)
        try:
            run.wait(moments.uniform(EARLIEST, LATEST) if kills < KILLS else None)
            wrong += _different(_bytes(peace), _bytes(case))
            done += 1
        except subprocess.TimeoutExpired:
            run.kill()
            run.wait()
            kills += 1
    return done, wrong


def _bytes(case: Path) -> dict[str, str]:
    """Return the hash of each file of what is observed in a case, and of its export."""
    write(Case.open(case), "jsonl", case / "export.jsonl")
    files = [*sorted((case / "observed").iterdir()), case / "export.jsonl"]
    return {file.name: sha256(file.read_bytes()).hexdigest() for file in files}


def _different(one: dict[str, str], other: dict[str, str]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
