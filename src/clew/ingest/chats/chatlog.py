"""A chat as documents: its messages in order, each a turn with its writer's voice, its stamp a header that says who and when."""

from collections.abc import Iterator, Sequence

from clew.ingest.piece import Piece
from clew.records import Document, Field, Header, Record, Source, Zone, digest

BY = "chat-message/1"
NOTE = "chat-note/1"

# Messages of one document. Who reads a chat of years reads it in stretches; so do the stages that follow.
MOST = 1_000


class Entry(Record, frozen=True, gc=False):
    """One message, or what the messenger notes between them. Offsets are in `text`.

    text    its stamp, then its words; it may have many lines
    words   where its words begin; 0 for what stands above the first stamp
    date    start and end of the time, or None
    sender  start and end of the writer's name, or None: nobody writes it
    files   start and end of the name of each file that was sent with it
    notes   start and end of what the messenger says in it, and not the sender
    """

    text: str
    words: int = 0
    date: tuple[int, int] | None = None
    sender: tuple[int, int] | None = None
    files: tuple[tuple[int, int], ...] = ()
    notes: tuple[tuple[int, int], ...] = ()


def stamped(at: str, sender: str, words: str, files: Sequence[str] = (), notes: Sequence[str] = ()) -> Entry:
    """Return the entry of a message that was kept as data: "[2031-05-12 08:03:11 UTC] Anna Vale: words".

    Below it, each on a line of its own, its files and what there is to note about it. Without a sender all of it is a note.
    """
    sender = " ".join(sender.split())
    stamp = f"[{at}] " if at else ""
    head = f"{stamp}{sender}: " if sender else stamp
    text, below = head + words, []
    for line in (*(f"[file: {file}]" for file in files), *notes):
        text += line if text == head else f"\n{line}"
        below.append((len(text) - len(line), len(text)))
    said = () if sender or not words else ((len(head), len(head) + len(words)),)
    places = tuple((start + len("[file: "), end - 1) for start, end in below[: len(files)])
    date = (1, 1 + len(at)) if at else None
    return Entry(text, len(head), date, (len(stamp), len(head) - 2) if sender else None, places, (*said, *below))


def chat_documents(
    piece: Piece, media: str, entries: Sequence[Entry], title: str | None = None, headers: tuple[Header, ...] = ()
) -> tuple[Document, ...]:
    """Return the chat in `entries`; a long one in several documents, in order. headers: what holds for all of it."""
    runs = [entries[n : n + MOST] for n in range(0, len(entries), MOST)]
    if len(runs) == 1:
        return (_document(piece.id, piece.source, piece, media, entries, title, headers),)
    return tuple(
        _document(digest("document", piece.id, n), _part(piece.source, n), piece, media, run, title, headers)
        for n, run in enumerate(runs)
    )


def _part(source: Source, n: int) -> Source:
    part = f"messages {n * MOST + 1} to {(n + 1) * MOST}"
    return Source(source.path, source.sha256, f"{source.part}/{part}" if source.part else part)


def _document(
    id: str, source: Source, piece: Piece, media: str, entries: Sequence[Entry], title: str | None, headers: tuple[Header, ...]
) -> Document:
    text = "\n".join(entry.text for entry in entries)
    document = Document(id, source, media, "chat", title, text, headers, parent=piece.parent)
    zones: list[Zone] = []
    at = 0
    for entry in entries:
        zones += _zones(document, entry, at)
        at += len(entry.text) + 1
    return Document(id, source, media, "chat", title, text, headers, parent=piece.parent, zones=tuple(zones))


def _zones(document: Document, entry: Entry, at: int) -> Iterator[Zone]:
    """Yield the turn, stamp and all, so that who speaks knows when; and the stamp in it."""
    voice = document.span(at + entry.sender[0], at + entry.sender[1]) if entry.sender else None
    if voice:
        yield Zone(at, at + len(entry.text.rstrip()), "turn", voice, BY)
    if entry.words:
        yield Zone(at, at + len(entry.text[: entry.words].rstrip()), "header", voice, BY, tuple(_fields(entry, at)))
    yield from (Zone(at + start, at + end, "furniture", None, NOTE) for start, end in entry.notes)


def _fields(entry: Entry, at: int) -> Iterator[Field]:
    named = [("Date", entry.date), ("From", entry.sender), *(("Attachments", place) for place in entry.files)]
    yield from (Field(label, at + place[0], at + place[1]) for label, place in named if place)
