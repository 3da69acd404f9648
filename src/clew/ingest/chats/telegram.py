"""A Telegram chat as its desktop program exports it (result.json), or all of a person's chats."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from clew.errors import EvidenceError
from clew.ingest.chats.chatlog import Entry, chat_documents, stamped
from clew.ingest.piece import Content, PassedOver, Piece

_START = datetime(1970, 1, 1, tzinfo=UTC)


def read(piece: Piece) -> Content:
    """Read a chat; times in UTC where the export has them so, else without a zone, by the clock of who exported it."""
    from msgspec.json import decode

    found = decode(piece.data)
    if not isinstance(found, dict):
        raise EvidenceError("not a Telegram export: no chat can be found in it")
    if isinstance(found.get("chats"), dict) or isinstance(found.get("left_chats"), dict):
        return Content((), _inside(piece, [*_listed(found.get("chats")), *_listed(found.get("left_chats"))]), _unread(found))
    messages = [each for each in _rows(found.get("messages")) if isinstance(each, dict)]
    if not messages:
        raise PassedOver("a chat without messages")
    writers = {each.get("id"): _sender(each) for each in messages}
    entries = [_entry(each, writers) for each in messages]
    return Content(chat_documents(piece, "application/json", entries, _said(found, "name") or None))


def _rows(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _listed(chats: Any) -> list[Any]:
    return _rows(chats.get("list")) if isinstance(chats, dict) else []


def _unread(found: Mapping[str, Any]) -> str:
    """Return what to say of the rest of a person's data: contacts, sessions, settings."""
    rest = sorted(key.replace("_", " ") for key in found if key not in ("about", "chats", "left_chats"))
    return f"its chats are read; not read: {', '.join(rest)[:200]}" if rest else ""


def _inside(piece: Piece, chats: Any) -> Iterator[Piece]:
    from msgspec.json import encode

    for n, chat in enumerate(chats, 1):
        if isinstance(chat, dict):
            yield piece.inner(encode(chat), f"chat {n}", _said(chat, "name"), piece.parent, "telegram")


def _said(of: Mapping[str, Any], key: str) -> str:
    value = of.get(key)
    return value.strip() if isinstance(value, str) else ""


def _sender(message: Mapping[str, Any]) -> str:
    return _said(message, "from") or _said(message, "from_id")


def _entry(message: Mapping[str, Any], writers: Mapping[Any, str]) -> Entry:
    if message.get("type") == "service":
        acts = [_said(message, "actor"), _said(message, "action").replace("_", " "), _said(message, "title"), *_members(message)]
        return stamped(_time(message), "", " ".join(filter(None, acts)))
    marks = tuple(_marks(message, writers))
    return stamped(_time(message), _sender(message), _words(message.get("text")), tuple(_files(message)), marks)


def _members(message: Mapping[str, Any]) -> Iterator[str]:
    yield from (each for each in _rows(message.get("members")) if isinstance(each, str))


def _words(text: Any) -> str:
    """Return a message's words: one text, or a list of texts and of links and names, each with its own text."""
    if isinstance(text, str):
        return text
    return "".join(piece if isinstance(piece, str) else _link(piece) for piece in _rows(text) if isinstance(piece, str | dict))


def _link(piece: Mapping[str, Any]) -> str:
    text, to = piece.get("text"), _said(piece, "href")
    return f"{text} ({to})" if to and to != text else text if isinstance(text, str) else ""


def _marks(message: Mapping[str, Any], writers: Mapping[Any, str]) -> Iterator[str]:
    replied = message.get("reply_to_message_id")
    if replied is not None:
        yield f"(in reply to {writers.get(replied) or 'an earlier message'})"
    if forwarded := _said(message, "forwarded_from"):
        yield f"(forwarded from {forwarded})"
    if _said(message, "edited"):
        yield f"(edited {_said(message, 'edited')})"


def _files(message: Mapping[str, Any]) -> Iterator[str]:
    """Yield the name of each file; where the export left the file out it says so in brackets, and its name stands beside."""
    for key in ("file", "photo"):
        said = " ".join(_said(message, key).split())
        if said:
            yield said if not said.startswith("(") else _said(message, "file_name") or f"{key} left out of the export"


def _time(message: Mapping[str, Any]) -> str:
    seconds = _said(message, "date_unixtime")
    if seconds.isdecimal() and len(seconds) < 12:
        return f"{_START + timedelta(seconds=int(seconds)):%Y-%m-%d %H:%M:%S} UTC"
    return _said(message, "date").replace("T", " ")
