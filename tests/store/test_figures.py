"""The figures are those of the records."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from clew.records import Event, When, make
from clew.store import write_part
from clew.store.figures import Figures

DOCUMENT = {
    "kind": lambda d: d.kind,
    "media": lambda d: d.media,
    "language": lambda d: d.language or "",
    "year": lambda d: next((str(w.start.year) for w in (d.sent, d.published) if w and w.start), ""),
}
EVENT = {
    "kind": lambda e: e.kind,
    "status": lambda e: e.status,
    "year": lambda e: str(e.when.start.year) if e.when and e.when.start else "",
}


@pytest.fixture
def filled(folder, observe):
    """A case with what makes counting hard: two places of one document, a changed file, a file withdrawn."""

    def full(id, n, **fields):
        seen = observe(id, **fields)
        span = seen.document.span(0, 4)
        # The first second of a year in UTC: elsewhere still the year before.
        when = When(datetime(2014 + n % 3, 1, 1, tzinfo=UTC) if n % 4 else None, None, "day", span, None, "test/1")
        document = replace(seen.document, sent=when if n % 2 else None, published=when, language="en" if n % 3 else None)
        made = [
            make(Event, kind=kind, roles=(), when=when if n % 2 else None, where=None, status="happened" if n % 2 else "denied",
                 evidence=(span,), by=f"test/{n}") for kind in ("meeting", "call")[: 1 + n % 2]
        ]  # fmt: skip
        return replace(seen, document=document, events=tuple(made))

    first = [full(f"d{n}", n, path=f"{n}.txt", kind=("mail", "text")[n % 2]) for n in range(9)]
    copy, changed, same = full("d1", 1, path="copy.txt"), full("d9", 9, path="2.txt", sha="bb"), full("d3", 3, path="3.txt")
    folder.commit(write_part(folder.path, first, []))
    folder.commit(write_part(folder.path, [copy, changed, same], []))
    folder.withdraw(["4.txt"])
    return folder


@pytest.mark.parametrize("by", DOCUMENT)
def test_documents(filled, by):
    figures = Figures(filled).documents(by)
    assert figures == Counter(DOCUMENT[by](o.document) for o in filled.observations())
    assert list(figures.values()) == sorted(figures.values(), reverse=True)


@pytest.mark.parametrize("by", EVENT)
def test_events(filled, by):
    assert Figures(filled).events(by) == Counter(EVENT[by](e) for o in filled.observations() for e in o.events)


def test_a_part_committed_twice_counts_once(filled, observe):
    before = Figures(filled).events("kind")
    filled.commit(filled.standing()[0][0])
    after = Counter(e.kind for o in filled.observations() for e in o.events)
    assert Figures(filled).events("kind") == after != before


def test_an_empty_case_has_no_figures(folder):
    figures = Figures(folder)
    assert figures.documents("kind") == figures.events("kind") == {}
    assert figures.correspondence() == []


def test_correspondence_counts_a_mail_once_for_each_pair(folder, observe):
    mails = [
        [("From", '"old@a.example" <Roe@A.example>'), ("To", "vale@a.example, Ash <ash@b.example>"), ("CC", "vale@a.example")],
        [("from", "roe@a.example (Jane)"), ("to", "VALE@a.example;lee@b.example")],
        [("From", "nobody"), ("To", "vale@a.example")],
        [("Subject", "roe@a.example")],
    ]
    folder.commit(write_part(folder.path, [observe(f"d{n}", f"{n}.eml", headers=h) for n, h in enumerate(mails)], []))
    assert Figures(folder).correspondence() == [
        ("roe@a.example", "vale@a.example", 2),
        ("roe@a.example", "ash@b.example", 1),
        ("roe@a.example", "lee@b.example", 1),
    ]
