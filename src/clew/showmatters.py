"""What is not known, as lines of text for a terminal: each matter with where it is left open and what answers it."""

from collections.abc import Iterator

from clew.case import Case
from clew.records import Answer, Matter
from clew.show import place, quote
from clew.showthreads import count


def matters_about(case: Case, person: str) -> tuple[Matter, ...]:
    """Return what is not known about one person (name or id). AskError when there is none, or more than one."""
    mentions = frozenset(case.person(person).mentions)
    return tuple(m for m in case.matters if not mentions.isdisjoint(m.about))


def matter_lines(case: Case, matter: Matter) -> Iterator[str]:
    """Yield a matter: its state and kind, what is asked, the first passage that leaves it open, then each answer."""
    first, more = matter.passages[0], len(matter.passages) - 1
    places = place(case, first) + (f" and {count(more, 'more place')}" if more else "")
    if matter.origin == "words":
        yield f"{matter.state:<9} {matter.kind:<11} {quote(first)} {places}"
    else:
        yield f"{matter.state:<9} {matter.kind:<11} {matter.asks}"
        yield f"{'':<21} {quote(first)} {places}"
    for answer in matter.answers:
        yield f"{'':<21} {answer_line(case, answer)}"


def answer_line(case: Case, answer: Answer) -> str:
    """Return an answer as a line: how sure, the passage, why it answers, and by which rule."""
    return f"{answer.sureness}: {quote(answer.span)} {place(case, answer.span)}  ({answer.reason}; {answer.by})"
