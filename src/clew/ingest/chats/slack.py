"""One day of a Slack channel as the workspace exports it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

from clew.errors import EvidenceError
from clew.ingest.chats.chatlog import Entry, chat_documents, stamped
from clew.ingest.piece import Content, PassedOver, Piece

# "<@U123>", "<@U123|anna>", "<#C1|harbour>", "<!here>", "<https://x.invalid|label>".
_REFERENCE = re.compile(r"<(?P<sign>[@#!]?)(?P<to>[^<>|\n]{1,2000})(?:\|(?P<label>[^<>\n]{0,500}))?>")
_START = datetime(1970, 1, 1, tzinfo=UTC)


def read(piece: Piece) -> Content:
    """Read a list of Slack messages, times in UTC. Names are those the messages state; users known by their id only keep it."""
    from msgspec.json import decode

    found = decode(piece.data)
    if not isinstance(found, list):
        raise EvidenceError("not a day of a Slack channel: no list of messages")
    messages = [each for each in found if isinstance(each, dict)]
    if not messages:
        raise PassedOver("a list without messages")
    names = dict(_names(messages))
    texts = {str(each.get("ts")): each for each in messages}
    entries = [_entry(each, names, texts) for each in messages]
    unknown = sorted({str(each["user"]) for each in messages if each.get("user") and str(each["user"]) not in names})
    remark = f"{_count(len(unknown))} without a name: who they are stands in users.json of the export" if unknown else ""
    return Content(chat_documents(piece, "application/json", entries), remark=remark)


def _count(users: int) -> str:
    return "1 user" if users == 1 else f"{users} users"


def _names(messages: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield (id, name) of every user a message tells the name of."""
    for each in messages:
        profile = each.get("user_profile")
        if isinstance(profile, dict) and each.get("user"):
            name = next((said for key in ("real_name", "display_name", "name") if (said := _said(profile, key))), "")
            if name:
                yield str(each["user"]), name


def _said(of: Mapping[str, Any], key: str) -> str:
    value = of.get(key)
    return value.strip() if isinstance(value, str) else ""


def _entry(message: Mapping[str, Any], names: Mapping[str, str], texts: Mapping[str, Mapping[str, Any]]) -> Entry:
    noted = _said(message, "subtype").startswith(("channel_", "group_", "pinned_", "tombstone"))
    words = [_plain(_said(message, "text") or " ".join(_in_blocks(message.get("blocks"))), names), *_shown(message, names)]
    return stamped(
        _time(_said(message, "ts")),
        "" if noted else _sender(message, names),
        "\n".join(filter(None, words)),
        tuple(_files(message)),
        tuple(_marks(message, names, texts)),
    )


def _sender(message: Mapping[str, Any], names: Mapping[str, str]) -> str:
    user, bot = _said(message, "user"), message.get("bot_profile")
    called = _said(message, "username") or (_said(bot, "name") if isinstance(bot, dict) else "")
    return names.get(user) or called or user or _said(message, "bot_id")


def _in_blocks(blocks: Any) -> Iterator[str]:
    """Yield the words in the blocks of a message that has them nowhere else, as programs send them."""
    for each in blocks if isinstance(blocks, list) else blocks.values() if isinstance(blocks, dict) else ():
        yield from _in_blocks(each)
    said = (_said(blocks, "text") or _said(blocks, "url")) if isinstance(blocks, dict) else ""
    yield from [said] if said else []


def _shown(message: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    """Yield what is shown below a message: of pages it links, of messages it shares."""
    for each in message.get("attachments") or ():
        if isinstance(each, dict):
            said = [_plain(_said(each, key), names) for key in ("author_name", "title", "text")]
            yield "> " + " | ".join(" ".join(text.split()) for text in said if text) if any(said) else _said(each, "fallback")


def _marks(message: Mapping[str, Any], names: Mapping[str, str], texts: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    thread = _said(message, "thread_ts")
    if thread and thread != _said(message, "ts"):
        first = texts.get(thread)
        yield f"(in reply to {f'{_sender(first, names)},' if first else 'a message of'} {_time(thread)})"
    if message.get("edited"):
        yield "(edited)"


def _files(message: Mapping[str, Any]) -> Iterator[str]:
    for each in message.get("files") or ():
        if isinstance(each, dict):
            yield " ".join((_said(each, "name") or _said(each, "title") or _said(each, "id") or "without a name").split())


def _time(ts: str) -> str:
    """Return "2031-05-12 08:03:11 UTC" for seconds since 1970, or "" when they are none."""
    try:
        at = _START + timedelta(seconds=int(ts.split(".")[0]))
    except (ValueError, OverflowError):
        return ""
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"


def _plain(text: str, names: Mapping[str, str]) -> str:
    """Return a message's words as they are shown: names for users, labels for links with the address behind them."""
    return unescape(_REFERENCE.sub(lambda m: _reference(m, names), text))


def _reference(m: re.Match[str], names: Mapping[str, str]) -> str:
    sign, to, label = m["sign"], m["to"], m["label"]
    if sign == "@":
        return f"@{names.get(to) or label or to}"
    if sign == "#":
        return f"#{label or to}"
    if sign == "!":
        return label or f"@{to.split('^')[0]}"
    return f"{label} ({to})" if label and label != to else to
