"""Lists of contacts said to be complete, and "nothing to report": what somebody says is all there is to tell."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache

from clew.recognize.scene import Telling
from clew.recognize.stated import NEAR, Stated, part, pattern
from clew.recognize.vocabulary import words
from clew.records import Mention, When

RULE, NOTHING = "complete-list/1", "nothing-to-report/1"

# Sentences before "There were two." in which it may be told of what there were two.
_BACK = 4

Roles = list[tuple[str, Mention]]


def find_listings(stated: Stated) -> Iterator[Telling]:
    """Yield each list of contacts said to be complete (happened) and each "nothing to report" (denied): discloser, about."""
    for found in stated.found("listing.complete"):
        if telling := _complete(stated, found):
            yield telling
    for found in stated.found("listing.nothing"):
        if telling := _nothing(stated, found):
            yield telling


def _complete(stated: Stated, found: re.Match[str]) -> Telling | None:
    """Return the listing; its scope is told in what comes before, where the contacts are asked for, or in its own words."""
    start, end = stated.sentence(found.start())
    asked = next((m for at in _earlier(stated, start) if (m := _contacts().search(stated.text, at, end))), None)
    discloser = stated.speaker(found.start())
    if discloser is None or asked is None:
        return None
    about: Roles = [("about", m) for m in stated.within(asked.start(), end) if m.form != "pronoun" and m.name != discloser.name]
    roles = (("discloser", discloser), *about)
    return Telling("listing", roles, stated.date(asked.end(), end), None, "happened", stated.span(start, end), RULE)


def _earlier(stated: Stated, start: int) -> Iterator[int]:
    """Yield where this sentence begins and where each of the few before it does; a table of contacts may stand between."""
    yield from (at for back in range(_BACK) if start - (at := stated.sentence(start, back)[0]) <= 2 * NEAR)


def _nothing(stated: Stated, found: re.Match[str]) -> Telling | None:
    """Return that somebody, or everybody present, had nothing to tell under a heading that names contacts."""
    start, end = stated.sentence(found.start())
    line = stated.text.rfind("\n", 0, found.start()) + 1
    if not _contacts().search(stated.text, line, end):
        return None
    everybody = pattern("listing.everybody").search(stated.text, start, found.start())
    who = _present(stated, found.start()) if everybody else [m for m in [stated.before(found.start(), 12)] if m]
    if not who:
        return None
    about = [("about", m) for m in stated.within(line, end) if m.form == "name" and m.kind != "person"]
    roles = (*(("discloser", m) for m in who), *about)
    return Telling("listing", roles, _since(stated, line, end), None, "denied", stated.span(line, end), NOTHING)


def _present(stated: Stated, at: int) -> list[Mention]:
    """Return who is named on the line above that says who was present."""
    for line in re.finditer(rf"(?im)^\W*(?:{part('listing.present')})\b[^\n:]{{0,20}}:(?P<who>[^\n]+)", stated.text[:at]):
        return [m for m in stated.within(*line.span("who")) if m.kind == "person" and m.form == "name"]
    return []


def _since(stated: Stated, start: int, end: int) -> When | None:
    """Return the period: a date in the words, or for "since the last meeting" from its minutes' day to this meeting's."""
    if date := stated.date(start, end):
        return date
    since = pattern("listing.since_last").search(stated.text, start, end)
    today = stated.date(0, min(start, NEAR))
    if since is None or today is None or today.start is None:
        return None
    last = next((d for m in stated.found("listing.last") if (d := stated.date(m.start(), m.end()))), None)
    anchor = last.span if last else today.span
    return When(
        last.start if last else None, _day_after(today.start), "day", stated.span(*since.span()), None, "since-last/1", anchor
    )


def _day_after(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


@cache
def _contacts() -> re.Pattern[str]:
    """Return the pattern of the nouns for contact, one or several."""
    nouns = sorted(words("disclosures", "contacts"), key=lambda noun: (-len(noun), noun))
    return re.compile(rf"\b(?:{'|'.join(nouns)})s?\b", re.IGNORECASE)
