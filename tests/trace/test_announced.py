"""Mails that are announced: a gap until the mail is there."""

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from asking import identities
from clew.records import Matter, Message, Observation, Thread, When, Zone
from clew.trace.matters import Look, find_matters
from making import document, event, mention, span

DATA = tomllib.loads((Path(__file__).parent / "announced.toml").read_text("utf-8"))
FIRST = datetime(2031, 5, 5, 9, tzinfo=UTC)


def mail(name: str, said: str, hours: int = 0, by: str = "Ann Vale", to: str = "Bo Lund") -> Observation:
    """Return a mail, sent some hours after the first."""
    header = f"From: {by}\nTo: {to}\nDate: {hours}\n"
    found = msgspec.structs.replace(document(f"{header}\n{said}", name), kind="mail")
    found = msgspec.structs.replace(found, zones=(Zone(0, len(header), "header", None, "test/1"),))
    who = mention(found, by), mention(found, to)
    at = FIRST + timedelta(hours=hours)
    sent = When(at, at + timedelta(minutes=1), "minute", span(found, f"Date: {hours}"), None, "test/1")
    wrote = event("message", found.span(0, len(header)), ("from", who[0]), ("to", who[1]), when=sent)
    return Observation(found, who, (), (wrote,))


def thread(*mails: Observation) -> Thread:
    ids = [m.document.id for m in mails]
    messages = tuple(Message(id, "document", (id,), None, before, "") for id, before in zip(ids, [None, *ids], strict=False))
    return Thread("t", "the pier", messages)


def gaps(*mails: Observation, threads: tuple[Thread, ...] = ()) -> list[Matter]:
    return [m for m in find_matters(Look(mails, identities(*mails), threads=threads)) if m.by == "announced/1"]


@pytest.mark.parametrize("said", DATA["announces"])
def test_what_is_announced_and_never_came_is_a_gap(said):
    (gap,) = gaps(mail("a.eml", f"Dear Bo. {said} Yours"))
    assert (gap.kind, gap.state, gap.answers) == ("message", "open", ())
    assert "Ann Vale announced to Bo Lund" in gap.asks
    assert said.partition(".")[0] in gap.passages[0].text


@pytest.mark.parametrize("said", DATA["does_not"])
def test_what_is_not_announced_is_none(said):
    assert gaps(mail("a.eml", f"Dear Bo. {said} Yours")) == []


def test_a_later_mail_of_the_thread_closes_it_and_is_named():
    first, later = mail("a.eml", "I will get back to you."), mail("b.eml", "Here it is.", 30)
    (gap,) = gaps(first, later, threads=(thread(first, later),))
    assert gap.state == "answered"
    assert [a.event for a in gap.answers] == [later.events[0].id]


def test_a_later_mail_of_another_thread_is_shown_and_closes_nothing():
    first, later = mail("a.eml", "I will get back to you."), mail("b.eml", "The van is late.", 30)
    (gap,) = gaps(first, later, threads=(thread(first), msgspec.structs.replace(thread(later), id="u")))
    assert (gap.state, [a.sureness for a in gap.answers]) == ("open", ["replied"])


@pytest.mark.parametrize(
    "other",
    [
        mail("b.eml", "Here it is.", -2), mail("b.eml", "Here it is.", 30, to="Cy Orr"),
        mail("b.eml", "Well?", 30, "Bo Lund", "Ann Vale"),
        mail("b.eml", "Here it is.", 24 * 30), mail("b.eml", "I will get back to you.", 0),
    ],
)  # fmt: skip
def test_no_other_mail_does(other):
    found = gaps(mail("a.eml", "I will get back to you."), other)
    assert {m.state for m in found} == {"open"}
    assert not any(m.answers for m in found)
