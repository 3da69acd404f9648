import tomllib
from pathlib import Path
from typing import Any

import pytest

from ingest.samples import Read

CASES = tomllib.loads((Path(__file__).parent / "zones.toml").read_text())["case"]
HEAD = "From: anna@pier.invalid\nMessage-ID: <1@pier.invalid>\nSubject: Re: x\n\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_who_speaks_where(read: Read, case: dict[str, Any]) -> None:
    text = case["text"].lstrip("\n")
    (document,) = read(text if case.get("file") else HEAD + text, "a.txt" if case.get("file") else "a.eml").documents
    assert document.kind == case.get("kind", "mail")
    start = 0 if case.get("file") else document.text.index("\n\n")
    found = [(z, document.text[z.start : z.end]) for z in document.zones if z.start >= start]
    shown = [(z.kind, words.split("\n")[0], words, z.voice.text if z.voice else "") for z, words in found]
    assert [(kind, voice) for kind, _, _, voice in shown] == [(kind, voice) for kind, _, _, voice in case["zones"]], shown
    for (_, first, words, _), (_, begins, ends, _) in zip(shown, case["zones"], strict=True):
        assert first.startswith(begins.strip())
        assert words.endswith(ends)
