"""Which parts of a mail are its body, and which are attached to it."""

import re
from collections.abc import Iterator, Sequence

from clew.ingest.charset import Decoded, decode
from clew.ingest.mail.encodedwords import unfolded
from clew.ingest.mail.flowed import unflowed
from clew.ingest.mail.parts import MAILS, Part
from clew.ingest.mail.transfer import decoded, decodes, embedded
from clew.ingest.web.markup import mail_page
from clew.records import Record

# Text that has a reader of its own, and messages that are text for people.
_FORMATS = frozenset(
    {
        "text/calendar",
        "text/x-vcalendar",
        "text/vcard",
        "text/x-vcard",
        "text/directory",
        "text/csv",
        "text/tab-separated-values",
        "text/rtf",
        "text/css",
        "text/javascript",
        "text/xml",
    }
)
_NOTICES = frozenset({"message/delivery-status", "message/global-delivery-status", "message/disposition-notification"})
_SHOWN = frozenset({"text/plain", "text/html", *_NOTICES})
_CUT = "one piece of a mail that was cut for sending; put the pieces together and add that"

# A plain part that holds fewer than one in this many of the HTML part's words is a stub ("this mail needs HTML").
_STUB = 3

_TAG = re.compile(rb"<[^<>]*>")
_META = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_ENRICHED = re.compile(r"<<|<param>[^<]*</param>|</?[A-Za-z][A-Za-z-]{0,60}>", re.S | re.I)


class Body(Record, frozen=True, gc=False):
    """A mail's own text, and remarks on what was wrong with it."""

    text: str
    remarks: tuple[str, ...] = ()


class Attached(Record, frozen=True, gc=False):
    """One attachment: its name as the mail has it, its bytes, and its format where the mail settles it; both may be "".

    what   "inline" (the text shows it), "in the text" (uuencoded there), "alternative" (another form of the text),
           "below the parts" (where mail programs show nothing), or ""
    """

    name: str
    data: bytes
    form: str = ""
    what: str = ""


def body_of(mail: Part) -> Body:
    """Return the text a reader of `mail` sees: plain parts as they are, HTML as text where there is nothing plain."""
    shown = list(_shown(mail, mail, _first(mail)))
    texts = [_text(part) for part in shown]
    remarks = [text.remark for text in texts] + [_CUT for part in shown if part.media == "message/partial"]
    words = [text.text.strip("\n") for text in texts if text.text.strip()]
    return Body("\n\n".join(words), tuple(dict.fromkeys(filter(None, remarks))))


def attached(mail: Part) -> Iterator[Attached]:
    """Yield what is attached to `mail`, in order; a mail inside it comes as the bytes of that mail."""
    first = _first(mail)
    for part, above in _leaves(mail):
        if not _is_shown(part, mail, first):
            yield _attachment(part, above)
        elif part.media == "text/plain":
            files = embedded(data_of(part))
            yield from (Attached(_bare(unfolded(file.name)), file.data, what="in the text") for file in files)
    yield from (Attached("", text, what="below the parts") for text in _epilogues(mail))


def _epilogues(part: Part) -> Iterator[bytes]:
    """Yield the text below the parts of each multipart."""
    if part.epilogue.strip():
        yield part.epilogue.strip()
    for inside in part.parts:
        yield from _epilogues(inside)


def _attachment(part: Part, above: str) -> Attached:
    if part.media == "message/external-body":
        return Attached(name_of(part), part.field(b"content-type") + b"\n\n" + part.body, "elsewhere")
    inline = part.main == "image" and part.disposition.value != "attachment" and bool(part.field(b"content-id"))
    what = "inline" if inline else "alternative" if above == "multipart/alternative" else ""
    return Attached(name_of(part), data_of(part), "mail" if part.media in MAILS else "", what)


def data_of(part: Part) -> bytes:
    """Return the bytes of `part` as they were before the transport."""
    return decoded(part.body, part.encoding)


