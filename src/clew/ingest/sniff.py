"""What a piece of evidence is, by its bytes. A name decides only between readings that the bytes leave open."""

import re
from zipfile import BadZipFile, ZipFile

from clew.errors import EvidenceError
from clew.ingest.archives.taped import is_tar
from clew.ingest.charset import decode, unmarked_utf16
from clew.ingest.office.zipped import LOCKED
from clew.ingest.piece import PassedOver, Piece

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF87a", "picture"),
    (b"GIF89a", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"BM", "bitmap"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "compound"),
    (b"\x78\x9f\x3e\x22", "tnef"),
    (b"!BDN", "pst"),
    (b"\x1f\x8b", "packed"),
    (b"BZh", "packed"),
    (b"\xfd7zXZ\0", "packed"),
    (b"7z\xbc\xaf\x27\x1c", "sevenzip"),
    (b"Rar!\x1a\x07", "sevenzip"),
    (b"{\\rtf", "rtf"),
)

# What we know and leave alone for now, and what a person can do about it.
_LATER = (
    (b"\x28\xb5\x2f\xfd", "a zstandard file is not opened; unpack it and add what is in it"),
    (b"ID3", "sound is not read"),
    (b"OggS", "sound is not read"),
    (b"\x7fELF", "a program, not evidence to read"),
    (b"MZ", "a program, not evidence to read"),
    (b"-----BEGIN PGP MESSAGE-----", "encrypted with PGP; decrypt it and add what comes out"),
    (b"-----BEGIN PGP SIGNATURE-----", "a PGP signature, no text"),
    (b"-----BEGIN PGP PUBLIC KEY BLOCK-----", "a PGP key, no text"),
    (b"(This file must be converted with BinHex", "a BinHex file is not opened; unpack it and add what is in it"),
    (b"\0\5\x16\7", "what a Macintosh keeps beside a file, no text"),
    (b"\0\5\x16\0", "what a Macintosh keeps beside a file, no text"),
    (b"SQLite format 3\0", "a database is not read yet; export its tables as csv"),
)

# S/MIME in its binary form: a sequence that begins with its kind, signed data or enveloped data (RFC 5652).
_SMIME = re.compile(rb"\x30.{1,5}\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07([\x02\x03])", re.S)
_SEALED = {
    b"\2": "an S/MIME signature, or a mail sealed in one; open the mail in a mail program and save what it shows",
    b"\3": "encrypted with S/MIME; open the mail where its key is and save what it shows",
}

_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta|p|div|table|h[1-6]|span|br|center|font)\b[^>]*>", re.I)
# An OpenDocument file that is not packed (.fodt, .fods, .fodp).
_FLAT = re.compile(rb"<office:document\b[^>]{0,8000}urn:oasis:names:tc:opendocument:")
_FROM = re.compile(rb"\s*>?From \S[^\n]{0,200}?\d\d?:\d\d[^\n]*\n(?:>?[!-9;-~]{1,76}:)", re.I)
_FROM_ANY = re.compile(rb"From [^\n]{1,200}\n[!-9;-~]{1,76}:")
_FIELD = re.compile(rb"([!-9;-~]{1,76})[ \t]*:")

_OPENING = re.compile(rb"\s*(BEGIN:V(?:CALENDAR|CARD))\s*\r?\n", re.I)
_OPENS = {b"BEGIN:VCALENDAR": "calendar", b"BEGIN:VCARD": "card"}

_SUBTITLES = re.compile(rb"WEBVTT[\s\n]|\s{0,10}\d{1,6}\r?\n\d\d:\d\d:\d\d[,.]\d{3} --> ")
_SLACK = re.compile(rb"\s*\[\s*\{(?=.*\"ts\"\s*:\s*\"\d{9,11}\.\d{6}\")", re.S)
# One chat says its kind; all of them begin with what they are, or with the person's own data.
_TELEGRAM = re.compile(
    rb"\s*\{\s*\"(?:about\"\s*:\s*\"[^\"]{0,300}Telegram|(?=.{0,4000}\"type\"\s*:\s*\"\w{0,20}(?:chat|group|channel|saved_messages)\""
    rb".{0,4000}\"messages\"\s*:\s*\[))",
    re.S,
)

