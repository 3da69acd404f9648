"""The demo's evidence against its key: what the key quotes is there, and what make.py makes is what is committed."""

import importlib.util
import io
import re
import shutil
import sys
import tomllib
import zipfile
from collections import Counter
from collections.abc import Iterator
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent


def _module(name: str, path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


reading = _module("demo_reading", HERE / "reading.py")
DEMO = reading.ROOT / "demo"
EVIDENCE = reading.EVIDENCE
KEY = tomllib.loads((DEMO / "key.toml").read_text("utf-8"))
TWIN = tomllib.loads((HERE / "seed_twin.toml").read_text("utf-8"))
MBOX = "mail/harbour-office.mbox"
SCAN = KEY["evidence"]["needs_tesseract"]


def passages(node: Any) -> Iterator[tuple[str, str]]:
    """Yield each (file, quote) anywhere below `node`."""
    if isinstance(node, dict):
        if "quote" in node:
            yield node["file"], node["quote"]
        for child in node.values():
            yield from passages(child)
    elif isinstance(node, list):
        for child in node:
            yield from passages(child)


def files() -> list[str]:
    return sorted(p.relative_to(EVIDENCE).as_posix() for p in EVIDENCE.rglob("*") if p.is_file())


PASSAGES = sorted(set(passages(KEY)))


# ---------------------------------------------------------------- the key's quotes


@pytest.mark.parametrize(("file", "quote"), [p for p in PASSAGES if p[0] != SCAN])
def test_quote_stands_in_its_file(file: str, quote: str) -> None:
    assert reading.folded(quote) in reading.folded(reading.plain(file))


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="reading the scanned note needs tesseract-ocr")
def test_quote_stands_in_the_scan() -> None:
    import subprocess

    text = subprocess.run(["tesseract", str(EVIDENCE / SCAN), "-"], capture_output=True, text=True, check=True).stdout
    assert [q for f, q in PASSAGES if f == SCAN and reading.folded(q) not in reading.folded(text)] == []


def test_the_scan_has_a_quote_and_its_source_says_it() -> None:
    source = reading.folded((DEMO / "sources/papers/scanned-note.txt").read_text("utf-8"))
    quotes = [q for f, q in PASSAGES if f == SCAN]
    assert quotes
    assert all(reading.folded(q) in source for q in quotes)


def test_clew_reads_each_quote() -> None:
    """The same quotes through Clew's own reading and mending, in the words it would show."""
    try:
        from clew.ingest import discover, read_file
        from clew.mend import mend_document
    except ImportError:
        pytest.skip("clew.ingest does not read files yet")
    texts: dict[str, str] = {}
    for found in discover([EVIDENCE]):
        texts[found.name] = "\n\n".join(mend_document(d).text for d in read_file(found).documents)
    missing = [p for p in PASSAGES if p[0] != SCAN and reading.folded(p[1]) not in reading.folded(texts[p[0]])]
    assert missing == []


def test_clew_accounts_for_each_file_as_the_key_does() -> None:
    try:
        from clew.ingest import discover, read_file
    except ImportError:
        pytest.skip("clew.ingest does not read files yet")
    own = {f.name: next(r.outcome for r in read_file(f).receipts if not r.part) for f in discover([EVIDENCE])}
    expected = dict.fromkeys(files(), "read") | {n["file"]: n["outcome"] for n in KEY["not_read"]}
    if shutil.which("tesseract") is None:
        expected[SCAN] = own[SCAN]
    assert own == expected


# ---------------------------------------------------------------- counts


def test_counts_of_files() -> None:
    said = KEY["evidence"]
    unread = Counter(n["outcome"] for n in KEY["not_read"])
    assert len(files()) == said["files"] == said["read"] + said["failed"] + said["passed"]
    assert (unread["failed"], unread["passed"]) == (said["failed"], said["passed"])
    assert 36 <= said["files"] <= 44
    assert {n["file"] for n in KEY["not_read"]} <= set(files())


