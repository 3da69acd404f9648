"""Near-duplicates: linked when their words nearly agree, with what differs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from clew.records import Document, Zone
from clew.resolve import find_copies
from lettering import mail
from making import document

LONG = (
    "The pier on the north side is closed until the crane has been checked by the inspector of the Harbour Office. "
    "Until then all boats land at the old quay, where a pilot waits from six in the morning. Whoever has goods in the shed "
    "may fetch them on Thursday between eight and ten, with a note from the clerk. No exceptions will be made this year."
)
ANNA, BO, INES = "Anna Vale <anna@harbour.example>", "Bo Lund <bo@port.example>", "Ines Okoro <ines@harbour.example>"
DATE = "2031-05-12 09:14 UTC"


def pairs(*documents: Document) -> list[tuple[float, str]]:
    return [(pair.similarity, pair.says) for group in find_copies(documents) for pair in group.pairs]


@pytest.mark.parametrize(
    ("left", "right", "says"),
    [
        (mail(ANNA, DATE, "Pier", LONG, to=BO), mail(ANNA, DATE, "Pier", LONG, to=INES), "the same words; other To"),
        (mail(ANNA, DATE, "Pier", LONG), mail(BO, DATE, "Fwd: Pier", LONG), "the same words; other From, Subject"),
        (
            mail(ANNA, DATE, "Pier", LONG, Message_ID="<a@x>"), mail(ANNA, DATE, "Pier", LONG, Message_ID="<a@x>", Received="b"),
            "the same words; the same Message-ID; the same sender, time and recipients",
        ),
        (document(LONG, "a.txt"), document(LONG.replace("\n", " ").upper(), "b.txt"), "the same words"),
        (document(LONG, "a.txt"), document(LONG.replace("Thursday", "Friday"), "b.txt"), "98.5% of the words"),
        (document(LONG, "a.txt"), mail(ANNA, DATE, "Pier", LONG), "the same words; of kinds mail and text"),
    ],
)  # fmt: skip
def test_what_is_the_same_and_what_differs(left: Document, right: Document, says: str) -> None:
    assert [said for _, said in pairs(left, right)] == [says]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (mail(ANNA, DATE, "Re: Pier", f"I agree.\n\n> {LONG}\n"), mail(BO, DATE, "Re: Pier", f"Never!\n\n> {LONG}\n")),
        (mail(ANNA, DATE, "Pier", LONG), mail(BO, DATE, "Re: Pier", f"Thanks.\n\n> {LONG}\n")),
        (mail(ANNA, DATE, "Pier", "Thank you very much."), mail(BO, DATE, "Boat", "Thank you very much.")),
        (document("Closed on Monday.", "a.txt"), document("Closed on Sunday.", "b.txt")),
        (document(LONG, "a.txt"), document(LONG[: len(LONG) // 2] + " It rained all day." * 12, "b.txt")),
        (document("", "a.txt"), document("", "b.txt")),
    ],
)
def test_what_is_no_copy(left: Document, right: Document) -> None:
    assert pairs(left, right) == []


def test_short_texts_are_copies_when_equal() -> None:
    assert pairs(document("Closed on Monday.", "a.txt"), document("closed on monday", "b.txt")) == [(1.0, "the same words")]
    first = mail(ANNA, DATE, "Pier", "Thank you.", "a.eml")
    assert len(pairs(first, mail(ANNA, DATE, "Pier", "Thank you.", "b.eml"))) == 1


def test_page_furniture_and_disclaimers_do_not_count() -> None:
    notice = " This mail is for its reader only and for nobody else in the whole wide world."
    stamped = document(LONG + notice * 3, "a.txt")
    stamped = replace(stamped, zones=(Zone(len(LONG), len(stamped.text), "disclaimer", None, "test/1"),))
    assert pairs(stamped, document(LONG, "b.txt")) == [(1.0, "the same words")]


words = st.lists(st.sampled_from(["pier", "crane", "boat", "quay", "north", "clerk", "note", "shed"]), min_size=20, max_size=40)


@given(st.lists(words, max_size=6), st.randoms(use_true_random=False))
def test_the_order_does_not_matter_and_each_stands_in_one_group(texts: list[list[str]], random) -> None:
    found = [document(" ".join(text), f"{n}.txt") for n, text in enumerate([*texts, *texts[:2]])]
    groups = find_copies(found)
    members = [id for group in groups for id in group.documents]
    assert len(members) == len(set(members))
    assert all({pair.left, pair.right} <= set(group.documents) for group in groups for pair in group.pairs)
    random.shuffle(found)
    assert find_copies(found) == groups
