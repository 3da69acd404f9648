"""What is not known, once however often it is left open, and what answers it. Derived, never truth."""

from typing import Literal

from clew.records.base import Record, Span

# What an answering passage does: say it itself, say that somebody said it, deny it, or reply without saying yes or no.
Answering = Literal["asserted", "reported", "denied", "replied"]

# "answered both ways": one passage tells it, another denies it. "replied": who was asked wrote back,
# what that says is for a reader.
MatterState = Literal["open", "replied", "answered", "answered both ways"]


class Answer(Record, frozen=True, gc=False):
    """A passage that answers a matter. event: the id of the event it tells, or None. by: the rule that tied the two."""

    span: Span
    event: str | None
    sureness: Answering
    reason: str
    by: str


class Matter(Record, frozen=True, gc=False):
    """What is not known, by all the places that leave it open: a question of the texts, or a gap that nobody's words ask about.

    id          stays the same when an answer comes
    origin      "words": the texts themselves leave it open; "gap": found
    kind        what is asked for: of words "who" "what" "when" "whether" ...; of gaps "participant" "time" "message" "attachment"
                "paper" "source"
    asks        in words
    passages    each place that leaves it open: those that ask first, each in the order of documents and text; never empty
    about       mention ids
    questions   ids of the questions of the texts that it stands for
    answers     in the order of documents and text
    """

    id: str
    origin: Literal["words", "gap"]
    kind: str
    asks: str
    passages: tuple[Span, ...]
    about: tuple[str, ...]
    questions: tuple[str, ...]
    state: MatterState
    answers: tuple[Answer, ...]
    by: str
