"""Tesseract, when it is installed: pictures of text to text, and where each word is printed."""

import csv
import os
import subprocess
from collections.abc import Iterator
from itertools import groupby
from shutil import which

from clew.errors import EvidenceError
from clew.ingest import limits
from clew.ingest.piece import PassedOver
from clew.ingest.scans.frame import PageText, Word

# A page takes about a second; one that takes this long is not text, or was made to be slow.
PATIENCE = 60

# Tesseract says the level of each row: a word's is 5. A line is (block, paragraph, line).
_WORD = "5"


def require() -> str:
    """Return where Tesseract is; PassedOver when it is not installed."""
    program = which("tesseract")
    if program is None:
        raise PassedOver("a scan without text; install tesseract-ocr")
    return program


def recognized(picture: bytes, dpi: int | None = None, page: int = 0) -> PageText:
    """Return the text Tesseract reads in a picture (any format it knows), "" when there is none, and its words in pixels.

    dpi: dots an inch, where known; page: from 0, of a TIFF with several. PassedOver when it is not installed; EvidenceError when
    it fails or takes more than a minute. It runs as a process of its own, without a shell, on one thread, and is given the
    picture's bytes: no name of a file reaches it.
    """
    limits.alive()
    command = [require(), "stdin", "stdout", "-l", "eng", "--psm", "3", *(["--dpi", str(dpi)] if dpi else [])]
    command += ["-c", f"tessedit_page_number={page}", "tsv"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(command, input=picture, capture_output=True, timeout=PATIENCE, env=environment, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise EvidenceError(f"reading this picture took more than {PATIENCE} seconds") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise EvidenceError(f"tesseract cannot read this picture: {said[-1][:120] if said else done.returncode}")
    return page_of(done.stdout.decode("utf-8", "replace"))


def page_of(table: str) -> PageText:
    """Return what Tesseract's table (its "tsv") says: lines as printed, a blank line between paragraphs, words in pixels."""
    rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    seen = [row for row in rows if row["level"] == _WORD and (row["text"] or "").strip()]
    pieces: list[str] = []
    words: list[Word] = []
    at = 0
    for gap, row in _spaced(seen):
        said = "".join(row["text"].split())
        at += len(gap)
        words.append(_word(row, at, said))
        at += len(said)
        pieces += [gap, said]
    return PageText("".join(pieces), tuple(words))


def _spaced(rows: list[dict[str, str]]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each word's row with what stands before the word."""
    gap = ""
    for _, paragraph in groupby(rows, key=lambda row: (row["page_num"], row["block_num"], row["par_num"])):
        for _, line in groupby(paragraph, key=lambda row: row["line_num"]):
            for row in line:
                yield gap, row
                gap = " "
            gap = "\n"
        gap = "\n\n"


def _word(row: dict[str, str], at: int, said: str) -> Word:
    left, top = float(row["left"]), float(row["top"])
    return Word(at, at + len(said), left, top, left + float(row["width"]), top + float(row["height"]))
