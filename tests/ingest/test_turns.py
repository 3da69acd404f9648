"""Transcripts, invented: hearings, depositions, interviews, calls, subtitles."""

import pytest
from msgspec.structs import replace

from clew.parse.blocks import blocks
from clew.records import Document
from ingest.samples import Read


def turns(document: Document) -> list[tuple[str, str]]:
    return [
        (z.voice.text, " ".join(document.text[z.start : z.end].split())) for z in document.zones if z.kind == "turn" and z.voice
    ]


def furniture(document: Document) -> list[str]:
    return [document.text[z.start : z.end] for z in document.zones if z.kind == "furniture"]


HEARING = """\
The committee met, pursuant to notice, at 10:02 a.m.

Chairman ORRIN [presiding]. The committee will come to order.

Mr. VALE of Tern. I thank the chairman.

[Laughter.]

The CHAIRMAN. Ms. Okoro?

Ms. OKORO. I met him at the pier.
(Whereupon, at 12:15 p.m., the committee
stood in recess.)

The ACTING CHAIRMAN. We resume.
"""


def test_a_hearing(read: Read) -> None:
    (document,) = read(HEARING).documents
    assert document.kind == "transcript"
    assert [voice for voice, _ in turns(document)] == [
        "Chairman ORRIN",
        "Mr. VALE of Tern",
        "The CHAIRMAN",
        "Ms. OKORO",
        "The ACTING CHAIRMAN",
    ]
    assert turns(document)[0][1] == "The committee will come to order."
    assert furniture(document) == ["[Laughter.]", "(Whereupon, at 12:15 p.m., the committee\nstood in recess.)"]


SAID = [
    "ANNA VALE,",
    "having been first duly sworn, testified as follows:",
    "DIRECT EXAMINATION",
    "BY MR. LUND:",
    "Q.  Did you see the minister at",
    "the pier in May of that year?",
    "A.  I saw him with Bo Lund, whom I had known for years, in",
    "the harbour office.",
    "Q.  Who paid?",
    "A.  He did.",
    "MS. OKORO:  Objection.",
    "THE WITNESS:  I said he did.",
    "(Recess.)",
    "CROSS-EXAMINATION BY MS. OKORO",
    "Q.  You are sure?",
    "A.  Yes.",
    "Q.  Quite?",
    "A.  Yes.",
    "Q.  Thank you.",
    "A.  Thank you.",
    "MR. LUND:  Nothing further.",
    "THE REPORTER:  Signature?",
    "MR. LUND:  Reserved.",
    "THE WITNESS:  Fine.",
    "MS. OKORO:  Done.",
]
SPOKEN = [
    ("MR. LUND", "Q"),
    ("ANNA VALE", "A"),
    ("MR. LUND", "Q"),
    ("ANNA VALE", "A"),
    ("MS. OKORO", "MS. OKORO"),
    ("THE WITNESS", "THE WITNESS"),
    *[("MS. OKORO", "Q"), ("ANNA VALE", "A")] * 3,
]


@pytest.mark.parametrize("numbered", [True, False])
def test_a_deposition_names_who_asks_and_who_answers(read: Read, numbered: bool) -> None:
    lines = [f"{n:>2}     {line}" if numbered else line for n, line in enumerate(SAID, 1)]
    (document,) = read("\n".join([*lines, ""])).documents
    found = turns(document)
    assert [voice for voice, _ in found][: len(SPOKEN)] == [voice for voice, _ in SPOKEN]
    if not numbered:
        assert found[0][1] == "Did you see the minister at the pier in May of that year?"
        assert found[5][1] == "I said he did. (Recess.) CROSS-EXAMINATION BY MS. OKORO"
    expected = ["DIRECT EXAMINATION", "BY MR. LUND:", "(Recess.)", "CROSS-EXAMINATION BY MS. OKORO"]
    assert [text for text in furniture(document) if not text.isdecimal()] == expected
    assert sum(text.isdecimal() for text in furniture(document)) == (25 if numbered else 0)


