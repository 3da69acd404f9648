"""The demo's evidence against its key: what the key quotes is there, and the counts hold."""

import re
import shutil
import subprocess
from collections import Counter
from email.utils import getaddresses, parsedate_to_datetime
from typing import Any

import pytest

from demo.reading import EVIDENCE, KEY, MBOX, ROOT, SCAN, UNREAD, body, files, folded, header, mails, passages, plain

PASSAGES = sorted(set(passages(KEY)))
TEXTUAL = [p for p in PASSAGES if p[0] != SCAN]
LISTS = {
    "all-staff@harbour-office.example",
    "eastern-quay@harbour-office.example",
    "bulletin@ports-association.example",
    "crew@agence-ferrand.example",
}
# What each mail program leaves behind, and each way of writing a body that a mail reader must know.
SHAPES = [
    b"-----Original Message-----",
    b"---------- Forwarded message",
    b"Begin forwarded message:",
    b"-------- Forwarded Message",
    b"________________________________\nFrom: ",
    b"\n> ",
    b" wrote:",
    b"=?utf-8?b?",
    b"charset=iso-8859-1",
    b"text/html",
    b"Auto-Submitted: auto-replied",
    b"name=halcyon-running-order.docx",
    b"name=tender-timeline.csv",
    b"name=halcyon-quotation.pdf",
]


@pytest.mark.parametrize(("file", "quote"), TEXTUAL)
def test_quote_stands_in_its_file(file: str, quote: str) -> None:
    assert folded(quote) in folded(plain(file))


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="reading the scanned note needs tesseract-ocr")
def test_quote_stands_in_the_scan() -> None:
    seen = subprocess.run(["tesseract", str(EVIDENCE / SCAN), "-"], capture_output=True, text=True, check=True).stdout
    assert [q for f, q in PASSAGES if f == SCAN and folded(q) not in folded(seen)] == []


def test_the_scan_is_quoted_as_its_source_says() -> None:
    source = folded((ROOT / "demo/sources/papers/scanned-note.txt").read_text("utf-8"))
    assert [folded(q) in source for f, q in PASSAGES if f == SCAN] == [True]


def test_counts_of_files() -> None:
    said, unread = KEY["evidence"], Counter(UNREAD.values())
    assert len(files()) == said["files"] == said["read"] + said["failed"] + said["passed"]
    assert (unread["failed"], unread["passed"]) == (said["failed"], said["passed"])
    assert 36 <= said["files"] <= 44
    assert set(UNREAD) <= set(files())


def test_counts_of_mails() -> None:
    box, said = mails(MBOX), KEY["evidence"]
    assert len(box) == said["mails_in_mailbox"] == 60
    assert len(files(".eml")) == said["loose_mails"]
    assert sum(bool(p.get_filename()) for m in box for p in m.walk()) == said["attachments"]
    assert [header(m, "Subject") for m in box if "Date" not in m] == said["mails_without_date"]


def test_replies_point_at_mails_of_the_box() -> None:
    box = mails(MBOX)
    ids = {m["Message-ID"] for m in box}
    answers = [m["In-Reply-To"] for m in box if "In-Reply-To" in m]
    assert len(ids) == 60
    assert len(answers) > 20
    assert set(answers) <= ids


@pytest.mark.parametrize("mark", SHAPES, ids=lambda m: m.decode().strip()[:30])
def test_the_mailbox_has_the_shapes_real_ones_have(mark: bytes) -> None:
    assert mark in (EVIDENCE / MBOX).read_bytes()


def test_the_mail_in_another_language_is_there() -> None:
    other = KEY["evidence"]["other_language"]
    found = [m for m in mails(MBOX) if header(m, "Subject") == other["subject"] and "In-Reply-To" not in m]
    assert [other["from"] in m["From"] for m in found] == [True]
    assert "wir bitten um einen Liegeplatz" in body(found[0])


@pytest.mark.parametrize("said", KEY["messages"], ids=lambda m: f"{m['sent']:%Y-%m-%d} {m['subject']}")
def test_message_is_as_the_key_says(said: dict[str, Any]) -> None:
    dated = [m for m in mails(said["file"]) if m["Date"] and parsedate_to_datetime(m["Date"]) == said["sent"]]
    found = [m for m in dated if header(m, "Subject") == said["subject"]]
    addresses = [[[a for _, a in getaddresses(m.get_all(h, []))] for h in ("From", "To", "Cc")] for m in found]
    assert addresses == [[[said["from"]], said["to"], said["cc"]]]


def test_embedded_mails_are_seen_as_often_as_the_key_says() -> None:
    bodies = [folded(body(m)) for m in mails(MBOX)]
    assert [sum(e["quote"] in b for b in bodies) for e in KEY["embedded"]] == [e["seen_in"] for e in KEY["embedded"]]


def test_every_correspondent_of_the_mails_is_in_the_key() -> None:
    known = {a for p in KEY["people"] for a in p["addresses"]}
    heads = [m.get_all(h, []) for f in files(".eml", ".mbox") for m in mails(f) for h in ("From", "To", "Cc")]
    assert {a for head in heads for _, a in getaddresses(head)} - known == LISTS


def test_addresses_are_nobodys() -> None:
    text = "\n".join((EVIDENCE / f).read_bytes().decode("latin-1") for f in files(".txt", ".html", ".csv", ".eml", ".mbox"))
    domains = re.findall(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)", text) + re.findall(r"https?://([\w.-]+)", text)
    assert len(domains) > 100
    assert [d for d in domains if not d.lower().endswith(".example")] == []
