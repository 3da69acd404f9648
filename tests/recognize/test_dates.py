"""Dates in words: what they mean, where they stand, what they hang on, which event they go with."""

import json
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.parse import parse_documents
from clew.recognize.date_holidays import easter, holiday
from clew.recognize.dates import attach, find_dates
from clew.recognize.tree import Tree
from clew.records import Document, Parse, Source, Token, When, Zone
from clew.when import bounds, containing, display, interval, parse_bound, shift

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "dates.jsonl").read_text("utf-8").splitlines()]


def document(text, on=None, zones=(), sent=None):
    """Return an article published on the day `on`, or a mail whose Date line is `sent` (its words and its interval)."""
    doc = Document("d", Source("a.txt", "0"), "text/plain", "article", None, text, language="en", zones=tuple(zones))
    if on:
        stated = When(*parse_bound(on), "day", doc.span(0, 1), None, "test/1")
        return Document(**{**_fields(doc), "published": stated})
    if sent:
        words, pair, grain = sent
        at = text.index(words)
        return Document(**{**_fields(doc), "sent": When(*pair, grain, doc.span(at, at + len(words)), None, "test/1")})
    return doc


def _fields(doc):
    return {name: getattr(doc, name) for name in doc.__struct_fields__}


def trees(documents):
    return [Tree(parse) for parse in parse_documents(documents)]


def shown(text, **about):
    return [(w.span.text, display(w)) for w in find_dates(trees([document(text, **about)])[0]).whens]


@cache
def _case_trees():
    return trees([document(case["text"], case.get("on")) for case in CASES])


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(n, id=f"{case['text'][:40]}-{n}", marks=[pytest.mark.xfail(reason=case["fails"])] if "fails" in case else [])
        for n, case in enumerate(CASES)
    ],
)
def test_case(number):
    found = find_dates(_case_trees()[number]).whens
    expected = CASES[number]["dates"]
    assert [(w.span.text, display(w), w.grain) for w in found] == [tuple(e[:3]) for e in expected]
    assert [w.rule for w, e in zip(found, expected, strict=True) if len(e) > 3] == [e[3] for e in expected if len(e) > 3]


def test_a_relative_date_hangs_on_the_words_that_state_the_day():
    tree = trees([document("Notes. He sailed yesterday.", on="2031-05-14")])[0]
    (when,) = find_dates(tree).whens
    assert when.anchor == tree.document.published.span


WORDS = """
in on the of at May may march June 3 12 31 2016 1999 '16 3rd second Tuesday Sat. last next this that same day days week month
year quarter century ago later earlier before after since until by about early mid late to from between and - , . ; two a few
several today tonight morning 9:14 pm EST +0200 UTC 2016-06-09 13/5/2016 5/6/16 1990s sixties Christmas Easter summer Q3 BC AD
2014-16 12:61 99:99 0 0000 9999 31/31/2016 end people note met
"""

SOUP = st.lists(st.sampled_from([*WORDS.split(), "\n", "\n\n"]), max_size=24).map(" ".join)


@given(SOUP, st.none() | st.sampled_from(["2031-05-14", "0001-01-01", "9999-12-31"]))
def test_whatever_the_words_the_dates_are_sorted_apart_and_quoted(text, on):
    doc = document(text or "-", on)
    found = find_dates(Tree(Parse(doc, ())))
    assert all(doc.text[w.span.start : w.span.end] == w.span.text for w in found.whens)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found.whens))
    assert all(w.start is None or w.end is None or w.start < w.end for w in found.whens)
    assert {r.when for r in found.relatives} <= set(found.whens)
    assert found == find_dates(Tree(Parse(doc, ())))
    assert all(display(w) for w in found.whens)


@given(st.text(max_size=60))
def test_any_text_is_read(text):
    find_dates(Tree(Parse(document(text or "-"), ())))


MAIL = """From: Ada Quill <ada@quill.example>
Date: Tue, 13 May 2031 23:30:00 -0400
Subject: Fwd: the vault

He called me yesterday. See below.

From: Bo Okafor
Sent: Friday, April 4, 2031 9:05 AM
To: Ada Quill

I saw her yesterday.

On Mon, 3 Mar 2031 at 10:00, Cy Brandt wrote:

> I saw her yesterday.
"""

