"""Threads: which mail answers which, what is missing, and that no header can make a loop."""

import itertools
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.records import Document, Thread
from clew.trace import Correspondence
from clew.trace.correspondents import base_subject, is_answer, recipient_keys, sender_keys, shown_sender
from lettering import mail, read_date

ANNA, BO, INES = "Anna Vale <anna.vale@harbour.example>", "Lund, Bo <bo@port.example>", "Ines Okoro <ines@harbour.example>"
LONG = "The pier on the north side is closed until the crane has been checked by the inspector of the Harbour Office."


def threads(*mails: Document) -> tuple[Thread, ...]:
    return Correspondence(mails, read_date).threads


def shape(thread: Thread, *mails: Document) -> list[tuple[int, str, str]]:
    """(which mail, how it is known, the tie) of each message, and which mail it hangs below is checked by the order."""
    number = {m.id: n for n, m in enumerate(mails)}
    return [(number.get(m.id, -1), m.known, m.tie) for m in thread.messages]


def test_references_tie_and_the_named_stay_as_missing() -> None:
    first = mail(ANNA, "2031-05-12 09:14 UTC", "Pier", LONG, Message_ID="<a@x>")
    third = mail(INES, "2031-05-13 09:14 UTC", "Re: Pier", "Agreed.", Message_ID="<c@x>", References="<a@x> <b@x>")
    (thread,) = threads(third, first)
    assert [(m.known, m.message_id, m.tie) for m in thread.messages] == [
        ("document", "a@x", ""), ("named", "b@x", "References"), ("document", "c@x", "References"),
    ]  # fmt: skip
    assert thread.subject == "Pier"
    assert [m.told_by for m in thread.missing] == [(third.id,)]


def test_in_reply_to_counts_without_references() -> None:
    first = mail(ANNA, "2031-05-12 09:14 UTC", "Pier", LONG, Message_ID="<a@x>")
    second = mail(BO, "2031-05-12 10:14 UTC", "Something else", "Fine.", In_Reply_To="your mail of Monday <a@x>")
    (thread,) = threads(first, second)
    assert shape(thread, first, second) == [(0, "document", ""), (1, "document", "In-Reply-To")]


