"""A mended document: everything that points into it still points at its words, and passages that were spared are set apart."""

import unicodedata
from datetime import UTC, datetime

import pytest

from clew.mend import findings, mend_document, mend_text
from clew.records import Document, Source, Span, When, Zone

LOOKS = {c: unicodedata.lookup(f"CYRILLIC SMALL LETTER {name}") for c, name in zip("aeo", ("A", "IE", "O"), strict=True)}

HEADLINE = "Lantern Keeper Denies Moving the Boat"
STANDFIRST = "A quiet harbour, and one log book that nobody can find any more."
OWN = "The keeper of the lantern, Oda Vanner, was not asked about the boat before the hearing of the harbour board."
QUOTED = "The log book was seen on the table of the harbour master on the evening before the boat was moved, one clerk said."
LABEL = "Photo: M. Lowe"
CLOSING = "Nobody has said where the boat went, and the harbour board has not opened the other log book either."


def substituted(text):
    """Return `text` as a vowel tool leaves it."""
    return "".join(LOOKS.get(c, c) for c in text)


def document(text, **fields):
    return Document(id="d", source=Source("a.txt", "00"), media="text/plain", kind="article", title=None, text=text, **fields)


def story(*paragraphs):
    return document("\n\n".join(paragraphs))


STORY = story(substituted(HEADLINE), STANDFIRST, substituted(OWN), QUOTED, LABEL, substituted(CLOSING))


def quoted(doc):
    return [doc.text[z.start : z.end] for z in doc.zones if z.kind == "quoted"]


def test_an_untouched_passage_is_set_apart():
    mended = mend_document(STORY)
    assert quoted(mended) == [QUOTED]
    assert {(z.voice, z.by) for z in mended.zones} == {(None, "untouched-passage/1")}


def test_a_standfirst_is_ambiguous_and_the_finding_says_so():
    spared = {STANDFIRST: "ambiguous", QUOTED: "once in a million", LABEL: "too few letters"}
    mended = mend_document(STORY)
    said = {mended.text[f.start : f.end]: f.says for f in findings(mended) if f.kind == "untouched"}
    assert said.keys() == spared.keys()
    assert all(spared[passage] in says for passage, says in said.items())


def test_the_table_names_its_letters_and_those_it_never_touched():
    table = next(f for f in findings(mend_document(STORY)) if f.kind == "table")
    letters = sum((HEADLINE + OWN + CLOSING).count(c) for c in "aeo")
    assert f"In 3 of 6 paragraphs {letters} of {letters} letters a e o are Cyrillic" in table.says
    assert "never substituted: d h i" in table.says
    assert len(table.readings) == 4


def test_each_substituted_paragraph_is_counted():
    counted = [f.says for f in findings(mend_document(STORY)) if f.kind == "substituted"]
    assert [int(says.split()[0]) for says in counted] == [sum(p.count(c) for c in "aeo") for p in (HEADLINE, OWN, CLOSING)]


def test_no_passage_is_set_apart_where_nothing_was_done():
    doc = story(OWN, QUOTED, CLOSING)
    assert mend_document(doc) is doc
    assert findings(doc) == ()


def test_one_slip_sets_nothing_apart():
    doc = story(OWN.replace("keeper", "kееper"), QUOTED, CLOSING)
    assert quoted(mend_document(doc)) == []
    assert [f.kind for f in findings(mend_document(doc))] == ["unclear", "table", "substituted"]


def test_a_small_substituted_part_sets_the_rest_not_apart():
    doc = mend_document(story(substituted(OWN), QUOTED, QUOTED, CLOSING))
    assert doc.zones == ()
    assert [f.kind for f in findings(doc)].count("untouched") == 3


def test_a_passage_that_has_a_voice_keeps_it():
    start = STORY.text.index(QUOTED)
    zone = Zone(start, start + len(QUOTED), "forwarded", None, "forwarded/1")
    mended = mend_document(document(STORY.text, zones=(zone,)))
    assert mended.zones == (zone,)


def test_zones_and_dates_move_with_their_words():
    text = "From: O\u00addа Vаnnеr\nDate: 3 M\u200bаrch 2011\n\nThе bоаt wаs mоvеd."
    name, day, head = text.index("O\u00ad"), text.index("3 M"), text.index("\n\n")
    voice = Span("d", name, text.index("\n"), text[name : text.index("\n")])
    words = Span("d", day, head, text[day:head])
    when = When(datetime(2011, 3, 3, tzinfo=UTC), datetime(2011, 3, 4, tzinfo=UTC), "day", words, None, "header/1", anchor=voice)
    mended = mend_document(document(text, sent=when, zones=(Zone(0, head, "header", voice, "header/1"),)))
    zone = mended.zones[0]
    assert mended.text[zone.start : zone.end] == "From: Oda Vanner\nDate: 3 March 2011"
    assert mended.sent.span == mended.span(mended.text.index("3 M"), zone.end)
    assert zone.voice == mended.sent.anchor == mended.span(6, 16)
    assert zone.voice.text == "Oda Vanner"
    assert mended.original(zone.voice) == (voice.start, voice.end)
    assert mended.found() == text


def test_a_zone_of_invisible_words_goes_with_them():
    zone = Zone(4, 6, "quoted", None, "x/1")
    assert mend_document(document("boat\u200b\u200b left", zones=(zone,))).zones == ()


def test_a_document_mended_twice_still_leads_to_the_text_as_found():
    once = mend_document(STORY)
    assert mend_document(once) == once
    later = mend_document(document(once.text + " Еnd\u200b of it.", edits=once.edits))
    assert later.text == once.text + " End of it."
    assert later.found() == STORY.text + " Еnd\u200b of it."


def test_the_title_is_mended_in_the_light_of_the_text():
    titled = document(STORY.text, **{}).text
    doc = Document("d", Source("a", "00"), "text/plain", "article", "Оdа аnd Ве", titled)
    assert mend_document(doc).title == "Oda and Be"


@pytest.mark.parametrize(
    ("text", "kind", "says"),
    [
        ("lan\u200btern\u200b lit", "invisible", "2 characters in 2 places: 2 ZERO WIDTH SPACE."),
        ("cafÃ© lit", "misread", "2 characters in 1 place:"),
        ("lamp\U000e0068\U000e0069 lit", "tag", "They spell 'hi'."),
        ("read \u202enretnal\u202c now", "direction", "in 1 place:"),
        ("NoЯth station", "undecided", "only Latin and letters that are only Cyrillic"),
        ("In Russian, а is a word.", "undecided", "'а' could be Latin or Cyrillic; it was left as it stands."),
    ],
)
def test_what_cannot_be_seen_or_settled_is_reported(text, kind, says):
    (finding,) = mend_text(text).findings
    assert finding.kind == kind
    assert says in finding.says
    assert len(finding.readings) >= 2