def test_counts_of_mails() -> None:
    box = reading.mails(MBOX)
    assert len(box) == KEY["evidence"]["mails_in_mailbox"] == 60
    assert sum(f.endswith(".eml") for f in files()) == KEY["evidence"]["loose_mails"]
    assert sum(bool(p.get_filename()) for m in box for p in m.walk()) == KEY["evidence"]["attachments"]
    assert [reading.header(m, "Subject") for m in box if "Date" not in m] == KEY["evidence"]["mails_without_date"]


def test_replies_point_at_mails_of_the_box() -> None:
    box = reading.mails(MBOX)
    ids = {m["Message-ID"] for m in box}
    answers = [m["In-Reply-To"] for m in box if "In-Reply-To" in m]
    assert len(ids) == 60
    assert len(answers) > 20
    assert set(answers) <= ids


def test_the_mailbox_has_the_shapes_real_ones_have() -> None:
    raw = (EVIDENCE / MBOX).read_bytes()
    marks = [
        b"-----Original Message-----", b"---------- Forwarded message", b"Begin forwarded message:", b"-------- Forwarded Message",
        b"________________________________\nFrom: ", b"\n> ", b" wrote:", b"=?utf-8?b?", b"charset=iso-8859-1", b"text/html",
        b"Auto-Submitted: auto-replied", b"name=halcyon-running-order.docx", b"name=tender-timeline.csv", b"name=halcyon-quotation.pdf",
    ]  # fmt: skip
    assert [m for m in marks if m not in raw] == []


def test_the_mail_in_another_language_is_there() -> None:
    other = KEY["evidence"]["other_language"]
    found = [m for m in reading.mails(MBOX) if reading.header(m, "Subject") == other["subject"] and "In-Reply-To" not in m]
    assert [other["from"] in m["From"] for m in found] == [True]
    assert "wir bitten um einen Liegeplatz" in reading.body(found[0])


@pytest.mark.parametrize("message", KEY["messages"], ids=lambda m: f"{m['sent']:%Y-%m-%d} {m['subject']}")
def test_message_is_as_the_key_says(message: dict[str, Any]) -> None:
    matches = [
        mail
        for mail in reading.mails(message["file"])
        if reading.header(mail, "Subject") == message["subject"] and mail["Date"] and parsedate_to_datetime(mail["Date"]) == message["sent"]
    ]
    assert len(matches) == 1
    addresses = [[a for _, a in getaddresses(matches[0].get_all(h, []))] for h in ("From", "To", "Cc")]
    assert addresses == [[message["from"]], message["to"], message["cc"]]


def test_embedded_mails_are_seen_as_often_as_the_key_says() -> None:
    bodies = [reading.folded(reading.body(m)) for m in reading.mails(MBOX)]
    assert [sum(e["quote"] in b for b in bodies) for e in KEY["embedded"]] == [e["seen_in"] for e in KEY["embedded"]]


# ---------------------------------------------------------------- names


def test_each_name_and_address_of_the_key_occurs() -> None:
    read = [reading.plain(f) for f in files() if f not in {SCAN, *(n["file"] for n in KEY["not_read"])}]
    everything = " ".join(map(reading.folded, [*read, (DEMO / "sources/papers/scanned-note.txt").read_text("utf-8")]))
    heads = " ".join(
        reading.header(m, h).replace('"', "") for f in files() if f.endswith((".eml", ".mbox")) for m in reading.mails(f) for h in ("From", "To", "Cc")
    )
    names = [n for p in [*KEY["people"], *KEY["organizations"]] for n in [p["name"], *p["names"], *p.get("addresses", [])]]
    assert [n for n in names if reading.folded(n).lower() not in f"{everything} {heads}".lower()] == []


def test_every_correspondent_of_the_mails_is_in_the_key() -> None:
    known = {a for p in KEY["people"] for a in p["addresses"]}
    lists = {
        "all-staff@harbour-office.example", "eastern-quay@harbour-office.example",
        "bulletin@ports-association.example", "crew@agence-ferrand.example",
    }  # fmt: skip
    seen = {
        a
        for f in files()
        if f.endswith((".eml", ".mbox"))
        for m in reading.mails(f)
        for _, a in getaddresses([*m.get_all("From", []), *m.get_all("To", []), *m.get_all("Cc", [])])
    }
    assert seen - known == lists


