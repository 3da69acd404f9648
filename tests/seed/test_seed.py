"""The first test of everything: each fact of each row of the design's seed table, on the real article and its invented twin.

What must be shown, and what may be said at all, is data: article.toml, tests/demo/seed_twin.toml, score/facts/judged.toml.
"""

import importlib
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
articles = importlib.import_module("score.facts.article")
facts = importlib.import_module("score.facts.facts")


@pytest.fixture(params=[(name, fast) for name in articles.TABLES for fast in (True, False)], ids=str)
def article(request: pytest.FixtureRequest):
    name, fast = request.param
    if name == "article":
        request.getfixturevalue("shared")
    return articles.read(name, fast=fast)


@pytest.mark.parametrize("row", facts.ROWS, ids=lambda row: row.__name__)
def test_every_fact_of_the_row_is_shown(article, row) -> None:
    assert [fact for fact, holds in row(article) if not holds] == []
