"""That a body did not sit, or keeps no trace of a thing: what its business can be held against."""

from collections.abc import Iterator

from clew.recognize.scene import Telling
from clew.recognize.stated import Stated
from clew.records import Mention

RULE = "no-sitting/1"


def find_sittings(stated: Stated) -> Iterator[Telling]:
    """Yield each "the board did not meet in May", "its list of meetings for May is empty": organization, denied."""
    for key in ("sitting.empty", "sitting.not_met"):
        for found in stated.found(key):
            start, end = stated.sentence(found.start())
            body, when = _body(stated, start, found.start()), stated.date(start, end)
            if body and when and when.start and when.grain in ("day", "week", "month"):
                evidence = stated.span(start, end)
                yield Telling("sitting", (("organization", body),), when, None, "denied", evidence, RULE)


def _body(stated: Stated, start: int, at: int) -> Mention | None:
    """Return the organisation that is named last before the words, its name right there."""
    bodies = [m for m in stated.within(start, at) if m.kind == "organization"]
    return bodies[-1] if bodies and at - bodies[-1].span.end <= 12 else None
