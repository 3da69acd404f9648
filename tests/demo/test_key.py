"""The key's own shape: its tables have their fields, speak the records' words, and name only whom they list."""

from email.message import Message
from typing import get_args

import pytest

from clew.records import Certainty, Status
from clew.records.matters import Answering
from demo.reading import DEMO, KEY, SCAN, UNREAD, files, folded, header, mails, plain

NAMED = {"name": str, "names": list}
PASSAGE = {"file": str, "quote": str}
NEEDED = {
    "people": NAMED | {"addresses": list},
    "organizations": NAMED,
    "contacts": PASSAGE | {"kind": str, "with": list, "start": object, "end": object, "status": str, "voices": list},
    "messages": {"file": str, "from": str, "to": list, "cc": list, "sent": object, "subject": str},
    "embedded": PASSAGE | {"from": str, "to": list, "day": object, "seen_in": int},
    "posts": PASSAGE | {"holder": str, "post": str, "time": str},
    "claims": PASSAGE | {"what": str, "voices": list, "certainty": str},
    "questions": PASSAGE | {"kind": str, "about": list},
    "answers": PASSAGE | {"question": dict, "sureness": str},
    "gaps": PASSAGE | {"kind": str},
    "conflicts": {"kind": str, "about": list, "why": str, "left": dict, "right": dict},
    "not_the_same": PASSAGE | {"left": str, "right": str},
    "same": PASSAGE | {"left": str, "right": str},
}
KINDS = {"message", "call", "proposal", "arrangement", "attendance", "contact", "meeting", "travel"}


@pytest.mark.parametrize("table", NEEDED)
def test_table_has_its_fields(table: str) -> None:
    wrong = [e for e in KEY[table] if not all(isinstance(e.get(f), kind) for f, kind in NEEDED[table].items())]
    assert (bool(KEY[table]), wrong) == (True, [])


def test_words_are_the_records_words() -> None:
    assert {c["kind"] for c in KEY["contacts"]} <= KINDS
    assert {c["status"] for c in KEY["contacts"]} <= set(get_args(Status))
    assert {c["certainty"] for c in KEY["claims"]} <= set(get_args(Certainty))
    assert {a["sureness"] for a in KEY["answers"]} <= set(get_args(Answering))
    assert {c["kind"] for c in KEY["conflicts"]} == {"omission", "contradiction", "exception"}


def test_only_listed_names_are_used() -> None:
    known = {p["name"] for p in [*KEY["people"], *KEY["organizations"]]} | {KEY["unidentified"]["name"]}
    used = {n for c in KEY["contacts"] for n in c["with"]} | {p["holder"] for p in KEY["posts"]}
    used |= {n for e in [*KEY["questions"], *KEY["conflicts"]] for n in e["about"]}
    used |= {n for p in KEY["not_the_same"] for n in (p["left"], p["right"])}
    assert used <= known


def test_no_two_people_share_an_address() -> None:
    addresses = [a for p in KEY["people"] for a in p["addresses"]]
    assert len(addresses) == len(set(addresses)) > 20


def test_intervals_run_forward() -> None:
    assert [c for c in KEY["contacts"] if c["start"] >= c["end"]] == []


def test_each_name_and_address_occurs_in_the_evidence() -> None:
    texts = [plain(f) for f in files() if f != SCAN and f not in UNREAD]
    note = (DEMO / "sources/papers/scanned-note.txt").read_text("utf-8")
    heads = [_heads(mail) for f in files(".eml", ".mbox") for mail in mails(f)]
    everything = " ".join(folded(t) for t in [*texts, note, *heads]).lower()
    names = [n for p in [*KEY["people"], *KEY["organizations"]] for n in [p["name"], *p["names"], *p.get("addresses", [])]]
    assert [n for n in names if folded(n).lower() not in everything] == []


def _heads(mail: Message) -> str:
    return " ".join(header(mail, name).replace('"', "") for name in ("From", "To", "Cc"))
