"""Hand-made records for tests: a document from its text, spans by their words."""

from clew.records import Claim, Document, Event, Mention, Observation, Source, Span, Voice, When, digest, make

AUTHOR = Voice(None, None, "wrote", "certain")


def document(text: str, path: str = "a.txt") -> Document:
    """Return a document with `text`, its id made of path and text."""
    return Document(digest(path, text), Source(path, digest(text)), "text/plain", "text", None, text, language="en")


def span(found: Document, words: str, nth: int = 0) -> Span:
    """Return the nth place of `words` in the document."""
    start = -1
    for _ in range(nth + 1):
        start = found.text.index(words, start + 1)
    return found.span(start, start + len(words))


def mention(
    found: Document, words: str, name: str | None = None, nth: int = 0, kind: str = "person", form: str = "name"
) -> Mention:
    """Return a mention of `words`."""
    return make(Mention, span=span(found, words, nth), kind=kind, form=form, name=name or words, by="test/1")


def event(kind: str, evidence: Span, *roles: tuple[str, Mention], status: str = "happened", when: When | None = None) -> Event:
    """Return an event with one passage."""
    named = tuple((role, who.id) for role, who in roles)
    return make(Event, kind=kind, roles=named, when=when, where=None, status=status, evidence=(evidence,), by="test/1")


def claim(content: Span, event: Event | None, *voices: Voice) -> Claim:
    """Return a claim by the author and `voices`."""
    return make(Claim, content=content, event=event.id if event else None, voices=(AUTHOR, *voices), by="test/1")


def observation(
    found: Document, *mentions: Mention, events: tuple[Event, ...] = (), claims: tuple[Claim, ...] = ()
) -> Observation:
    """Return an observation of `found`."""
    return Observation(found, mentions, (), events, claims)
