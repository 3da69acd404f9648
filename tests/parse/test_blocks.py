"""The stretches of prose that the parser is shown: what is wrapped is one, what is listed is parted."""

import tomllib
from pathlib import Path

import pytest

from clew.parse import blocks
from making import document

CASES = tomllib.loads((Path(__file__).parent / "blocks.toml").read_text("utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_blocks(case):
    assert [text for _, text in blocks(document(case["text"]))] == case["blocks"]
