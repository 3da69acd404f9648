"""What is not known, and what answers it: on hand-made records, one rule at a time."""

import random
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asking import identities, when
from clew.records import Document, Judgement, Matter, Mention, Observation, Occasion, Question, Voice, When, make
from clew.trace.matters import Look, find_matters
from clew.trace.matters.participants import is_somebody
from clew.trace.matters.words import words
from making import claim, document, event, mention, span

STORY = document("It is unclear whether Mara Lind spoke with Piet Haan in May.", "story.txt")
SOURCE = Voice(None, None, "said", "certain")


def people(found: Document, *names: str) -> list[Mention]:
    return [mention(found, name) for name in names]


def matters(*observations: Observation, occasions=(), judgements=(), **more) -> list[Matter]:
    look = Look(observations, identities(*observations, judgements=judgements), occasions, **more)
    return list(find_matters(look))


def doubt(found: Document = STORY, at: When | None = None, kind: str = "contact") -> Observation:
    """Return a document that leaves open whether two people spoke in May."""
    mara, piet = people(found, "Mara Lind", "Piet Haan")
    at = at or when(found, "May", 5, 31)
    asked = span(found, "whether Mara Lind spoke with Piet Haan")
    open_ = make(Question, span=asked, kind="whether", about=(mara.id, piet.id), by="open-clause/1")
    unclear = event(kind, asked, ("with", mara), ("with", piet), status="unclear", when=at)
    return Observation(found, (mara, piet), (), (unclear,), (), (open_,))


def telling(text: str, kind: str, month: int | None, status: str = "happened", names=("Mara Lind", "Piet Haan")) -> Observation:
    """Return a document that tells one event."""
    found = document(text, f"{text[:12]}.txt")
    who = people(found, *names)
    at = when(found, text.split()[0], month) if month else None
    return Observation(
        found, tuple(who), (), (event(kind, span(found, text), *[("with", m) for m in who], status=status, when=at),)
    )


