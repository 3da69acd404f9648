"""What holds for the observation of any document, and the article this project starts from."""

import importlib
import sys
from collections import Counter
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from clew.parse import parse_documents
from clew.recognize import recognize
from clew.records import Document, Observation, Parse, Source

sys.path.insert(0, str(Path(__file__).parent))
casefile = importlib.import_module("casefile")

PIECES = ["Ann Vale", "Tom Orrin", "he", "the sources", "met", "sent an email to", "denied", "said that", "the meeting", "with"]
PIECES += ["it is unclear whether", "a reception", "attended", "tried to", "in May 2031", "his call to", "reportedly", "who"]
PIECES += ["if", ".", ",", "?", '"', "\n\n", "and", "not"]
PASSAGE = "Ann Vale met Tom Orrin. The sources said she sent him a letter about the pier. It is unclear who paid.\n\n"


def parsed(text: str) -> Parse:
    return next(parse_documents([Document("0", Source("a", "0"), "text/plain", "text", None, text, language="en")]))


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=18))
def test_any_text(pieces: list[str]) -> None:
    parse = parsed(" ".join(pieces))
    seen = recognize(parse)
    assert seen == recognize(parse)
    check(seen)


def check(seen: Observation) -> None:
    """What holds for any observation: every id is known, every span stands in the text, every event is carried by a claim."""
    mentions, events = {m.id for m in seen.mentions}, {e.id for e in seen.events}
    assert {i for e in seen.events for _, i in e.roles} <= mentions
    assert {i for q in seen.questions for i in q.about} <= mentions
    assert {c.event for c in seen.claims} - {None} == events
    assert all(e.roles and e.evidence for e in seen.events)
    assert all((c.voices[0].holder, c.voices[0].act) == (None, "wrote") for c in seen.claims)
    spans = [*(s for e in seen.events for s in e.evidence), *(c.content for c in seen.claims), *(q.span for q in seen.questions)]
    assert all(seen.document.text[s.start : s.end] == s.text for s in spans)
    assert len({c.id for c in seen.claims}) == len(seen.claims)


def test_nothing_in_an_empty_document() -> None:
    assert recognize(parsed("")) == Observation(parsed("").document)


def test_time_grows_with_the_text() -> None:
    """Count the calls, not seconds: ten times the text may take no more than about ten times the calls."""
    assert _calls(PASSAGE * 60) < 14 * _calls(PASSAGE * 6)


def _calls(text: str) -> int:
    parse, count = parsed(text), 0

    def counted(frame: object, event: str, _: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(counted)
    try:
        recognize(parse)
    finally:
        sys.setprofile(None)
    return count


def test_the_article(shared: Path) -> None:
    text = (shared / "evidence/seed/article.txt").read_text("utf-8")
    mended = text.translate(str.maketrans("аеіоАЕІО", "aeioAEIO")).replace("\u00a0", " ")
    seen = recognize(parsed(mended))
    check(seen)
    kinds = Counter((e.kind, e.status) for e in seen.events)
    assert kinds["meeting", "proposed"] == 1
    assert kinds["meeting", "denied"] == 1
    assert kinds["contact", "unclear"] == 1
    assert kinds["disclosure", "denied"] == 1
    assert kinds["reference", "happened"] == 1
    said = {v.holder.text for c in seen.claims for v in c.voices if v.holder}
    assert {"the sources", "one source", "sources"} <= said
    assert [q.kind for q in seen.questions].count("who") == 2
    occasion = next(e for e in seen.events if e.kind == "attendance" and {"arranger", "speaker"} <= {r for r, _ in e.roles})
    assert "attendee" in {r for r, _ in occasion.roles}
    assert occasion.status == "happened"