def test_sentences_run_over_numbered_lines(read: Read) -> None:
    (document,) = read("\n".join(f"{n:>2}     {line}" for n, line in enumerate(SAID, 1))).documents
    shown = [" ".join(text.split()) for _, text in blocks(document)]
    assert "I saw him with Bo Lund, whom I had known for years, in the harbour office." in shown
    plain = replace(document, zones=tuple(z for z in document.zones if z.by != "line-number/1"))
    assert len("".join(text for _, text in blocks(document))) <= len("".join(text for _, text in blocks(plain)))


def test_a_numbered_list_is_no_deposition(read: Read) -> None:
    text = "\n".join(f"{n}. Anna Vale: item\n" for n in range(1, 9))
    assert "line-number/1" not in {z.by for z in read(text).documents[0].zones}


@pytest.mark.parametrize(
    ("lines", "voices"),
    [
        (["Interviewer: Who?", "AV: Me.", "Interviewer: When?", "AV: In May."], ["Interviewer", "AV"] * 2),
        (
            [
                "[00:12:31] Anna Vale: Who?",
                "[00:12:40] Bo Lund: Me.",
                "[00:13:01] Anna Vale: When?",
                "[01:00:00] Bo Lund: In May.",
            ],
            ["Anna Vale", "Bo Lund"] * 2,
        ),
        (
            [
                "Anna Vale  0:03",
                "Who?",
                "",
                "Bo Lund  0:09",
                "Me.",
                "",
                "Anna Vale  0:15",
                "When?",
                "",
                "Bo Lund  1:00:15",
                "In May.",
            ],
            ["Anna Vale", "Bo Lund"] * 2,
        ),
        (
            ["MR. LUND:", "Who?", "", "MS. VALE:", "Me.", "", "MR. LUND:", "When?", "", "MS. VALE:", "In May."],
            ["MR. LUND", "MS. VALE"] * 2,
        ),
        (
            [
                "Anna Vale (Harbour Office): Who?",
                "Bo Lund (bank): Me.",
                "Anna Vale (Harbour Office): When?",
                "Bo Lund (bank): In May.",
            ],
            ["Anna Vale", "Bo Lund"] * 2,
        ),
    ],
)
def test_interviews_and_calls(read: Read, lines: list[str], voices: list[str]) -> None:
    (document,) = read("\n".join(lines)).documents
    assert document.kind == "transcript"
    assert turns(document) == list(zip(voices, ["Who?", "Me.", "When?", "In May."], strict=True))


def test_lines_with_clocks_and_lists_are_no_transcript(read: Read) -> None:
    assert read("09:00 Breakfast\n10:00 Harbour tour\n11:00 Lunch\n12:00 Departure\n").documents[0].kind != "transcript"


VTT = """WEBVTT - a call

NOTE made by a machine

1
00:00:01.000 --> 00:00:04.000 align:start
<v Anna Vale>I met him</v>

2
00:00:04.000 --> 00:00:06.000
<v Anna Vale>at the <i>pier</i> &amp; paid.</v>
<v.loud Bo Lund>Who?</v>

00:12:06.500 --> 00:12:08.000
<v Anna Vale>The minister.
"""


def test_subtitles_with_voices(read: Read) -> None:
    (document,) = read(VTT, "a.vtt").documents
    assert (document.kind, document.media) == ("transcript", "text/vtt")
    assert document.text == (
        "[00:00:01] Anna Vale: I met him at the pier & paid.\n[00:00:04] Bo Lund: Who?\n[00:12:06] Anna Vale: The minister."
    )
    assert turns(document) == [
        ("Anna Vale", "I met him at the pier & paid."),
        ("Bo Lund", "Who?"),
        ("Anna Vale", "The minister."),
    ]
    assert furniture(document) == ["[00:00:01]", "[00:00:04]", "[00:12:06]"]


def test_subtitles_with_labels(read: Read) -> None:
    said = ["ANNA: I met him", "at the pier.", "BO: Who?", "ANNA: The minister.", "BO: Why?", "ANNA: He paid."]
    srt = "".join(f"{n}\r\n00:00:0{n},000 --> 00:00:0{n},900\r\n{words}\r\n\r\n" for n, words in enumerate(said, 1))
    (document,) = read(srt, "a.srt").documents
    assert document.kind == "transcript"
    assert turns(document)[:2] == [("ANNA", "I met him at the pier."), ("BO", "Who?")]