MET = "Mara Lind met Piet Haan on the pier."
ANSWERS = {
    "a meeting in that month": (MET, "meeting", 5, "happened", ["asserted"]),
    "a call in that month": ("Mara Lind rang Piet Haan.", "call", 5, "happened", ["asserted"]),
    "a denial of that month": ("Mara Lind did not talk to Piet Haan.", "contact", 5, "denied", ["denied"]),
    "a meeting without a word": ("Mara Lind met Piet Haan; no conversation.", "meeting", 5, "happened", ["denied"]),
    "another month": (MET, "meeting", 7, "happened", []),
    "no date": (MET, "meeting", None, "happened", []),
    "a denied meeting leaves room for a talk": (MET, "meeting", 5, "denied", []),
    "a mail is no talk": ("Mara Lind wrote to Piet Haan.", "message", 5, "happened", []),
    "both at one event": ("Mara Lind and Piet Haan were there.", "attendance", 5, "happened", []),
    "another doubt": (MET, "meeting", 5, "unclear", []),
    "a denial of others": ("Mara Lind had no other talk with Piet Haan.", "contact", 5, "denied", []),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_whether_two_spoke_is_answered_by(name):
    text, kind, month, status, expected = ANSWERS[name]
    (asked,) = [m for m in matters(doubt(), telling(text, kind, month, status)) if m.origin == "words"]
    assert [a.sureness for a in asked.answers] == expected
    assert asked.state == ("answered" if expected else "open")


def test_what_is_told_and_denied_is_answered_both_ways():
    denial = telling("Mara Lind did not talk to Piet Haan.", "contact", 5, "denied")
    (asked,) = [m for m in matters(doubt(), telling(MET, "meeting", 5), denial) if m.origin == "words"]
    assert (asked.state, sorted(a.sureness for a in asked.answers)) == ("answered both ways", ["asserted", "denied"])


def test_others_do_not_answer():
    other = telling("Mara Lind met Ilse Roos.", "meeting", 5, names=("Mara Lind", "Ilse Roos"))
    assert {m.state for m in matters(doubt(), other)} == {"open"}


def test_a_doubt_about_more_than_the_talk_is_not_answered_by_the_talk():
    found = document("It is unclear whether Ilse Roos had Mara Lind speak with Piet Haan in May.", "more.txt")
    who = people(found, "Ilse Roos", "Mara Lind", "Piet Haan")
    asked = span(found, "whether Ilse Roos had Mara Lind speak with Piet Haan")
    open_ = make(Question, span=asked, kind="whether", about=tuple(m.id for m in who), by="open-clause/1")
    roles = [("with", m) for m in who[1:]]
    unclear = event("contact", asked, *roles, status="unclear", when=when(found, "May", 5, 31))
    (more,) = [
        m for m in matters(Observation(found, tuple(who), (), (unclear,), (), (open_,)), telling(MET, "meeting", 5))
        if m.origin == "words"
    ]  # fmt: skip
    assert more.state == "open"


def test_a_copy_of_the_doubt_is_one_matter_and_no_answer():
    copied = doubt(msgspec.structs.replace(STORY, id="copy", text="As the Courier wrote: " + STORY.text))
    (asked,) = matters(doubt(), copied)
    assert (asked.state, len(asked.passages), len(asked.questions)) == ("open", 2, 2)


def test_an_answer_keeps_the_matter_s_id():
    (before,), (after,) = matters(doubt()), [m for m in matters(doubt(), telling(MET, "meeting", 5)) if m.origin == "words"]
    assert before.id == after.id


# ---------------------------------------------------------------- participants

CALL = document("A caller in the north rang Mara Lind on 3 May.", "note.txt")


def call() -> Observation:
    who = mention(CALL, "A caller in the north", form="description")
    mara = mention(CALL, "Mara Lind")
    rung = event("call", span(CALL, CALL.text), ("initiator", who), ("with", mara), when=when(CALL, "3 May", 5))
    return Observation(CALL, (who, mara), (), (rung,))


def test_somebody_who_is_not_named_is_a_gap():
    (gap,) = matters(call())
    assert (gap.kind, gap.state) == ("participant", "open")
    assert gap.asks == "who is “A caller in the north”, of the call told here?"


def test_of_two_who_are_not_named_another_telling_names_neither():
    found = document("A caller and a lawyer rang Mara Lind.", "two.txt")
    who = [mention(found, w, form="description") for w in ("A caller", "a lawyer")]
    mara = mention(found, "Mara Lind")
    roles = [("initiator", who[0]), ("with", who[1]), ("with", mara)]
    rung = event("call", span(found, found.text), *roles, when=when(found, "rang", 5))
    named = telling("Piet Haan rang Mara Lind.", "call", 5, names=("Piet Haan", "Mara Lind"))
    both = Occasion("o", "call", (rung.id, named.events[0].id), None, "happened")
    gaps = matters(Observation(found, (*who, mara), (), (rung,)), named, occasions=(both,))
    assert [(m.kind, m.state) for m in gaps] == [("participant", "open")] * 2


def test_a_person_s_judgement_answers_who_it_was():
    named = telling("Piet Haan rang her, he says.", "call", None, names=("Piet Haan",))
    right, left = named.mentions[0], call().mentions[0]
    judged = make(
        Judgement,
        left=left.id,
        right=right.id,
        verdict="same",
        score=1.0,
        reason="his number",
        by="ilse",
        at=datetime(2032, 1, 1),
    )
    (gap,) = [m for m in matters(call(), named, judgements=(judged,)) if m.kind == "participant"]
    assert (gap.state, gap.answers[0].span, gap.answers[0].reason) == (
        "answered", right.span, "judged the same as Piet Haan: his number",
    )  # fmt: skip


def test_a_judgement_about_one_mention_is_one_about_all_that_its_document_ties_to_it():
    found = document("Somebody in KL rang Mara Lind. The caller in KL is not named.", "kl.txt")
    first = mention(found, "Somebody in KL", form="description")
    again = mention(found, "The caller in KL", first.name, form="description")
    mara = mention(found, "Mara Lind")
    told, at = span(found, "Somebody in KL rang Mara Lind"), when(found, "rang", 5)
    rung = event("call", told, ("initiator", first), ("with", mara), when=at)
    named = telling("Piet Haan rang her, he says.", "call", None, names=("Piet Haan",))
    fields = {"left": again.id, "right": named.mentions[0].id, "verdict": "same", "score": 1.0, "reason": ""}
    by_person = make(Judgement, by="ilse", at=datetime(2032, 1, 1, tzinfo=UTC), **fields)
    (gap,) = matters(Observation(found, (first, again, mara), (), (rung,)), named, judgements=(by_person,))
    assert (gap.state, gap.answers[0].reason) == ("answered", "judged the same as Piet Haan")


def test_a_judgement_about_the_name_says_nothing_of_who_a_rule_took_somebody_for():
    here = call()
    named = telling("Piet Haan rang her, he says.", "call", None, names=("Piet Haan",))
    other = telling("Haan rang.", "call", None, names=("Haan",))
    right = named.mentions[0]
    fields = {"right": right.id, "verdict": "same", "score": 1.0, "reason": ""}
    by_rule = make(Judgement, left=here.mentions[0].id, by="rule/1", **fields)
    by_person = make(Judgement, left=other.mentions[0].id, by="ilse", at=datetime(2032, 1, 1, tzinfo=UTC), **fields)
    assert matters(here, named, other, judgements=(by_rule, by_person)) == []


def test_another_telling_of_the_occasion_names_who_it_was():
    named = telling("Piet Haan rang Mara Lind.", "call", 5, names=("Piet Haan", "Mara Lind"))
    (one,), (other,) = call().events, named.events
    both = Occasion("o", "call", (one.id, other.id), None, "happened")
    (gap,) = [m for m in matters(call(), named, occasions=(both,)) if m.kind == "participant"]
    assert (gap.state, gap.answers[0].event) == ("answered", other.id)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a business associate", True), ("somebody in the north", True), ("the unidentified caller", True),
        ("another lawyer", True), ("an official of the Premier's office", True), ("a number of officials", False),
        ("one of the recipients", False), ("campaign officials", False), ("the ambassador", False),
        ("a source at the quay", False), ("some colleagues", False), ("no other member", False),
    ],
)  # fmt: skip
def test_who_is_somebody(text, expected):
    assert is_somebody(text) == expected


