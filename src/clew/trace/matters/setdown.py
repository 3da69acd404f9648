"""Questions that are set down with their answers: right behind them, or where somebody puts the same question again."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from clew.records import Answer, Document, Question, Span
from clew.trace.matters.answers import yes_or_no
from clew.trace.matters.look import Look
from clew.trace.matters.words import plain, words

BEHIND, AGAIN = "answered-at-once/1", "asked-again/1"

# Two questions that share so many words in a row are one: six, two of them of some length, since "could you please let me
# know whether" is none.
_RUN, _TELLING, _LONG = 6, 2, 6
_POLITE = frozenset({"please", "should", "whether"})

# A question and an answer are at most so long where both are set down.
_ASKED, _SHOWN = 300, 240

# "No." and "Yes, he did", not "No one knows": what is said is set apart by a mark.
_ALONE = re.compile(r"[\s\"'“‘(]*(?P<said>[^.,;:!?\"”\n]{1,40})[.,;!\"”]")
_START = re.compile(r"[.:;!?)]\s|\n")


class SetDown(NamedTuple):
    """A question with the answer behind it: the words of both, and those of the answer."""

    span: Span
    answer: str


class Answered:
    """Finds the questions of a case that are set down with their answers."""

    def __init__(self, look: Look) -> None:
        self._look = look

    @cached_property
    def _again(self) -> dict[str, list[SetDown]]:
        return set_down(self._look.documents.values())

    def to(self, question: Question) -> Iterator[Answer]:
        """Yield what answers a question that is asked outright."""
        if question.by.startswith("asked"):
            yield from self._at_once(question)
            yield from self._asked_again(question)

    def _at_once(self, question: Question) -> Iterator[Answer]:
        """Yield the words right behind a question that say yes or no to it: who notes down a talk puts down both."""
        document = self._look.documents[question.span.document]
        if question.kind != "whether" or document.kind in ("mail", "chat"):
            return
        found = _ALONE.match(document.text, question.span.end, min(len(document.text), question.span.end + _SHOWN))
        if found and (said := yes_or_no(found["said"], whole=True)) != "replied":
            yield Answer(_sentence(document, found.start("said")), None, said, "stands right behind the question", BEHIND)

    def _asked_again(self, question: Question) -> Iterator[Answer]:
        """Yield the answer that stands behind the same question elsewhere: "Question 1: may it be a person? Answer: no."."""
        found = (each for run in _runs(question.span.text) for each in self._again.get(run, ()))
        for span, answer in dict.fromkeys(found):
            if span.document != question.span.document or span.start > question.span.end:
                said = yes_or_no(answer) if question.kind == "whether" else "replied"
                yield Answer(span, None, said, "the same question is put here with its answer", AGAIN)


def set_down(documents: Iterable[Document]) -> dict[str, list[SetDown]]:
    """Return the questions of `documents` that stand before an answer, with it, by the runs of words of the question."""
    found: dict[str, list[SetDown]] = defaultdict(list)
    mark = re.compile(rf"\?[\"'”’)]*\s+(?:{'|'.join(words('answer'))})\s+(?=\S)", re.IGNORECASE)
    for document in documents:
        for match in mark.finditer(document.text):
            first = max(0, match.start() - _ASKED)
            starts = [m.end() for m in _START.finditer(document.text, first, match.start())]
            answer = _sentence(document, match.end())
            span = document.span(starts[-1] if starts else first, answer.end)
            for run in _runs(document.text[span.start : match.start()]):
                found[run].append(SetDown(span, answer.text))
    return found


def _sentence(document: Document, start: int) -> Span:
    """Return the sentence that begins at `start`."""
    text = document.text[start : start + _SHOWN]
    end = re.search(r"[.!?][\"'”’)]*(?=\s|$)|\n", text)
    return document.span(start, start + (end.end() if end else len(text)))


def _runs(text: str) -> Iterator[str]:
    said = plain(text).split()
    for at in range(len(said) - _RUN + 1):
        run = said[at : at + _RUN]
        if sum(len(word) >= _LONG and word not in _POLITE for word in run) >= _TELLING:
            yield " ".join(run)
