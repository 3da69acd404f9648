import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.ingest.zones.attribution import attributions
from clew.ingest.zones.headerblock import header_blocks, sender
from clew.ingest.zones.lines import lines_of
from clew.ingest.zones.zoning import mail_zones, with_zones
from clew.records import Document, Field, Header, Source, Zone
from ingest.samples import Read

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "zones.toml").read_text())["case"]
QUOTATIONS = tomllib.loads((HERE / "quotations.toml").read_text())
HEAD = "From: anna@pier.invalid\nMessage-ID: <1@pier.invalid>\nSubject: Re: x\n\n"


def zoned(text: str, **head: str) -> Document:
    """Return `text`, the body of a mail, with its zones."""
    headers = tuple(Header(name, value) for name, value in head.items())
    document = Document("", Source("", ""), "text/plain", "mail", None, text, headers)
    return with_zones(document, mail_zones(document, lines_of(text)))


def told(text: str, fields: tuple[Field, ...]) -> list[list[str]]:
    return [[f.label, text[f.start : f.end]] for f in fields]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_who_speaks_where(read: Read, case: dict[str, Any]) -> None:
    text = case["text"].lstrip("\n")
    (document,) = read(text if case.get("file") else HEAD + text, "a.txt" if case.get("file") else "a.eml").documents
    assert document.kind == case.get("kind", "mail")
    start = 0 if case.get("file") else document.text.index("\n\n")
    found = [(z, document.text[z.start : z.end]) for z in document.zones if z.start >= start]
    shown = [(z.kind, words.split("\n")[0], words, z.voice.text if z.voice else "") for z, words in found]
    assert [(kind, voice) for kind, _, _, voice in shown] == [(kind, voice) for kind, _, _, voice, *_ in case["zones"]], shown
    for (_, first, words, _), (_, begins, ends, *_) in zip(shown, case["zones"], strict=True):
        assert first.startswith(begins.strip())
        assert words.endswith(ends)
    for (zone, _), (_, _, _, _, *fields) in zip(found, case["zones"], strict=True):
        assert not fields or told(document.text, zone.fields) == fields[0]


@pytest.mark.parametrize("case", QUOTATIONS["header"], ids=lambda case: case["name"])
def test_headers_of_mail_programs(case: dict[str, Any]) -> None:
    document = zoned(f"Fine.\n\n{case['text']}\n\nShall we sell?\n")
    quoted, header = document.zones
    first = case["text"].split("\n")[0].strip()
    assert (quoted.kind, quoted.voice.text if quoted.voice else "") == (case["kind"], case["voice"])
    assert document.text[quoted.start : quoted.end].startswith(first)
    assert document.text[quoted.start : quoted.end].endswith("Shall we sell?")
    assert document.text[header.start : header.end] == case["text"].strip()
    assert told(document.text, header.fields) == case["fields"]


@pytest.mark.parametrize("case", QUOTATIONS["attribution"], ids=lambda case: case["text"][:60])
def test_lines_above_quotations(case: dict[str, Any]) -> None:
    text = case["text"]
    found = list(attributions(text, lines_of(text)).values())
    if case.get("none"):
        assert not found
        return
    (said,) = found
    assert (text[slice(*said.name)] if said.name else "") == case["voice"]
    assert (told(text, said.fields), said.firm) == (case["fields"], case["firm"])


@pytest.mark.parametrize("mark", [">", "> ", "AV> ", "| ", ": "])
def test_marks_of_quotation(mark: str) -> None:
    body = "".join(f"{mark}{line}\n" for line in ("Shall we sell?", "", "Or wait?"))
    document = zoned(f"Yes.\n\nBo Lund writes:\n{body}\nNo.\n")
    assert [(z.kind, z.voice and z.voice.text) for z in document.zones] == [("quoted", "Bo Lund"), ("header", "Bo Lund")]
    assert document.text[document.zones[0].end :] == "\n\nNo.\n"


