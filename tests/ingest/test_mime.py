"""Mails as they are found: headers, parts, encodings. The cases are in mime.toml."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.ingest.mail.addresses import Address, addresses
from clew.ingest.mail.body import attached, data_of
from clew.ingest.mail.encodedwords import unfolded
from clew.ingest.mail.message import read
from clew.ingest.mail.parts import Part, parse
from clew.ingest.mail.transfer import decoded, embedded
from clew.ingest.piece import Content, PassedOver, Piece
from clew.ingest.sniff import sniff
from clew.records import Source

CASES = tomllib.loads(Path(__file__).with_name("mime.toml").read_text("utf-8"))["cases"]
FIRST = b"From: a@b.invalid\nDate: Mon, 12 May 2031 09:14:03 +0200\n"


def mail(data: bytes) -> Content:
    return read(Piece(data, "a.eml", Source("a.eml", "")))


def written(text: str) -> bytes:
    r"""Return the bytes of a case; \xNN in it is a raw byte."""
    return FIRST + text.removeprefix("\n").encode("latin-1", "backslashreplace").decode("unicode_escape").encode("latin-1")


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
@pytest.mark.parametrize("crlf", [False, True], ids=["LF", "CRLF"])
def test_mails(case: dict[str, Any], crlf: bool) -> None:
    data = written(case["mail"].replace("\\\\", "\\x5c"))
    content = mail(data.replace(b"\n", b"\r\n") if crlf else data)
    (document,) = content.documents
    assert {name: document.header(name) for name in case.get("headers", {})} == case.get("headers", {})
    assert document.text.partition("\n\n")[2] == case.get("body", document.text.partition("\n\n")[2])
    found = [[part.source.part, part.name, part.data.replace(b"\r\n", b"\n").decode()] for part in content.inside]
    assert [
        [part, name, data[: len(start)]]
        for (part, name, data), (_, _, start) in zip(found, case.get("attached", []), strict=True)
    ] == (case.get("attached", []))
    assert content.remark.startswith(case.get("remark", ""))


def test_the_header_zone_says_where_each_field_stands() -> None:
    (document,) = mail(FIRST + b"CC: c@d.invalid\nX-Mailer: y\nSubject: The pier\n\nI met Bo.\n").documents
    header = document.zones[0]
    assert [(field.label, document.text[field.start : field.end]) for field in header.fields] == [
        ("From", "a@b.invalid"),
        ("Cc", "c@d.invalid"),
        ("Date", "Mon, 12 May 2031 09:14:03 +0200"),
        ("Subject", "The pier"),
    ]


def test_every_field_is_kept_in_its_order() -> None:
    (document,) = mail(b"X-B: 1\nReceived: from a\n by b\nx-a: 2\nReceived: from c\n\nHello").documents
    assert [(h.name, h.value) for h in document.headers] == [
        ("X-B", "1"),
        ("Received", "from a by b"),
        ("x-a", "2"),
        ("Received", "from c"),
    ]


@pytest.mark.parametrize(
    "above", [b"\xef\xbb\xbf", b"\r\n\n", b">From a Mon May 12 09:14:03 2031\n", b"From - Mon May 12 09:14:03 2031\n"]
)
def test_what_stands_above_a_mail_is_no_part_of_it(above: bytes) -> None:
    (document,) = mail(above + FIRST + b"\nI met Bo.\n").documents
    assert document.text.endswith("\n\nI met Bo.")
    assert document.headers[0].name == "From"


def test_carriage_returns_alone_end_lines() -> None:
    (document,) = mail((FIRST + b"\nI met Bo.\n").replace(b"\n", b"\r")).documents
    assert document.text.endswith("+0200\n\nI met Bo.")


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("Anna Vale <a@b>", [("Anna Vale", "a@b", "")]),
        ('"Vale, Anna" <a@b>, bo@b', [("Vale, Anna", "a@b", ""), ("", "bo@b", "")]),
        ("a@b (Anna Vale)", [("Anna Vale", "a@b", "")]),
        ("The office: a@b, Bo <bo@b>; cy@b", [("", "a@b", "The office"), ("Bo", "bo@b", "The office"), ("", "cy@b", "")]),
        ("undisclosed-recipients:;", [("", "", "undisclosed-recipients")]),
        ("Bo Lund; Ines Okoro", [("Bo Lund", "", ""), ("Ines Okoro", "", "")]),
        ("<@gate.b,@pier.b:a@b>", [("", "a@b", "")]),
        ("a @ b . invalid", [("", "a@b.invalid", "")]),
        ('"Anna \\"A\\" Vale" <a@b', [('Anna "A" Vale', "a@b", "")]),
        ("anna at pier.invalid (Anna Vale)", [("Anna Vale", "anna@pier.invalid", "")]),
        ("Anna at the pier", [("Anna at the pier", "", "")]),
        ("", []),
        (",,;", []),
    ],
)
def test_addresses(field: str, expected: list[tuple[str, str, str]]) -> None:
    assert list(addresses(field)) == [Address(*each) for each in expected]


def test_yenc_is_read() -> None:
    data = bytes(range(256))
    lines = b"".join(b"=" + bytes([(b + 106) % 256]) if (b + 42) % 256 in b"\0\r\n=" else bytes([(b + 42) % 256]) for b in data)
    text = b"See:\r\n=ybegin line=128 size=256 name=all.bin\r\n" + lines + b"\r\n=yend size=256\r\nBye"
    assert [(file.name, file.data) for file in embedded(text)] == [(b"all.bin", data)]


HOSTILE = [
    b"Subject: " + b"=?utf-8?q?" * 60_000,
    b"Subject: " + b"=?utf-8?q?a?=" * 30_000,
    b"Subject: x" + b" " * 600_000 + b"\n y",
    b"Content-Type: text/plain" + b";" * 600_000,
    b"Content-Type: text/plain; a=" + b'\\"' * 300_000,
    b"Content-Type: text/plain " + b"(" * 600_000,
    b"Content-Type: multipart/mixed; boundary=c\n\n" + b"--c\n" * 100_000,
    b"Content-Type: multipart/mixed; boundary=c\n\n" + b"--c\nContent-Type: multipart/mixed; boundary=c\n\n" * 10_000,
    b"Content-Type: text/html\n\n" + b"<" * 300_000,
    b"Content-Type: text/enriched\n\n" + b"<param>" * 60_000,
    b"Content-Transfer-Encoding: base64\n\n" + b"AAAA==" * 60_000,
    b"Subject: x\n\n" + b"begin 644 a\n" * 50_000,
    b"Subject: x\n\n" + b"=ybegin name=a\n" * 50_000,
    b"no field\n" * 60_000,
    b"a: b\n" * 60_000,
]


@pytest.mark.parametrize("data", HOSTILE, ids=[data[:40].decode("latin-1") for data in HOSTILE])
def test_hostile_mails_take_a_moment(data: bytes) -> None:
    """What grows with the square of the length would take minutes here."""
    part = parse(data)
    unfolded(part.field(b"subject"))
    list(attached(part))


@given(st.binary(max_size=300))
def test_any_bytes_are_a_mail(data: bytes) -> None:
    for each in (data, FIRST + data, b"Content-Type: multipart/mixed; boundary=a\n\n--a\n" + data.replace(b"b", b"\n--a")):
        part = parse(each)
        list(attached(part))
        assert isinstance(part, Part)


@given(st.binary(max_size=100), st.sampled_from([b"base64", b"quoted-printable", b"x-uuencode", b"8bit"]))
def test_no_encoding_raises(data: bytes, encoding: bytes) -> None:
    assert isinstance(decoded(data, encoding), bytes)
    assert isinstance(data_of(parse(b"Content-Transfer-Encoding: " + encoding + b"\n\n" + data)), bytes)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"-----BEGIN PGP MESSAGE-----\n\nhQEMA", "encrypted with PGP"),
        (b"-----BEGIN PGP SIGNATURE-----\n\niQEz", "a PGP signature"),
        (b"\x30\x82\x01\x00\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03\xa0", "encrypted with S/MIME"),
        (b"\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0", "an S/MIME signature"),
        (b"(This file must be converted with BinHex 4.0)\n:", "a BinHex file"),
        (b"\0\5\x16\7\0\2\0\0", "what a Macintosh keeps"),
    ],
)
def test_what_is_sealed_or_no_text_is_passed_over_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(PassedOver, match=reason):
        sniff(Piece(data, "a", Source("a", "")))


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("1941941793.M41850P8566V0000000000000015I0000000004F3030E_0.mx1.pier.invalid,S=10956:2,STln", "From: a@b\nSubject: x\n"),
        ("1941941793.27041_118.pier.invalid", "From: a@b\n"),
        ("12.", "Message-ID: <1@b>\nFrom: a@b\n"),
        ("7.emlx", "From: a@b\n"),
        ("notes.bin", "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-16le\n\nH\0e\0l\0l\0o\0\n\0" + "\0" * 40),
    ],
)
def test_a_mail_is_one_whatever_it_is_called(name: str, head: str) -> None:
    data = f"{head}\nI met Bo.\n".encode()
    assert sniff(Piece(data, name, Source(name, ""))) == "mail"
    assert sniff(Piece(b"%d\n%s<?xml version='1.0'?><plist/>" % (len(data), data), name, Source(name, ""))) == "mail"
