"""People known by the same letters in several documents: offered as unsure, never joined."""

import pytest

from clew.derived import Derived
from clew.engine import Serial
from clew.errors import AskError
from clew.index import Index
from clew.records import Observation
from making import document, mention, observation

FIRST = "The note names only “QX”. Ann Vale and Bo Lund of the Harbour Office have it."
AGAIN = "Who “QX” is, neither Ann Vale nor the Harbour Office says."
APART = "At the yacht club “QX” won the cup. Cy Orr came last."


def observed(text: str, path: str, letters: str = "QX") -> Observation:
    found = document(text, path)
    names = [mention(found, n) for n in ("Ann Vale", "Bo Lund", "Cy Orr") if n in text]
    bodies = [mention(found, n, kind="organization") for n in ("Harbour Office",) if n in text]
    return observation(found, mention(found, "QX", letters, form="description"), *names, *bodies)


def derived(*observations: Observation) -> Derived:
    return Derived.of(Serial(), Index(observations), ())


def unsure(found: Derived) -> list[tuple[str, ...]]:
    path = {m: found.index.documents[x.span.document].source.path for m, x in found.index.mentions.items()}
    pairs = (j for j in found.resolution.unsure() if j.by == "same-letters/1")
    return [tuple(sorted((path[j.left], path[j.right]))) for j in pairs]


def test_the_same_letters_in_one_company_are_offered_and_not_joined():
    found = derived(observed(FIRST, "a.txt"), observed(AGAIN, "b.txt"), observed(APART, "c.txt"))
    assert len([i for i in found.identities.values() if i.name == "QX"]) == 3
    assert unsure(found) == [("a.txt", "b.txt")]


def test_other_letters_are_not():
    assert unsure(derived(observed(FIRST, "a.txt"), observed(AGAIN, "b.txt", "QY"))) == []


def test_two_of_the_same_letters_can_be_compared_and_are_unsure():
    found = derived(observed(FIRST, "a.txt"), observed(APART, "c.txt"))
    left, right = (i for i in found.identities.values() if i.name == "QX")
    compared = found.compare(left, right)
    assert (compared.verdict, [f.name for f in compared.features]) == ("unsure", ["letters"])
    named = next(i for i in found.identities.values() if i.name == "Ann Vale")
    with pytest.raises(AskError):
        found.compare(left, named)


def test_no_order_of_the_documents_changes_it():
    every = [observed(FIRST, "a.txt"), observed(AGAIN, "b.txt"), observed(AGAIN + " Bo Lund.", "d.txt")]
    orders = (every, every[::-1], every[1:] + every[:1])
    (offered,) = {tuple(j.id for j in derived(*order).resolution.unsure()) for order in orders}
    assert len(offered) == 2
