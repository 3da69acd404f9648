"""Laws of what comes out of the whole pipeline, on the kinds of text that have broken them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clew.ingest import discover, read_file
from clew.pipeline import observe, observe_document
from clew.records import Observation

PRINTED = """
            From:                            Tolland, Mara K eTollandM@harbour,examplei>
            Sent:                            Monday, September 24, 2031 10:17 AM
            To:                              Orrin, Piet; Vale, Ann C
            Cc:                              Orrin, Piet
            Subject:                         Re: quay

            Ann, Piet will call. Mara Tolland agreed.

            ---- Original Message
            From: Orrin, Piet frhailto:Orrin@harbour.examplej
            Sent: Sunday, September 23, 2031 08:49 AM
            To: T
            Cc: Vale, Ann 3; Tolland, Mara K
            Subject: quay

            Tolland should see it before Vale does.
"""
NAMES = ("Tolland, Mara K", "Orrin, Piet", "Vale", "T", "Tolland, Mara frhailto:TollandM@harbour.examplej", "Vale, Ann 3", "")


def assert_whole(seen: Observation) -> None:
    mentions, events = {m.id for m in seen.mentions}, {e.id for e in seen.events}
    assert {m for e in seen.events for _, m in e.roles} <= mentions
    assert {e.where for e in seen.events if e.where} <= mentions
    assert {m for q in seen.questions for m in q.about} <= mentions
    assert {c.event for c in seen.claims if c.event} <= events
    assert {c.event for c in seen.claims} >= events


def printed(folder: Path, text: str) -> Observation:
    (folder / "mail.txt").write_text(text)
    (document,) = read_file(discover([folder / "mail.txt"])[0]).documents
    return observe_document(document)


def test_a_printed_mail_with_scanning_errors_is_whole(tmp_path: Path) -> None:
    seen = printed(tmp_path, PRINTED)
    assert len([e for e in seen.events if e.kind == "message"]) >= 2
    assert_whole(seen)


@settings(max_examples=25)
@given(st.lists(st.sampled_from(NAMES), min_size=3, max_size=3), st.lists(st.sampled_from(NAMES), min_size=3, max_size=3))
def test_any_headers_give_whole_observations(
    tmp_path_factory: pytest.TempPathFactory, outer: list[str], inner: list[str]
) -> None:
    blocks = [
        "From: {}\nSent: Monday, September 24, 2031 10:17 AM\nTo: {}\nCc: {}\nSubject: quay\n".format(*n) for n in (outer, inner)
    ]
    text = f"{blocks[0]}\nAnn, Mara Tolland agreed.\n\n-----Original Message-----\n{blocks[1]}\nTolland should see Vale.\n"
    assert_whole(printed(tmp_path_factory.mktemp("mail"), text))


@pytest.mark.parametrize(
    "text", ["", "   ", "\n\n", "Mara.", "?", "Did Mara Tolland meet Piet Orrin? It is unclear whether he did."]
)
def test_small_texts_are_whole(text: str) -> None:
    assert_whole(observe(text))