SENT = ("Tue, 13 May 2031 23:30:00 -0400", interval("second", 2031, 5, 14, 3, 30), "second")


def zone(text, first, last, kind, nth=0):
    start = text.index(first)
    for _ in range(nth):
        start = text.index(first, start + 1)
    return Zone(start, text.index(last, start) + len(last), kind, None, "test/1")


MAIL_ZONES = [
    zone(MAIL, "From: Ada", "vault\n", "header"),
    zone(MAIL, "From: Bo", "> I saw her yesterday.\n", "forwarded"),
    zone(MAIL, "From: Bo", "To: Ada Quill\n", "header"),
    zone(MAIL, "> I saw", "yesterday.\n", "quoted"),
]


def test_each_mail_in_a_mail_has_its_own_day():
    assert shown(MAIL, sent=SENT, zones=MAIL_ZONES) == [
        ("yesterday", "12 May 2031"),
        ("Friday, April 4, 2031 9:05 AM", "4 April 2031, 09:05"),
        ("yesterday", "3 April 2031"),
        ("Mon, 3 Mar 2031 at 10:00", "3 March 2031, 10:00"),
        ("yesterday", "2 March 2031"),
    ]


def test_quoted_words_without_a_day_of_their_own_are_not_placed():
    text = "He sailed yesterday.\n\n> I sailed yesterday."
    assert shown(text, on="2031-05-14", zones=[zone(text, "> I", "yesterday.", "quoted")]) == [
        ("yesterday", "13 May 2031"),
        ("yesterday", "time not known"),
    ]


def test_cells_of_a_table_are_read_without_a_parse():
    text = "Day: 2031-05-12; Time: 09:14; With: Bo Okafor\nDay: 2031-05-13 14:00; With: Cy Brandt"
    assert shown(text, zones=[zone(text, "Day", "Cy Brandt", "table")]) == [
        ("2031-05-12", "12 May 2031"),
        ("2031-05-13 14:00", "13 May 2031, 14:00"),
    ]


def test_a_weekday_without_a_verb_in_a_mail_is_still_to_come():
    mail = Document(**{**_fields(document("Three things for Thursday.", on="2031-05-12")), "kind": "mail"})
    assert [display(w) for w in find_dates(trees([mail])[0]).whens] == ["15 May 2031"]


def test_a_stamp_in_the_furniture_dates_nothing_around_it():
    text = "RELEASED 05/13/2015\n\nHe sailed on April 3."
    stamp = zone(text, "RELEASED", "2015", "furniture")
    assert shown(text)[1] == ("April 3", "3 April 2015")
    assert shown(text, zones=[stamp])[1] == ("April 3", "time not known")


def test_a_date_line_of_its_own_is_left_to_the_document():
    text = "From: Ada\nDate: Tue, 13 May 2031 23:30:00 -0400\n\nHello."
    assert shown(text, sent=SENT, zones=[zone(text, "From", "-0400", "header")]) == []


def test_a_date_told_by_an_event_names_the_event():
    (relative,) = find_dates(trees([document("Two weeks before the reception in Lowmere he sailed.")])[0]).relatives
    assert (relative.offset, relative.unit, relative.phrase.text) == (-2, "week", "the reception in Lowmere")


def test_a_date_told_by_the_unknown_day_of_writing_keeps_its_count():
    (relative,) = find_dates(trees([document("He sailed last year.")])[0]).relatives
    assert (relative.offset, relative.unit, relative.phrase) == (-1, "year", None)


