"""Contact with somebody of whom a pronoun is all that is said: "rung at home by somebody in the minister's office"."""

import re
from collections.abc import Iterator
from functools import cache

from clew.records import Document, Span
from clew.trace.matters.found import Found, Key
from clew.trace.matters.look import Look
from clew.trace.matters.words import short, words

SOMEBODY = "somebody/1"

# The pronoun, with what is said behind it of who it is: "in the minister's office", "from NB".
_WHO = r"(?P<who>[Ss]ome(?:body|one)(?:\s+(?:in|from|at|of|with|close\s+to|near)\s+[^.,;:!?()\n]{2,40}?)?)"
_ENDS = r"(?=\s+(?:who|that|which|and|about|has|had|is|was|on|to)\b|[.,;:!?()\n]|\s*\Z)"
# So much of a long sentence is looked at, which is rather a list; so much behind the contact is shown.
_NEAR, _SHOWN = 150, 60
_CODE = re.compile(r"\b([A-Z]{2,4})\b")

# Before it these say that the contact is only supposed, wished or denied.
_NOT_TOLD = re.compile(r"\b(?:if|whether|would|could|should|(?-i:may)|might|never|not|no|nobody)\b|n['’]t\b", re.IGNORECASE)


def somebodies(look: Look) -> Iterator[Found]:
    """Yield the sentences in which somebody who is called just that was in touch with a person who is identified there."""
    for observation in look.observations:
        document = observation.document
        for match in (m for pattern in _patterns() for m in pattern.finditer(document.text)):
            passage = _around(look, document.span(*match.span()))
            if _is_told(document, match, passage) and _knows(look, passage) and not _is_described(look, document, match):
                yield _found(look, document, match, passage)


def _is_told(document: Document, match: re.Match[str], passage: Span) -> bool:
    """Whether the contact was, as far as the words before it and the end of the sentence tell."""
    return not _NOT_TOLD.search(document.text, passage.start, match.end()) and not passage.text.endswith("?")


def _knows(look: Look, passage: Span) -> bool:
    found = (look.identity(m.id) for m in look.mentions_at.over(passage) if m.kind == "person")
    return any(i is not None and i.identified for i in found)


def _is_described(look: Look, document: Document, match: re.Match[str]) -> bool:
    """Whether the pronoun is a description of somebody in an event: then that is the gap."""
    found = look.mentions_at.at(document.id, match.start("who"), match.end("who"))
    return any(m.form == "description" and m.span.start == match.start("who") for m in found)


def _around(look: Look, span: Span) -> Span:
    """Return the sentence around `span`, of a long one what is near."""
    sentence, document = look.ledger.passage(span), look.documents[span.document]
    return document.span(max(sentence.start, span.start - _NEAR), min(sentence.end, span.end + _NEAR))


def _found(look: Look, document: Document, match: re.Match[str], passage: Span) -> Found:
    said = document.text[match.start() : min(passage.end, match.end() + _SHOWN)]
    said = said.rstrip(" .") if match.start() + len(said) >= passage.end else said.rpartition(" ")[0]
    span = document.span(match.start(), max(match.end(), match.start() + len(said)))
    codes: tuple[Key, ...] = tuple(("called", code[1]) for code in _CODE.finditer(match["who"]))
    keys = (*codes, ("somebody", document.id, str(span.start)))
    about = tuple(m.id for m in look.mentions_at.over(passage))
    asks = f"who is “{short(match['who'])}”, of whom this tells?"
    return Found(keys, "participant", asks, span, about, SOMEBODY, copied="somebody")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    contacted, things, does = ("|".join(words(name)) for name in ("contacted", "contact_from", "contacts"))
    made = (
        rf"\b(?:{contacted})(?:\s+[\w'’]+){{0,4}}\s+by\s+{_WHO}{_ENDS}",
        rf"\b(?:{things})(?:\s+[\w'’]+){{0,2}}\s+from\s+{_WHO}{_ENDS}",
        rf"\b{_WHO}(?:\s+(?:also|then|again|later))?\s+(?:{does})\s+(?=(?:[A-Z]|me\b|us\b|him\b|her\b|them\b|up\b))",
    )
    return tuple(re.compile(pattern, re.IGNORECASE if n < 2 else 0) for n, pattern in enumerate(made))
