"""What many tests share: the demo case, built once a run, and where the evidence of others lies."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

# A shell starts what it puts in the background with Ctrl-C ignored, and that is inherited: tests of Ctrl-C would wait forever.
signal.signal(signal.SIGINT, signal.default_int_handler)

# The checks try the same examples every time, and no clock decides; HYPOTHESIS_PROFILE=search looks for new ones.
settings.register_profile("checks", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None, max_examples=1000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "checks"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real evidence and labelled data, which is not part of the project."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here: tests on real evidence and labelled data are left out")
    return SHARED


def clew(*arguments: str, cwd: Path = ROOT, data: bytes | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user does."""
    command = [sys.executable, "-c", "from clew.cli import main; main()", *arguments]
    found = subprocess.run(command, cwd=cwd, capture_output=True, input=data, check=False)
    return subprocess.CompletedProcess(command, found.returncode, found.stdout.decode(), found.stderr.decode())


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo case, made by the command line with two worker processes."""
    path = tmp_path_factory.mktemp("demo") / "harbour.clew"
    made = clew("add", "demo/evidence", "--case", str(path), "--workers", "2")
    assert made.returncode == 0, made.stderr
    return path
