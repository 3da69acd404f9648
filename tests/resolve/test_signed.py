"""Whose a greeting and a sign-off are, in one invented mail that answers another."""

import pytest

from clew.records import Document, Field, Mention, Observation, Source, Zone, make
from clew.resolve.names import names_of

TEXT = """From: William Tolland
To: Mara Vane

Hello Mara,
see below. Piet has it.
Bill

From: Mara Vane
To: William Tolland, Piet Orrin

Dear Will,
shall we? Piet knows.
mv
"""
NAMES = [
    "William Tolland",
    "Mara Vane",
    "Mara",
    "Piet",
    "Bill",
    "Mara Vane",
    "William Tolland",
    "Piet Orrin",
    "Will",
    "Piet",
    "mv",
]


def observed() -> Observation:
    """Return the mail with its names, each a mention, in the order of the text."""
    at, places = 0, []
    for name in NAMES:
        at = TEXT.index(name, at)
        places.append((at, name))
        at += len(name)
    heads = [TEXT.index("From: W"), TEXT.index("From: M")]
    zones = [
        *(Zone(h, TEXT.index("\n\n", h), "header", None, "t/1", _fields(h)) for h in heads),
        *(Zone(TEXT.index(g), TEXT.index(g) + len(g), "greeting", None, "t/1") for g in ("Hello Mara,", "Dear Will,")),
        *(Zone(TEXT.index(s), TEXT.index(s) + len(s), "signature", None, "t/1") for s in ("Bill", "mv")),
        Zone(heads[1], len(TEXT), "quoted", None, "t/1"),
    ]
    document = Document("d" * 24, Source("a.eml", "0" * 64), "message/rfc822", "mail", None, TEXT, zones=tuple(zones))
    mentions = [
        make(Mention, span=document.span(at, at + len(n)), kind="person", form="name", name=n, by="t/1") for at, n in places
    ]
    return Observation(document, tuple(mentions))


def _fields(head: int) -> tuple[Field, ...]:
    first, second = TEXT.index("\n", head), TEXT.index("\n\n", head)
    return (Field("From", head + 6, first), Field("To", first + 5, second))


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Bill", "William Tolland"),
        ("mv", "Mara Vane"),
        ("Will", "William Tolland"),
        ("Mara", "Mara Vane"),
        ("Piet", "Piet Orrin"),
    ],
)
def test_whose_it_is(short: str, full: str) -> None:
    names = names_of(observed())
    shown = {n.id: n.name for n in names.nodes}
    assert full in [shown[j.right] for j in names.judgements if shown[j.left] == short]
    assert {shown[j.right] for j in names.judgements if shown[j.left] == short} == {full}
