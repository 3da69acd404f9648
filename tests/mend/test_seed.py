"""The article this project starts from. Read from beside the repository, never copied."""

import json
from pathlib import Path

import pytest

from clew.mend import findings, mend_document, mend_text
from clew.records import Document, Source

SHARED = Path(__file__).resolve().parents[3] / "shared"
ARTICLE = SHARED / "evidence" / "seed" / "article.txt"
GOLD = SHARED / "gold" / "mend" / "attacked" / "seed.jsonl"

pytestmark = pytest.mark.skipif(not ARTICLE.exists(), reason=f"the seed article is not at {ARTICLE}")


@pytest.fixture(scope="module")
def found():
    return ARTICLE.read_text("utf-8")


def test_all_substituted_letters_are_mended(found):
    mended = mend_text(found)
    assert sum(e.rule == "look-alike/1" for e in mended.edits) == 889
    assert mended.found() == found


@pytest.mark.skipif(not GOLD.exists(), reason=f"its mended text is not at {GOLD}")
def test_it_reads_as_its_gold(found):
    gold = json.loads(GOLD.read_text("utf-8"))
    assert gold["text"] == found
    assert mend_text(found).text == gold["gold"]


def test_fourteen_of_eighteen_paragraphs_went_through_the_tool(found):
    table = next(f for f in mend_text(found).findings if f.kind == "table")
    assert "In 14 of 18 paragraphs 889 of 889 letters a e i o, A E I O are Cyrillic look-alikes" in table.says
    assert "in the others none of 268" in table.says
    never = table.says.split("never substituted: ")[1].rstrip(".").replace(",", "").split()
    assert {*"cpysCHKPTS"} <= {*never}


def test_the_clean_paragraphs_are_set_apart_but_not_the_standfirst(found):
    mended = mend_document(Document("d", Source("article.txt", "00"), "text/plain", "article", None, found))
    spared = [f for f in findings(mended) if f.kind == "untouched"]
    assert len(spared) == 4
    assert [(z.start, z.end) for z in mended.zones] == [(f.start, f.end) for f in spared[1:]]
    assert "ambiguous" in spared[0].says
