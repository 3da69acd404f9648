"""A web page that a browser saved as one file (MHTML, RFC 2557): written like a mail, with the page as its main part."""

from collections.abc import Iterator

from msgspec.structs import replace

from clew.ingest.charset import decode
from clew.ingest.mail import message
from clew.ingest.mail.body import data_of, name_of
from clew.ingest.mail.encodedwords import unfolded
from clew.ingest.mail.parts import Part, parse
from clew.ingest.piece import Content, PassedOver, Piece
from clew.ingest.web.webpage import declared, page
from clew.records import Document, Header

_PAGES = frozenset({"text/html", "application/xhtml+xml"})

# What a page is dressed in: nothing to read.
_DRESS = frozenset(
    {"text/css", "text/javascript", "application/javascript", "application/x-javascript", "application/json", "image/svg+xml"}
)


def read(piece: Piece) -> Content:
    """Read a saved page. Its pictures and frames are given back to be read; styles, scripts and fonts are counted.

    What has no page in it is read as the mail it is written like.
    """
    whole = parse(message.bare(piece.data))
    leaves = list(_leaves(whole))
    main = _main(whole, leaves)
    if main is None:
        return message.read(piece)
    content = _page(piece, whole, main)
    documents = tuple(_told(document, whole) for document in content.documents)
    dressing = sum(_is_dress(part) for part in leaves)
    remark = f"styles, scripts and fonts left out: {dressing}" if dressing else ""
    inside = _inside(piece, piece.id if documents else piece.parent, [part for part in leaves if part is not main])
    return Content(documents, inside, "; ".join(filter(None, [content.remark, remark])))


def _page(piece: Piece, whole: Part, main: Part) -> Content:
    """Return the page itself; no document when it has no text, as a page of frames has none."""
    data = data_of(main)
    decoded = decode(data, main.kind.parameters.get("charset") or declared(data))
    address = whole.field(b"snapshot-content-location") or main.field(b"content-location")
    try:
        return page(piece, decoded, unfolded(address).strip())
    except PassedOver as error:
        return Content(remark=str(error))


def _leaves(part: Part) -> Iterator[Part]:
    if not part.parts:
        yield part
    for inner in part.parts:
        yield from _leaves(inner)


def _main(whole: Part, leaves: list[Part]) -> Part | None:
    """Return the part that is the page: the one the file names, or the first that is one."""
    start = whole.kind.parameters.get("start", "").strip("<> ").encode("utf-8", "replace")
    pages = [part for part in leaves if part.media in _PAGES]
    named = (part for part in pages if start and part.field(b"content-id").strip(b"<> \r\n") == start)
    return next(named, pages[0] if pages else None)


def _told(document: Document, whole: Part) -> Document:
    """Return `document` with the title and the time of saving that the file's header states; it is not a date of publication."""
    title = document.title or unfolded(whole.field(b"subject")).strip() or None
    date = unfolded(whole.field(b"date")).strip()
    return replace(document, title=title, headers=(*document.headers, *([Header("Saved", date)] if date else [])))


def _is_dress(part: Part) -> bool:
    return part.media in _DRESS or part.main == "font" or "font" in part.media


def _inside(piece: Piece, parent: str | None, others: list[Part]) -> Iterator[Piece]:
    for n, part in enumerate((part for part in others if not _is_dress(part)), 1):
        data = data_of(part)
        if data.strip():
            yield piece.inner(data, f"attachment {n}", name_of(part) or _file(part), parent)


def _file(part: Part) -> str:
    """Return the file's name at the end of the address a part was fetched from."""
    return unfolded(part.field(b"content-location")).split("?")[0].rstrip("/").rsplit("/", 1)[-1][:100]
