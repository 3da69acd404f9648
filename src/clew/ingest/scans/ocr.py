"""Tesseract, when it is installed: pictures of text to text."""

import os
import subprocess
from shutil import which

from clew.errors import EvidenceError
from clew.ingest.piece import PassedOver

# A page takes about a second; one that takes this long is not text, or was made to be slow.
PATIENCE = 60


def recognized(picture: bytes) -> str:
    """Return the text Tesseract reads in `picture` (any format it knows), "" when there is none.

    PassedOver when it is not installed; EvidenceError when it fails or takes more than a minute. It runs as a process of its own,
    without a shell, on one thread, and is given the picture's bytes: no name of a file reaches it.
    """
    program = which("tesseract")
    if program is None:
        raise PassedOver("a scan without text; install tesseract-ocr")
    command = [program, "stdin", "stdout", "-l", "eng", "--psm", "3"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(command, input=picture, capture_output=True, timeout=PATIENCE, env=environment, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise EvidenceError(f"reading this picture took more than {PATIENCE} seconds") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise EvidenceError(f"tesseract cannot read this picture: {said[-1][:120] if said else done.returncode}")
    return done.stdout.decode("utf-8", "replace").replace("\f", "").strip()
