"""Parses of labelled texts, kept on disk between runs: parsing is most of what a score costs."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import msgspec

from clew.parse import parse_documents
from clew.records import Document, Parse, Source, When, digest

FOLDER = Path(__file__).resolve().parents[2] / ".cache" / "parses"

# Raised when the parser, or what is done to a text before it, changes what a parse says.
VERSION = 1

_BATCH = 200
_ENCODER, _DECODER = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(Parse)


def document(text: str, *, published: When | None = None) -> Document:
    """Return `text` as a document by itself, in English, not mended: offsets of the labels hold."""
    name = digest("text", text)
    return Document(name, Source("", name), "text/plain", "text", None, text, published=published, language="en")


def parses(documents: Iterable[Document]) -> Iterator[Parse]:
    """Yield the parse of each document, in order, from disk where it was parsed before."""
    waiting = iter(documents)
    while batch := list(islice(waiting, _BATCH)):
        yield from _batch(batch)


def hinted(found: Iterable[Parse]) -> Iterator[Parse]:
    """Yield each parse with the tagger's hints; without a model, as it is."""
    yield from found


def _batch(documents: list[Document]) -> Iterator[Parse]:
    FOLDER.mkdir(parents=True, exist_ok=True)
    missing = [d for d in documents if not _path(d).exists()]
    for parse in parse_documents(missing):
        aside = _path(parse.document).with_suffix(".new")
        aside.write_bytes(_ENCODER.encode(parse))
        aside.rename(_path(parse.document))
    for each in documents:
        yield _DECODER.decode(_path(each).read_bytes())


def _path(document: Document) -> Path:
    return FOLDER / f"{digest(VERSION, document)}.msgpack"
