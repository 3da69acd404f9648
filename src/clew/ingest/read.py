"""One file in; its documents out, and a receipt for it and for everything in it."""

from collections.abc import Iterator
from hashlib import sha256
from importlib import import_module
from pathlib import PurePosixPath
from typing import Any, Literal

from msgspec.structs import replace

from clew.errors import EvidenceError
from clew.ingest import limits
from clew.ingest.formats import FORMATS
from clew.ingest.found import FoundFile, file_digest
from clew.ingest.piece import Content, Cut, PassedOver, Piece, Reading
from clew.ingest.sniff import sniff
from clew.records import Document, Receipt, Source

# A larger file would not fit beside its documents in the 1.5 GB a worker may use. Containers are read from the disk instead,
# those above the second bound; what such a file is can be seen from so many bytes at its beginning.
LARGEST, HELD, HEAD = 200_000_000, 8_000_000, 65_536

# What may come out of one file: so many bytes, or so many times its own where that is more (text packs some twenty times, a bomb
# a thousand times); and so many parts.
UNPACKED, RATIO, PARTS = 300_000_000, 100, 1_000_000

# Bytes of a large container that are read in one go: a few seconds' work.
CUT = 4_000_000

# Mails in mails in mails: real ones stop at four or five.
DEEPEST = 12


def read_file(found: FoundFile, digest: str | None = None, cut: Cut | None = None) -> Reading:
    """Return everything `found` holds, or everything in one cut of it. digest: its SHA-256 when the caller knows it.

    Never raises: a file, or a part of one, that cannot be read is a receipt that says so.
    """
    parts = list(readings(found, digest, cut))
    return Reading(tuple(d for part in parts for d in part.documents), tuple(r for part in parts for r in part.receipts))


def readings(found: FoundFile, digest: str | None = None, cut: Cut | None = None) -> Iterator[Reading]:
    """Yield what `read_file` returns piece by piece, each with its receipt: of a large archive no more than a piece is held."""
    if found.skip:
        yield _unread(found, digest, "passed", found.skip)
        return
    try:
        piece = _whole(found, digest, cut)
    except (OSError, EvidenceError, MemoryError) as error:
        reason = (error.strerror or type(error).__name__) if isinstance(error, OSError) else str(error) or "not enough memory"
        yield _unread(found, digest, "failed", f"cannot be read: {reason}")
        return
    yield from read_piece(piece)


def read_piece(piece: Piece) -> Iterator[Reading]:
    """Return the reading of `piece`, then those of everything inside it, one at a time. Never raises."""
    return _Walk(piece.size).read(piece)


def cuts(found: FoundFile, cut: Cut | None = None, size: int = CUT) -> tuple[Cut, ...]:
    """Return the stretches of about `size` bytes in which a large container, or a cut of it, is best read, each by itself.

    () for what is read in one go.
    """
    if found.skip or (found.size <= HELD and not cut):
        return ()
    try:
        piece = _whole(found, "", cut)
        module = _module(sniff(piece))
        return tuple(module.cuts(piece, size)) if hasattr(module, "cuts") else ()
    except Exception:  # reading it will say what is wrong with it
        return ()


def _unread(found: FoundFile, digest: str | None, outcome: Literal["failed", "passed"], reason: str) -> Reading:
    return Reading((), (Receipt(found.name, "", digest or "", found.size, outcome, reason),))


def _whole(found: FoundFile, digest: str | None, cut: Cut | None) -> Piece:
    """Return a file as a piece: its bytes, or only its beginning when it is a container that is read from the disk."""
    size = found.path.stat().st_size
    with found.path.open("rb") as file:
        data = file.read(HEAD if size > HELD else size)
        piece = Piece(
            data, found.path.name, Source(found.name, digest or ""), path=str(found.path) if size > HELD else "", cut=cut
        )
        if size > HELD and not _streams(piece):
            if size > LARGEST:
                raise EvidenceError(f"larger than {LARGEST // 1_000_000} MB; split it and add the pieces")
            piece = replace(piece, data=data + file.read(), path="")
    digest = digest if digest is not None else file_digest(found.path) if piece.path else sha256(piece.data).hexdigest()
    return replace(piece, source=Source(found.name, digest))


def _streams(piece: Piece) -> bool:
    """Whether `piece` is a container whose reader works off the disk."""
    try:
        return FORMATS[sniff(piece)].streams
    except EvidenceError:
        return False


class _Overfull(EvidenceError):
    """More has come out of one file than is reasonable: it may be made to fill disk, memory or time."""


