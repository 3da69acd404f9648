"""A board of what is not known: open first, what the words leave open apart from the gaps; then what is answered, and by what."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import Any, Final

from clew.records import Answer, Matter, Record
from clew.showmatters import matters_about
from clew.view.around import Around, around
from clew.view.asked import Asked, sheet
from clew.view.desk import Desk

# What stands above each part of the board, by state and origin. A matter of yes or no that is answered both ways is still open.
_PARTS: Final = {
    ("open", "words"): "Left open by the words of the documents",
    ("open", "gap"): "Gaps: what nobody’s words ask about, and nobody’s tell",
    ("answered both ways", "words"): "Told and denied",
    ("answered", "words"): "Left open in one place, answered in another",
    ("answered", "gap"): "Gaps that are closed, and by what",
    ("replied", "words"): "Asked in a mail, and replied to",
}

_KINDS: Final = {
    "participant": "who takes part",
    "source": "one unnamed source alone",
    "time": "when it was",
    "paper": "papers of a day",
    "message": "mails that are not here",
    "attachment": "attachments that are not here",
}

# So many places that leave one matter open are shown at once.
_PLACES = 6


class Asking(Record, frozen=True, gc=False):
    """A matter as the board shows it."""

    matter: Matter
    places: tuple[Around, ...]
    more: int
    answers: tuple[Answer, ...]
    about: tuple[str, ...]


class Part(Record, frozen=True, gc=False):
    """A part of the board: its heading, and the matters by kind."""

    name: str
    kinds: tuple[tuple[str, tuple[Asking, ...]], ...]


def context(desk: Desk, asked: Asked) -> dict[str, Any]:
    """Return what is not known: of one `kind`, about one `person` (name or id), in one `state` ("open" or "answered")."""
    kind, person, state = asked.get("kind", ""), asked.get("person", "").strip(), asked.get("state", "")
    every = matters_about(desk.case, person) if person else desk.case.matters
    wanted = [m for m in every if kind in ("", m.kind) and state in ("", _is_open(m))]
    shown, pager = sheet(asked, wanted)
    kinds = Counter(m.kind for m in every).most_common()
    states = Counter(_is_open(m) for m in every).most_common()
    known = {"kind": kind, "person": person, "state": state, "kinds": kinds, "states": states, "pager": pager}
    return {"board": [_part(desk, run) for _, run in groupby(shown, key=lambda m: (m.state, m.origin))], **known}


def _is_open(matter: Matter) -> str:
    return "open" if matter.state in ("open", "answered both ways") else "answered"


def _part(desk: Desk, run: Any) -> Part:
    matters = tuple(run)
    name = _PARTS.get((matters[0].state, matters[0].origin), matters[0].state)
    groups: dict[str, list[Asking]] = {}
    for matter in matters:
        groups.setdefault(_KINDS.get(matter.kind, matter.kind), []).append(_asking(desk, matter))
    return Part(name, tuple((kind, tuple(askings)) for kind, askings in groups.items()))


def _asking(desk: Desk, matter: Matter) -> Asking:
    places = tuple(around(desk, span) for span in matter.passages[:_PLACES])
    return Asking(matter, places, len(matter.passages) - len(places), matter.answers, _once(desk, matter.about))


def _once(desk: Desk, mentions: Iterable[str]) -> tuple[str, ...]:
    """Return the mentions, of each person only the first."""
    whose = {m: identity.id if (identity := desk.case.identity_of(m)) else m for m in mentions}
    return tuple({who: m for m, who in reversed(whose.items())}.values())[::-1]
