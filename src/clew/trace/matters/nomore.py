"""What answers whether somebody acted on a thing: a passage that says that he did nothing more."""

from collections.abc import Iterator, Sequence

from clew.records import Answer, Question, Span
from clew.trace.matters.look import Look
from clew.trace.matters.told import stands_elsewhere
from clew.trace.matters.words import pattern

NO_MORE = "did-no-more/1"

# So far around a question and an answer somebody else must be named in both: then they are of one affair.
_AFFAIR = 1_500


def did_no_more(look: Look, question: Question) -> Iterator[Answer]:
    """Yield the passages that say of the one person a question is about that he did nothing more, in the same affair."""
    who = _only(look, question)
    if question.kind != "whether" or who is None or not pattern("acted").search(question.span.text):
        return
    for passage in look.no_more:
        said = stands_elsewhere(question, passage) and _said_of(look, passage) == who
        if said and _company(look, question.span) & _company(look, passage) - {who}:
            yield Answer(passage, None, "denied", "said to have done nothing more", NO_MORE)


def _only(look: Look, question: Question) -> str | None:
    """Return the one person whom a question is about, or None."""
    found = {i.id for m in question.about if (i := look.identity(m)) and i.kind == "person" and i.identified}
    return min(found) if len(found) == 1 else None


def _said_of(look: Look, passage: Span) -> str | None:
    """Return whom a sentence is about: the one person it names besides those who say it."""
    voices = {m for c in look.claims_at.over(passage) for v in c.voices if v.holder for m in _heads(look, v.holder)}
    found = _named(look, passage) - {i.id for m in voices if (i := look.identity(m))}
    return min(found) if len(found) == 1 else None


def _heads(look: Look, holder: Span) -> Sequence[str]:
    """Return the mentions that a voice is named by; of "a lawyer for Vale" Vale is not one."""
    return [m.id for m in look.mentions_at.over(holder) if m.span.start == holder.start or m.span.end >= holder.end - 1]


def _named(look: Look, passage: Span) -> set[str]:
    found = (look.identity(m.id) for m in look.mentions_at.over(passage) if m.kind == "person" and m.form != "pronoun")
    return {i.id for i in found if i and i.identified}


def _company(look: Look, span: Span) -> set[str]:
    """Return the people named around `span`."""
    text = look.documents[span.document].text
    return _named(look, look.documents[span.document].span(max(0, span.start - _AFFAIR), min(len(text), span.end + _AFFAIR)))
