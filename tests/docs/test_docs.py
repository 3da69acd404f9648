"""Every example in the docs runs, and prints what the docs say it prints.

A ```console block holds commands ("$ ...") and their output, where a line "..." stands for any lines; a ```python block of a
session (">>> ...") runs as a doctest. All run in one folder with the demo's evidence beside the finished case. To write the
outputs anew after a change:  UPDATE_DOCS=1 pytest tests/docs
"""

import doctest
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, harbour: Path) -> Path:
    """A folder as the docs have it: `evidence/`, and the case made of it."""
    if shutil.which("tesseract") is None:
        pytest.skip("tesseract is not installed: the docs show the demo case with its scan read")
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "demo" / "evidence", folder / "evidence")
    shutil.copytree(harbour, folder / "harbour.clew")
    return folder


def examples(page: Path, kind: str) -> list[str]:
    return [text for found, text in BLOCK.findall(page.read_text(encoding="utf-8")) if found == kind]


def commands(block: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a console block with the output that the docs show."""
    for piece in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = piece.partition("\n")
        while command.endswith("\\"):
            more, _, output = output.partition("\n")
            command = f"{command}\n{more}"
        yield command, output


def run(command: str, folder: Path) -> str:
    tools = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}", "COLUMNS": "120", "NO_COLOR": "1"}
    found = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, capture_output=True, check=False, timeout=120)
    return found.stdout.decode() + found.stderr.decode()


def matches(shown: str, printed: str) -> bool:
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line) + "\n" for line in shown.splitlines())
    return re.fullmatch(pattern, printed if printed.endswith("\n") or not printed else printed + "\n") is not None


def updated(block: str, folder: Path) -> str:
    return "".join(
        f"$ {command}\n{shown if matches(shown, run(command, folder)) else run(command, folder)}"
        for command, shown in commands(block)
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_console_examples(page: Path, desk: Path) -> None:
    for block in examples(page, "console"):
        if os.environ.get("UPDATE_DOCS"):
            page.write_text(page.read_text(encoding="utf-8").replace(block, updated(block, desk)), encoding="utf-8")
            continue
        for command, shown in commands(block):
            printed = run(command, desk)
            assert matches(shown, printed), f"{page.name}: $ {command}\nprints\n{printed}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_python_examples(page: Path, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    session = "\n".join(examples(page, "python"))
    test = doctest.DocTestParser().get_doctest(session, {}, page.name, str(page), 0)
    results = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE).run(test)
    assert results.failed == 0


def test_every_command_is_in_the_reference() -> None:
    from clew.cli import app

    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    names = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
    assert [name for name in names if f"clew {name}" not in text] == []