def test_quoted_text_ties_without_any_header() -> None:
    first = mail(ANNA, "2031-05-12 09:14 UTC", "Pier", LONG)
    second = mail(BO, "2031-05-12 10:14 UTC", "Closed?", f"Since when?\n\n> {LONG[:60]}\n> {LONG[60:]}\n")
    third = mail(
        INES,
        "2031-05-12 11:14 UTC",
        "Old",
        "Look.\n\n-----Forwarded-----\nFrom: Bo Lund\nDate: 2031-05-12 12:14\n\nSince when?\n",
    )
    (thread,) = threads(third, second, first)
    assert shape(thread, first, second, third) == [
        (0, "document", ""), (1, "document", "quoted text"), (2, "document", "forwarded text"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("date", "to", "subject", "tied"),
    [
        ("2031-05-20", ANNA, "Re: Pier", True),
        ("2031-05-20", ANNA, "AW: [Harbour] Pier", True),
        ("2031-05-20", "crew@list.example", "Re: Pier", True),
        ("2032-05-20", ANNA, "Re: Pier", False),
        ("2031-05-01", ANNA, "Re: Pier", False),
        ("2031-05-20", INES, "Re: Pier", False),
        ("2031-05-20", ANNA, "Pier", False),
        ("2031-05-20", ANNA, "Re: Pier two", False),
    ],
)
def test_a_subject_ties_only_with_people_and_time(date: str, to: str, subject: str, tied: bool) -> None:
    first = mail(ANNA, "2031-05-12 09:14 UTC", "Pier", LONG, to="crew@list.example")
    second = mail(BO, f"{date} 09:14 UTC", subject, "Yes.", to=to)
    assert len(threads(first, second)) == (1 if tied else 2)


def test_a_mail_found_twice_is_one_message() -> None:
    first = mail(ANNA, "2031-05-12 09:14 UTC", "Pier", LONG, "a.mbox", Message_ID="<a@x>")
    again = mail(ANNA, "2031-05-12 09:14 UTC", "Pier", f"{LONG}\n--\nHarbour list", "b.mbox", Message_ID="<a@x>")
    printed = mail("Vale, Anna", "2031-05-12 09:14 UTC", "Pier", LONG, "c.txt")
    forged = mail(ANNA, "2031-05-12 09:14 UTC", "Pier", "Send the money to another account today, please.", Message_ID="<a@x>")
    found = threads(first, again, printed, forged)
    assert sorted(len(m.documents) for t in found for m in t.messages) == [1, 3]


def test_what_is_quoted_and_named_is_one_message() -> None:
    answer = mail(
        BO, "2031-05-12 10:14 UTC", "Re: Pier", f"Why?\n\nAnna Vale (2031-05-12 09:14) wrote:\n> {LONG}\n", In_Reply_To="<a@x>"
    )
    other = mail(INES, "2031-05-13 10:14 UTC", "Re: Pier", "I see.", References="<a@x>")
    (thread,) = threads(answer, other)
    assert [(m.known, m.message_id) for m in thread.messages] == [("quoted", "a@x"), ("document", None), ("document", None)]


def test_deep_chains_are_walked_without_recursion() -> None:
    chain = [
        mail(ANNA, "2031-05-12 09:14 UTC", "Pier", f"No {n}.", Message_ID=f"<{n}@x>", References=f"<{n - 1}@x>")
        for n in range(3000)
    ]
    (thread,) = threads(*chain)
    assert len(thread.messages) == 3001


ids = st.sampled_from(["<a@x>", "<b@x>", "<c@x>", "<d@x>", "<e@x>"])
bodies = st.sampled_from(
    ["Yes.", LONG, f"So?\n\n> {LONG}\n", f"No.\n\nAnna Vale (2031-05-12 09:14) wrote:\n> {LONG}\n> > Why is it closed?\n", ""]
)
mails = st.builds(
    lambda sender, day, subject, body, own, named, name: mail(
        sender, f"2031-05-{day:02} 09:14 UTC", subject, body, str(name), ANNA, Message_ID=own, References=" ".join(named)
    ),
    st.sampled_from([ANNA, BO, INES, ""]), st.integers(1, 20), st.sampled_from(["Pier", "Re: Pier", "Fwd: Pier", ""]), bodies,
    ids | st.just(""), st.lists(ids, max_size=4), st.integers(0, 99),
)  # fmt: skip


@given(st.lists(mails, max_size=8, unique_by=lambda m: m.id))
def test_every_mail_is_in_exactly_one_thread_and_there_are_no_loops(found: list[Document]) -> None:
    told = Correspondence(found, read_date)
    places = Counter(id for t in told.threads for m in t.messages if m.known == "document" for id in m.documents)
    assert places == Counter(m.id for m in found)
    for thread in told.threads:
        seen: set[str | None] = {None}
        for message in thread.messages:
            assert message.parent in seen, "a message stands before the one it answers, or its parent is in another thread"
            assert (message.parent is None) == (message is thread.messages[0])
            seen.add(message.id)


@given(st.lists(mails, min_size=2, max_size=5, unique_by=lambda m: m.id), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(found: list[Document], random) -> None:
    told = Correspondence(found, read_date)
    shuffled = list(found)
    random.shuffle(shuffled)
    again = Correspondence(shuffled, read_date)
    assert (told.threads, told.quoted, told.differences) == (again.threads, again.quoted, again.differences)


@pytest.mark.parametrize(
    ("value", "base"),
    [
        ("Re: Re[2]: AW: Pier", "pier"), ("[harbour] Re: Pier (fwd)", "pier"), ("'Re: Pier'", "pier"), ("Re : Pier", "pier"),
        ("Regarding the pier", "regarding the pier"), ("Re:", ""), ("[harbour]", "harbour"), ("Fwd: TR: RV: Pier", "pier"),
        ("回复: Pier", "pier"), ("Reactor: Pier", "reactor pier"),
    ],
)  # fmt: skip
def test_base_subjects(value: str, base: str) -> None:
    assert base_subject(value) == base


def test_answers_are_told_from_forwards() -> None:
    assert [is_answer(s) for s in ("Re: Pier", "'AW: Pier'", "Fwd: Pier", "Pier", "Rear: Pier")] == [
        True,
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    "pair",
    list(
        itertools.combinations(
            ["Anna Vale <av@x.example>", "Vale, Anna M.", "anna.vale@harbour.example", '"Anna Vale" [mailto:a@b.example]'], 2
        )
    ),
)
def test_one_person_written_in_many_ways(pair: tuple[str, str]) -> None:
    assert sender_keys(pair[0]) & sender_keys(pair[1])
    assert recipient_keys(f"Lund, Bo; {pair[0]}") & sender_keys(pair[1])


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Anna Vale <av@x.example>", "Anna Vale"), ('"Vale, Anna" [mailto:av@x.example]', "Vale, Anna"),
        ("av@x.example", "av@x.example"),
        ("av at x.example (Anna Vale)", "Anna Vale"),
        ("Crew list <crew@list.example> On Behalf Of Anna Vale", "Anna Vale"), ("?", "?"),
    ],
)  # fmt: skip
def test_senders_as_they_are_shown(value: str, shown: str) -> None:
    assert shown_sender(value) == shown


def test_a_list_writes_for_a_person() -> None:
    written = sender_keys("Crew <crew@list.example> on behalf of Anna Vale <anna.vale@harbour.example>")
    assert written == sender_keys(ANNA)
