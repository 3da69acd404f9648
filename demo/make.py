"""Makes the demo case's binary and assembled evidence from `sources/`. Everything in it is invented.

    python demo/make.py [FOLDER]      default: demo/evidence

Text evidence is committed as it is and not touched.
"""

import sys
from html import escape
from pathlib import Path

import mails
import papers

SOURCES = Path(__file__).parent / "sources"

# The vowels that a substitution tool swapped in Tidewire's own words, by the names of the letters that took their places.
LOOK_ALIKES = str.maketrans({
    "a": "\N{CYRILLIC SMALL LETTER A}",
    "e": "\N{CYRILLIC SMALL LETTER IE}",
    "i": "\N{CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I}",
    "o": "\N{CYRILLIC SMALL LETTER O}",
    "A": "\N{CYRILLIC CAPITAL LETTER A}",
    "E": "\N{CYRILLIC CAPITAL LETTER IE}",
    "I": "\N{CYRILLIC CAPITAL LETTER BYELORUSSIAN-UKRAINIAN I}",
    "O": "\N{CYRILLIC CAPITAL LETTER O}",
})  # fmt: skip


def tidewire() -> list[str]:
    """Return Tidewire's paragraphs as published: its own words disguised, those marked "> " in the source (the Courier's) not."""
    paragraphs = (SOURCES / "tidewire.txt").read_text("utf-8").rstrip("\n").replace("_", "\N{NO-BREAK SPACE}").split("\n\n")
    return [p.removeprefix("> ") if p.startswith("> ") else p.translate(LOOK_ALIKES) for p in paragraphs]


def tidewire_page(paragraphs: list[str]) -> str:
    """Return the same article as a page with its furniture."""
    title, *rest = (escape(p, quote=False) for p in paragraphs)
    article = "\n".join([f"<h1>{title}</h1>", *(f"<p>{p}</p>" for p in rest)])
    return (SOURCES / "html/tidewire.html").read_text("utf-8").replace("{title}", title).replace("{article}", article)


def pages() -> dict[str, bytes]:
    """Return the pages and stories: path in the evidence -> bytes."""
    story = tidewire()
    plain = {"news": ("courier-2019-06-24", "courier-2019-07-08"), "contract": ("award-notice", "register-norhaven")}
    made = {f"{folder}/{n}.html": (SOURCES / f"html/{n}.html").read_bytes() for folder, names in plain.items() for n in names}
    text = "\n\n".join(story) + "\n"
    return {**made, "news/tidewire.txt": text.encode(), "news/tidewire.html": tidewire_page(story).encode()}


def post(folder: Path) -> dict[str, bytes]:
    """Return the mailbox and the loose mails; attachments come from `folder`, where the papers already are."""
    boxed, loose = mails.load()
    single = {f"mail/{m.file}.eml": mails.raw(m, loose, folder).replace(b"\n", b"\r\n") for m in loose.values()}
    return {"mail/harbour-office.mbox": mails.mbox(boxed, folder), **single}


def write(made: dict[str, bytes], folder: Path) -> None:
    """Write `made` below `folder`."""
    for name, data in sorted(made.items()):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def main(folder: Path) -> None:
    """Make everything below `folder`: papers first, because mails carry some of them."""
    write({**papers.make_all(SOURCES), **pages()}, folder)
    write(post(folder), folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else mails.EVIDENCE)