def test_addresses_are_nobodys() -> None:
    text = "\n".join((EVIDENCE / f).read_bytes().decode("latin-1") for f in files() if f.endswith((".txt", ".html", ".csv", ".eml", ".mbox")))
    domains = {d.lower() for d in re.findall(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)", text)} | set(re.findall(r"https?://([\w.-]+)", text))
    assert domains
    assert [d for d in domains if not d.endswith(".example")] == []


# ---------------------------------------------------------------- the key's own shape

NEEDED = {
    "people": {"name": str, "names": list, "addresses": list},
    "organizations": {"name": str, "names": list},
    "contacts": {"kind": str, "with": list, "start": object, "end": object, "status": str, "voices": list, "file": str, "quote": str},
    "messages": {"file": str, "from": str, "to": list, "cc": list, "sent": object, "subject": str},
    "posts": {"holder": str, "post": str, "time": str, "file": str, "quote": str},
    "claims": {"what": str, "voices": list, "certainty": str, "file": str, "quote": str},
    "questions": {"kind": str, "about": list, "file": str, "quote": str},
    "conflicts": {"kind": str, "about": list, "why": str, "left": dict, "right": dict},
    "not_the_same": {"left": str, "right": str, "file": str, "quote": str},
    "same": {"left": str, "right": str, "file": str, "quote": str},
}


@pytest.mark.parametrize("table", NEEDED)
def test_key_table_has_its_fields(table: str) -> None:
    entries = KEY[table]
    assert entries
    assert [e for e in entries if not all(isinstance(e.get(f), kind) for f, kind in NEEDED[table].items())] == []


def test_key_speaks_the_records_words() -> None:
    from typing import get_args

    from clew.records import Certainty, Status

    kinds = {"message", "call", "proposal", "arrangement", "attendance", "contact", "meeting", "travel"}
    assert {c["kind"] for c in KEY["contacts"]} <= kinds
    assert {c["status"] for c in KEY["contacts"]} <= set(get_args(Status))
    assert {c["certainty"] for c in KEY["claims"]} <= set(get_args(Certainty))
    assert {c["kind"] for c in KEY["conflicts"]} == {"omission", "contradiction"}


def test_key_refers_only_to_names_it_lists() -> None:
    known = {p["name"] for p in [*KEY["people"], *KEY["organizations"]]} | {KEY["unidentified"]["name"]}
    used = {n for c in KEY["contacts"] for n in c["with"]} | {p["holder"] for p in KEY["posts"]}
    used |= {n for e in [*KEY["questions"], *KEY["conflicts"]] for n in e["about"]}
    used |= {n for p in KEY["not_the_same"] for n in (p["left"], p["right"])}
    assert used <= known


def test_no_two_people_of_the_key_share_an_address_and_intervals_run_forward() -> None:
    addresses = [a for p in KEY["people"] for a in p["addresses"]]
    assert len(addresses) == len(set(addresses))
    assert all(c["start"] < c["end"] for c in KEY["contacts"])


# ---------------------------------------------------------------- the twin

LATIN = re.compile("[aeioAEIO]")
SWAPPED = re.compile("[аеіоАЕІО]")


def twin_paragraphs() -> list[str]:
    return [p for p in (DEMO.parent / TWIN["document"]["path"]).read_text("utf-8").split("\n") if p]


def test_twin_is_disguised_in_its_own_words_only() -> None:
    paragraphs = twin_paragraphs()
    clean = [i for i, p in enumerate(paragraphs) if not SWAPPED.search(p)]
    assert len(paragraphs) == TWIN["document"]["paragraphs"]
    assert clean == TWIN["document"]["untouched"]
    assert [p for i, p in enumerate(paragraphs) if i not in clean and LATIN.search(p)] == []


def test_twins_clean_paragraphs_are_the_couriers() -> None:
    courier = reading.folded(reading.plain("news/courier-2019-06-24.html"))
    quoted = [reading.folded(twin_paragraphs()[i]).replace("[", "").replace("]", "") for i in TWIN["document"]["untouched"]]
    assert [q for q in quoted if q not in courier] == []


def test_twins_own_paragraphs_are_not_the_couriers() -> None:
    courier = reading.folded(reading.plain("news/courier-2019-06-24.html"))
    own = [reading.folded(p) for i, p in enumerate(twin_paragraphs()) if i not in TWIN["document"]["untouched"]]
    assert [p for p in own if p in courier] == []


def test_twin_has_no_break_spaces_in_some_paragraphs_and_no_date() -> None:
    paragraphs = twin_paragraphs()
    assert [i for i, p in enumerate(paragraphs) if "\N{NO-BREAK SPACE}" in p] == [3, 6, 9, 10]
    assert re.search(r"\b2019\b", " ".join(paragraphs)) is None


def test_twin_page_holds_the_same_article() -> None:
    page = reading.folded(reading.plain("news/tidewire.html"))
    assert [p for p in twin_paragraphs() if reading.folded(p) not in page] == []
    assert "article:published_time" not in (EVIDENCE / "news/tidewire.html").read_text("utf-8")


def phrases(node: Any, fields: tuple[str, ...]) -> Iterator[str]:
    """Yield the strings under the names `fields` anywhere below `node`."""
    for name, child in node.items() if isinstance(node, dict) else enumerate(node):
        if isinstance(child, (dict, list)):
            yield from phrases(child, fields) if name not in fields else (c for c in child if isinstance(c, str))
        elif name in fields:
            yield child


def test_each_phrase_of_the_twins_table_stands_in_it() -> None:
    text = reading.folded("\n".join(twin_paragraphs()))
    fields = (
        "phrase", "words", "because", "anchor", "left_out", "excuse", "against", "photographed", "near", "arranged", "attended",
        "from", "to", "third_party", "holder", "who", "with", "where", "hypothesis", "source", "arranger", "attendee", "about", "marker",
    )  # fmt: skip
    wanted = list(phrases(TWIN, fields))
    assert len(wanted) > 60
    assert [w for w in wanted if reading.folded(w) not in text] == []


# ---------------------------------------------------------------- make.py


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything make.py makes, in a fresh folder."""
    pytest.importorskip("reportlab")
    pytest.importorskip("openpyxl")
    folder = tmp_path_factory.mktemp("made")
    sys.path.insert(0, str(DEMO))
    try:
        _module("demo_make", DEMO / "make.py").main(folder)
    finally:
        sys.path.remove(str(DEMO))
    return folder


def substance(data: bytes) -> Any:
    """Return what must be equal when a thing is made again; a zip's members, a picture's size: how they were squeezed is the library's."""
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                return {name: packed.read(name) for name in packed.namelist()}
        except zipfile.BadZipFile:
            return "a damaged zip"
    if data.startswith(b"\x89PNG"):
        from PIL import Image

        return Image.open(io.BytesIO(data)).size
    return data


def mail_substance(mail: Any) -> list[Any]:
    """Return a mail's headers and its parts' bytes, attachments by their substance; boundaries carry no meaning."""
    return [mail.items(), *(substance(p.get_payload(decode=True)) for p in mail.walk() if not p.is_multipart())]


def test_make_makes_what_is_committed(made: Path) -> None:
    names = sorted(p.relative_to(made).as_posix() for p in made.rglob("*") if p.is_file())
    assert len(names) > 20
    assert [n for n in names if n != MBOX and substance((made / n).read_bytes()) != substance((EVIDENCE / n).read_bytes())] == []


def test_make_makes_the_committed_mailbox(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    committed = [mail_substance(m) for m in reading.mails(MBOX)]
    monkeypatch.setattr(reading, "EVIDENCE", made)
    assert [mail_substance(m) for m in reading.mails(MBOX)] == committed
