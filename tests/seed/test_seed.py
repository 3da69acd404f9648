"""The first test of everything: each row of the design's seed table, on the real article and on its invented twin.

The table of what each article must show is data. A passage is given by its words (`phrase`) or, in an article that is not ours to
quote, by its place in the mended text (`at`).
"""

import tomllib
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import pytest

from clew.case import Case
from clew.ingest import discover, read_file
from clew.pipeline import observe_document
from clew.records import Claim, Document, Event, Observation, Span, When
from conftest import ROOT, SHARED

Table = dict[str, Any]
TABLES = {
    "article": (SHARED, ROOT / "tests" / "seed" / "article.toml"),
    "twin": (ROOT, ROOT / "tests" / "demo" / "seed_twin.toml"),
}
# As one types it: straight quotation marks, plain spaces.
STRAIGHT = str.maketrans(
    "\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{NO-BREAK SPACE}", '\'"" '
)


class Article:
    """One article's case, and the table of what it must show."""

    def __init__(self, observation: Observation, table: Table) -> None:
        self.seen = observation
        self.table = table
        self.case = Case([observation])

    @property
    def document(self) -> Document:
        return self.seen.document

    def place(self, passage: Table | str) -> tuple[int, int]:
        """Return where a passage of the table stands."""
        if isinstance(passage, dict) and "at" in passage:
            start, end = passage["at"]
            return start, end
        words = passage if isinstance(passage, str) else passage["phrase"]
        start = self.document.text.translate(STRAIGHT).index(words)
        return start, start + len(words)

    def touches(self, span: Span, passage: Table | str) -> bool:
        start, end = self.place(passage)
        return span.start < end and start < span.end

    def names(self, event: Event, *roles: str) -> list[str]:
        """Return who has one of `roles` (or any) in an event, by the name of the identity."""
        found = {self.name(m) for role, m in event.roles if role in roles or not roles}
        return sorted(found)

    def name(self, mention: str) -> str:
        identity = self.case.identity_of(mention)
        return (identity.name if identity else self.case.mentions[mention].name).translate(STRAIGHT)

    def events(self, kind: str, **more: str) -> list[Event]:
        return [e for e in self.seen.events if e.kind == kind and all(getattr(e, k) == v for k, v in more.items())]

    def claims_at(self, passage: Table | str) -> list[Claim]:
        return [c for c in self.seen.claims if self.touches(c.content, passage)]


@cache
def read(name: str) -> Article:
    root, path = TABLES[name]
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    (document,) = read_file(discover([root / table["document"]["path"]])[0]).documents
    return Article(observe_document(document), table)


@pytest.fixture(params=TABLES)
def article(request: pytest.FixtureRequest) -> Article:
    if request.param == "article":
        request.getfixturevalue("shared")
    return read(request.param)


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def is_between(when: When | None, table: Table) -> bool:
    return when is not None and (when.start, when.end) == (moment(table["start"]), moment(table["end"]))


def words(span: Span | None) -> str:
    return span.text.translate(STRAIGHT) if span else ""


def test_disguised_vowels_are_mended_and_the_pattern_is_kept_as_evidence(article: Article) -> None:
    expected, document = article.table["document"], article.document
    found = document.found()
    spared = [p for p in found.split("\n") if (p.strip() and p.isascii()) or not any("\u0400" <= c < "\u0500" for c in p)]
    paragraphs = [p for p in document.text.split("\n") if p.strip()]
    assert len(paragraphs) == expected["paragraphs"]
    assert not any("\u0400" <= c < "\u0500" for c in document.text)
    assert len([p for p in spared if p.strip()]) == len(expected["untouched"])
    letters = sum(len(e.found) for e in document.edits if "\u0400" <= e.found[0] < "\u0500")
    assert letters == expected.get("letters", sum("\u0400" <= c < "\u0500" for c in found))
    findings = article.case.findings(document.id)
    assert sum(f.kind == "substituted" for f in findings) == expected["paragraphs"] - len(expected["untouched"])
    untouched = [f for f in findings if f.kind == "untouched"]
    assert len(untouched) == len(expected["untouched"])
    assert all(len(f.readings) > 1 for f in untouched)


def test_the_message_has_sender_recipients_and_third_party(article: Article) -> None:
    expected = article.table["message"]
    (message,) = [e for e in article.events("message") if article.names(e, "from") == [expected["from"]]]
    assert [words(article.case.mentions[m].span) for role, m in message.roles if role == "to"] == [expected["to"]]
    third = [words(article.case.mentions[m].span) for role, m in message.roles if role == "for"]
    assert third
    assert all(t in expected["third_party"] for t in third)
    assert message.status == expected["status"]
    assert is_between(message.when, expected)
    assert any(article.touches(span, expected) for span in message.evidence)


