"""Dates placed by what the same document tells elsewhere. Events and mentions are written by hand, parses are real."""

import json
from functools import cache
from pathlib import Path

import pytest

from clew.parse import parse_documents
from clew.recognize.anchors import anchor
from clew.recognize.dates import find_dates
from clew.recognize.tree import Tree
from clew.records import Document, Event, Source, When, Zone, make
from clew.when import display, parse_bound
from making import mention, span

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "anchors.jsonl").read_text("utf-8").splitlines()]


def document(text, on=None, zones=()):
    bare = Document("d", Source("a.txt", "0"), "text/plain", "article", None, text, language="en", zones=tuple(zones))
    if on is None:
        return bare
    stated = When(*parse_bound(on), "day", bare.span(0, 1), None, "test/1")
    return Document(**{**{name: getattr(bare, name) for name in bare.__struct_fields__}, "published": stated})


def anchored(tree, told):
    """Return what `anchor` makes of the events in `told`: (kind, names, the words of the date or None, passages)."""
    doc = tree.document
    dates = find_dates(tree)
    names = sorted({name for _, held, _, _ in told for name in held})
    mentions = {name: mention(doc, name) for name in names}
    by_words = {w.span.text: w for w in reversed(dates.whens)}
    events = [
        make(
            Event,
            kind=kind,
            roles=tuple(("with", mentions[name].id) for name in held),
            when=by_words[words] if words else None,
            where=None,
            status="happened",
            evidence=tuple(span(doc, passage) for passage in passages),
            by="test/1",
        )
        for kind, held, words, passages in told
    ]
    return events, anchor(tree, dates, events, list(mentions.values()))


@cache
def _trees():
    return [Tree(parse) for parse in parse_documents([document(case["text"], case.get("on")) for case in CASES])]


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(n, id=case["title"], marks=[pytest.mark.xfail(reason=case["fails"])] if "fails" in case else [])
        for n, case in enumerate(CASES)
    ],
)
def test_case(number):
    case = CASES[number]
    before, found = anchored(_trees()[number], case["events"])
    assert [[d.span.text, display(d), d.rule, d.anchor and d.anchor.text] for d in found.dates] == case["dates"]
    assert [display(e.when) for e in found.events] == case["whens"]
    written = found.written and [display(found.written), found.written.rule, found.written.span.text, found.written.anchor.text]
    assert written == case.get("written")
    changed = {(a.id, b.id) for a, b in zip(before, found.events, strict=True) if a != b}
    assert set(found.renamed) == changed
    assert all(a.id != b.id for a, b in zip(before, found.events, strict=True) if a.when != b.when)


def test_an_event_is_renamed_by_what_it_now_says():
    before, found = anchored(_trees()[0], CASES[0]["events"])
    new = found.events[1]
    assert found.renamed == ((before[1].id, new.id),)
    assert new == make(Event, **{name: getattr(new, name) for name in new.__struct_fields__ if name != "id"})


def test_words_quoted_from_another_day_do_not_date_the_writing():
    text = "Ada Quill sent a note last year.\n\nThe date for the note was in June 2016."
    quoted = Zone(0, text.index("\n"), "quoted", None, "test/1")
    (tree,) = (Tree(parse) for parse in parse_documents([document(text, zones=[quoted])]))
    told = [
        ["message", ["Ada Quill"], "June 2016", ["Ada Quill sent a note last year", "The date for the note was in June 2016"]]
    ]
    _, found = anchored(tree, told)
    assert (display(found.dates[0]), found.written) == ("time not known", None)


def test_nothing_in_nothing_out():
    (tree,) = (Tree(parse) for parse in parse_documents([document("Hello.")]))
    assert anchored(tree, [])[1].dates == ()


TEXT = "Ada Quill met Bo Okafor at the pier. {} Cy Brandt called Ada Quill."


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Two days later,", "Ada Quill met Bo Okafor"),
        ("The day after the meeting,", "Ada Quill met Bo Okafor"),
        ("That day,", None),
        ("The day after the vote,", None),
    ],
)
def test_what_stays_unplaced_keeps_the_passage_it_hangs_on(words, expected):
    (tree,) = (Tree(parse) for parse in parse_documents([document(TEXT.format(words))]))
    told = [
        ["meeting", ["Ada Quill", "Bo Okafor"], None, ["Ada Quill met Bo Okafor"]],
        ["call", ["Cy Brandt", "Ada Quill"], find_dates(tree).whens[0].span.text, ["Cy Brandt called Ada Quill"]],
    ]
    _, found = anchored(tree, told)
    when = found.events[1].when
    assert display(when) == "time not known"
    assert (when.anchor and when.anchor.text) == expected


def test_a_date_that_is_none_of_the_documents_own_is_left_alone():
    """A mail's event has its date from the header, which is not among those found in the words."""
    doc = document("Ada Quill met Bo Okafor.")
    (tree,) = (Tree(parse) for parse in parse_documents([doc]))
    sent = When(None, None, "day", span(doc, "Ada"), None, "mail-date/1")
    roles = (("with", mention(doc, "Ada Quill").id),)
    fields = {"kind": "meeting", "roles": roles, "where": None, "status": "happened", "by": "test/1"}
    told = make(Event, when=sent, evidence=(span(doc, "Ada Quill met Bo Okafor"),), **fields)
    assert anchor(tree, find_dates(tree), [told], [mention(doc, "Ada Quill")]).events == (told,)
