"""The questions the documents leave open, by document or by kind."""

from collections import Counter
from typing import Any

from clew.records import Document, Question, Record
from clew.view.asked import Asked, sheet
from clew.view.desk import Desk


class Open(Record, frozen=True, gc=False):
    """A question with the words around it, and its document."""

    question: Question
    before: str
    after: str
    document: Document


def context(desk: Desk, asked: Asked) -> dict[str, Any]:
    """Return the questions, of one `kind` when given, grouped `by` "document" or "kind"."""
    kind, by = asked.get("kind", ""), "kind" if asked.get("by") == "kind" else "document"
    wanted = [q for q in desk.case.questions if kind in ("", q.kind)]
    if by == "kind":
        wanted.sort(key=lambda q: q.kind)
    shown, pager = sheet(asked, wanted)
    groups: dict[str, list[Open]] = {}
    for question in shown:
        key = question.kind if by == "kind" else question.span.document
        groups.setdefault(key, []).append(around(desk, question))
    kinds = Counter(q.kind for q in desk.case.questions).most_common()
    return {"groups": groups, "by": by, "kind": kind, "kinds": kinds, "pager": pager}


def around(desk: Desk, question: Question, reach: int = 160) -> Open:
    """Return a question with up to `reach` characters of its paragraph on either side."""
    document, span = desk.document(question.span.document), question.span
    text = document.text
    before = text[max(0, span.start - reach) : span.start].rpartition("\n\n")[2]
    after = text[span.end : span.end + reach].partition("\n\n")[0]
    if len(before) == reach:
        before = "… " + before.partition(" ")[2]
    if len(after) == reach:
        after = after.rpartition(" ")[0] + " …"
    return Open(question, before, after, document)
