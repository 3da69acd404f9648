"""The twin: an article whose own words are disguised and whose borrowed paragraphs are not, and the table of what it shows."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from demo.reading import EVIDENCE, LOOK_ALIKES, ROOT, folded, plain

TWIN: dict[str, Any] = tomllib.loads((Path(__file__).parent / "seed_twin.toml").read_text("utf-8"))
PARAGRAPHS = [p for p in (ROOT / TWIN["document"]["path"]).read_text("utf-8").split("\n") if p]
UNTOUCHED = TWIN["document"]["untouched"]
# Fields of the table that are not words of the article.
ABOUT_WORDS = {"path", "spared", "status", "kind", "time", "contact", "hypothesis_kind"}


def words(node: Any) -> Iterator[str]:
    """Yield every string of the table that must stand in the article."""
    children = node.items() if isinstance(node, dict) else ((None, child) for child in node)
    for name, child in children:
        if isinstance(child, str) and name not in ABOUT_WORDS:
            yield child
        elif isinstance(child, dict | list) and name not in ABOUT_WORDS:
            yield from words(child)


def test_disguise_is_on_its_own_words_only() -> None:
    clean = [i for i, p in enumerate(PARAGRAPHS) if not re.search(f"[{LOOK_ALIKES}]", p)]
    left = [p for i, p in enumerate(PARAGRAPHS) if i not in UNTOUCHED and re.search("[aeioAEIO]", p)]
    assert (len(PARAGRAPHS), clean, left) == (TWIN["document"]["paragraphs"], UNTOUCHED, [])


@pytest.mark.parametrize("i", range(len(PARAGRAPHS)))
def test_the_borrowed_paragraphs_and_no_others_are_the_couriers(i: int) -> None:
    courier = folded(plain("news/courier-2019-06-24.html"))
    assert (re.sub(r"[\[\]]", "", folded(PARAGRAPHS[i])) in courier) == (i in UNTOUCHED)


def test_no_break_spaces_stand_in_four_paragraphs_and_there_is_no_date_line() -> None:
    assert [i for i, p in enumerate(PARAGRAPHS) if "\N{NO-BREAK SPACE}" in p] == [3, 6, 9, 10]
    assert not any("2019" in p for p in PARAGRAPHS)


def test_the_page_holds_the_same_article_and_no_date() -> None:
    page = folded(plain("news/tidewire.html"))
    assert [p for p in PARAGRAPHS if folded(p) not in page] == []
    assert "2019" not in (EVIDENCE / "news/tidewire.html").read_text("utf-8")


def test_each_phrase_of_the_table_stands_in_the_article() -> None:
    text, wanted = folded("\n".join(PARAGRAPHS)), list(words(TWIN))
    assert len(wanted) > 60
    assert [w for w in wanted if folded(w) not in text] == []
