"""Threads by quoted text alone: mails of public lists with their References and In-Reply-To hidden, held against those headers.

A tie is a mail and the mail that its header says it answers (the last of its References, else In-Reply-To), where both are there.
Found: the mail that Clew ties it to. Precision counts the mails with such a header that were tied to any mail that is there.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec.structs import replace

from clew.ingest import discover, read_file
from clew.ingest.dates import quoted_date
from clew.mend import mend_document
from clew.records import Document, Message
from clew.trace import Correspondence
from score.measures import Line

GROUP = "threads without References"
FOLDERS = ("bigbang-3gpp/tests/data", "perceval/tests/data")

_ID = re.compile(r"<[^<>\s]+>")
_HIDDEN = frozenset({"references", "in-reply-to"})
_BY_WORDS = frozenset({"quoted text", "forwarded text"})

Ties = dict[str, str]


def lines(shared: Path) -> Iterator[Line]:
    """Yield recall and precision of the quoted-text rule, then recall of all rules; nothing where the mails are not."""
    mails = [mail for folder in FOLDERS for mail in _mails(shared / "evidence" / "mail" / folder)]
    if not mails:
        return
    gold = _gold(mails)
    hidden = [replace(mail, headers=tuple(h for h in mail.headers if h.name.lower() not in _HIDDEN)) for mail in mails]
    by_words = {id: to for id, to in _ties(hidden, lambda message: message.tie in _BY_WORDS).items() if id in gold}
    every = {id: to for id, to in _ties(hidden, lambda message: message.tie != "").items() if id in gold}
    yield _line("quoted text, recall", gold, by_words, len(gold))
    yield _line("quoted text, precision", by_words, gold, len(by_words))
    yield _line("any rule, recall", gold, every, len(gold))


def _line(name: str, asked: Ties, told: Ties, total: int) -> Line:
    wrong = tuple(f"{id} to {to}, not {told.get(id)}" for id, to in asked.items() if told.get(id) != to)
    return Line(GROUP, name, 1 - len(wrong) / total if total else 1.0, f"{total - len(wrong)} of {total} ties", wrong)


def _mails(folder: Path) -> Iterator[Document]:
    if folder.is_dir():
        documents = (document for found in discover([folder]) for document in read_file(found).documents)
        yield from (mend_document(document) for document in documents if document.kind == "mail")


def _gold(mails: list[Document]) -> Ties:
    """Return the ties that the headers tell. A mail that stands in several places counts once."""
    known = {id: mail for mail in reversed(mails) for id in _ID.findall(mail.header("Message-ID") or "")}
    once = {_name(mail): mail for mail in reversed(mails)}
    named = {mail: _ID.findall(mail.header("References") or mail.header("In-Reply-To") or "") for mail in once.values()}
    return {_name(mail): _name(known[ids[-1]]) for mail, ids in named.items() if ids and ids[-1] in known}


def _name(mail: Document) -> str:
    """Return the same for a mail wherever it stands."""
    return mail.header("Message-ID") or f"{mail.source.path} {mail.source.part}"


def _ties(mails: list[Document], wanted: Callable[[Message], bool]) -> Ties:
    """Return the mail that each mail is tied to, where both are there and the tie is a wanted one."""
    names = {mail.id: _name(mail) for mail in mails}
    threads = Correspondence(mails, quoted_date).threads
    tied = ((message, message.parent or "") for thread in threads for message in thread.messages if wanted(message))
    return {names[message.id]: names[parent] for message, parent in tied if message.id in names and parent in names}
