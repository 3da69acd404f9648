"""What demo/make.py makes is what is committed."""

import io
import subprocess
import sys
import zipfile
from email.message import Message
from pathlib import Path
from typing import Any

import pytest

from demo.reading import DEMO, EVIDENCE, MBOX, mails


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything make.py makes, in a fresh folder, in a fresh process."""
    for library in ("docx", "openpyxl", "PIL", "reportlab"):
        pytest.importorskip(library)
    folder = tmp_path_factory.mktemp("made")
    subprocess.run([sys.executable, str(DEMO / "make.py"), str(folder)], check=True, capture_output=True)
    return folder


def substance(data: bytes) -> Any:
    """Return what must be equal when a thing is made again: how tightly a zip or a picture is squeezed is the library's affair.

    A picture's letters are drawn by the library too, so only its size is compared.
    """
    if data.startswith(b"\x89PNG"):
        return data[16:24]
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return b"a cut zip" if data.startswith(b"PK") else data
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def parts(mail: Message) -> list[Any]:
    """Return a mail's headers and the substance of its parts; boundaries carry no meaning."""
    return [mail.items(), *(substance(p.get_payload(decode=True)) for p in mail.walk() if not p.is_multipart())]  # type: ignore[arg-type]


def test_the_files_are_the_committed_ones(made: Path) -> None:
    names = sorted(p.relative_to(made).as_posix() for p in made.rglob("*") if p.is_file())
    changed = [n for n in names if n != MBOX and substance((made / n).read_bytes()) != substance((EVIDENCE / n).read_bytes())]
    assert (len(names) > 20, changed) == (True, [])


def test_the_mailbox_is_the_committed_one(made: Path) -> None:
    assert [parts(m) for m in mails(MBOX, made)] == [parts(m) for m in mails(MBOX)]
