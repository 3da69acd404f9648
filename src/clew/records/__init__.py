"""The records every stage speaks in: frozen, plain, and named by what they say.

Offsets count code points of a document's mended text and are half-open. Times are timezone-aware UTC.
An observed record's id is a hash of its other fields, so the same evidence gives the same ids on any engine.
"""

from clew.records.base import R, Record, Span, When, digest, make
from clew.records.decided import Conflict, Hypothesis, Identity, Judgement, Link, Note, Verdict
from clew.records.document import Box, Document, Edit, Field, Finding, Header, Source, Zone, ZoneKind, found_offset, found_text
from clew.records.observed import (
    Certainty,
    Claim,
    Event,
    Hint,
    Hints,
    Mention,
    MentionForm,
    MentionKind,
    Observation,
    Parse,
    Question,
    Receipt,
    Skipped,
    Status,
    Token,
    Voice,
)
from clew.records.threads import Copies, Copy, Difference, Known, Message, Quoted, Thread, Tie

__all__ = [
    "Box",
    "Certainty",
    "Claim",
    "Conflict",
    "Copies",
    "Copy",
    "Difference",
    "Document",
    "Edit",
    "Event",
    "Field",
    "Finding",
    "Header",
    "Hint",
    "Hints",
    "Hypothesis",
    "Identity",
    "Judgement",
    "Known",
    "Link",
    "Mention",
    "MentionForm",
    "MentionKind",
    "Message",
    "Note",
    "Observation",
    "Parse",
    "Question",
    "Quoted",
    "R",
    "Receipt",
    "Record",
    "Skipped",
    "Source",
    "Span",
    "Status",
    "Thread",
    "Tie",
    "Token",
    "Verdict",
    "Voice",
    "When",
    "Zone",
    "ZoneKind",
    "digest",
    "found_offset",
    "found_text",
    "make",
]