_COUNT = re.compile(rb"(\d{1,9})[ \t]*\r?\n(?=[!-9;-~]{1,76}:)")

# Header fields no person types; and those a person may.
_MACHINE = frozenset(
    b"received return-path message-id mime-version content-type content-transfer-encoding delivered-to x-mailer references "
    b"in-reply-to list-id dkim-signature x-received content-disposition resent-from".split()
)
_COMMON = frozenset(b"from to subject date cc bcc sender reply-to".split())

# What browsers write above a page they save as one file.
_SAVED = re.compile(rb'(?:\A|\n)(?:Snapshot-Content-Location[ \t]*:|From[ \t]*:[ \t]*"?<?Saved by )', re.I)
_SENT = re.compile(rb"(?:\A|\n)(?:To|Cc|Received|Message-ID)[ \t]*:", re.I)
_FROM_FIELD = re.compile(rb"(?:\A|\n)From[ \t]*:", re.I)
_BLANK = re.compile(rb"\r?\n\r?\n")

_SAVED_NAMES = (".mht", ".mhtml")
# A Maildir's files: when, a unique word, the host; then what was done with the mail.
_MAILDIR = re.compile(r"\d{9,11}\.[^\s.]+\.[^\s]+$|\d+\.[^\s]*[:;!]2,[a-z]*$")
_MAIL_NAMES = (".eml", ".msg", ".emlx", ".mht", ".mhtml", ".mbox")
_TABLE_NAMES = (".csv", ".tsv")


# How the names begin that tell what a container of old Office files is.
_IN_COMPOUND = (
    (("EncryptedPackage",), "locked"),
    (("__substg1.0", "__properties_version1.0"), "outlook"),
    (("WordDocument",), "doc"),
    (("Workbook", "Book"), "xlsx"),
    (("\1Ole10Native", "Package"), "object"),
)


def sniff(piece: Piece) -> str:
    """Return the name of the format of `piece`; PassedOver for what is not read, EvidenceError for what cannot be."""
    data = piece.data
    if not data.strip(b"\0 \t\r\n"):
        raise PassedOver("an empty file" if not data else "nothing but blanks")
    reason = next((why for magic, why in _LATER if data.startswith(magic)), "")
    if reason and not (reason.startswith("a program") and _is_text(data)):
        raise PassedOver(reason)
    if m := _SMIME.match(data):
        raise PassedOver(_SEALED[m[1]])
    # An archive comes first: it may begin with a PDF.
    return _by_magic(piece) or ("pdf" if b"%PDF-" in data[:1024] else _by_words(piece))


def _by_magic(piece: Piece) -> str | None:
    data = piece.data
    found = next((name for magic, name in _MAGIC if data.startswith(magic)), None)
    if found == "zip":
        return _zipped(piece)
    if found == "compound":
        return _compound(data)
    if found == "bitmap":
        return "picture" if data[6:10] == b"\0\0\0\0" else None
    if data[:4] == b"RIFF":
        return _riff(data)
    if is_tar(data):
        return "tar"
    return found


def _riff(data: bytes) -> str:
    if data[8:12] == b"WEBP":
        return "picture"
    raise PassedOver("sound is not read" if data[8:12] == b"WAVE" else "film is not read")


def _zipped(piece: Piece) -> str:
    """Tell zip files that are documents from those that are archives. What cannot be listed is left to the archive's reader."""
    try:
        with piece.opened() as file, ZipFile(file) as packed:
            names = set(packed.namelist())
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        return "zip"
    if "word/document.xml" in names:
        return "docx"
    if names & {"xl/workbook.xml", "xl/workbook.bin"}:
        return "xlsx"
    if "ppt/presentation.xml" in names:
        return "slides"
    return "opendocument" if {"mimetype", "content.xml"} <= names else "zip"


