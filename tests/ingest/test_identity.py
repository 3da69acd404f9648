import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.ingest.mail.identity import message_digest

MAIL = b"""Message-ID: <1@pier.invalid>
From: Anna Vale <anna@pier.invalid>
To: Bo Lund <bo@pier.invalid>,
 Ines Okoro <ines@pier.invalid>
Cc: cy@pier.invalid
Date: Mon, 12 May 2031 09:14:03 +0200
Subject: The pier
Content-Type: text/plain; charset=utf-8

I met Bo at the pier.

>From there we see the Harbour Office.
"""

LEFT_OUT = [
    "Received",
    "Return-Path",
    "Delivered-To",
    "Status",
    "X-Status",
    "X-Mozilla-Keys",
    "DKIM-Signature",
    "List-Id",
    "Lines",
]
LEFT_OUT += ["ARC-Seal", "Authentication-Results", "Content-Length", "Content-Class", "Resent-To", "Sender", "X-Gmail-Labels"]
WORDS = st.text("abc xyz0123;=<>@.", min_size=1, max_size=40)


def test_a_mail_without_message_id_has_a_digest_of_its_own() -> None:
    bare = MAIL.replace(b"Message-ID: <1@pier.invalid>\n", b"")
    assert re.fullmatch("[0-9a-f]{32}", message_digest(bare))
    assert len({message_digest(data) for data in (MAIL, bare, b"", bare + b"\nBo")}) == 4


@given(st.lists(st.tuples(st.sampled_from(LEFT_OUT), WORDS), max_size=5), st.integers(0, 8), st.integers(0, 3), st.booleans())
def test_what_is_added_on_the_way_changes_nothing(added: list[tuple[str, str]], at: int, blanks: int, crlf: bool) -> None:
    lines = re.split(rb"\n(?![ \t])", MAIL.partition(b"\n\n")[0])
    lines[at:at] = [f"{name}: {words}".encode() for name, words in added]
    made = b"\n".join(lines) + b"\n\n" + MAIL.partition(b"\n\n")[2] + b"\n" * blanks
    assert message_digest(made.replace(b"\n", b"\r\n") if crlf else made) == message_digest(MAIL)


@pytest.mark.parametrize(
    "made", [MAIL.replace(b",\n Ines", b", Ines"), MAIL.replace(b"To:", b"TO: "), MAIL.replace(b">From", b"From")]
)
def test_nor_do_folds_capitals_and_mailboxes_quotes(made: bytes) -> None:
    assert message_digest(made) == message_digest(MAIL)


@given(
    WORDS.filter(str.strip),
    st.sampled_from([b"Mon, 12", b"anna@", b"bo@", b"cy@", b"The pier", b"<1@", b"utf-8", b"I met", b"Office."]),
)
def test_what_the_writer_gave_it_does(words: str, at: bytes) -> None:
    assert message_digest(MAIL.replace(at, words.encode().replace(b" ", b"_") + at)) != message_digest(MAIL)
