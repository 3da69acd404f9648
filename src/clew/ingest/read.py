"""One file in; its documents out, and a receipt for it and for everything in it."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from importlib import import_module
from pathlib import PurePosixPath

from msgspec.structs import replace

from clew.errors import EvidenceError
from clew.ingest.formats import FORMATS
from clew.ingest.found import FoundFile
from clew.ingest.piece import Content, PassedOver, Piece, Reading
from clew.ingest.sniff import sniff
from clew.records import Document, Receipt, Source

# A larger file would not fit beside its documents in the 1.5 GB a worker may use.
LARGEST = 200_000_000

# Mails in mails in mails: real ones stop at four or five.
DEEPEST = 12


def read_file(found: FoundFile, digest: str | None = None) -> Reading:
    """Return everything `found` holds. digest: its SHA-256 when the caller knows it.

    Never raises: a file, or a part of one, that cannot be read is a receipt that says so.
    """
    source = Source(found.name, digest or "")
    if found.skip:
        return Reading((), (Receipt(found.name, "", digest or "", found.size, "passed", found.skip),))
    try:
        if found.path.stat().st_size > LARGEST:
            raise EvidenceError(f"larger than {LARGEST // 1_000_000} MB; split it and add the pieces")
        data = found.path.read_bytes()
    except (OSError, EvidenceError, MemoryError) as error:
        reason = (error.strerror or type(error).__name__) if isinstance(error, OSError) else str(error) or "not enough memory"
        return Reading((), (Receipt(found.name, "", digest or "", found.size, "failed", f"cannot be read: {reason}"),))
    source = Source(found.name, digest or sha256(data).hexdigest())
    documents: list[Document] = []
    receipts = list(_read(Piece(data, found.path.name, source), documents, {}))
    return Reading(tuple(documents), tuple(receipts))


def _read(piece: Piece, documents: list[Document], seen: dict[str, str]) -> Iterator[Receipt]:
    """Yield the receipts of `piece` and of everything inside it, and put what was read on `documents`.

    seen: the part in which each document of this file was first found, by id.
    """
    if piece.id in seen:
        yield piece.receipt("passed", f"same {'message' if piece.parent is None else 'attachment'} as {seen[piece.id]}")
        return
    seen[piece.id] = piece.source.part or "the file itself"
    content, receipt = _opened(piece)
    documents += content.documents
    inside: list[Receipt] = []
    try:
        for part in content.inside:
            inside += _read(part, documents, seen)
    except Exception as error:  # the boundary: what is inside a hostile container may raise anything
        inside.append(piece.receipt("failed", f"the rest of it cannot be opened: {_words(error)}"))
        inside[-1] = _as_part(inside[-1])
    yield receipt
    yield from inside


def _opened(piece: Piece) -> tuple[Content, Receipt]:
    """Return what the reader of `piece` found, and its receipt. The boundary where anything a reader raises becomes a reason."""
    name = ""
    try:
        if piece.depth > DEEPEST:
            raise PassedOver(f"more than {DEEPEST} containers deep")
        name = piece.form or sniff(piece)
        content = _reader(name)(piece)
    except PassedOver as error:
        return Content(), piece.receipt("passed", str(error))
    except EvidenceError as error:
        return Content(), piece.receipt("failed", str(error))
    except Exception as error:
        what = FORMATS[name].says if name else "a file"
        return Content(), piece.receipt("failed", f"damaged: not readable as {what} ({_words(error)})")
    remarks = "; ".join(filter(None, [_wrong_ending(piece.name, name), content.remark]))
    content = replace(content, documents=tuple(_titled(document, piece) for document in content.documents))
    return content, piece.receipt("read", remarks, [document.id for document in content.documents])


def _titled(document: Document, piece: Piece) -> Document:
    """Call an attachment without a title of its own by the name its mail gives it."""
    return replace(document, title=document.title or piece.name or None) if piece.parent else document


def _reader(name: str) -> Callable[[Piece], Content]:
    """Return the reader of a format; its module is loaded on first use, and with it the library it stands on."""
    read: Callable[[Piece], Content] = import_module(f"clew.ingest.{FORMATS[name].module}").read
    return read


def _wrong_ending(name: str, format_name: str) -> str:
    """Say so when the name of a file promises another format."""
    ending = PurePosixPath(name).suffix.lower()
    promised = next((f for f in FORMATS.values() if ending in f.endings), None)
    if promised is None or ending in FORMATS[format_name].endings:
        return ""
    return f"named {ending} but is {FORMATS[format_name].says}"


def _as_part(receipt: Receipt) -> Receipt:
    """Return `receipt` as that of an unnamed rest: every file has one receipt of its own, no more."""
    return replace(receipt, part=f"{receipt.part}/rest" if receipt.part else "rest")


def _words(error: Exception) -> str:
    """Return what went wrong on one line of sensible length."""
    said = " ".join(str(error).split())[:160]
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
