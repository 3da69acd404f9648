"""Rich text (RTF)."""

from collections.abc import Iterator

from clew.ingest.charset import Decoded
from clew.ingest.office.rtffound import Found
from clew.ingest.office.rtfreader import found_in
from clew.ingest.office.stretches import Stretch, deletions, facts, furniture, office_content, stretched_document
from clew.ingest.piece import Content, Piece
from clew.ingest.vocabulary import pattern

_MEDIA = "application/rtf"
_CLOCK = (("yr", 4), ("mo", 2), ("dy", 2))


def read(piece: Piece) -> Content:
    """Read a rich text; of one that wraps a page, the page. Pictures are given back to be read; objects are left alone."""
    found = found_in(piece.data)
    if found.wraps == "html":
        from clew.ingest.web.webpage import page

        return page(piece, Decoded(found.flows["body"].lines()))
    title = found.said.get("title", "").strip() or None
    document = stretched_document(piece, _MEDIA, _stretches(found), title, facts(_said(found)))
    return office_content(piece, document, tuple(_pictures(piece, found)), _remark(found))


def rtf_text(data: bytes) -> str:
    """Return the text of a mail's body in rich text, line for line; the text of the HTML when that is what it wraps.

    Of damaged rich text as much as can be read; "" for what is none.
    """
    found = found_in(data)
    if found.wraps == "html":
        from clew.ingest.web.markup import mail_text

        return mail_text(found.flows["body"].lines())
    return "\n\n".join(filter(None, (found.flows[part].lines() for part in ("body", "notes", "comments"))))


def rtf_html(data: bytes) -> str:
    """Return the HTML that rich text wraps ([MS-OXRTFEX]), or "" when it wraps none."""
    found = found_in(data)
    return found.flows["body"].lines() if found.wraps == "html" else ""


def _stretches(found: Found) -> Iterator[Stretch]:
    yield from furniture(stretch.text for stretch in found.flows["header"].stretches())
    yield from found.flows["body"].stretches()
    yield from found.flows["notes"].stretches()
    yield from found.flows["comments"].stretches()
    yield from furniture(stretch.text for stretch in found.flows["footer"].stretches())


def _said(found: Found) -> Iterator[tuple[str, str]]:
    yield "Author", found.said.get("author", "")
    yield "Last-Modified-By", found.said.get("operator", "")
    yield "Created", _time(found.dates["created"])
    yield "Modified", _time(found.dates["modified"])


def _time(given: dict[str, int]) -> str:
    day = "-".join(f"{given.get(word, 0):0{width}}" for word, width in _CLOCK)
    clock = f"T{given['hr']:02}:{given.get('min', 0):02}" if "hr" in given else ""
    return day + clock if given.get("yr") else ""


def _pictures(piece: Piece, found: Found) -> Iterator[Piece]:
    for n, (ending, data) in enumerate(found.pictures, 1):
        yield piece.inner(data, f"picture {n}", f"picture {n}.{ending}", piece.id)


def _remark(found: Found) -> str:
    writers = [found.revisers[n] if n < len(found.revisers) else "" for n in found.deletions]
    outside = any(pattern("office/officewords", "fetches").search(text) for text in found.fields)
    remarks = (
        deletions(["" if name == "Unknown" else name for name in writers]),
        "hidden text is shown with the rest" if found.hidden else "",
        f"{found.objects} embedded objects or drawings left out" if found.objects else "",
        "points to files elsewhere, which are not fetched" if outside or found.said.get("template") else "",
    )
    return "; ".join(filter(None, remarks))
