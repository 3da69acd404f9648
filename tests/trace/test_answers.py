"""What answers a question, rule by rule, on hand-made records."""

import tomllib
from pathlib import Path

import msgspec
import pytest

from asking import identities, when
from clew.records import Document, Field, Header, Matter, Mention, Observation, Question, Zone, make
from clew.trace.matters import Look, find_matters
from clew.trace.matters.answers import yes_or_no
from making import claim, document, event, mention, span

DATA = tomllib.loads((Path(__file__).parent / "answers.toml").read_text("utf-8"))
NAMES = ("Piet Haan", "Ines Roe")


def matters(*observations: Observation) -> list[Matter]:
    return list(find_matters(Look(observations, identities(*observations))))


def people(found: Document) -> tuple[Mention, ...]:
    return tuple(mention(found, name) for name in NAMES if name in found.text)


def question(found: Document, words: str, by: str = "asked/1", about: tuple[Mention, ...] = ()) -> Question:
    return make(Question, span=span(found, words), kind="whether", about=tuple(m.id for m in about), by=by)


def answered(found: list[Matter], asks: str) -> list[list[str]]:
    return [[a.span.text, a.sureness] for m in found if m.asks == asks for a in m.answers]


@pytest.mark.parametrize(("text", "said"), DATA["says"].items())
def test_what_a_reply_says(text, said):
    assert yes_or_no(text) == said


@pytest.mark.parametrize("case", DATA["asked"], ids=[c["why"] for c in DATA["asked"]])
def test_what_is_set_down_with_its_answer(case):
    texts = [document(text, f"{n}.txt") for n, text in enumerate(case["texts"])]
    asked = Observation(texts[0], questions=(question(texts[0], case["asks"]),))
    assert answered(matters(asked, *map(Observation, texts[1:])), case["asks"]) == case["answers"]


@pytest.mark.parametrize("case", DATA["acted"], ids=[c["why"] for c in DATA["acted"]])
def test_whether_somebody_acted(case):
    story, other = document(case["doubt"], "story.txt"), document(case["told"], "told.txt")
    asks = case["doubt"][case["doubt"].index("whether") :].partition(".")[0]
    piet = mention(story, "Piet Haan")
    doubt = Observation(story, people(story), questions=(question(story, asks, "open-clause/1", (piet,)),))
    (matter,) = (m for m in matters(doubt, Observation(other, people(other))) if m.origin == "words")
    assert [a.sureness for a in matter.answers] == case["answers"]


# ---------------------------------------------------------------- at a place

ASKED = "At the Halcyon, did you speak to Ines Roe?"


def hearing(place: str, denial: str = "I did not speak to Ines Roe.") -> Observation:
    """Return a hearing in which Piet Haan is asked about a place, and denies."""
    found = document(f"{ASKED.replace('Halcyon', place)}\n\n{denial} Piet Haan", "hearing.txt")
    where, (piet, ines), again = mention(found, place, kind="place"), people(found), mention(found, "Ines Roe", nth=1)
    open_ = event("contact", span(found, "did you speak to Ines Roe"), ("with", piet), ("with", ines), status="unclear")
    open_ = msgspec.structs.replace(open_, where=where.id)
    said = event("contact", span(found, denial), ("with", piet), ("with", again), status="denied")
    return Observation(found, (where, piet, ines, again), (), (open_, said), (claim(said.evidence[0], said),))


def doubt_there() -> Observation:
    found = document("Ines Roe was at the Halcyon in May; it is unclear whether she spoke with Piet Haan there.", "story.txt")
    where, (piet, ines) = mention(found, "Halcyon", kind="place"), people(found)
    asks = span(found, "whether she spoke with Piet Haan there")
    unclear = event("contact", asks, ("with", ines), ("with", piet), status="unclear", when=when(found, "May", 5, 31))
    asked = make(Question, span=asks, kind="whether", about=(piet.id,), by="open-clause/1")
    return Observation(found, (where, piet, ines), (), (msgspec.structs.replace(unclear, where=where.id),), (), (asked,))


