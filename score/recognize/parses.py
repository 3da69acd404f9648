"""Parses of labelled texts, kept on disk between runs: parsing is most of what a score costs."""

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import msgspec

from clew import predict
from clew.parse import parse_documents
from clew.records import Document, Hints, Parse, Source, When, digest

FOLDER = Path(__file__).resolve().parents[2] / ".cache" / "parses"

# Raised when the parser, or what is done to a text before it, changes what a parse says.
VERSION = 2

# Raised when what is made of the model's numbers changes.
READING = 2

_BATCH = 200
_ENCODER, _DECODER, _HINTS = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(Parse), msgspec.msgpack.Decoder(Hints)


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
    """Yield each parse with the tagger's hints, from disk where they were found before; without a model, as it is."""
    model = predict.model() if predict.is_there() else None
    for parse in found:
        yield _hinted(parse, model) if model and parse.tokens else parse


def _hinted(parse: Parse, model: str) -> Parse:
    path = FOLDER / model / f"{digest(VERSION, READING, parse.document)}.msgpack"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _put(path, _ENCODER.encode(next(predict.tagged([parse])).hints))
    return msgspec.structs.replace(parse, hints=_HINTS.decode(path.read_bytes()))


def _batch(documents: list[Document]) -> Iterator[Parse]:
    FOLDER.mkdir(parents=True, exist_ok=True)
    missing = [d for d in documents if not _path(d).exists()]
    for parse in parse_documents(missing):
        _put(_path(parse.document), _ENCODER.encode(parse))
    for each in documents:
        yield _DECODER.decode(_path(each).read_bytes())


def _put(path: Path, data: bytes) -> None:
    aside = path.with_suffix(f".{os.getpid()}")
    aside.write_bytes(data)
    aside.rename(path)


def _path(document: Document) -> Path:
    return FOLDER / f"{digest(VERSION, document)}.msgpack"