def _compound(data: bytes) -> str:
    """Old Office and Outlook files share one container; what lies at its top tells them apart, not what lies in its folders.

    Of a damaged one the names are looked for anywhere: they stand there in UTF-16.
    """
    from clew.ingest.office.compound import top

    there = top(data) or frozenset(name for names, _ in _IN_COMPOUND for name in names if name.encode("utf-16-le") in data)
    form = next((form for names, form in _IN_COMPOUND if any(found.startswith(names) for found in there)), "")
    if form == "locked":
        raise EvidenceError(LOCKED)
    if not form:
        raise PassedOver("an old Office file is not opened yet (slides, drawings); save it in today’s format or as PDF")
    return form


def _by_words(piece: Piece) -> str:
    data = piece.data.removeprefix(b"\xef\xbb\xbf")
    name = piece.name.lower()
    if not _is_text(data) and not _FROM.match(data) and not _is_mail(without_count(data), name):
        raise PassedOver("not a format that is read: binary data")
    if m := _OPENING.match(data):
        return _OPENS[m[1].upper()]
    if _FROM.match(data) or (_FROM_ANY.match(data) and name.endswith(_MAIL_NAMES)):
        return "mbox"
    if _is_saved_page(data, name):
        return "savedpage"
    if _is_mail(without_count(data), name):
        return "mail"
    if _FLAT.search(data[:4096]):
        return "opendocument"
    if _is_html(data, name):
        return "html"
    if _SUBTITLES.match(data):
        return "subtitles"
    if _SLACK.match(data[:65536]):
        return "slack"
    if _TELEGRAM.match(data[:4096]):
        return "telegram"
    from clew.ingest.chats.whatsapp import is_chat
    from clew.ingest.office.delimited import is_table

    if is_chat(decode(_lines(data[:16384])).text):
        return "whatsapp"

    return "csv" if is_table(data, sure=name.endswith(_TABLE_NAMES)) else "text"


def _lines(sample: bytes) -> bytes:
    """Return the whole lines in `sample`: a character cut in two would be taken for another charset."""
    return sample[: sample.rfind(b"\n") + 1] or sample


def _is_text(data: bytes) -> bool:
    """Whether `data` reads as characters: few control codes, and zero bytes only where UTF-16 has them."""
    sample = data[:8192]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if unmarked_utf16(sample):
        return True
    control = sum(b < 32 and b not in b"\t\n\r\f\x1b" for b in sample)
    return control <= 0.02 * len(sample) and sample.count(0) <= max(2, 0.002 * len(sample))


def without_count(data: bytes) -> bytes:
    """Return the mail in `data` without what Apple Mail (.emlx) writes around it: its length above, a property list below."""
    m = _COUNT.match(data)
    return data[m.end() : m.end() + int(m[1])] if m else data


def _is_saved_page(data: bytes, name: str) -> bool:
    """Whether `data` is a web page in the dress of a mail: browsers name themselves as its sender, or say where it was."""
    head = _BLANK.split(data[:16384], maxsplit=1)[0]
    if _SENT.search(head):
        return False
    by_name = name.endswith(_SAVED_NAMES) and b"multipart/related" in head.lower() and not _FROM_FIELD.search(head)
    return by_name or bool(_SAVED.search(head))


def _is_mail(data: bytes, name: str) -> bool:
    """A mail begins with header fields. Those that only machines write decide; else two common ones and a mail's name."""
    names = []
    for line in data.lstrip(b"\r\n")[:16384].splitlines():
        m = _FIELD.match(line)
        if m:
            names.append(m[1].lower())
        elif not (line.startswith((b" ", b"\t")) and line.strip() and names):
            break
    machine, common = len(_MACHINE.intersection(names)), len(_COMMON.intersection(names))
    if name.endswith(_MAIL_NAMES) or _MAILDIR.match(name):
        return machine + common >= 1
    return machine >= 1 and machine + common >= 2


def _is_html(data: bytes, name: str) -> bool:
    """A page opens with a tag; a text that only mentions tags does not."""
    sample = data[:4096].lstrip()
    if not sample.startswith(b"<"):
        return name.endswith((".html", ".htm")) and len(_HTML.findall(data[:65536])) >= 3
    return bool(_HTML.search(sample)) and not sample.startswith(b"<svg")