def test_a_name_alone_signs_when_it_is_the_writers() -> None:
    def signed(**head: str) -> list[str]:
        zones = zoned("The pier is closed.\nCome on Friday.\nannie\n", **head).zones
        return [z.kind for z in zones]

    assert signed(From="Annie Vale <annie@pier.invalid>") == ["signature"]
    assert signed(From="Bo Lund <bo@pier.invalid>") == []


def test_a_name_alone_greets_when_it_is_a_readers() -> None:
    def greeted(**head: str) -> list[str]:
        return [z.kind for z in zoned("Bo Lund\n\nThe pier is closed.\n", **head).zones]

    assert greeted(To="Bo Lund <bo@pier.invalid>") == ["greeting"]
    assert greeted(To="Anna Vale <anna@pier.invalid>") == []


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("Bo Lund <bo@pier.invalid>", "Bo Lund"),
        ('"Lund, Bo" <bo@pier.invalid>@CORP', "Lund, Bo"),
        ("Bo Lund/NYC/Corp@Corp", "Bo Lund"),
        ("Bo Lund/Market Risk/Corp/Office@OFFICE", "Bo Lund"),
        ("Bo Lund @ CORP", "Bo Lund"),
        ("Bo Lund [mailto:bo@pier.invalid]", "Bo Lund"),
        ("bo@pier.invalid", "bo@pier.invalid"),
        ("Pier/Quay Office", "Pier/Quay Office"),
        ("bo<bo@pier.invalid>", "bo"),
    ],
)
def test_whose_name_a_sender_gives(value: str, name: str) -> None:
    at = sender(f"From: {value}\n", 6, 6 + len(value))
    assert at is not None
    assert f"From: {value}\n"[slice(*at)] == name


PIECES = st.sampled_from(
    [
        *("From: Bo Lund\n", "Sent: 12 May 2031 09:14\n", "To: Anna Vale\n", "cc: \n", "Subject: The sale\n", "   To: "),
        *("> ", ">> ", "| yes\n", "\n", "\t", "x", "<", "@", ": ", "Hi Bo,\n", "Thanks,\nAnna\n", "-- \n", "+44 20 7946 0100\n"),
        *("On 12 May 2031 at 09:14, Bo Lund <bo@pier.invalid>\n", "wrote:\n", "05/12/2031 09:14 AM\n", "Anna Vale\n"),
        *("-----Original Message-----\n", "---- Forwarded by Anna Vale on 05/12/2031 09:14 AM ----\n", "____________________\n"),
        "This message is confidential and privileged; if in error delete it.\n",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_zones_are_stretches_of_the_text(text: str) -> None:
    document = zoned(text)
    for zone in document.zones:
        assert 0 <= zone.start < zone.end <= len(text)
        assert zone.voice is None or text[zone.voice.start : zone.voice.end] == zone.voice.text
        assert all(zone.start <= f.start < f.end <= zone.end for f in zone.fields)
        assert list(zone.fields) == sorted(zone.fields, key=lambda f: f.start)
    assert all(_apart_or_inside(a, b) for a in document.zones for b in document.zones)


def _apart_or_inside(a: Zone, b: Zone) -> bool:
    return a.end <= b.start or b.end <= a.start or a.start <= b.start <= b.end <= a.end or b.start <= a.start <= a.end <= b.end


@given(st.text(alphabet=" >\n|abAV:", max_size=80))
def test_lines_make_up_the_text(text: str) -> None:
    lines = lines_of(text)
    assert "".join(text[line.start : line.next] for line in lines) == text
    assert all(line.start <= line.words <= line.end <= line.next for line in lines)
    assert all(text[line.words : line.end] == line.text for line in lines)


def test_blocks_take_no_line_twice() -> None:
    lines = lines_of("From: a\nTo: b\nSubject: c\n\n" * 3)
    assert [(b.first, b.last) for b in header_blocks(lines)] == [(0, 3), (4, 7), (8, 11)]