def test_a_description_beside_a_name_is_no_gap():
    found = document("A lawyer, Piet Haan, met Mara Lind.", "l.txt")
    lawyer, piet, mara = mention(found, "A lawyer", form="description"), *people(found, "Piet Haan", "Mara Lind")
    told = event("meeting", span(found, found.text), ("with", lawyer), ("with", mara), when=when(found, "met", 5))
    assert matters(Observation(found, (lawyer, piet, mara), (), (told,))) == []


# ---------------------------------------------------------------- times, papers, sources, attachments, guests


def test_an_undated_meeting_is_a_gap_until_another_telling_dates_it():
    undated, dated = telling(MET, "meeting", None), telling("Piet Haan and Mara Lind met there.", "meeting", 6)
    both = Occasion("o", "meeting", (undated.events[0].id, dated.events[0].id), dated.events[0].when, "happened")
    (gap,) = matters(undated, dated)
    assert (gap.kind, gap.state, gap.asks) == ("time", "open", "when was the meeting of Mara Lind and Piet Haan?")
    (gap,) = matters(undated, dated, occasions=(both,))
    assert (gap.state, gap.answers[0].reason) == ("answered", "this telling of the same meeting dates it: 1 June 2031")


def test_a_post_or_a_planned_meeting_needs_no_date():
    assert matters(telling(MET, "post", None), telling(MET + " Soon.", "meeting", None, "planned")) == []


def letter(text: str, day: When, kind: str = "text") -> Observation:
    """Return a text that names a day, or, of another kind than "text", one that is of that day."""
    found = document(text, f"{len(text)}.txt")
    if kind != "text":
        return Observation(msgspec.structs.replace(found, kind=kind, sent=day))
    return Observation(found, (), (msgspec.structs.replace(day, span=span(found, day.span.text)),))


@pytest.mark.parametrize(
    ("words", "kind", "year", "state"),
    [
        ("1 May", "letter", 2031, "answered"),
        ("1 May", "letter", 2030, "answered"),  # the words name no year
        ("1 May 2031", "letter", 2030, "open"),
        ("1 May", "memo", 2031, "open"),
    ],
)
def test_a_dated_letter_is_a_gap_until_the_case_has_it(words, kind, year, state):
    told = when(document(f"letter of {words}", "x"), words, 5)
    referring = letter(f"Thank you for your letter of {words}, which I have.", told)
    other = letter("Dear Senator, there were two.", when(document("Dear Senator", "y"), "Dear", 5, year=year), kind)
    (gap,) = matters(referring, other)
    assert (gap.kind, gap.state) == ("paper", state)


