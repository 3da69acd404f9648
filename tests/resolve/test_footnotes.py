"""Messages that footnotes cite: the floor on a part of a real report, and what the score says of an invented one."""

import importlib
import sys
from pathlib import Path

from lxml import etree, html

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
floors = importlib.import_module("score.floors")
footnotes = importlib.import_module("score.resolve.footnotes")
cited = importlib.import_module("score.resolve.cited")
table = importlib.import_module("score.resolve.__main__")

PINNED = floors.load(table.FLOORS)
VOLUME = "footnotes: volume 1"

# Footnotes of the report that the test reads: enough to see a rule break, few enough to be parsed in seconds.
PART = range(390, 480)

NOTE = '<p><span class="footnote-mark"><a href="#fn{n}x0-bk" id="fn{n}x0"><sup>{n}</sup></a></span><span>{text}</span></p>'


def page(path: Path, notes: dict[int, str]) -> Path:
    """Write a page with these paragraphs of footnotes, by number, behind a line of text for each."""
    marks = "".join(f'<p>It was told.<a href="#fn{n}x0" id="fn{n}x0-bk"><sup>{n}</sup></a></p>' for n in notes)
    path.write_text(f"<html><head><meta charset='utf-8'/></head><body>{marks}{''.join(notes.values())}</body></html>", "utf-8")
    return path


def test_no_figure_of_a_part_of_the_report_is_below_its_floor(shared: Path, tmp_path: Path) -> None:
    tree = html.fromstring((shared / "evidence" / "mueller" / footnotes.VOLUMES[VOLUME]).read_bytes())
    marked = {n: next(tree.xpath(f"//a[@id='fn{n}x0']")[0].iterancestors("p")) for n in PART}
    notes = {n: etree.tostring(p, encoding="unicode", with_tail=False) for n, p in marked.items()}
    path = page(tmp_path / "part.html", notes)
    observation = footnotes.observed(path)
    lines = [line for form in footnotes.FORMS for line in footnotes.figures(VOLUME, form, cited.key(path, form), observation)]
    assert len(cited.key(path, "to")) > 40
    assert not [line for line in lines if not PINNED[line.group, line.name].holds(line)]


def test_the_score_counts_what_is_right_and_says_what_is_not(tmp_path: Path) -> None:
    notes = ["3/3/31 Email, Orrin to Vale; 13/13/31 Email, Orrin to Vale.", "Letters of 3/4/31. 3/4/31 Email, Vale to T. Orrin."]
    path = page(tmp_path / "notes.html", {i: NOTE.format(n=i, text=text) for i, text in enumerate(notes, 1)})
    key = cited.key(path, "to")
    assert [(c.note, str(c.day), c.sender, c.recipient) for c in key] == [
        (1, "2031-03-03", "Orrin", "Vale"),
        (2, "2031-03-04", "Vale", "T. Orrin"),
    ]
    observation = footnotes.observed(path)
    right, precise = footnotes.figures("notes", "to", key, observation)
    assert (right.value, precise.value) == (1.0, 1.0)
    wrong = [key[0]._replace(recipient="Lund"), key[1]._replace(recipient="B. Orrin")]
    right, precise = footnotes.figures("notes", "to", wrong, observation)
    assert (right.value, right.wrong[0]) == (0.0, "2 x the recipient")
