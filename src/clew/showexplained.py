"""How a document was read, as lines of text for a terminal: each sentence, and below it what became of it."""

from collections.abc import Iterator

from clew.case import Case
from clew.explain import Explanation, Passage
from clew.records import Claim, Document, Event, Mention, When
from clew.show import chain, event_line, quote, who
from clew.when import display

# Where the rule's name stands, so that it can be found by eye; longer lines push it out.
_RULE = 92


def explained_lines(explanation: Explanation) -> Iterator[str]:
    """Yield each passage with where it stands, then each record that begins in it, with its rule; then what was let go."""
    case = Case([explanation.observation])
    told: set[str] = set()
    yield _heading(explanation.observation.document)
    for passage in explanation.passages:
        yield f"{passage.start:>6}  {' '.join(passage.text.split())}"
        yield from (f"        {kind:<12} {says:<{_RULE}}  {by}".rstrip() for kind, says, by in _found(case, passage, told))


def _heading(document: Document) -> str:
    source = " ".join(filter(None, (document.source.path, document.source.part))) or "standard input"
    return f"{source}  ({document.kind}, {document.language or 'language not known'})"


def _found(case: Case, passage: Passage, told: set[str]) -> Iterator[tuple[str, str, str]]:
    """Yield kind, words and rule of each record; of an event that was told before only that it is told again."""
    for mention in passage.mentions:
        yield mention.kind, _mention(case, mention), mention.by
    for date in passage.dates:
        yield "date", _date(date), date.rule
    for event in passage.events:
        yield "event", f"again: {event.kind} {event.id[:8]}" if event.id in told else _event(case, event), event.by
        told.add(event.id)
    for claim in passage.claims:
        yield "claim", _claim(claim), claim.by
    for question in passage.questions:
        about = ", ".join(dict.fromkeys(who(case, m) for m in question.about))
        yield "question", f"{question.kind}: {quote(question.span)}{f', about {about}' if about else ''}", question.by
    for near in passage.near:
        yield "not", f"{quote(near.span)}: {near.reason}", near.by
    for skipped in passage.skipped:
        yield "skipped", skipped.reason, ""


def _mention(case: Case, mention: Mention) -> str:
    """Return a mention's words, and whose they are when the words do not say it."""
    name, said = who(case, mention.id), " ".join(mention.span.text.split())
    return f"{said} ({mention.form})" if name.casefold() == said.casefold() else f"{said} = {name} ({mention.form})"


def _date(when: When) -> str:
    on = f", by {quote(when.anchor)}" if when.anchor else ""
    return f"{quote(when.span)}: {display(when)}{on}"


def _event(case: Case, event: Event) -> str:
    when = f"; when {display(event.when)}" if event.when else ""
    return f"{event_line(case, event)}{when} ({event.status}) {event.id[:8]}"


def _claim(claim: Claim) -> str:
    event = f" of {claim.event[:8]}" if claim.event else ""
    return f"{chain(claim)}{event}: {quote(claim.content)}"
