"""The formats that are read: what people call each, which module reads it, and the endings its files go by."""

from clew.records import Record


class Format(Record, frozen=True, gc=False):
    """One format: what people call it, its reader's module below `clew.ingest`, and the endings its files go by.

    streams   whether it is a container whose reader works off the disk, so that it may be of any size
    """

    says: str
    module: str
    endings: tuple[str, ...]
    streams: bool = False


FORMATS: dict[str, Format] = {
    "text": Format("plain text", "plain", (".txt", ".text", ".md", ".log")),
    "html": Format("a web page", "web.webpage", (".html", ".htm", ".xhtml")),
    "savedpage": Format("a saved web page", "web.savedpage", (".mht", ".mhtml")),
    "mail": Format("a mail", "mail.message", (".eml", ".emlx", ".msg", ".mht", ".mhtml")),
    "mbox": Format("a mailbox", "mail.mbox", (".mbox", ".mbx"), streams=True),
    "outlook": Format("an Outlook message", "mail.outlook", (".msg",)),
    "tnef": Format("what Outlook wraps (winmail.dat)", "mail.tnef", ()),
    "pst": Format("an Outlook mailbox", "mail.pst", (".pst", ".ost"), streams=True),
    "elsewhere": Format("a pointer to what lies elsewhere", "mail.elsewhere", ()),
    "calendar": Format("a calendar", "mail.calendar", (".ics", ".ical", ".vcs")),
    "card": Format("address cards", "mail.card", (".vcf", ".vcard")),
    "pdf": Format("a PDF", "scans.pdf", (".pdf",)),
    "picture": Format("a picture", "scans.picture", (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp", ".webp")),
    "docx": Format("a Word document", "office.word", (".docx", ".docm", ".dotx", ".doc")),
    "doc": Format("an old Word document", "office.oldword", (".doc", ".dot")),
    "slides": Format("slides", "office.slides", (".pptx", ".pptm", ".ppsx")),
    "object": Format("an embedded object", "office.embedded", ()),
    "opendocument": Format(
        "an OpenDocument file", "office.opendocument", (".odt", ".ods", ".odp", ".odg", ".fodt", ".fods", ".fodp")
    ),
    "rtf": Format("rich text", "office.richtext", (".rtf", ".doc")),
    "xlsx": Format("a workbook", "office.workbook", (".xlsx", ".xlsm", ".xlsb", ".xls")),
    "csv": Format("a table", "office.delimited", (".csv", ".tsv", ".tab"), streams=True),
    "subtitles": Format("subtitles", "chats.subtitles", (".vtt", ".srt")),
    "whatsapp": Format("a WhatsApp chat", "chats.whatsapp", (".txt",)),
    "telegram": Format("a Telegram chat", "chats.telegram", ()),
    "slack": Format("a Slack channel", "chats.slack", ()),
    "zip": Format("a zip archive", "archives.zipfile", (".zip",), streams=True),
    "tar": Format("a tar archive", "archives.tarfile", (".tar", ".tgz", ".tbz2", ".txz"), streams=True),
    "packed": Format("a packed file", "archives.packed", (".gz", ".bz2", ".xz", ".tgz", ".tbz2", ".txz"), streams=True),
    "sevenzip": Format("a 7z or rar archive", "archives.sevenzip", (".7z", ".rar"), streams=True),
}