@pytest.mark.parametrize(
    ("place", "denial", "said"),
    [
        ("Halcyon", "I did not speak to Ines Roe.", ["denied"]),
        ("Belvedere", "I did not speak to Ines Roe.", []),
        ("Halcyon", "I did not speak to Ines Roe about the pier.", []),
        ("Halcyon", "I do not recall that I spoke to Ines Roe.", []),
    ],
)
def test_a_denial_is_of_the_place_that_was_asked_about(place, denial, said):
    (matter,) = (m for m in matters(doubt_there(), hearing(place, denial)) if m.origin == "words")
    assert [a.sureness for a in matter.answers] == said


# ---------------------------------------------------------------- mails that quote one another

CHAIN = """From: a@x.example

Fine by me.

From: b@x.example

Yes, at nine. Does that work for you?

From: a@x.example

Is he coming?
"""


def chain(text: str = CHAIN) -> Observation:
    """Return a mail that quotes a mail that quotes a mail, with the question in the last."""
    found = msgspec.structs.replace(document(text, "m.eml"), kind="mail", headers=(Header("From", "a@x.example"),))
    heads = [at for at in range(len(text)) if text.startswith("From: ", at)]
    fields = [(at, Field("From", at + 6, at + 17)) for at in heads]
    quoted = [Zone(at, len(text), "quoted", None, "test/1") for at in heads[1:]]
    zones = [Zone(at, at + 17, "header", None, "test/1", (field,)) for at, field in fields] + quoted
    found = msgspec.structs.replace(found, zones=tuple(zones))
    asked = tuple(question(found, q) for q in ("Does that work for you?", "Is he coming?") if q in text)
    return Observation(found, questions=asked)


def test_what_is_asked_in_a_quoted_mail_is_answered_by_the_mail_that_quotes_it():
    found = matters(chain())
    assert answered(found, "Is he coming?") == [["Yes, at nine. Does that work for you?", "asserted"]]
    assert answered(found, "Does that work for you?") == [["Fine by me.", "replied"]]


def test_nobody_answers_himself_and_what_is_only_passed_on_is_not_answered():
    assert answered(matters(chain(CHAIN.replace("From: b@", "From: a@"))), "Is he coming?") == []
    assert answered(matters(chain(CHAIN.replace("Fine by me.", "Fyi"))), "Does that work for you?") == []


def test_a_printed_interview_that_is_passed_on_is_not_answered():
    asks = [f"Did you see the {what}?" for what in ("pier", "van", "crab", "yacht", "model", "lamp")]
    observed = chain(CHAIN.replace("Is he coming?", " ".join(asks)))
    many = tuple(question(observed.document, q) for q in asks)
    found = matters(msgspec.structs.replace(observed, questions=many))
    assert [m.state for m in found] == ["open"] * len(asks)


# ---------------------------------------------------------------- hearings


def heard(put: str, says: str) -> Observation:
    """Return a hearing of Piet Haan."""
    text = f"THE CHAIR: {put}\n\nPiet Haan: {says}\n"
    found = document(text, "hearing.txt")
    starts = (len("THE CHAIR: "), text.index(says))
    voices = span(found, "THE CHAIR"), span(found, "Piet Haan")
    ends = (starts[0] + len(put), starts[1] + len(says))
    turns = tuple(Zone(a, b, "turn", v, "test/1") for a, b, v in zip(starts, ends, voices, strict=True))
    return Observation(msgspec.structs.replace(found, zones=turns), (mention(found, "Piet Haan"),))


@pytest.mark.parametrize("case", DATA["heard"], ids=[c["why"] for c in DATA["heard"]])
def test_what_a_witness_is_asked_of_himself(case):
    mail = msgspec.structs.replace(document(case["asks"], "m.eml"), kind="mail", title=case["subject"])
    piet = mention(mail, "Piet Haan")
    asked = Observation(mail, (piet,), questions=(question(mail, case["asks"], about=(piet,)),))
    (matter,) = (m for m in matters(asked, heard(case["put"], case["says"])) if m.origin == "words")
    assert [a.sureness for a in matter.answers] == case["answers"]


def test_what_another_witness_says_is_no_answer():
    mail = msgspec.structs.replace(document("Did Ines Roe ask for the weights?", "m.eml"), kind="mail")
    ines = mention(mail, "Ines Roe")
    asked = Observation(mail, (ines,), questions=(question(mail, mail.text, about=(ines,)),))
    assert not any(m.answers for m in matters(asked, heard("Did you ask for the weights?", "No.")))
