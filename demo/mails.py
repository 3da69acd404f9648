"""Mails from readable sources: a few header lines, a body, and a mark where a mail program would quote another mail.

The mark is {reply STYLE NAME} or {forward STYLE NAME} on a line of its own.
"""

import re
import textwrap
import tomllib
from base64 import encodebytes
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from email.header import Header
from email.utils import format_datetime, formataddr
from hashlib import blake2b
from mimetypes import guess_type
from pathlib import Path
from quopri import encodestring
from typing import Any

SOURCES = Path(__file__).parent / "sources"
EVIDENCE = Path(__file__).parent / "evidence"
SUMMER = (datetime(2018, 3, 25), datetime(2018, 10, 28))
DIRECTIVE = re.compile(r"^\{(reply|forward) (\w+) ([\w-]+)\}$", re.M)


@dataclass(frozen=True)
class Mail:
    """One mail as written down in the sources. `head` keeps the source's header lines, lower-case names; `file`: its stem."""

    name: str
    file: str
    head: dict[str, str]
    body: str
    people: dict[str, Any] = field(repr=False)

    def person(self, key: str) -> dict[str, Any]:
        """Return whom `key` names: an entry of people.toml, or a full address written out in the mail."""
        if key in self.people:
            return dict(self.people[key])
        name, address = re.fullmatch(r"(.*) <(.*)>", key).groups()  # type: ignore[union-attr]
        return {"name": name, "address": address, "mailer": "", "wrap": 0, "sign": ""}

    @property
    def sender(self) -> dict[str, Any]:
        return self.person(self.head["from"])

    def correspondents(self, header: str) -> list[dict[str, Any]]:
        """Return the people in the To or Cc line."""
        return [self.person(key) for key in filter(None, self.head.get(header, "").split(", "))]

    @property
    def sent(self) -> datetime:
        """When the mail was sent, in its sender's own time; also the place in the mailbox of the one mail without a Date."""
        moment = datetime.fromisoformat(self.head["date"].removeprefix("none "))
        summer = SUMMER[0] <= moment < SUMMER[1]
        return moment.replace(tzinfo=timezone(timedelta(hours=self.sender.get("zone", 0) + summer)))

    @property
    def message_id(self) -> str:
        domain = self.sender["address"].partition("@")[2]
        return f"<{blake2b(self.name.encode(), digest_size=9).hexdigest()}@{domain}>"


Mails = dict[str, Mail]


def read(folder: Path, people: dict[str, Any]) -> Mails:
    """Return the mails written down in `folder`'s text files, by name."""
    paths = sorted(folder.glob("*.txt"))
    found = (_mail(chunk, path.stem, people) for path in paths for chunk in re.split(r"(?m)^=== ", path.read_text("utf-8"))[1:])
    return {mail.name: mail for mail in found}


def _mail(chunk: str, file: str, people: dict[str, Any]) -> Mail:
    top, _, body = chunk.partition("\n\n")
    name, *lines = top.splitlines()
    head = {key.lower(): value for key, value in (line.split(": ", 1) for line in lines)}
    return Mail(name, file, head, body.strip("\n"), people)


def load() -> tuple[Mails, Mails]:
    """Return the mailbox's mails and the loose ones; a reply's missing subject is filled in."""
    people = tomllib.loads((SOURCES / "people.toml").read_text("utf-8"))
    return read(SOURCES / "mail", people), read(SOURCES / "loose", people)


def subject(mail: Mail, mails: Mails) -> str:
    """Return the subject, a reply's from what it answers."""
    if "subject" in mail.head:
        return mail.head["subject"]
    answered = subject(mails[mail.head["reply"]], mails)
    return answered if answered.startswith("Re: ") else f"Re: {answered}"


def text(mail: Mail, mails: Mails) -> str:
    """Return the body as sent: wrapped as the program wraps, signed, disclaimed, and with what it quotes."""
    own, cut, rest = re.split(DIRECTIVE, mail.body, maxsplit=1)[0], DIRECTIVE.search(mail.body), ""
    if cut:
        kind, style, name = cut.groups()
        quoted = QUOTES[kind, style](mails[name], mails)
        rest = "\n\n" + quoted + mail.body[cut.end() :]
    return "\n\n".join(filter(None, [_wrap(own.strip("\n"), mail.sender["wrap"]), *_closing(mail)])) + rest


def _wrap(body: str, width: int) -> str:
    if not width:
        return body
    wrapped = (p if "\n" in p or p.startswith((">", "http")) else textwrap.fill(p, width) for p in body.split("\n\n"))
    return "\n\n".join(wrapped)


