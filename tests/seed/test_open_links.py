"""The open links of the article, and of its invented twin, stay open: no one document answers what it leaves open itself."""

import importlib
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
articles = importlib.import_module("score.facts.article")


@pytest.mark.parametrize("name", articles.TABLES)
def test_what_the_article_leaves_open_stays_open(name: str, request: pytest.FixtureRequest) -> None:
    if name == "article":
        request.getfixturevalue("shared")
    case = articles.read(name, fast=False).case
    asked = {id for m in case.matters for id in m.questions}
    assert asked == {q.id for q in case.questions}
    assert [m.asks for m in case.matters if m.state != "open"] == []
