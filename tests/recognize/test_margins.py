"""Names at the margins of mails, invented: greetings, sign-offs, who passed something on."""

import pytest

from clew.recognize.margins import margin_mentions
from clew.records import Document, Field, Source, Zone

HEAD = "From: Rebecca Tolland\nTo: Mara Vane\n\n"


def mail(body: str, *zones: tuple[str, str], kind: str = "mail") -> Document:
    """Return a mail from Rebecca Tolland to Mara Vane. zones: kinds, each with the words that are in it."""
    text = HEAD + body
    fields = tuple(
        Field(label, text.index(name), text.index(name) + len(name))
        for label, name in (("From", "Rebecca Tolland"), ("To", "Mara Vane"))
    )
    header = Zone(0, len(HEAD) - 1, "header", None, "t/1", fields)
    found = [Zone(text.index(words), text.index(words) + len(words), of, None, "t/1") for of, words in zones]  # type: ignore[arg-type]
    return Document("d" * 24, Source("a.eml", "0" * 64), "message/rfc822", kind, None, text, zones=(header, *found))


@pytest.mark.parametrize(
    ("body", "zones", "names"),
    [
        ("Hi Mara,\n\nI was there.\n", [("greeting", "Hi Mara,")], ["Mara"]),
        ("mara:\n\nI was there.\n", [("greeting", "mara:")], ["mara"]),
        ("I was there.\n\nThanks, Becky\n", [("signature", "Thanks, Becky")], ["Becky"]),
        ("I was there.\n\nrt\n", [("signature", "rt")], ["rt"]),
        ("I was there.  --Rebecca \n", [], ["Rebecca"]),
        ("I was there, and so was the pier.\n", [], []),
        ("Good morning all,\n\nI was there.\n", [("greeting", "Good morning all,")], []),
        ("I was there.\n\nBest wishes\n", [("signature", "Best wishes")], []),
    ],
)
def test_margin(body: str, zones: list[tuple[str, str]], names: list[str]) -> None:
    assert [m.name for m in margin_mentions(mail(body, *zones))] == names


def test_who_passed_it_on() -> None:
    document = mail(
        "See below.\n----- Forwarded by Piet Orrin/HARBOUR on 9 May\n",
        ("header", "----- Forwarded by Piet Orrin/HARBOUR on 9 May"),
    )
    assert [m.name for m in margin_mentions(document)] == ["Piet Orrin"]


def test_only_mails_have_margins() -> None:
    assert margin_mentions(mail("Hi Mara,\n", ("greeting", "Hi Mara,"), kind="text")) == ()
