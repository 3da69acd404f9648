"""What is asked about somebody in one place, and of himself in a hearing: "Did you ask them to change it?" "No." """

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from clew.records import Answer, Document, Question, Span, Zone
from clew.trace.matters.answers import yes_or_no
from clew.trace.matters.look import Look
from clew.trace.matters.words import plain, words

HEARD = "asked-in-a-hearing/1"

# So much of an answer is shown.
_SHOWN = 160

_REPLY = re.compile(r"^(?:(?:re|fwd?|aw|wg)\s*:\s*)+", re.IGNORECASE)
# Bounded, since a turn may be as long as it likes.
_PUT = r"\b(?:did|have|had|has|do|were|was|are)\s+you\b[^?.]{{0,200}}?\b{verb}\w{{0,3}}\b[^?]{{0,300}}\?"

# A shorter word tells nothing of what is asked.
_LONG = 4


class Put(NamedTuple):
    """What was put to a witness, and the answer."""

    asked: str
    answer: Span


class Hearings:
    """Finds what witnesses were asked about themselves and said yes or no to."""

    def __init__(self, look: Look) -> None:
        self._look = look

    def to(self, question: Question) -> Iterator[Answer]:
        """Yield the witness's own yes or no to what a question asks about him: by the same verb, and of the same thing."""
        subject = self._subject(question)
        if subject is None or question.kind != "whether" or not question.by.startswith("asked"):
            return
        who, verb, about = subject
        pattern = re.compile(_PUT.format(verb=re.escape(verb)), re.IGNORECASE)
        for asked, answer in self._put.get(who, ()):
            found = pattern.search(asked) if answer.document != question.span.document else None
            if found and about <= set(plain(asked).split()) and (said := yes_or_no(answer.text)) != "replied":
                yield Answer(answer, None, said, "asked of the same person in a hearing, who answers", HEARD)

    def _subject(self, question: Question) -> tuple[str, str, set[str]] | None:
        """Return whom a question is about, the verb behind that name, and its telling words: its own, else those of the mail's
        subject. None when it names nobody or more than one, or tells nothing of what it asks."""
        named = [m for id in question.about if (m := self._look.mentions.get(id)) and m.kind == "person" and m.form == "name"]
        people = {i.id for m in named if (i := self._look.identity(m.id)) and i.identified}
        if len(people) != 1:
            return None
        rest = plain(question.span.text[named[0].span.end - question.span.start :]).split()
        own = _telling(rest[1:])
        about = own or _telling(plain(_REPLY.sub("", self._look.documents[question.span.document].title or "")).split())
        return (min(people), rest[0], about) if rest and about else None

    @cached_property
    def _put(self) -> dict[str, list[Put]]:
        """What was put to each witness, by his identity."""
        found: dict[str, list[Put]] = defaultdict(list)
        for document in self._look.documents.values():
            turns = sorted((z for z in document.zones if z.kind == "turn" and z.voice), key=lambda z: z.start)
            for before, after in pairwise(turns if document.kind != "chat" else ()):
                if who := self._speaker(after):
                    found[who].append(Put(document.text[before.start : before.end], _beginning(document, after)))
        return found

    def _speaker(self, turn: Zone) -> str | None:
        mentions = self._look.mentions_at.over(turn.voice) if turn.voice else []
        identities = (self._look.identity(m.id) for m in mentions if m.kind == "person")
        return next((i.id for i in identities if i and i.identified), None)


def _telling(said: list[str]) -> set[str]:
    return {word for word in said if len(word) >= _LONG and word not in words("pointing")}


def _beginning(document: Document, turn: Zone) -> Span:
    """Return the first words of a turn, to the end of a sentence if they can."""
    text = document.text[turn.start : min(turn.end, turn.start + _SHOWN)]
    whole = turn.start + _SHOWN >= turn.end
    cut = len(text) if whole else max(text.rfind(". ") + 1, text.find(". ") + 1) or len(text)
    return document.span(turn.start, turn.start + len(text[:cut].rstrip()))