class _Walk:
    """The way through one file and all that lies in it. seen: the part in which each thing was first found, by id."""

    def __init__(self, size: int) -> None:
        self.seen: dict[str, str] = {}
        self._size = size
        self._parts = 0
        self._most = self._left = max(UNPACKED, RATIO * size)

    def enter(self, piece: Piece) -> None:
        """Count `piece`; _Overfull when it and all before it are too much."""
        self._parts += 1
        self._left -= len(piece.data) + piece.spent if piece.depth else 0
        if self._left < 0:
            raise _Overfull(f"more than {self._most // 1_000_000:,} MB came out of {_bytes(self._size)}")
        if self._parts > PARTS:
            raise _Overfull(f"more than {PARTS:,} parts lie in it")

    def read(self, piece: Piece) -> Iterator[Reading]:
        """Yield the reading of `piece`, then those of everything inside it."""
        self.enter(piece)
        if piece.refused[0]:
            yield Reading((), (piece.receipt(*piece.refused),))
            return
        piece = _known(piece)
        if piece.id in self.seen:
            yield Reading((), (piece.receipt("passed", f"same {_what(piece)} as {self.seen[piece.id]}", [piece.id]),))
            return
        self.seen[piece.id] = piece.source.part or "the file itself"
        content, receipt = _opened(piece)
        if later := piece.cut is not None and piece.cut.first > 1:
            receipt = _as_part(receipt, f"from {piece.cut.first} on")
        # The first cut of a container has accounted for the file itself.
        if not later or receipt.outcome != "read":
            yield Reading(content.documents, (receipt,))
        yield from self._inside(piece, content)

    def _inside(self, piece: Piece, content: Content) -> Iterator[Reading]:
        try:
            for part in content.inside:
                limits.alive()
                yield from self.read(part)
        except _Overfull as error:
            if piece.depth:
                raise
            yield _rest(piece, "is not opened, since it may be made to fill the memory", error)
        except Exception as error:  # the boundary: what is inside a hostile container may raise anything
            yield _rest(piece, "cannot be opened", error)


def _rest(piece: Piece, what: str, error: BaseException) -> Reading:
    """Return the reading of what was not reached in a container."""
    return Reading((), (_as_part(piece.receipt("failed", f"the rest of it {what}: {_words(error)}"), "rest"),))


def _what(piece: Piece) -> str:
    if piece.parent:
        return "attachment"
    return "message" if piece.form == "mail" else "file"


def _bytes(size: int) -> str:
    return f"{size // 1_000_000:,} MB" if size >= 1_000_000 else f"{size:,} bytes"


def _known(piece: Piece) -> Piece:
    """Return `piece` with its format and what makes it the same thing elsewhere; as it is when it has no format we know."""
    try:
        form = piece.form or sniff(piece)
        module = _module(form)
        return replace(piece, form=form, key=module.key(piece.data) if hasattr(module, "key") else "")
    except Exception:  # opening it will say what is wrong with it
        return piece


def _opened(piece: Piece) -> tuple[Content, Receipt]:
    """Return what the reader of `piece` found, and its receipt. The boundary where anything a reader raises becomes a reason."""
    name = ""
    try:
        if piece.depth > DEEPEST:
            raise PassedOver(f"more than {DEEPEST} containers deep")
        name = piece.form or sniff(piece)
        content = _module(name).read(piece)
    except PassedOver as error:
        return Content(), piece.receipt("passed", str(error))
    except EvidenceError as error:
        return Content(), piece.receipt("failed", str(error))
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # a library in Rust panics with what is no Exception
        what = FORMATS[name].says if name else "a file"
        return Content(), piece.receipt("failed", f"damaged: not readable as {what} ({_words(error)})")
    remarks = "; ".join(filter(None, [piece.remark, _wrong_ending(piece.name, name), content.remark]))
    content = replace(content, documents=tuple(_titled(document, piece) for document in content.documents))
    return content, piece.receipt("read", remarks, [document.id for document in content.documents])


def _titled(document: Document, piece: Piece) -> Document:
    """Call an attachment without a title of its own by the name its mail gives it."""
    return replace(document, title=document.title or piece.name or None) if piece.parent else document


def _module(name: str) -> Any:
    """Return the module that reads a format; it is loaded on first use, and with it the library it stands on.

    Besides `read` it may have `cuts`, for a container that can be read in stretches, and `key`, for what is the same thing
    although its bytes differ.
    """
    return import_module(f"clew.ingest.{FORMATS[name].module}")


def _wrong_ending(name: str, format_name: str) -> str:
    """Say so when the name of a file promises another format."""
    ending = PurePosixPath(name).suffix.lower()
    promised = next((f for f in FORMATS.values() if ending in f.endings), None)
    if promised is None or ending in FORMATS[format_name].endings:
        return ""
    return f"named {ending} but is {FORMATS[format_name].says}"


def _as_part(receipt: Receipt, name: str) -> Receipt:
    """Return `receipt` as that of a part without a name of its own: every file has one receipt of its own, no more."""
    return replace(receipt, part=f"{receipt.part}/{name}" if receipt.part else name)


def _words(error: BaseException) -> str:
    """Return what went wrong on one line of sensible length; what was raised on purpose says it itself."""
    said = " ".join(str(error).split())[:160]
    if said and isinstance(error, EvidenceError):
        return said
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
