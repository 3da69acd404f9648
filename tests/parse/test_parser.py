"""The parser: the same parse, and the same numbers, whatever is read beside a document."""

from pathlib import Path

import pytest

from clew.parse import blocks, parse_documents
from clew.parse.parser import _model
from clew.records import Document, Source, digest

MEETING = (
    "Anna Vale said on Tuesday that she had met Bo Lund at the Harbour Office, which its director, Ines Okoro, has since denied."
)
LETTER = '"He never asked me for money," wrote Tomas Orrin, then secretary of the port, in an e-mail of 3 May 2016.'

# No words, one word, a line, a paragraph, many paragraphs of a word or two, and one block of some thousand words.
TEXTS = (
    "",
    "Thanks.",
    MEETING,
    f"{MEETING} {LETTER}",
    "\n\n".join(f"Point {n}: Anna" for n in range(150)),
    f"{LETTER}\n\n{MEETING}\n\nRegards\n\nBo Lund",
    " ".join([MEETING, LETTER] * 40),
)


def document(text: str) -> Document:
    name = digest("text", text)
    return Document(name, Source("", name), "text/plain", "text", None, text, language="en")


def evidence(shared: Path) -> list[Document]:
    """Some printed mails: short and middling texts with line ends of their own."""
    files = sorted((shared / "evidence" / "clinton-296").glob("*.txt"))[:8]
    return [document(file.read_text(encoding="utf-8", errors="replace")) for file in files]


def check(documents: list[Document]) -> None:
    """Check that documents are parsed the same together, in another order, and each by itself."""
    together = list(parse_documents(documents))
    assert list(parse_documents(documents[::-1])) == together[::-1]
    assert [next(parse_documents([each])) for each in documents] == together


def test_a_parse_does_not_depend_on_what_is_read_beside():
    check([document(text) for text in TEXTS])


def test_nor_does_it_on_real_evidence(shared):
    check(evidence(shared))


@pytest.mark.parametrize("at_once", [1, 1000])
def test_numbers_are_the_same_to_the_last_bit(at_once):
    """Labels differ only where two are all but tied, which a few texts may never show; the numbers under them always would."""
    shown = [text for each in TEXTS for _, text in blocks(document(each))]
    usual = [doc.tensor.tobytes() for doc in _model().pipe(shown)]
    assert [doc.tensor.tobytes() for doc in _model().pipe(shown, batch_size=at_once)] == usual
