"""What answers whether two people were in touch at a place: what is told, or denied, of the two there."""

from collections.abc import Iterator

from clew.records import Answer, Event, Question
from clew.trace.denials import was_there
from clew.trace.ledger import may_meet, placed
from clew.trace.matters.answers import is_sure, sureness_of
from clew.trace.matters.look import Look
from clew.trace.matters.told import DENIES, OTHERS, TELLS, is_all, is_silent, stands_elsewhere
from clew.trace.scope import scope_of

THERE = "told-of-the-place/1"


def told_there(look: Look, question: Question) -> Iterator[Answer]:
    """Yield the passages that tell, or deny, contact of the two whom a question asks about, at the place that it names.

    A denial that names no place is of the place that the question right before it names: "At the club, did you speak?"
    """
    if question.kind != "whether":
        return
    for doubt in look.said_in(question.span):
        two = look.ledger.who(doubt)
        if doubt.status == "unclear" and doubt.where and doubt.kind in TELLS and len(two) == 2 and is_all(look, question, doubt):
            yield from _denied(look, question, doubt)
            yield from _told(look, question, doubt)


def _denied(look: Look, question: Question, doubt: Event) -> Iterator[Answer]:
    for event in look.ledger.contacts(look.ledger.who(doubt)):
        asked = look.asked_before.get(event.id)
        if asked is None or asked.where is None or event.status != "denied" or event.kind not in DENIES[doubt.kind]:
            continue
        there = look.ledger.one_place(doubt.where or "", asked.where) and may_meet(doubt.when, asked.when)
        if there and _is_plain(look, event) and is_sure(look, event) and stands_elsewhere(question, event.evidence[0]):
            yield Answer(event.evidence[0], event.id, "denied", "denied when asked about the same place", THERE)


def _is_plain(look: Look, denied: Event) -> bool:
    """Whether a denial is of all contact there, and not of one matter or of what is remembered."""
    said = denied.evidence[0]
    scope = scope_of(said.text, look.ledger.sentence(said))
    return not (scope.mood or scope.matter or scope.other or scope.recall or OTHERS.search(said.text))


def _told(look: Look, question: Question, doubt: Event) -> Iterator[Answer]:
    for event, guessed in look.told_by_pair.get(look.ledger.who(doubt), ()):
        # The two may have met there twice: an undated telling is of no certain time.
        timely = may_meet(doubt.when, event.when) and (placed(event.when) or not placed(doubt.when))
        there = timely and was_there(look.ledger, doubt, doubt.where or "", event)
        if (
            event.kind in TELLS[doubt.kind]
            and there
            and not is_silent(doubt, event)
            and stands_elsewhere(question, event.evidence[0])
        ):
            how = ", one of them by a post that nobody else in the case is said to hold" if guessed else ""
            said = "reported" if guessed else sureness_of(look, event)
            yield Answer(event.evidence[0], event.id, said, f"{event.kind} of the same two told of that place{how}", THERE)
