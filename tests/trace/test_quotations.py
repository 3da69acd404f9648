"""Quotations: which mail they quote, mails known only from them, and words that were altered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from clew.records import Difference, Document
from clew.trace import Correspondence
from lettering import mail, read_date

ANNA, BO, INES = "Anna Vale <anna.vale@harbour.example>", "Bo Lund <bo@port.example>", "Ines Okoro <ines@harbour.example>"
LONG = "The pier on the north side is closed until the crane has been checked by the inspector of the Harbour Office."
HEAD = "Anna Vale (2031-05-12 09:14) wrote:\n"


def correspondence(*mails: Document) -> Correspondence:
    return Correspondence(mails, read_date)


def quoting(words: str, sender: str = BO, date: str = "2031-05-12 10:14 UTC", lead: str = "Since when?") -> Document:
    marked = "".join(f"> {line}\n" for line in words.split("\n"))
    return mail(sender, date, "Re: Pier", f"{lead}\n\n{HEAD}{marked}")


def differences(original: str, quoted: str) -> list[tuple[str, str, str]]:
    found = correspondence(mail(ANNA, "2031-05-12 09:14 UTC", "Pier", original), quoting(quoted)).differences
    return [(d.kind, d.quoted.text, d.original.text) for d in found]


def test_a_mail_known_only_from_quotation_is_a_document_of_its_own() -> None:
    quoting_mail = quoting(f"{LONG[:60]}\n{LONG[60:]}")
    (quoted,) = correspondence(quoting_mail).quoted
    document = quoted.document
    assert document.text == f"{HEAD}{LONG[:60]}\n{LONG[60:]}"
    assert (document.kind, document.parent, document.source.part) == ("mail", quoting_mail.id, "quoted 1")
    assert document.header("From") == "Anna Vale"
    assert document.sent is not None
    assert document.sent.span.text == document.text[document.sent.span.start : document.sent.span.end] == "2031-05-12 09:14"
    assert document.found() == quoted.places[0].text
    assert [z.kind for z in document.zones] == ["header"]


def test_its_spans_lead_back_to_the_characters_in_the_quoting_mail() -> None:
    quoting_mail = quoting(f"{LONG[:60]}\n{LONG[60:]}")
    (quoted,) = correspondence(quoting_mail).quoted
    for words in ("Anna Vale", "the crane", "Harbour Office."):
        at = quoted.document.text.index(words)
        start, end = quoted.document.original(quoted.document.span(at, at + len(words)))
        assert quoting_mail.text[start:end] == words


@given(
    st.lists(
        st.sampled_from(["pier", "crane >", "", "Anna", "> so", "north", "\N{WHITE HEAVY CHECK MARK}"]), min_size=6, max_size=20
    )
)
def test_every_character_leads_back(words: list[str]) -> None:
    lines = [" ".join(words[i : i + 3]) for i in range(0, len(words), 3)]
    for quoted in correspondence(quoting("\n".join(["The pier was closed that day", *lines]))).quoted:
        parent = quoted.places[0]
        assert quoted.document.found() == parent.text
        for at, char in enumerate(quoted.document.text):
            start, end = quoted.document.original(quoted.document.span(at, at + 1))
            assert char in quoted.places[0].text[start - parent.start : end - parent.start]


def test_answers_written_between_are_not_the_quoted_mails_words() -> None:
    body = f"{HEAD}> {LONG}\n\nWhy, and who says so?\n\n> The crane is from the year before the war.\n\nI see.\n"
    (quoted,) = correspondence(mail(BO, "2031-05-12 10:14 UTC", "Re: Pier", body)).quoted
    assert "who says so" not in quoted.document.text
    assert quoted.document.text.endswith("inspector of the Harbour Office.\n\nThe crane is from the year before the war.")
    assert "who says so" in quoted.document.found()


def test_one_mail_quoted_in_two_is_one_and_the_longest_wins() -> None:
    short, long = quoting(LONG[:80]), quoting(LONG, INES, "2031-05-13 08:00 UTC")
    (quoted,) = correspondence(short, long).quoted
    assert [place.document for place in quoted.places] == [long.id, short.id]
    assert quoted.document.text.endswith(LONG)


def test_a_mail_of_the_case_is_not_known_only_from_quotation() -> None:
    first = mail(ANNA, "2031-05-12 07:14 UTC", "Pier", LONG)
    assert correspondence(first, quoting(LONG)).quoted == (), "09:14 without a zone may be 07:14 UTC"


def test_a_quotation_inside_a_quotation_is_another_mail() -> None:
    words = f"As I said.\nInes Okoro (2031-05-11 09:14) wrote:\n> {LONG}"
    told = correspondence(quoting(f"This is what I was told about it all.\n{words}"))
    assert sorted(q.document.header("From") or "" for q in told.quoted) == ["Anna Vale", "Ines Okoro"]
    (thread,) = told.threads
    assert [(m.known, m.tie) for m in thread.messages] == [("quoted", ""), ("quoted", "quoted text"), ("document", "quoted text")]


@pytest.mark.parametrize("words", ["Yes.", "On it, will tell."])
def test_a_few_words_are_no_mail(words: str) -> None:
    assert correspondence(quoting(words)).quoted == ()


@pytest.mark.parametrize(
    ("original", "quoted", "found"),
    [
        (LONG, LONG, []),
        (LONG, LONG.replace(" ", "\n", 9).upper(), []),
        (LONG, LONG.replace("closed", "open"), [("changed", "open", "closed")]),
        (LONG, LONG.replace("has been", "has never been"), [("added", "never", "has been")]),
        (LONG, LONG.replace(" north", ""), [("left out", "the side", "north")]),
        (LONG, LONG[: LONG.index(" the crane")], [("shortened", "until", LONG[LONG.index("the crane") : -1])]),
        (LONG, LONG.replace("north side is", "[...]"), [("shortened", "the [...] closed", "north side is")]),
        (f"{LONG} See https://a.example/1", f"{LONG} See https://b.example/2?x", []),
    ],
)  # fmt: skip
def test_differences(original: str, quoted: str, found: list[tuple[str, str, str]]) -> None:
    assert differences(original, quoted) == found


def test_a_signature_cut_off_is_no_difference() -> None:
    signed = mail(ANNA, "2031-05-12 09:14 UTC", "Pier", f"{LONG}\n\nAnna Vale\nHarbour Office")
    at = signed.text.index("\n\nAnna Vale") + 2
    zone = replace(signed.zones[0], start=at, end=len(signed.text), kind="signature")
    assert correspondence(replace(signed, zones=(*signed.zones, zone)), quoting(LONG)).differences == ()


def test_a_word_that_a_scanner_misread_is_no_difference() -> None:
    first = mail(ANNA, "2031-05-12 09:14 UTC", "Pier", LONG)
    printed = replace(quoting(LONG.replace("closed", "clased").replace("crane has", "erane")), media="text/plain")
    assert correspondence(first, printed).differences == ()
    altered = replace(quoting(LONG.replace("until the crane has", "whatever anybody may say before it")), media="text/plain")
    assert [d.kind for d in correspondence(first, altered).differences] == ["changed"]


def test_two_quotations_of_one_missing_mail_that_differ_are_held_against_each_other() -> None:
    told = correspondence(quoting(f"{LONG} Ask Tomas."), quoting(LONG.replace("closed", "open"), INES, "2031-05-13 08:00 UTC"))
    found: list[Difference] = [d for d in told.differences if d.kind == "changed"]
    assert [(d.quoted.text, d.original.text) for d in found] == [("open", "closed")]
    assert found[0].message == told.quoted[0].document.id
