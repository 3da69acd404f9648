"""Since when somebody knew of a thing, or that they never did, as they put it themselves."""

import re
from collections.abc import Iterator
from functools import cache

from clew.recognize.scene import Telling
from clew.recognize.stated import Stated, part
from clew.records import Mention

RULE = "knowledge/1"


def find_knowledge(stated: Stated) -> Iterator[Telling]:
    """Yield each "first heard of X in June" (happened, then) and "had never heard of X" (denied): knower, about X."""
    for key, status in (("knowledge.first", "happened"), ("knowledge.never", "denied")):
        for words in stated.found(key):
            knower, about = stated.before(words.start(), 12), _named(stated, words.end())
            if knower is None or about is None or knower.kind != "person" or knower.name == about.name:
                continue
            start, end = stated.sentence(words.start())
            when = stated.date(about.span.end, end)
            if status == "happened" and when is None:
                continue
            roles = (("knower", knower), ("about", about))
            evidence = stated.span(start, end)
            yield Telling("knowledge", roles, when, None, "happened" if status == "happened" else "denied", evidence, RULE)


def _named(stated: Stated, at: int) -> Mention | None:
    """Return who or what is named right behind offset `at`: only "the name", "a company called" may stand between."""
    found = stated.after(at)
    return found if found and found.form == "name" and _between().fullmatch(stated.text[at : found.span.start]) else None


@cache
def _between() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:(?:{part('knowledge.between')})\b\W*)*", re.IGNORECASE)
