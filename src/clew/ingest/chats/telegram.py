"""A Telegram chat as its desktop program exports it (result.json), or all of a person's chats."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from clew.ingest.chats.chatlog import Entry, chat_documents, stamped
from clew.ingest.piece import Content, PassedOver, Piece

_START = datetime(1970, 1, 1, tzinfo=UTC)


def read(piece: Piece) -> Content:
    """Read a chat; times in UTC where the export has them so, else without a zone, by the clock of who exported it."""
    from msgspec.json import decode

    found = decode(piece.data)
    chats = found.get("chats") if isinstance(found, dict) else None
    if isinstance(chats, dict):
        return Content((), _inside(piece, chats.get("list") or ()), "")
    messages = [each for each in found.get("messages") or () if isinstance(each, dict)]
    if not messages:
        raise PassedOver("a chat without messages")
    writers = {each.get("id"): _sender(each) for each in messages}
    entries = [_entry(each, writers) for each in messages]
    return Content(chat_documents(piece, "application/json", entries, _said(found, "name") or None))


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
    words = [*_marks(message, writers), _words(message.get("text"))]
    return stamped(_time(message), _sender(message), "\n".join(filter(None, words)), tuple(_files(message)))


def _members(message: Mapping[str, Any]) -> Iterator[str]:
    members = message.get("members")
    yield from (each for each in members if isinstance(each, str)) if isinstance(members, list) else ()


def _words(text: Any) -> str:
    """Return a message's words: one text, or a list of texts and of links and names, each with its own text."""
    if isinstance(text, str):
        return text
    pieces = text if isinstance(text, list) else []
    return "".join(piece if isinstance(piece, str) else _link(piece) for piece in pieces if isinstance(piece, str | dict))


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
    yield from (said for key in ("file", "photo") if (said := " ".join(_said(message, key).split())))


def _time(message: Mapping[str, Any]) -> str:
    seconds = _said(message, "date_unixtime")
    if seconds.isdecimal() and len(seconds) < 12:
        return f"{_START + timedelta(seconds=int(seconds)):%Y-%m-%d %H:%M:%S} UTC"
    return _said(message, "date").replace("T", " ")
