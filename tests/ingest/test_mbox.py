import io
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from clew.ingest.mail.blocks import Blocks
from clew.ingest.mail.mbox import cuts, read
from clew.ingest.mail.message import read as message_read
from clew.ingest.piece import PassedOver, Piece
from clew.records import Source

SEPARATORS = [
    "From anna@pier.invalid Mon May 12 09:14:03 2031",
    "From anna at pier.invalid  Mon May 12 09:14:03 2031",
    "From - Mon May 12 09:14:03 2031",
    "From 1234567890@xxx Mon May 12 09:14:03 +0000 2031",
    "From ???@??? Mon May 12 09:14:03 2031",
    'From "Vale, Anna"@pier.invalid Mon May 12 09:14:03 2031 remote from gate',
    "From MAILER-DAEMON 2031-05-12 09:14:03",
]
LINES = [
    "",
    "Hello Bo,",
    ">From the pier.",
    ">>From Anna.",
    "From here on, we walk.",
    "Anna: yes",
    "From 10:00 on\nBo: yes",
    "x" * 90,
]
FIELDS = ["Subject: x", "From: a@b.invalid", "X-Mailer: y", "Content-Length: 20", "Content-Length: 4000", "Status: RO"]


def piece(data: bytes) -> Piece:
    return Piece(data, "a.mbox", Source("a.mbox", ""))


def mails(whole: Piece) -> list[tuple[str, bytes]]:
    return [(part.source.part, part.data) for part in read(whole).inside]


def message(n: int, body: str = "I met Bo.") -> str:
    return f"From: a{n}@b.invalid\nSubject: {n}\n\n{body}\n"


@pytest.mark.parametrize("line", SEPARATORS)
@pytest.mark.parametrize("blank", ["\n", ""])
def test_separators(line: str, blank: str) -> None:
    data = blank.join(f"{line}\n{message(n)}" for n in range(3)).encode()
    for box in (data, data.replace(b"\n", b"\r\n")):
        assert [part.split()[1].decode() for _, part in mails(piece(box))] == ["a0@b.invalid", "a1@b.invalid", "a2@b.invalid"]


def test_a_sender_alone_separates_where_fields_follow() -> None:
    data = f"From a@b.invalid\n{message(1)}\nFrom a at b.invalid\n{message(2)}\nFrom the pier\nAnna: yes\n"
    assert [part.endswith(b"Anna: yes\n") for _, part in mails(piece(data.encode()))] == [False, True]


@pytest.mark.parametrize(
    "line",
    ["From here: http://pier.invalid/", "From 10:00 to 11:00 at the pier\nhttp://pier.invalid/", "From 9:00 on\nAnna: yes"],
)
def test_lines_that_look_like_separators_are_none(line: str) -> None:
    data = f"{SEPARATORS[0]}\n{message(1, f'Dear Bo,{chr(10) * 2}{line}')}"
    assert len(mails(piece(data.encode()))) == 1


def test_what_stands_above_the_first_separator_is_not_lost() -> None:
    data = f">From a@b.invalid Mon May 12 09:14:03 2031\n{message(1)}\n{SEPARATORS[0]}\n{message(2)}"
    assert [part.split()[1] for _, part in mails(piece(data.encode()))] == [b"a1@b.invalid", b"a2@b.invalid"]


def counted(body: str) -> bytes:
    return f"{SEPARATORS[0]}\nSubject: 1\nContent-Length: {len(body)}\n\n{body}\n{SEPARATORS[0]}\n{message(2)}".encode()


def test_a_counted_mail_keeps_what_its_mailbox_did_not_quote() -> None:
    cl2, cl = f"{SEPARATORS[0]}\nSubject: inner\n\n>From Bo.\n", ">From the pier.\n"
    assert mails(piece(counted(cl2)))[0][1].endswith(cl2.encode())
    assert mails(piece(counted(cl)))[0][1].endswith(b"\n\nFrom the pier.\n")
    assert len(mails(piece(counted(cl2)))) == len(mails(piece(counted(cl)))) == 2


boxed = st.tuples(
    st.sampled_from(SEPARATORS),
    st.lists(st.sampled_from(FIELDS), max_size=3),
    st.lists(st.sampled_from(LINES), max_size=8),
    st.booleans(),
)


@given(st.lists(boxed, max_size=8), st.integers(1, 400), st.sampled_from(["", "stray\n\n", "\n"]), st.booleans())
def test_a_mailbox_read_in_cuts_holds_the_same(
    box: list[tuple[str, list[str], list[str], bool]], size: int, top: str, crlf: bool
) -> None:
    text = top + "".join(
        "\n".join([line, *fields, "", *lines, *([] if tight else [""])]) + "\n" for line, fields, lines, tight in box
    )
    whole = piece(text.replace("\n", "\r\n").encode() if crlf else text.encode())
    stretches = list(cuts(whole, size))
    assert [mail for cut in stretches for mail in mails(replace(whole, cut=cut))] == mails(whole)
    assert [cut.end for cut in stretches[:-1]] == [cut.start for cut in stretches[1:]]
    assert not stretches or (stretches[0].start, stretches[-1].end) == (0, whole.size)


def test_a_mailbox_on_disk_is_read_from_there(tmp_path: Path) -> None:
    data = "\n".join(f"{SEPARATORS[0]}\n{message(n)}" for n in range(50)).encode()
    path = tmp_path / "a.mbox"
    path.write_bytes(data)
    assert mails(replace(piece(data[:100]), path=str(path))) == mails(piece(data))


@given(st.binary(max_size=60), st.integers(1, 9), st.binary(min_size=1, max_size=2), st.integers(0, 70))
def test_blocks_are_the_file(data: bytes, block: int, words: bytes, start: int) -> None:

    with patch("clew.ingest.mail.blocks.BLOCK", block + len(words)):
        blocks = Blocks(io.BytesIO(data))
        assert blocks.find(words, start) == data.find(words, start)
        assert [blocks.between(n, n + block) for n in range(len(data))] == [data[n : n + block] for n in range(len(data))]


def test_what_a_mail_program_keeps_for_itself_is_no_mail() -> None:
    own = piece(b"From: Mail System Internal Data <m@gate>\nSubject: DON'T DELETE THIS MESSAGE -- FOLDER INTERNAL DATA\n\nx\n")
    with pytest.raises(PassedOver, match="no mail"):
        message_read(own)
