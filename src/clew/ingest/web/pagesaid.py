"""All that a page says of itself, gathered."""

from typing import Any

from clew.ingest.web.linkeddata import linked
from clew.ingest.web.pageaddress import addresses, saved
from clew.ingest.web.pagedate import readable
from clew.ingest.web.pagefacts import Fact, facts, first_said
from clew.records import Record

# The facts shown above the text, in this order.
SHOWN = ("Title", "Author", "Site", "Date")


class Said(Record, frozen=True):
    """facts: title, authors, site; dates: of publication, all its data states; kept: the words that say when it was copied."""

    facts: list[Fact]
    dates: list[Fact]
    modified: list[Fact]
    addresses: list[Fact]
    kept: str | None


def said_by(root: Any, html: str, address: str = "") -> Said:
    """Return what the page `html`, below `root`, says of itself. address: where it was, when the file that holds it says so."""
    data = linked(root)
    found = [fact for label in SHOWN[:3] for fact in first_said(facts(root, data, label))]
    dates = readable(facts(root, data, "Date"))
    return Said(found, dates, first_said(facts(root, data, "Modified")), addresses(root, html, address), saved(html))
