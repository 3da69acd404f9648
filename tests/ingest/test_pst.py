import shutil
from pathlib import Path

import pytest

from clew.ingest import FoundFile, read_file
from clew.ingest.mail import readpst
from clew.ingest.mail.pst import cleaned
from ingest.samples import Read

MAILBOX = b"!BDN" + b"\0" * 6 + b"\x17\0" + b"\0" * 0x1F4
MAIL = "From: Anna Vale <anna@pier.invalid>\nSubject: {}\nDate: Mon, 12 May 2031 09:14:03 +0200\n\nHello.\n"

WRITES = """
mkdir -p "$9/Inbox/Old mail"
printf '{mail}' > "$9/Inbox/10.eml"
printf '{mail}two' > "$9/Inbox/2.eml"
printf 'BEGIN:VCALENDAR\\nBEGIN:VEVENT\\nSUMMARY:Talk\\nEND:VEVENT\\nEND:VCALENDAR\\n' > "$9/Inbox/3.ics"
printf 'BEGIN:VCARD\\nFN:Bo Lund\\nEND:VCARD\\n' > "$9/Inbox/Old mail/1.vcf"
printf '\\t"Inbox" - 3 items done, 2 items skipped.\\n'
""".replace("{mail}", MAIL.format("Review").replace("\n", "\\n"))


@pytest.fixture
def readpst_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):  # type: ignore[no-untyped-def]
    """Put a program of our own in the place of readpst. Its ninth argument is the folder to write to."""
    held = tmp_path / "held"
    held.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(held))

    def put(script: str) -> Path:
        program = tmp_path / "readpst"
        program.write_text(f'#!/bin/sh\nset -- "" "" "$@"\n{script}')
        program.chmod(0o755)
        monkeypatch.setattr(readpst, "which", lambda name: str(program))
        return held

    return put


def test_parts_are_called_by_folder_and_number(read: Read, readpst_is) -> None:  # type: ignore[no-untyped-def]
    held = readpst_is(WRITES)
    reading = read(MAILBOX, "a.pst")
    assert [(d.source.part, d.kind, d.title) for d in reading.documents] == [
        ("Inbox/mail 1", "mail", "Review"),
        ("Inbox/appointment 1", "invitation", "Talk"),
        ("Inbox/mail 2", "mail", "Review"),
        ("Inbox/Old mail/contact 1", "contact", "Bo Lund"),
    ]
    assert reading.documents[0].text.endswith("Hello.\ntwo")
    assert reading.receipts[0].reason == "2 items of “Inbox” left out: damaged, or no mail, appointment or contact"
    assert list(held.iterdir()) == []


def test_what_was_written_before_it_broke_off_is_read(read: Read, readpst_is) -> None:  # type: ignore[no-untyped-def]
    held = readpst_is(WRITES + "kill -SEGV $$\n")
    reading = read(MAILBOX, "a.pst")
    assert len(reading.documents) == 4
    assert "readpst broke off: it was stopped by signal SIGSEGV" in reading.receipts[0].reason
    assert list(held.iterdir()) == []


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("echo 'Could not get root record'; exit 1", "readpst cannot read it: Could not get root record"),
        ("sleep 60", "reading this mailbox took more than 0 seconds"),
        ("exec yes > $9/1.eml", "this mailbox unpacks to more than 0 MB"),
        ("for n in 1 2 3; do head -c 9000 /dev/zero > $9/$n.eml; done; sleep 60", "this mailbox unpacks to more than 0 MB"),
    ],
)  # fmt: skip
def test_limits(read: Read, readpst_is, monkeypatch: pytest.MonkeyPatch, script: str, reason: str) -> None:  # type: ignore[no-untyped-def]
    held = readpst_is(script)
    monkeypatch.setattr(readpst, "SLACK", 10_000)
    monkeypatch.setattr(readpst, "LOOK", 0.1)
    if "seconds" in reason:
        monkeypatch.setattr(readpst, "PATIENCE", 0.0)
    (receipt,) = read(MAILBOX, "a.pst").receipts
    assert (receipt.outcome, receipt.reason) == ("failed", reason)
    assert list(held.iterdir()) == []


def test_without_the_program_a_line_says_what_to_install(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readpst, "which", lambda name: None)
    (receipt,) = read(MAILBOX, "a.pst").receipts
    assert (receipt.outcome, receipt.reason) == ("passed", "an Outlook mailbox; install pst-utils (readpst)")


def test_a_mail_is_the_same_from_every_mailbox_and_its_text_is_not_told_twice() -> None:
    made = (
        b'Subject: x\nContent-Type: multipart/mixed;\n\tboundary="--boundary-LibPST-iamunique-%d_-_-"\n\n\n'
        b"----boundary-LibPST-iamunique-%d_-_-\nContent-Type: text/plain\n\nHello.\n\n"
        b"----boundary-LibPST-iamunique-%d_-_-\nContent-Type: application/rtf\nContent-Transfer-Encoding: base64\n"
        b"Content-Disposition: attachment; \n        filename*=utf-8''rtf-body.rtf;\n        filename=\"rtf-body.rtf\"\n\n"
        b"e1xydGYx\n\n"
        b"----boundary-LibPST-iamunique-%d_-_---\n\n"
    )
    one, other = cleaned(made % (7, 7, 7, 7)), cleaned(made % (8, 8, 8, 8))
    assert one == other and b"rtf" not in one and b"Hello." in one
    only = made.replace(b"Hello.", b"")
    assert b"rtf-body" in cleaned(only % (7, 7, 7, 7))


def test_a_mailbox_of_others_is_read_with_its_folders(shared: Path) -> None:
    if shutil.which("readpst") is None:
        pytest.skip("readpst is not installed")
    (file,) = (shared / "evidence/mail").rglob("*.pst")
    reading = read_file(FoundFile(file, file.name, file.stat().st_size))
    mails = [d for d in reading.documents if d.kind == "mail"]
    assert len(mails) == 6 and all(mail.sent and mail.text and mail.title for mail in mails)
    assert {d.source.part.rpartition("/")[0] for d in mails} == {"hong-thai.nguyen"}
    assert {r.outcome for r in reading.receipts} == {"read"}
