"""Observations of mails that nobody wrote, for timing what is derived from them: names as frequent as they are in real piles."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from clew.records import Claim, Document, Event, Header, Mention, Observation, Source, Span, Voice, When, digest, make

_FIRST = datetime(2016, 1, 1, tzinfo=UTC)
_SYLLABLES = (
    "ba",
    "dor",
    "el",
    "fin",
    "gar",
    "hol",
    "is",
    "kem",
    "lan",
    "mor",
    "nev",
    "os",
    "pel",
    "ris",
    "sten",
    "tol",
    "vaz",
    "wen",
)
_GIVEN = (
    "Ann",
    "Bram",
    "Cora",
    "Dirk",
    "Elin",
    "Frida",
    "Gus",
    "Hetty",
    "Ivo",
    "Jane",
    "Kees",
    "Lotte",
    "Mara",
    "Nils",
    "Piet",
    "Ruth",
)
_PLACES = ("Harbour Board", "Pier Office", "Norhaven Lines", "Quay Trust", "Ferry Company", "Dock Union")

# Each mail has so many mentions: sender and recipient with their addresses, one in full, one by surname, one organization.
EACH = 8


class People:
    """People with a name and an address, the nth of them written about as often as 1 / n says (Zipf's law)."""

    def __init__(self, count: int, chance: random.Random) -> None:
        self._chance = chance
        self._each = [self._person(n) for n in range(count)]
        self._weights = list(accumulate(1 / (n + 1) for n in range(count)))

    def some(self, count: int) -> list[tuple[str, str]]:
        """Return the names and addresses of so many, chosen by how often they are written about."""
        return self._chance.choices(self._each, cum_weights=self._weights, k=count)

    def _person(self, number: int) -> tuple[str, str]:
        surname = "".join(self._chance.choices(_SYLLABLES, k=3)).capitalize()
        given = self._chance.choice(_GIVEN)
        return f"{given} {surname}", f"{given}.{surname}{number}@pier.example".lower()


def observations(mentions: int, seed: int = 6) -> Iterator[Observation]:
    """Yield the observations of mails that have so many mentions together, by some people for each hundred mentions."""
    chance = random.Random(seed)
    people = People(mentions // 40, chance)
    for number in range(mentions // EACH):
        yield _mail(number, people.some(4), chance)


def _mail(number: int, people: list[tuple[str, str]], chance: random.Random) -> Observation:
    (sender, sent_from), (recipient, sent_to), (told, _), (short, _) = people
    day = _FIRST + timedelta(minutes=number * 7)
    body = f"I met {told} of the {chance.choice(_PLACES)} yesterday. {short.split()[1]} said that she did not know of it."
    text = f"From: {sender} <{sent_from}>\nTo: {recipient} <{sent_to}>\n\n{body}\n{sender.split()[0]}\n"
    path = f"mails/{number:07}.eml"
    source = Source(path, digest(path, text))
    when = When(day, day + timedelta(minutes=1), "minute", Span(digest(path), 0, 0, ""), None, "header-date/1")
    document = Document(digest(path), source, "message/rfc822", "mail", f"Mail {number}", text, (Header("From", sender),), when)
    return _observation(document, [sender, sent_from, recipient, sent_to, told, short.split()[1], sender.split()[0]], when)


def _observation(document: Document, words: list[str], when: When) -> Observation:
    at, found = 0, []
    for each in words:
        at = document.text.index(each, at)
        kind = "address" if "@" in each else "person"
        found.append(make(Mention, span=document.span(at, at + len(each)), kind=kind, form="name", name=each, by="bench/1"))
        at += len(each)
    office = next(place for place in _PLACES if place in document.text)
    at = document.text.index(office)
    found.append(
        make(Mention, span=document.span(at, at + len(office)), kind="organization", form="name", name=office, by="bench/1")
    )
    sender, _, recipient, _, told, short, *_ = found
    head, said = document.span(0, document.text.index("\n\n")), document.span(document.text.index("I met"), len(document.text))
    mail = _event("message", (("from", sender.id), ("to", recipient.id)), when, head)
    met = _event("meeting", (("with", sender.id), ("with", told.id)), when, said)
    author = Voice(None, None, "wrote", "certain")
    voices = (author, Voice(short.span, None, "said", "certain"))
    claim = make(Claim, content=said, event=met.id, voices=voices, by="bench/1")
    return Observation(document, tuple(found), (when,), (mail, met), (claim,))


def _event(kind: str, roles: tuple[tuple[str, str], ...], when: When, evidence: Span) -> Event:
    return make(Event, kind=kind, roles=roles, when=when, where=None, status="happened", evidence=(evidence,), by="bench/1")
