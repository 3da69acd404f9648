"""What is no prose costs no more than its length, invents nobody, and what is left out of it is told.

Steps are calls, counted: no clock decides. Twice the text may take a little more than twice the steps.
"""

import base64
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from types import FrameType

import msgspec
import pytest

from clew.case import Case
from clew.parse import parse_documents
from clew.pipeline import observe, prepared, text_document
from clew.recognize import recognize
from clew.records import Observation, Parse
from conftest import clew

KNOWN = {"Anna", "Bo", "Vale", "Lund", "Ines", "Okoro"}
LETTERS = "aeioulmnrstkdv"
WORDS = (
    "the",
    "harbour",
    "office",
    "met",
    "with",
    "that",
    "said",
    "when",
    "which",
    "Anna",
    "Vale",
    "Bo",
    "Lund",
    "of",
    "and",
    "unclear",
)


def names(count: int, mark: str, seed: int = 1) -> str:
    """Return full names nobody has, `count` of them."""
    random = Random(seed)
    return mark.join(f"Anna {''.join(random.choices(LETTERS, k=7)).capitalize()}" for _ in range(count))


def shuffled(count: int) -> str:
    random = Random(2)
    return " ".join(random.choice(WORDS) for _ in range(count)) + "."


def lines(count: int, line: Callable[[int], str]) -> str:
    return "\n".join(map(line, range(count)))


def encoded(count: int) -> bytes:
    return base64.b64encode(Random(3).randbytes(count))


# name -> a text of about so many words, and the words that names of people in it may be of (None: any of the text)
ODD: dict[str, tuple[Callable[[int], str], set[str] | None]] = {
    "a sentence without end": (shuffled, KNOWN),
    "a list without end": (lambda n: f"Anna Vale met {'Bo Lund and ' * (n // 3)}Ines Okoro.", KNOWN),
    "clauses in clauses": (lambda n: "Anna Vale said " + "that he who said " * (n // 4) + "so.", KNOWN),
    "open questions in open questions": (lambda n: "It is unclear whether " * (n // 4) + "Anna Vale met Bo Lund.", KNOWN),
    "sources on sources": (lambda n: "according to Anna Vale, " * (n // 5) + "the office closed.", KNOWN),
    "a table as text": (lambda n: lines(n // 8, lambda i: f"{i}  harbour   office   {i * 37 % 997}.50  12/05/2031"), set()),
    "names in a row": (lambda n: names(n // 3, ", "), None),
    "names in lines": (lambda n: names(n // 2, "\n"), None),
    "names in sentences": (lambda n: names(n // 5, ". He met "), None),
    "code": (lambda n: lines(n // 20, lambda i: f"for (int i{i} = 0; i{i} < N; ++i{i}) {{ sum += a[i{i}] * b[i{i}]; }}"), set()),
    "base64": (lambda n: "\n".join(encoded(57 * n // 10)[i : i + 76].decode() for i in range(0, 76 * n // 10, 76)), set()),
    "base64 in one line": (lambda n: encoded(n * 4).decode(), set()),
    "addresses": (lambda n: "; ".join(f"anna.vale{i}@harbour.example" for i in range(n // 3)), set()),
    "upper case": (lambda n: "THE BOARD OF THE HARBOUR MET IN JUNE 2031. IT IS UNCLEAR WHETHER IT SIGNED. " * (n // 15), set()),
    "no marks": (lambda n: "the board met in june at the office and it is unclear whether it signed " * (n // 15), set()),
    "no marks, with names": (lambda n: "Anna Vale met Bo Lund at the office and he said so " * (n // 12), KNOWN),
    "quotations in quotations": (lambda n: "“Anna Vale said ‘" * (n // 6) + "yes" + "’ ”" * (n // 6), KNOWN),
    "quotations that never end": (lambda n: 'Anna Vale said "' * (n // 4), KNOWN),
    "digits": (lambda n: "1234567890" * n, set()),
    "numbers": (lambda n: "12 " * n, set()),
    "brackets": (lambda n: "(" * n + "Anna Vale met Bo Lund" + ")" * n, KNOWN),
    "dots": (lambda n: "x. " * n, set()),
    "a word with many hyphens": (lambda n: "vale-" * n, set()),
    "spaces": (lambda n: "Anna" + " " * 20 * n + "Vale met Bo Lund.", KNOWN),
    "one meeting many times": (lambda n: "Anna Vale met Bo Lund on Tuesday. The meeting was held. " * (n // 11), KNOWN),
    "pronouns": (lambda n: "Anna Vale met Bo Lund. " + "He told him that she saw her with him. " * (n // 9), KNOWN),
    "times after times": (lambda n: "Two weeks after the meeting they met again. " * (n // 8), set()),
}  # fmt: skip


def parsed(text: str) -> Parse:
    document = msgspec.structs.replace(prepared(text_document(text)), language="en")
    return next(parse_documents([document]))


def counted(parse: Parse) -> tuple[int, Observation]:
    """Return how many calls recognizing takes, and what it finds."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        seen = recognize(parse)
    finally:
        sys.setprofile(None)
    return calls, seen


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """Vocabularies are loaded once: what that takes is no part of any text's steps."""
    observe("Anna Vale met Bo Lund on 9 May 2031. It is unclear whether he said so.", fast=True)


@pytest.mark.parametrize("name", ODD)
def test_twice_the_text_takes_twice_the_steps_and_invents_nobody(name: str) -> None:
    text, people = ODD[name]
    (few, _), (many, seen) = (counted(parsed(text(size))) for size in (400, 800))
    assert many < 2.6 * few + 2000
    found = {word for m in seen.mentions if (m.kind, m.form) == ("person", "name") for word in m.name.split()}
    assert found <= (set(text(800).replace(",", " ").replace(".", " ").split()) if people is None else people)


def test_what_is_left_out_is_told_in_the_receipt(tmp_path: Path) -> None:
    letter = "The office was closed when they came to the harbour, and nobody had said that it would be. " * 20
    (tmp_path / "long.txt").write_text(f"{letter}\n\nAnna Vale met {'Bo Lund and ' * 400}Ines Okoro.")
    (tmp_path / "key.txt").write_text("The key of the office: " + encoded(300).decode())
    made = clew("add", str(tmp_path / "long.txt"), str(tmp_path / "key.txt"), "--case", str(tmp_path / "x.clew"), "--fast")
    assert made.returncode == 0, made.stderr
    reasons = {r.path: r.reason for r in Case.open(tmp_path / "x.clew").receipts}
    assert reasons["long.txt"].startswith("not recognized: a sentence of 1,206 words")
    assert reasons["key.txt"].startswith("not recognized: a word of 400 characters")


def test_another_language_is_told_and_not_read() -> None:
    seen = observe("Kokous pidettiin satamassa viime viikolla, ja siellä puhuttiin rahasta. " * 20, fast=True)
    assert seen.document.language == "fi"
    assert (seen.mentions, seen.events, seen.claims) == ((), (), ())