def test_the_proposed_meeting_did_not_happen(article: Article) -> None:
    expected = article.table["proposed_meeting"]
    named = [n for n in expected["with"] if n[0].isupper() and not n.endswith("officials")]
    proposed = [e for e in article.events("meeting") if any(article.touches(s, expected) for s in e.evidence)]
    assert proposed
    for event in proposed:
        assert event.status in expected["status"]
        assert set(named) <= set(article.names(event))
    happened = [e for e in article.events("meeting", status="happened") if set(named) & set(article.names(e))]
    assert happened == []


def test_voices_are_told_apart(article: Article) -> None:
    for expected in article.table["voices"]:
        chains = [c.voices for c in article.claims_at(expected)]
        inner = [v for chain in chains for v in chain if words(v.holder).lower().endswith(expected["holder"].lower())]
        assert inner, expected
        assert any(expected["cue"] in words(v.cue) for v in inner), expected
        assert all(chain[0].holder is None and chain[0].act == "wrote" for chain in chains)


def test_the_quoted_outlet_speaks_in_the_untouched_paragraphs(article: Article) -> None:
    for question in article.table["questions"][:4]:
        start, _ = article.place(question)
        assert "quoted" in [z.kind for z in article.document.zones_at(start)]
    quoted = [
        c
        for c in article.claims_at(
            article.table["unidentified"]["phrase"]
            if "phrase" in article.table["unidentified"]
            else article.table["unidentified"]
        )
        if "quoted" in [v.act for v in c.voices]
    ]
    assert quoted


def test_dates_are_placed_by_what_they_hang_on_and_never_by_a_clock(article: Article) -> None:
    assert article.document.published is None
    for expected in article.table["dates"]:
        placed = [d for d in article.seen.dates if words(d.span).endswith(expected["words"]) and is_between(d, expected)]
        assert placed, expected
        if "anchor" in expected:
            assert any(words(d.anchor) and words(d.anchor) in article.document.text.translate(STRAIGHT) for d in placed), expected
    assert is_between(article.seen.written, article.table["written"])


def test_the_unidentified_person_has_one_hypothesis_with_its_source(article: Article) -> None:
    expected = article.table["unidentified"]
    (identity,) = [i for i in article.case.people() if i.name == expected["name"]]
    assert not identity.identified
    (hypothesis,) = identity.hypotheses
    assert expected["hypothesis"] in hypothesis.span.text
    voices = article.case.claims[hypothesis.claim].voices
    assert words(voices[-1].holder) == expected["source"]


def test_what_is_said_to_be_unclear_is_a_question(article: Article) -> None:
    for expected in article.table["questions"]:
        found = [q for q in article.seen.questions if q.kind == expected["kind"] and article.touches(q.span, expected)]
        assert found, expected
        about = {article.name(m) for q in found for m in q.about}
        assert set(expected["about"]) <= about, (expected, about)


def test_posts_are_held_in_their_time(article: Article) -> None:
    for expected in article.table["posts"]:
        found = [
            e
            for e in article.events("post")
            if article.names(e, "holder") == [expected["holder"]]
            and expected["words"] in words(e.evidence[0])
            and any(article.touches(s, expected) for s in e.evidence)
        ]
        assert found, expected
        assert expected["time"] in {e.when.rule.split("/")[0] for e in found if e.when}, expected


def test_the_omission_is_held_against_the_record(article: Article) -> None:
    expected = article.table["omission"]
    pair = {expected["who"], *expected["with"]}
    met = [
        e for e in article.events("meeting", status="happened") if pair <= set(article.names(e)) and is_between(e.when, expected)
    ]
    assert met
    omissions = [c for c in article.case.conflicts if c.kind == "omission" and article.touches(c.left, expected["left_out"])]
    assert omissions
    assert all(not article.touches(c.right, expected["left_out"]) for c in omissions)
    excuses = [c for c in article.case.conflicts if article.touches(c.left, expected["excuse"])]
    assert any(article.touches(c.right, expected["against"]) for c in excuses)


def test_presence_at_one_event_is_not_contact(article: Article) -> None:
    expected = article.table["presence"]
    both = set(expected["with"])
    together = [e for e in article.events("attendance") if both <= set(article.names(e, "attendee"))]
    assert together
    assert all(e.status == "happened" for e in together)
    assert any(article.touches(s, expected["photographed"]) for e in together for s in e.evidence)
    contact = [e for e in article.events("contact") if both <= set(article.names(e))]
    assert [e.status for e in contact] == [expected["contact"]]
    at = [e for e in article.events("attendance") if e.where and article.name(e.where).endswith(expected["where"])]
    assert any(is_between(e.when, expected) for e in at)


def test_arranging_and_attending_one_event_links_two_people(article: Article) -> None:
    expected = article.table["link"]
    path = article.case.path(expected["arranger"], expected["attendee"])
    assert len(path) == 1
    shared_events = [article.case.events[e] for e in path[0].events]
    occasion = [
        e
        for e in shared_events
        if expected["arranger"] in article.names(e, "arranger") and expected["attendee"] in article.names(e, "attendee")
    ]
    assert occasion
    assert any(article.touches(s, expected["arranged"]) for e in occasion for s in e.evidence)
    assert any(article.touches(s, expected["attended"]) for e in occasion for s in e.evidence)
