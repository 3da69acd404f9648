"""The questions of the texts: those that ask the same are one, however often a mail is quoted or a story copied."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from clew.records import Answer, Mention, Question
from clew.trace.matters.found import Found, Key
from clew.trace.matters.hearings import Hearings
from clew.trace.matters.look import Look
from clew.trace.matters.nomore import did_no_more
from clew.trace.matters.participants import judged, named_by_person, who_keys
from clew.trace.matters.replies import Replies
from clew.trace.matters.setdown import Answered
from clew.trace.matters.there import told_there
from clew.trace.matters.told import named_companions, told_elsewhere
from clew.trace.matters.words import plain, short

# Words enough that no two texts ask the same by chance; a shorter question must also stand among the same words.
_TELLING = 6
_AROUND = 20

_TOLD = (told_elsewhere, told_there, did_no_more, named_companions)

_WHO_IS = re.compile(r"who (?:is|was) [\W_]*([A-Z]{2,4})\b", re.IGNORECASE)


def asked(look: Look) -> Iterator[Found]:
    """Yield each question of the texts with what answers it."""
    finders = (Answered(look), Hearings(look), Replies(look))
    for question in (q for o in look.observations for q in sorted(o.questions, key=lambda q: (q.span.start, q.id))):
        unknown = _unknown(look, question)
        who = who_keys(look, unknown) if unknown else tuple(_codes(question))
        named = named_by_person(look, unknown) if unknown else ()
        told = (rule(look, question) for rule in _TOLD)
        answers = chain(named, *told, *(finder.to(question) for finder in finders))
        yield _found(question, (*who, *_keys(look, question)), answers)


def _found(question: Question, keys: tuple[Key, ...], answers: Iterable[Answer]) -> Found:
    asks = short(question.span.text, 200)
    return Found(
        keys, question.kind, asks, question.span, question.about, question.by, tuple(answers), question.id, copied="words"
    )


def _unknown(look: Look, question: Question) -> Mention | None:
    """Return whose name a question asks for, when it is somebody whom no rule has identified."""
    if question.kind != "who":
        return None
    for mention in (look.mentions[m] for m in question.about if m in look.mentions):
        identity = look.identity(mention.id)
        unknown = identity is not None and (not identity.identified or judged(look, mention) is not None)
        if unknown and mention.form == "description" and look.unnamed(mention):
            return mention
    return None


def _codes(question: Question) -> Iterator[Key]:
    """Yield the key of a question such as "Who is NB?"."""
    found = _WHO_IS.match(question.span.text) if question.kind == "who" else None
    if found:
        yield "called", found[1]


def _keys(look: Look, question: Question) -> Iterator[Key]:
    """Yield the words of a question; if these are few, with the words before it and with those behind it."""
    text, span, words = look.documents[question.span.document].text, question.span, plain(question.span.text)
    if words.count(" ") + 1 >= _TELLING:
        yield question.kind, words
        return
    before = plain(text[max(0, span.start - 2 * _AROUND) : span.start])[-_AROUND:]
    after = plain(text[span.end : span.end + 2 * _AROUND])[:_AROUND]
    yield question.kind, words, "before", before
    yield question.kind, words, "after", after
