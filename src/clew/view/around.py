"""A passage with the words around it, as lists of passages show it."""

from clew.records import Record, Span
from clew.view.desk import Desk


class Around(Record, frozen=True, gc=False):
    """A passage with the words around it."""

    span: Span
    before: str
    after: str


def around(desk: Desk, span: Span, reach: int = 160) -> Around:
    """Return a passage with up to `reach` characters of its paragraph on either side."""
    text = desk.document(span.document).text
    before = text[max(0, span.start - reach) : span.start].rpartition("\n\n")[2]
    after = text[span.end : span.end + reach].partition("\n\n")[0]
    if len(before) == reach:
        before = "… " + before.partition(" ")[2]
    if len(after) == reach:
        after = after.rpartition(" ")[0] + " …"
    return Around(span, before, after)