def _closing(mail: Mail) -> list[str]:
    """Return the signature and the disclaimer: none under a reply inside the house, a disclaimer only outside."""
    house = mail.sender["address"].partition("@")[2]
    outside = any(not p["address"].endswith(house) for p in mail.correspondents("to"))
    closing = [mail.sender["sign"].strip("\n")] if outside or "reply" not in mail.head else []
    if outside and mail.sender.get("disclaimer"):
        closing.append((SOURCES / "disclaimer.txt").read_text("utf-8").strip())
    return [] if "auto" in mail.head or "html" in mail.head else closing


def _full(person: dict[str, Any]) -> str:
    return f"{person['name']} <{person['address']}>"


def _names(mail: Mail, header: str) -> str:
    return "; ".join(p["name"] for p in mail.correspondents(header))


def _clock(moment: datetime) -> str:
    return f"{moment.hour % 12 or 12}:{moment:%M} {'AM' if moment.hour < 12 else 'PM'}"


def _angled(words: str) -> str:
    return "\n".join((">" if line.startswith(">") else "> ") + line if line else ">" for line in words.splitlines())


def _reply_gmail(mail: Mail, mails: Mails) -> str:
    day = f"{mail.sent:%a, %b} {mail.sent.day}, {mail.sent:%Y} at {_clock(mail.sent)}"
    return f"On {day} {_full(mail.sender)}\nwrote:\n\n{_angled(text(mail, mails))}"


def _reply_apple(mail: Mail, mails: Mails) -> str:
    return f"On {mail.sent.day} {mail.sent:%b %Y, at %H:%M}, {_full(mail.sender)} wrote:\n\n{_angled(text(mail, mails))}"


def _reply_thunderbird(mail: Mail, mails: Mails) -> str:
    return f"On {mail.sent:%d/%m/%Y %H:%M}, {mail.sender['name']} wrote:\n{_angled(text(mail, mails))}"


def _outlook(mail: Mail, mails: Mails) -> str:
    cc = f"Cc: {_names(mail, 'cc')}\n" if "cc" in mail.head else ""
    sent = f"{mail.sent:%A}, {mail.sent.day} {mail.sent:%B %Y %H:%M}"
    head = f"From: {_full(mail.sender)}\nSent: {sent}\nTo: {_names(mail, 'to')}\n{cc}Subject: {subject(mail, mails)}"
    return f"{'_' * 32}\n{head}\n\n{text(mail, mails)}"


def _original(mail: Mail, mails: Mails) -> str:
    sender = f"{mail.sender['name']} [mailto:{mail.sender['address']}]"
    sent = f"{mail.sent.day} {mail.sent:%B %Y %H:%M}"
    head = f"From: {sender}\nSent: {sent}\nTo: {_names(mail, 'to')}\nSubject: {subject(mail, mails)}"
    return f"-----Original Message-----\n{head}\n\n{text(mail, mails)}"


def _forward_gmail(mail: Mail, mails: Mails) -> str:
    day = f"{mail.sent:%a, %b} {mail.sent.day}, {mail.sent:%Y} at {_clock(mail.sent)}"
    to = ", ".join(map(_full, mail.correspondents("to")))
    head = f"From: {_full(mail.sender)}\nDate: {day}\nSubject: {subject(mail, mails)}\nTo: {to}"
    return f"---------- Forwarded message ----------\n{head}\n\n\n{text(mail, mails)}"


def _forward_apple(mail: Mail, mails: Mails) -> str:
    to = ", ".join(map(_full, mail.correspondents("to")))
    date = f"{mail.sent.day} {mail.sent:%B %Y at %H:%M:%S} GMT+{mail.sent.utcoffset().seconds // 3600}"  # type: ignore[union-attr]
    head = f"From: {_full(mail.sender)}\nSubject: {subject(mail, mails)}\nDate: {date}\nTo: {to}"
    return f"Begin forwarded message:\n\n{_angled(head + chr(10) * 2 + text(mail, mails))}"


def _forward_thunderbird(mail: Mail, mails: Mails) -> str:
    to = ", ".join(map(_full, mail.correspondents("to")))
    head = f"Subject: {subject(mail, mails)}\nDate: {format_datetime(mail.sent)}\nFrom: {_full(mail.sender)}\nTo: {to}"
    return f"-------- Forwarded Message --------\n{head}\n\n{text(mail, mails)}"