ATTACHED = [
    ("Ada met Bo on 9 June 2016.", "met", "9 June 2016"),
    ("On 9 June 2016, Ada met Bo and sailed home.", "met", "9 June 2016"),
    ("Ada helped to arrange an April 2016 event in Lowmere.", "event", "April 2016"),
    ("Ada sent a note to Bo last year about the key.", "note", "last year"),
    ("Ada sent a note to Bo last year about the key.", "sent", "last year"),
    ("Their meeting on 3 May 2016 was short.", "meeting", "3 May 2016"),
    ("The date for the note was in June 2016.", "note", "June 2016"),
    ("Ada wrote on 3 May 2016 that Bo had called Cy on 9 April 2016.", "wrote", "3 May 2016"),
    ("Ada wrote on 3 May 2016 that Bo had called Cy on 9 April 2016.", "called", "9 April 2016"),
    ("Ada met Bo in 2016, called Cy in 2017 and wrote to Di in 2018.", "called", "2017"),
    ("Ada met Bo in 2016, called Cy in 2017 and wrote to Di in 2018.", "wrote", "2018"),
    ("On 9 June 2016, Ada met Bo and called Cy.", "called", "9 June 2016"),
    ("Ada met Bo and called Cy on 9 June 2016.", "met", None),
    ("Investigators read the note that Ada sent to Bo in June 2016.", "note", "June 2016"),
    ("Ada met Bo. She sailed on 9 June 2016.", "met", None),
    ("Ada said that the man who sailed in 2016 met Bo.", "met", None),
]


@cache
def _attached_trees():
    return dict(zip([a[0] for a in ATTACHED], trees([document(text) for text, _, _ in ATTACHED]), strict=True))


@pytest.mark.parametrize(("text", "word", "expected"), ATTACHED, ids=[f"{a[1]}-{n}" for n, a in enumerate(ATTACHED)])
def test_the_date_that_goes_with_a_word(text, word, expected):
    tree = _attached_trees()[text]
    when = attach(tree, find_dates(tree).whens, next(i for i, t in enumerate(tree.tokens) if t.text == word))
    assert (when and when.span.text) == expected


def test_no_dates_nothing_attached():
    tree = _attached_trees()[ATTACHED[0][0]]
    assert attach(tree, (), 1) is None


# Easter as the churches print it; Thanksgiving and the rest as the almanac has them.
@pytest.mark.parametrize(
    ("name", "year", "month", "day"),
    [
        ("easter", 1961, 4, 2),
        ("easter", 2038, 4, 25),
        ("easter", 2016, 3, 27),
        ("good friday", 2000, 4, 21),
        ("thanksgiving", 2016, 11, 24),
        ("memorial day", 2016, 5, 30),
        ("mlk day", 2017, 1, 16),
        ("christmas eve", 2016, 12, 24),
    ],
)
def test_holidays(name, year, month, day):
    found = holiday(name, year)
    assert (found.month, found.day) == (month, day)


@given(st.integers(1583, 4000))
def test_easter_is_a_sunday_between_22_march_and_25_april(year):
    assert easter(year).weekday() == 6
    assert (3, 22) <= (easter(year).month, easter(year).day) <= (4, 25)


def test_an_ambiguous_numeric_date_covers_both_readings():
    (when,) = find_dates(Tree(Parse(document("Signed 05/09/2016."), ()))).whens
    assert bounds(when) == (interval("day", 2016, 5, 9)[0], interval("day", 2016, 9, 5)[1])


DAYS = st.dates(min_value=date(1600, 1, 1), max_value=date(2150, 12, 31))
FORMS = [
    "{d.day} {month} {d.year}", "{month} {d.day}, {d.year}", "the {nth} of {month}, {d.year}",
    "{weekday}, {month} {d.day}, {d.year}", "{weekday} {d.day} {month} {d.year}", "{month} {d.day} {d.year}", "{d:%Y-%m-%d}",
    "{short} {d.day}, {d.year}", "{month} {d.day},{d.year}",
]  # fmt: skip


def formatted(form, day):
    month, ending = f"{day:%B}", "th" if 10 <= day.day <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    # May is no short form, so that no point follows it.
    short = {5: "May", 9: "Sept."}.get(day.month, f"{month[:3]}.")
    return form.format(d=day, month=month, weekday=f"{day:%A}", nth=f"{day.day}{ending}", short=short)


@given(
    DAYS,
    st.sampled_from(FORMS),
    st.sampled_from(["", "He sailed on ", "Signed in Lowmere, ", "("]),
    st.sampled_from([".", ")", "; more.", "\n"]),
)
def test_a_day_however_it_is_written_is_found_as_that_day_and_no_other(day, form, before, after):
    words = formatted(form, day)
    (when,) = find_dates(Tree(Parse(document(f"{before}{words}{after}"), ()))).whens
    assert (when.span.text, when.span.start, bounds(when)) == (words, len(before), interval("day", day.year, day.month, day.day))


