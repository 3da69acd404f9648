"""Laws of segments: nothing lost, nothing twice, every mark whole, whatever overlaps."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from clew.records import Document, Edit, Question, Source, Span, Zone
from clew.view.marks import Mark
from clew.view.reader import Block, blocks, page_at, pages, segments

TEXT = "One two three.\n\nFour five six seven.\nEight nine\n\n\nTen eleven twelve thirteen. " * 3
WHOLE = Block(0, len(TEXT), len(TEXT), ())

places = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted).filter(lambda p: p[0] < p[1])


def mark(place, n=0):
    span = Span("d", place[0], place[1], TEXT[place[0] : place[1]])
    return Mark(*place, "question", Question(str(n), span, "who", (), "test/1"))


def document(zones=(), edits=()):
    return Document("d", Source("d.txt", "0" * 64), "text/plain", "text", None, TEXT, zones=zones, edits=edits)


@st.composite
def repairs(draw):
    """Edits that do not overlap, some of no width."""
    cuts = sorted(draw(st.sets(st.integers(0, len(TEXT)), max_size=12)))
    found = st.sampled_from(["х", "\u200b", "ﬁ", "abc", ""])
    ends = [(a, draw(st.sampled_from([a, b]))) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    return tuple(Edit(a, b, 0, draw(found), "test/1") for a, b in ends if b - a < 4)


@given(st.lists(places, max_size=12))
def test_segments_are_the_text_and_carry_each_mark_whole(found):
    marks = [mark(place, n) for n, place in enumerate(found)]
    made = segments(TEXT, WHOLE, marks)
    assert "".join(part.text for s in made for part in s.parts) == TEXT
    for each in marks:
        assert "".join(TEXT[s.start : s.end] for s in made if each in s.marks) == TEXT[each.start : each.end]


@given(st.lists(places, max_size=8), repairs())
def test_undone_repairs_give_the_text_as_found(found, edits):
    made = segments(TEXT, WHOLE, [mark(place, n) for n, place in enumerate(found)], edits)
    assert "".join(part.text for s in made for part in s.parts) == document(edits=edits).found()


@given(st.lists(places, max_size=8), repairs())
def test_repairs_told_apart_leave_the_text_as_mended(found, edits):
    made = segments(TEXT, WHOLE, [mark(place, n) for n, place in enumerate(found)], edits, undone=False)
    parts = [part for s in made for part in s.parts]
    assert "".join(part.text for part in parts) == TEXT
    assert [part.edit for part in parts if part.edit] == list(edits)


@given(st.lists(places, max_size=6))
def test_blocks_hold_every_character_that_can_be_seen(found):
    zones = tuple(Zone(*place, "quoted", None, "test/1") for place in found)
    made = blocks(document(zones), 0, len(TEXT))
    assert "".join("".join(TEXT[b.start : b.end].split()) for b in made) == "".join(TEXT.split())
    assert all(a.following <= b.start for a, b in pairwise(made))


@given(st.integers(20, 80))
def test_pages_are_the_text_and_find_every_offset(size):
    cuts = pages(TEXT, size)
    assert "".join(TEXT[a:b] for a, b in cuts) == TEXT
    assert all(cuts[page_at(cuts, i)][0] <= i < cuts[page_at(cuts, i)][1] for i in range(len(TEXT)))
    assert page_at(cuts, len(TEXT) + 10) == len(cuts) - 1


def test_pages_are_cut_after_paragraphs():
    assert all(TEXT[:b].endswith("\n\n") for _, b in pages(TEXT, 60)[:-1])


def test_a_mark_that_cuts_a_repair_takes_all_of_it():
    edit = Edit(4, 7, 4, "ﬁ", "test/1")
    made = segments(TEXT, WHOLE, [mark((5, 10))], (edit,))
    carried = [part for s in made if s.marks for part in s.parts]
    assert carried[0].edit == edit


def test_what_was_taken_out_at_the_very_end_is_shown():
    made = segments("ab", Block(0, 2, 2, ()), (), (Edit(2, 2, 2, "\u200b", "invisible/1"),))
    assert [part.text for s in made for part in s.parts] == ["ab", "\u200b"]


def test_the_passage_asked_for_is_cut_out():
    made = segments(TEXT, WHOLE, [mark((0, 7))], passage=(4, 13))
    assert [(s.start, s.end) for s in made if s.passage] == [(4, 7), (7, 13)]


def test_zones_of_whole_lines_nest_and_one_inside_a_line_makes_no_block():
    start = TEXT.index("Four")
    outer, inner = Zone(0, start + 20, "forwarded", None, "t/1"), Zone(0, 14, "header", None, "t/1")
    within = Zone(start + 5, start + 9, "quoted", None, "t/1")
    made = blocks(document((inner, within, outer)), 0, len(TEXT))
    assert [z.kind for z in made[0].zones] == ["forwarded", "header"]
    assert [z.kind for z in made[1].zones] == ["forwarded"]
    assert not any(within in block.zones for block in made)
