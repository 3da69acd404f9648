"""A stream is mended block by block: the same text as mending each block, the same bytes but for the repairs."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clew.ingest.charset import guess
from clew.mend import mend_text
from clew.mend.stream import Stream
from clew.mend.stream.blocks import blocks
from clew.mend.stream.tally import KEPT, Tally
from clew.records import found_text

PIECES = [
    *"abc ABC.\n\r\t", *"аеосрАВжи", *"αοτ", "\u200b", "\u200d", "\u00ad", "\u202e", "\u202c", "\ufe0f", "\U000e0061", "\u0301",
    "\u0336", "\u00a0", "ﬁ", "ａｂ", "𝐚𝐛", "א", "日", "👩", "\n\n", "\r\n", "lаmp ", "лaмпa ", "the ", "â€”", "РјР°",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


def split(data: bytes, cuts: list[int]) -> list[bytes]:
    ends = sorted(cut % (len(data) + 1) for cut in cuts)
    return [data[a:b] for a, b in zip([0, *ends], [*ends, len(data)], strict=True)]


def written(stream: Stream) -> bytes:
    return b"".join(stretch.data for stretch in stream)


@given(TEXTS, st.lists(st.integers(0, 500), max_size=6), st.integers(2, 50))
def test_the_outcome_is_that_of_mending_each_block_however_the_bytes_arrive(text, cuts, size):
    mended = "".join(mend_text(block).text for block in blocks([text], size))
    assert written(Stream(split(text.encode(), cuts), size=size)) == mended.encode()


@given(TEXTS, st.lists(st.integers(0, 500), max_size=6), st.integers(2, 50))
def test_the_edits_lead_back_over_the_whole_stream(text, cuts, size):
    stretches = list(Stream(split(text.encode(), cuts), size=size))
    edits = [edit for stretch in stretches for edit in stretch.edits]
    assert found_text("".join(stretch.text for stretch in stretches), edits) == text
    assert all(text[e.found_start : e.found_end] == e.found for e in edits)


@given(st.lists(st.binary(max_size=30) | TEXTS.map(str.encode), max_size=6), st.sampled_from([None, "cp1251", "gb18030"]))
def test_the_edits_lead_back_to_any_bytes(chunks, codec):
    stream = Stream(chunks, lambda sample: codec, size=30)
    back = b""
    for stretch in stream:
        edits = stretch.mended.edits if stretch.mended else ()
        back += stream.encoding.encode(found_text(stretch.text, edits)) if stretch.found else stretch.data
        assert stretch.is_changed or not edits
    assert back.startswith(stream.encoding.mark)
    assert back == b"".join(chunks)


@given(st.text(st.characters(), max_size=40) | st.lists(st.sampled_from([*PIECES, "\ud800", "\udc80", "\udcff"])).map("".join))
def test_lone_surrogates_are_text_like_any_other(text):
    assert mend_text(text).found() == text


@settings(max_examples=25)
@given(st.binary(min_size=20))
def test_what_is_no_text_passes_unchanged(data):
    data = b"\x7fELF\x01\x02\x03\x04\0" + data.replace(b"\n", b"\0\x05") + "lаmp".encode() + bytes(range(16)) * (len(data) // 9)
    stretches = list(Stream([data], guess))
    assert b"".join(stretch.data for stretch in stretches) == data
    assert [f.kind for stretch in stretches for f in stretch.findings].count("not text") == 1


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32", "cp1251"])
def test_text_goes_out_in_the_encoding_it_came_in(codec):
    found = "Буксир вышeл из гавани ночью, и никто на мосту не знал, куда он ушёл.\r\n"
    meant = found.replace("e", "е").encode(codec)
    assert written(Stream([found.encode(codec)], lambda sample: "cp1251")) == meant
    assert written(Stream([found.encode(codec)], lambda sample: "cp1251", utf8=True)) == found.replace("e", "е").encode()


def test_zero_bytes_in_a_text_stay():
    assert written(Stream(["The l\N{CYRILLIC SMALL LETTER A}mp\0 on the\0 quay".encode()])) == b"The lamp\0 on the\0 quay"


def test_half_a_surrogate_pair_in_utf_16_stays():
    data = "\ufeffl\u0430mp \ud83d \u0301".encode("utf-16-le", "surrogatepass")
    mark, stretch = Stream([data])
    assert mark.data + stretch.data == data.replace(b"\x30\x04", b"a\0")
    assert [f.says for f in stretch.findings if f.kind == "misread"] == [
        "Halves of surrogate pairs that could not be read as utf-16-le and stand as found: 1."
    ]


def test_bytes_that_are_not_utf_8_stay_and_are_said():
    (stretch,) = Stream([b"The l\xd0\xb0mp \xff\xfe and the \xd0\xbb\xd0\xb0\xd0\xbc\xd0\xbf\xd0\xb0 \xff"])
    assert stretch.data == b"The lamp \xff\xfe and the \xd0\xbb\xd0\xb0\xd0\xbc\xd0\xbf\xd0\xb0 \xff"
    (finding,) = [f for f in stretch.findings if f.kind == "misread"]
    assert (finding.start, finding.end) == (9, 27)
    assert finding.says == "Bytes that could not be read as utf-8 and stand as found: 3."
    assert len(finding.readings) > 1


def test_a_guess_is_said_once():
    data = "Буксир вышел из гавани ночью.\n".encode("cp1251") * 10
    said = [f.says for stretch in Stream([data], lambda sample: "cp1251", size=60) for f in stretch.findings]
    assert said == ["Nothing states the encoding; the bytes were read as cp1251, a guess."]


def test_a_repair_the_encoding_cannot_hold_is_not_made():
    data = "café déjà vu naïve été; ".encode("latin-1") * 3 + "a “quay”".encode()
    (stretch,) = Stream([data], lambda sample: "latin-1")
    assert (stretch.data, stretch.edits, stretch.is_changed) == (data, (), False)
    assert re.search(r"'\\u201c', which latin-1 does not have", "".join(f.says for f in stretch.findings))
    assert "“quay”".encode() in written(Stream([data], lambda sample: "latin-1", utf8=True))


def test_no_text_in_the_middle_is_passed_on():
    line, noise = "The lаmp on the quay.\n".encode() * 5000, b"\x01\x02\x03\x04" * 8 + b"\n"
    stretches = list(Stream([line, noise, line], size=66))
    assert [f.kind for stretch in stretches for f in stretch.findings].count("not text") == 1
    out = b"".join(stretch.data for stretch in stretches)
    assert noise in out
    assert 9990 <= out.count(b"lamp") <= 10_000


@pytest.mark.parametrize(
    "data", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\0", b"\xd0", b"\xff\xfe\0", b"\r\n", b"\n\r\r\n\x85\x0b\x0c"]
)
def test_hardly_any_bytes(data):
    assert written(Stream([data], guess)) == data


def test_a_report_keeps_few_findings_and_counts_all():
    data = ("The lаmp on the quay was dark.\n" * 4 + "\n").encode() * (KEPT + 100)
    tally = Tally()
    for stretch in Stream([data], size=130):
        tally.count(stretch)
        tally.keep(stretch)
    assert tally.repairs == {"look-alike/1": 4 * (KEPT + 100)}
    assert tally.findings["substituted"] >= KEPT + 100
    assert [f.kind for f in tally.kept].count("substituted") == KEPT
    assert tally.left_out["substituted"] == tally.findings["substituted"] - KEPT


PEAK = """
import atexit, pathlib, re, sys
from clew.cli import main
atexit.register(lambda: sys.stderr.write(re.search(r"VmHWM:\\s*(\\d+)", pathlib.Path("/proc/self/status").read_text())[1]))
main()
"""


def peak(data: bytes, *options: str) -> int:
    """Return the greatest amount of memory that mending `data` took, in KiB."""
    command = [sys.executable, "-c", PEAK, "mend", *options]
    return int(subprocess.run(command, input=data, capture_output=True, check=True).stderr)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="a process's own peak of memory is read from /proc")
@pytest.mark.parametrize(
    ("line", "megabytes", "options"),
    [
        ("Grain for the café on the quay.\n", 10, []),
        ("Grain for the café on the quay.\n", 10, ["--report"]),
        ("graincaféquay", 10, ["--check"]),
        ("grain\u200b \xa0quay.\n", 2, ["--report", "--json"]),
        ("grain\u200b \xa0quay.\n", 2, ["--json"]),
    ],
)
def test_memory_does_not_grow_with_the_stream(line, megabytes, options):
    data = line.encode() * (megabytes * 1_000_000 // len(line.encode()))
    assert peak(data * 4, *options) < peak(data, *options) + 16_000