def name_of(part: Part) -> str:
    """Return the file name of `part`, without any folder, or ""."""
    return _bare(part.disposition.parameters.get("filename") or part.kind.parameters.get("name") or "")


def _bare(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1].strip()


def _leaves(part: Part, above: str = "") -> Iterator[tuple[Part, str]]:
    """Yield the parts that hold something themselves, each with the type of the multipart it is in."""
    if part.main != "multipart":
        yield part, above
    for inside in part.parts:
        yield from _leaves(inside, part.media)


def _first(mail: Part) -> Part | None:
    """Return the part that a mail begins with: it is shown even when it has a name."""
    return next((part for part, _ in _leaves(mail)), None)


def _is_shown(part: Part, mail: Part, first: Part | None) -> bool:
    """Whether `part` is text that a mail program shows in the mail itself. Text of a rare kind is where it is all there is; what
    cannot be decoded is not: it would be noise."""
    if part.media in _NOTICES:
        return True
    if part.disposition.value == "attachment" or (part.main == "text" and not decodes(part.body, part.encoding)):
        return False
    if part is mail:
        return (part.main == "text" and part.media not in _FORMATS) or part.media == "message/partial"
    return part.media in _SHOWN and (part is first or not name_of(part))


def _shown(part: Part, mail: Part, first: Part | None) -> Iterator[Part]:
    """Yield the parts that are shown, choosing among alternatives. A multipart without any part is text itself."""
    if part.media == "multipart/alternative":
        yield from _preferred([list(_shown(inside, mail, first)) for inside in part.parts])
    elif part.main == "multipart":
        for inside in part.parts:
            yield from _shown(inside, mail, first)
    elif _is_shown(part, mail, first):
        yield part
    if part.main == "multipart" and not part.parts and part.preamble.strip():
        yield Part((), part.kind, part.preamble)


def _preferred(choices: Sequence[Sequence[Part]]) -> Sequence[Part]:
    """Return the first choice (plain text, by custom), unless it is a stub beside the longest one."""
    choices = [choice for choice in choices if choice]
    if len(choices) < 2:
        return choices[0] if choices else ()
    most = [sum(map(_most_words, choice)) for choice in choices]
    if 0 < max(most) <= most[0] * _STUB and all(part.media == "text/plain" for part in choices[0]):
        return choices[0]
    counts = [sum(len(_text(part).text.split()) for part in choice) for choice in choices]
    full = [choice for choice, count in zip(choices, counts, strict=True) if count and count * _STUB >= max(counts)]
    return full[0] if full else choices[0]


def _most_words(part: Part) -> int:
    """Count words; of HTML more than it has rather than fewer, since reading it takes long."""
    data = data_of(part)
    return len((_TAG.sub(b" ", data) if part.media == "text/html" else data).split())


def _text(part: Part) -> Decoded:
    data = data_of(part)
    charset = part.kind.parameters.get("charset")
    if part.media == "text/html":
        text = decode(data, charset or _declared(data))
        page = mail_page(text.text)
        return Decoded(page.text, "; ".join(filter(None, (text.remark, page.remark))))
    if part.media in ("text/enriched", "text/richtext"):
        text = decode(data, charset)
        return Decoded(_ENRICHED.sub(lambda m: "<" if m[0] == "<<" else "", text.text), text.remark)
    text = decode(_without_files(data) if part.media == "text/plain" else data, charset)
    if part.kind.parameters.get("format", "").lower() != "flowed":
        return text
    return Decoded(unflowed(text.text, joined=part.kind.parameters.get("delsp", "").lower() == "yes"), text.remark)


def _declared(html: bytes) -> str | None:
    """Return the charset that a page names in its head."""
    found = _META.search(html[:2048])
    return found[1].decode("ascii") if found else None


def _without_files(data: bytes) -> bytes:
    """Return the text without the files that stand encoded in it: they are attachments."""
    for file in reversed(list(embedded(data))):
        data = data[: file.start] + data[file.end :]
    return data
