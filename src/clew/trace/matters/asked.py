"""The questions of the texts: those that ask the same are one, however often a mail is quoted or a story copied."""

from collections.abc import Iterable, Iterator
from itertools import chain

from clew.records import Answer, Mention, Question
from clew.trace.matters.found import Found
from clew.trace.matters.look import Look
from clew.trace.matters.participants import judged_by_person, named_by_person, who_key
from clew.trace.matters.replies import Replies
from clew.trace.matters.told import named_companions, told_elsewhere
from clew.trace.matters.words import plain, short

# Words enough that no two texts ask the same by chance; a shorter question must also stand among the same words.
_TELLING = 6
_AROUND = 40


def asked(look: Look) -> Iterator[Found]:
    """Yield each question of the texts with what answers it."""
    questions = [q for o in look.observations for q in sorted(o.questions, key=lambda q: (q.span.start, q.id))]
    alike, replies = _Alike(look, questions), Replies(look)
    for question in questions:
        unknown = _unknown(look, question)
        key = who_key(look, unknown) if unknown else ("words", question.kind, alike.of(question))
        named = named_by_person(look, unknown) if unknown else ()
        answers = chain(named, told_elsewhere(look, question), named_companions(look, question), replies.to(question))
        yield _found(question, key, answers)


def _found(question: Question, key: tuple[str, ...], answers: Iterable[Answer]) -> Found:
    asks = short(question.span.text, 200)
    return Found(key, question.kind, asks, question.span, question.about, question.by, tuple(answers), question.id)


def _unknown(look: Look, question: Question) -> Mention | None:
    """Return the person that a question asks the name of, when it is somebody whom nobody has identified, or only a person has."""
    if question.kind != "who":
        return None
    for mention in (look.mentions[m] for m in question.about if m in look.mentions):
        identity = look.identity(mention.id)
        unknown = identity is not None and (not identity.identified or judged_by_person(identity))
        if unknown and mention.form == "description" and look.unnamed(mention):
            return mention
    return None


class _Alike:
    """Finds the first question that asks what another asks: in the same words, and if these are few, beside the same words."""

    def __init__(self, look: Look, questions: Iterable[Question]) -> None:
        self._first: dict[tuple[str, ...], str] = {}
        self._of: dict[str, str] = {}
        for question in questions:
            keys = list(_keys(look, question))
            first = next((self._first[key] for key in keys if key in self._first), question.id)
            self._of[question.id] = first
            for key in keys:
                self._first.setdefault(key, first)

    def of(self, question: Question) -> str:
        """Return the id of the first question that asks the same."""
        return self._of[question.id]


def _keys(look: Look, question: Question) -> Iterator[tuple[str, ...]]:
    text, span, words = look.documents[question.span.document].text, question.span, plain(question.span.text)
    if words.count(" ") + 1 >= _TELLING:
        yield question.kind, words
        return
    before = plain(text[max(0, span.start - 2 * _AROUND) : span.start])[-_AROUND:]
    after = plain(text[span.end : span.end + 2 * _AROUND])[:_AROUND]
    yield question.kind, words, "before", before[-_AROUND // 2 :]
    yield question.kind, words, "after", after[: _AROUND // 2]
