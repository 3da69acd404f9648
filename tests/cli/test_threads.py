"""`clew threads` and `clew copies` on a mailbox of invented mail: who answers whom, what is missing, what was altered."""

import json

import pytest

from conftest import clew

WORDS = "The pier on the north side is closed until the crane has been checked by the inspector of the Harbour Office."
LOST = "Nobody told me of a crane, and the inspector has been away since April, as you know."
MAILBOX = f"""\
From anna@harbour.example Mon May 12 09:14:00 2031
From: Anna Vale <anna@harbour.example>
To: Bo Lund <bo@port.example>
Date: Mon, 12 May 2031 09:14:00 +0000
Subject: Pier
Message-ID: <a@harbour.example>

{WORDS}

From bo@port.example Tue May 13 09:14:00 2031
From: Bo Lund <bo@port.example>
To: Ines Okoro <ines@harbour.example>
Date: Tue, 13 May 2031 09:14:00 +0000
Subject: Re: Pier
Message-ID: <b@port.example>
References: <a@harbour.example> <lost@harbour.example>

What do you make of this?

On Tue, 13 May 2031 08:02:00 +0000, Tomas Orrin <tomas@harbour.example> wrote:
> {LOST}
>
> On Mon, 12 May 2031 09:14:00 +0000, Anna Vale <anna@harbour.example> wrote:
> > {WORDS.replace("closed", "open")}

From anna@harbour.example Wed May 14 09:14:00 2031
From: Anna Vale <anna@harbour.example>
To: Ines Okoro <ines@harbour.example>
Date: Wed, 14 May 2031 09:14:00 +0000
Subject: Pier, again
Message-ID: <c@harbour.example>

{WORDS}

"""


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("threads")
    (folder / "evidence").mkdir()
    (folder / "evidence" / "office.mbox").write_text(MAILBOX, encoding="utf-8")
    made = clew("add", str(folder / "evidence"), "--case", str(folder / "pier.clew"), "--engine", "serial")
    assert made.returncode == 0, made.stderr
    return str(folder / "pier.clew")


def printed(case: str, *arguments: str) -> str:
    found = clew(*arguments, "--case", case)
    assert found.returncode == 0, found.stderr
    return found.stdout


def records(case: str, *arguments: str) -> list[dict]:
    return [json.loads(line) for line in printed(case, *arguments, "--json").splitlines()]


def test_threads_show_who_answers_whom_and_what_is_missing(case: str) -> None:
    assert printed(case, "threads").splitlines() == [
        "Pier  (3 messages, 1 missing)",
        "  12 May 2031, 09:14:00 UTC  Anna Vale  office.mbox [mail 1]",
        "    missing: 13 May 2031, 08:02:00 UTC  Tomas Orrin, known only from quotation in office.mbox [mail 2]  (References)",
        "      13 May 2031, 09:14:00 UTC  Bo Lund  office.mbox [mail 2]  (References)",
        "1 mail that stands alone",
    ]


def test_missing_mails_and_who_quotes_them(case: str) -> None:
    assert printed(case, "threads", "--missing").splitlines() == [
        "quoted: 13 May 2031, 08:02:00 UTC  Tomas Orrin <tomas@harbour.example>: no subject",
        "    by 13 May 2031, 09:14:00 UTC  Bo Lund <bo@port.example>: Re: Pier  office.mbox [mail 2]",
    ]
    (quoted,) = records(case, "threads", "--missing")
    assert LOST in quoted["document"]["text"]


def test_altered_quotations_with_both_passages(case: str) -> None:
    lines = printed(case, "threads", "--altered").splitlines()
    assert lines[0] == "changed: Anna Vale is quoted by Bo Lund"
    assert [line.split()[:2] for line in lines[1:]] == [["quoted", "“open”"], ["original", "“closed”"]]
    assert [each["kind"] for each in records(case, "threads", "--altered")] == ["changed"]


def test_copies(case: str) -> None:
    lines = printed(case, "copies").splitlines()
    assert lines == [
        "Pier  (2 documents)",
        "    office.mbox [mail 1] | office.mbox [mail 3]: the same words; other Date, Subject, To",
    ]
    assert [each["pairs"][0]["similarity"] for each in records(case, "copies")] == [1.0]


def test_threads_as_json_hold_every_mail(case: str) -> None:
    threads = records(case, "threads")
    assert sum(message["known"] == "document" for thread in threads for message in thread["messages"]) == 3