@given(DAYS, DAYS)
def test_days_that_stand_apart_do_not_touch_each_other(first, second):
    words = [formatted(FORMS[0], first), formatted(FORMS[1], second)]
    found = find_dates(Tree(Parse(document(f"He sailed on {words[0]}. He was back on {words[1]}."), ()))).whens
    assert [w.span.text for w in found] == words
    assert [bounds(w) for w in found] == [interval("day", d.year, d.month, d.day) for d in (first, second)]


@given(DAYS, st.integers(1, 40), st.sampled_from(["day", "week", "month", "year"]))
def test_counted_from_a_day_it_lies_where_the_calendar_has_it(day, n, unit):
    text = f"It was {formatted(FORMS[0], day)}. {n} {unit}s later he sailed."
    when = find_dates(Tree(Parse(document(text), ()))).whens[-1]
    assert bounds(when) == shift(containing(bounds_of(day)[0], unit), n, unit)
    assert when.anchor.text == formatted(FORMS[0], day)


def bounds_of(day):
    return interval("day", day.year, day.month, day.day)


# Each of these took time by the square of its length in some rule, or would in a careless one.
HOSTILE = [
    ("1" * 1_000_000, 0),
    ("12 " * 20_000, 0),
    ("May " * 5_000, 0),
    ("2016-" * 5_000, 0),
    ("-" * 30_000, 0),
    (" " * 200_000, 0),
    ("+-." * 10_000, 0),
    ("Sections " + "1503, " * 5_000, 0),
    ("3 May 2016, " * 10_000, 10_000),
    ("On 3 June the next day " * 2_000, 4_000),
    ("between 2014 and " * 5_000, 5_000),
]


@pytest.mark.parametrize(("text", "dates"), HOSTILE, ids=[text[:12].strip() or "spaces" for text, _ in HOSTILE])
def test_text_made_to_take_for_ever_does_not(text, dates):
    found = find_dates(Tree(Parse(document(text), ()))).whens
    assert len(found) == dates
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_words_of_a_sentence_without_end_hang_on_their_own_dates():
    text = "3 May 2016, " * 3_000
    tokens = tuple(
        Token(i * 12, i * 12 + 10, text[i * 12 : i * 12 + 10], "x", "NN", "NOUN", max(0, i - 1), "conj", "", 0)
        for i in range(3_000)
    )
    tree = Tree(Parse(document(text), tokens))
    dates = find_dates(tree).whens
    assert all(attach(tree, dates, i) == dates[i] for i in range(0, 3_000, 17))


def test_a_date_line_dates_what_nothing_else_does():
    tree = trees([document("Vault found open\n\nTuesday, May 13, 2031\n\nHe sailed yesterday.")])[0]
    found = find_dates(tree)
    assert (found.written.span.text, found.written.rule) == ("Tuesday, May 13, 2031", "date-line/1")
    assert found.whens[1].anchor == found.written.span
    assert find_dates(trees([document(tree.document.text, on="2031-05-14")])[0]).written is None


def test_a_stamp_in_the_furniture_is_no_date_line():
    text = "13 May 2031\n\nHe sailed yesterday."
    assert shown(text, zones=[zone(text, "13", "2031", "furniture")])[1] == ("yesterday", "time not known")


def test_a_day_in_figures_is_read_by_the_order_most_of_the_document_shows():
    text = " ".join(f"Note of 5/{n}/16." for n in range(13, 30)) + " A slip: 19/3/15. Note of 5/4/16."
    assert shown(text)[-1] == ("5/4/16", "4 May 2016")


def test_what_is_quoted_without_a_day_of_its_own_is_near_to_the_mail_around_it():
    text = "He sailed yesterday.\n\n> The note of April 26 is lost."
    assert shown(text, on="2031-05-14", zones=[zone(text, "> The", "lost.", "quoted")])[1] == ("April 26", "26 April 2031")


def test_a_diary_is_not_dated_by_its_first_entry():
    text = "3 May 2031\nShe came.\n\n5 May 2031\nShe left.\n\n9 May 2031\nShe was seen yesterday."
    assert find_dates(trees([document(text)])[0]).written is None
    assert shown(text)[-1] == ("yesterday", "time not known")
