"""The thread of a mail beside its text, its copies, quotations that differ, and the page of a mail known only from quotation."""

import pytest
from fastapi.testclient import TestClient

from clew.case import Case
from clew.records import Observation
from clew.view.app import create_app
from lettering import mail
from view.test_pages import links, text

ANNA, BO, INES = "Anna Vale <anna@harbour.example>", "Bo Lund <bo@port.example>", "Ines Okoro <ines@harbour.example>"
WORDS = "The pier on the north side is closed until the crane has been checked by the inspector of the Harbour Office."
LOST = "Whoever told you so was not in the room when Tomas Orrin said it."


def body(quoted: str) -> str:
    lost = f"From: Tomas Orrin\nDate: 2031-05-13 11:02\nSubject: Re: Pier\n\n{LOST}"
    return f"Is that so?\n\nAnna Vale (2031-05-12 09:14) wrote:\n> {quoted}\n\n-----Original-----\n{lost}\n"


@pytest.fixture(scope="module")
def mails():
    return [
        mail(ANNA, "2031-05-12 09:14 UTC", "Pier", WORDS, "a.eml", to=BO, Message_ID="<a@x>"),
        mail(BO, "2031-05-14 09:14 UTC", "Re: Pier", body(WORDS.replace("closed", "open")), "b.eml", References="<a@x> <lost@x>"),
        mail(INES, "2031-05-15 09:14 UTC", "Fwd: Pier", WORDS, "c.eml", to=ANNA),
        mail(INES, "2031-05-16 09:14 UTC", "Boats", "None today.", "d.eml", to=ANNA, In_Reply_To="<gone@x>"),
    ]


@pytest.fixture(scope="module")
def told(mails):
    return TestClient(create_app(Case([Observation(each) for each in mails])), base_url="http://127.0.0.1")


def test_the_thread_stands_beside_the_mail(told, mails):
    page = text(told, f"/document/{mails[1].id}")
    assert "Thread 3 messages, 1 missing" in page
    assert f"/document/{mails[0].id}" in links(told, f"/document/{mails[1].id}")
    assert "Tomas Orrin known only from quotation" in page


def test_a_message_that_is_only_named_is_shown_as_missing(told, mails):
    assert "Thread 2 messages, 1 missing missing gone@x named by Boats" in text(told, f"/document/{mails[3].id}")


def test_an_altered_quotation_is_shown_on_both_sides(told, mails):
    assert "changed quoted “open”, written “closed”" in text(told, f"/document/{mails[1].id}")
    assert "changed written “closed”, quoted “open”" in text(told, f"/document/{mails[0].id}")


def test_copies_are_listed(told, mails):
    assert "Copies Fwd: Pier the same words; other From, Date, Subject, To" in text(told, f"/document/{mails[0].id}")


def test_a_mail_known_only_from_quotation_has_a_page(told, mails):
    address = next(a for a in links(told, f"/document/{mails[1].id}") if a.startswith("/quoted/"))
    page = text(told, address)
    assert "known only from quotation · sent 13 May 2031, 11:02" in page
    assert LOST in page
    at = mails[1].text.index("-----Original")
    assert any(a.startswith(f"/document/{mails[1].id}?at={at}&") for a in links(told, address))
    assert "no mail known only from quotation" in text(told, "/quoted/nobody", 404)


def test_the_answers_as_json(told):
    assert [len(told.get(f"/api/{name}").json()) for name in ("threads", "quoted", "differences", "copies")] == [3, 1, 1, 1]