def sourced(text: str, voice: str) -> Observation:
    told = telling(text, "meeting", 5)
    holder = Voice(span(told.document, voice), None, "said", "certain")
    said = claim(told.events[0].evidence[0], told.events[0], holder)
    return Observation(told.document, told.mentions, (), told.events, (said,))


def test_one_unnamed_source_alone_is_a_gap_until_somebody_else_tells_it():
    alone = sourced("Mara Lind met Piet Haan, one source said.", "one source")
    other = telling("Piet Haan says that he met Mara Lind then.", "meeting", 5)
    both = Occasion("o", "meeting", (alone.events[0].id, other.events[0].id), None, "happened")
    (gap,) = matters(alone, other)
    assert (gap.kind, gap.state, gap.asks) == ("source", "open", "who else says so than “one source”?")
    (gap,) = matters(alone, other, occasions=(both,))
    assert gap.state == "answered"


@pytest.mark.parametrize("voice", ["Two officials", "Sources", "The lawyer Mara Lind"])
def test_several_sources_or_a_named_one_are_no_gap(voice):
    assert matters(sourced(f"{voice} said that Mara Lind met Piet Haan.", voice)) == []


def test_what_is_copied_from_one_source_is_no_second_one():
    alone = sourced("Mara Lind met Piet Haan, one source said.", "one source")
    copied = telling("Mara Lind met Piet Haan, one source said.", "meeting", 5, names=("Mara Lind", "Piet Haan"))
    copied = msgspec.structs.replace(copied, document=msgspec.structs.replace(copied.document, id="copy"))
    both = Occasion("o", "meeting", (alone.events[0].id, copied.events[0].id), None, "happened")
    assert {m.state for m in matters(alone, copied, occasions=(both,))} == {"open"}


def test_an_attachment_that_a_mail_speaks_of():
    mail = msgspec.structs.replace(document("See attached. It is about respect that is attached to posts.", "m.eml"), kind="mail")
    sheet = msgspec.structs.replace(document("a;b", "m.csv"), parent=mail.id)
    (gap,) = matters(Observation(mail))
    assert (gap.kind, [s.text for s in gap.passages]) == ("attachment", ["See attached"])
    assert matters(Observation(mail), Observation(sheet)) == []


def test_a_guest_behind_a_name_and_a_number_withheld():
    diary = document("Piet Haan + 1 at four.", "d.txt")
    calls = msgspec.structs.replace(
        document("date: 1 May; number: number withheld\ndate: 2 May; number: 12", "c.csv"), kind="sheet"
    )
    found = matters(Observation(diary, (mention(diary, "Piet Haan"),)), Observation(calls))
    assert sorted(m.asks for m in found) == ["who came with Piet Haan, as “+ 1”?", "who is behind “number withheld”?"]


# ---------------------------------------------------------------- laws

EVERYTHING = [
    doubt(), call(), telling(MET, "meeting", 5), telling("Mara Lind did not talk to Piet Haan.", "contact", 5, "denied"),
    telling("Piet Haan rang Mara Lind.", "call", None), sourced("Mara Lind met Piet Haan, one source said.", "one source"),
    doubt(msgspec.structs.replace(STORY, id="copy", text="As the Courier wrote: " + STORY.text)),
]  # fmt: skip


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_documents_does_not_matter(shuffle: random.Random):
    shuffled = list(EVERYTHING)
    shuffle.shuffle(shuffled)
    assert matters(*shuffled) == matters(*EVERYTHING)


def test_each_passage_that_answers_stands_outside_what_it_answers():
    for matter in matters(*EVERYTHING):
        assert not {a.span for a in matter.answers} & set(matter.passages)


def test_the_vocabulary_has_no_entry_twice():
    for name in (
        "somebody",
        "many",
        "unknown",
        "desks",
        "source",
        "attached",
        "papers",
        "yes",
        "no",
        "guest",
        "withheld",
        "silent",
    ):
        assert len(set(words(name))) == len(words(name)), name