QUOTES = {
    ("reply", "gmail"): _reply_gmail,
    ("reply", "apple"): _reply_apple,
    ("reply", "thunderbird"): _reply_thunderbird,
    ("reply", "outlook"): _outlook,
    ("forward", "outlook"): _outlook,
    ("forward", "original"): _original,
    ("forward", "gmail"): _forward_gmail,
    ("forward", "apple"): _forward_apple,
    ("forward", "thunderbird"): _forward_thunderbird,
}


def _address(person: dict[str, Any], charset: str) -> str:
    return formataddr((person["name"], person["address"]), charset)


def _ancestors(mail: Mail, mails: Mails) -> list[str]:
    if "reply" not in mail.head:
        return []
    answered = mails[mail.head["reply"]]
    return [*_ancestors(answered, mails), answered.message_id]


def _headers(mail: Mail, mails: Mails) -> list[str]:
    charset = mail.head.get("charset", "utf-8")
    lines = [f"From: {_address(mail.sender, charset)}"]
    for name in ("to", "cc"):
        if name in mail.head:
            lines.append(f"{name.title()}: {', '.join(_address(p, charset) for p in mail.correspondents(name))}")
    title = subject(mail, mails)
    lines.append(f"Subject: {title if title.isascii() else Header(title, charset, header_name='Subject').encode()}")
    if not mail.head["date"].startswith("none"):
        lines.append(f"Date: {format_datetime(mail.sent)}")
    lines.append(f"Message-ID: {mail.message_id}")
    above = _ancestors(mail, mails)
    lines += [f"In-Reply-To: {above[-1]}", "References: " + "\n ".join(above)] if above else []
    mailer = mail.head.get("mailer", mail.sender["mailer"])
    lines += [f"X-Mailer: {mailer}"] if mailer else []
    return [*lines, *(["Auto-Submitted: auto-replied"] if "auto" in mail.head else []), "MIME-Version: 1.0"]


def _body(mail: Mail, mails: Mails) -> tuple[list[str], bytes]:
    """Return the text part's headers and bytes. `Label` declares another charset than the one used: a broken mail."""
    words = text(mail, mails) + "\n"
    charset = mail.head.get("charset", "us-ascii" if words.isascii() else "utf-8")
    kind = "html" if "html" in mail.head else "plain"
    way = {"us-ascii": "7bit", "utf-8": "quoted-printable"}.get(charset, "8bit")
    data = words.encode(charset)
    head = [f"Content-Type: text/{kind}; charset={mail.head.get('label', charset)}", f"Content-Transfer-Encoding: {way}"]
    return head, encodestring(data) if way == "quoted-printable" else data


def _attachment(path: Path) -> bytes:
    media = guess_type(path.name)[0] or "application/octet-stream"
    head = f"Content-Type: {media}; name={path.name}\nContent-Disposition: attachment; filename={path.name}\n"
    return f"{head}Content-Transfer-Encoding: base64\n\n".encode() + encodebytes(path.read_bytes())


def raw(mail: Mail, mails: Mails, attachments: Path) -> bytes:
    """Return the mail as it travels, LF line ends; attachments are read from under `attachments`."""
    head, body = _body(mail, mails)
    if "attach" not in mail.head:
        return "\n".join([*_headers(mail, mails), *head, "", ""]).encode() + body
    cut = f"=_{blake2b(mail.name.encode(), digest_size=8).hexdigest()}"
    top = [*_headers(mail, mails), f'Content-Type: multipart/mixed; boundary="{cut}"', "", f"--{cut}", *head, "", ""]
    made = attachments / mail.head["attach"]
    part = _attachment(made if made.exists() else EVIDENCE / mail.head["attach"])
    return "\n".join(top).encode() + body + f"--{cut}\n".encode() + part + f"--{cut}--\n".encode()


def mbox(mails: Mails, attachments: Path) -> bytes:
    """Return the visible mails as one mbox in the order of their dates, body lines that begin with "From " guarded."""
    visible = sorted((m for m in mails.values() if "hidden" not in m.head), key=lambda m: m.sent)
    return b"".join(_entry(mail, raw(mail, mails, attachments)) for mail in visible)


def _entry(mail: Mail, data: bytes) -> bytes:
    stamp = mail.sent.astimezone(UTC)
    line = f"From {mail.sender['address']} {stamp:%a %b %d %H:%M:%S %Y}\n"
    return line.encode() + re.sub(rb"(?m)^(>*From )", rb">\1", data) + b"\n"
