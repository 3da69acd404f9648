"""Messages that the footnotes of a report cite (mueller): are they events, by the right people, on the right day?

A citation is right when a message has a passage in that very footnote, its day, the sender as "from" and the recipient as "to",
"cc" or "with": by surname, and by initial and "Jr." where the citation has them. Each event answers for one citation. Of the
messages that lie on citations, the share that is right is the precision.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from clew.ingest import FoundFile, readings
from clew.pipeline import prepared
from clew.recognize import recognize
from clew.records import Event, Observation, When
from score.measures import Line
from score.recognize.parses import hinted, parses
from score.resolve.cited import Cited, Form, key

# Rules were made on volume 1, which the issue asks for. Volume 2, scored unseen, reached .838; then its errors were looked at.
VOLUMES = {"footnotes: volume 1": "mueller-report-vol-1.html", "footnotes: volume 2": "mueller-report-vol-2.html"}
FORMS: dict[Form, str] = {"to": "sent by one to another", "between": "exchanged between two"}

_ROLES: dict[Form, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "to": (("from",), ("to", "cc", "with")),
    "between": (("from", "to", "with"), ("from", "to", "with")),
}
_SUFFIX = frozenset({"jr", "sr", "ii", "iii"})


def lines(shared: Path) -> Iterator[Line]:
    """Yield the figures; nothing when the report is not in `shared`."""
    for group, file in VOLUMES.items():
        path = shared / "evidence" / "mueller" / file
        if path.is_file():
            observation = observed(path)
            for form in FORMS:
                yield from figures(group, form, key(path, form), observation)


def observed(path: Path) -> Observation:
    """Return what Clew sees in a file: read and recognized as it is now, parsed once."""
    (reading,) = readings(FoundFile(path, path.name, path.stat().st_size))
    (document,) = (prepared(d) for d in reading.documents)
    return recognize(next(hinted(parses([document]))))


def figures(group: str, form: Form, cited: Sequence[Cited], observation: Observation) -> Iterator[Line]:
    """Yield how many of the messages `cited` are right, and how many of the events on them are."""
    notes = Notes(observation, form)
    missed = [(each, why) for each in cited if (why := notes.missed(each))]
    counted = Counter(why for _, why in missed).most_common()
    wrong = (*(f"{n} x {why}" for why, n in counted), *(f"[{c.note}] {c.text}: {why}" for c, why in missed))
    right = len(cited) - len(missed)
    yield Line(group, FORMS[form], right / max(1, len(cited)), f"{right} of {len(cited)} right", wrong)
    found = {event.id: event for each in cited for event in notes.on(each)}
    false = [notes.told(event) for event in found.values() if not any(notes.is_right(each, event) for each in cited)]
    right = len(found) - len(false)
    yield Line(group, f"{FORMS[form]}: precision", right / max(1, len(found)), f"{right} of {len(found)} right", tuple(false))


class Notes:
    """The messages of a document by where they are told, and which of them the citations asked for so far are."""

    def __init__(self, observation: Observation, form: Form) -> None:
        self._text = observation.document.text
        self._names = {m.id: m.name for m in observation.mentions}
        self._roles = _ROLES[form]
        self._events = [e for e in observation.events if e.kind == "message"]
        self._places = _places(self._text)
        self._used: set[tuple[int, str]] = set()

    def missed(self, cited: Cited) -> str:
        """Return why no message answers for `cited`, or ""."""
        free = [e for e in self._told_in(*self._places.get(cited.note, (0, 0))) if (cited.note, e.id) not in self._used]
        right = next((e for e in free if self.is_right(cited, e)), None)
        if right is not None:
            self._used.add((cited.note, right.id))
            return ""
        on = [e for e in self.on(cited) if e in free]
        return min((self._why(cited, e) for e in on), key=len, default="no event")

    def on(self, cited: Cited) -> list[Event]:
        """Return the messages that have a passage on the words of `cited`."""
        start, end = self._places.get(cited.note, (0, 0))
        words = re.compile(r"\s+".join(map(re.escape, cited.text.split())))
        return [e for m in words.finditer(self._text, start, end) for e in self._told_in(*m.span())]

    def is_right(self, cited: Cited, event: Event) -> bool:
        """Whether `event` has the day and both people of `cited`."""
        return not self._why(cited, event)

    def _why(self, cited: Cited, event: Event) -> str:
        """Return what of `cited` is not so in `event`, or ""."""
        first, second = self._roles
        wrong = {
            "the day": event.when is None or not _on(event.when, cited),
            "the sender": not self._has(cited.sender, event, first),
            "the recipient": not self._has(cited.recipient, event, second),
        }
        return ", ".join(part for part, is_wrong in wrong.items() if is_wrong)

    def _has(self, who: str, event: Event, roles: tuple[str, ...]) -> bool:
        return any(_is(who, self._names[mention]) for role, mention in event.roles if role in roles)

    def _told_in(self, start: int, end: int) -> list[Event]:
        return [e for e in self._events if any(s.start < end and s.end > start for s in e.evidence)]

    def told(self, event: Event) -> str:
        """Return an event in one line."""
        who = ", ".join(f"{role}={self._names[mention]}" for role, mention in event.roles)
        return f"{event.evidence[0].text!r}: {who}; {event.when.span.text if event.when else 'no date'}"


def _places(text: str) -> dict[int, tuple[int, int]]:
    """Return where each footnote stands in the text, by its number: from "[12]" at the head of a line to the next."""
    marks = [*re.finditer(r"^\[(\d+)\]", text, re.MULTILINE)]
    ends = [*(m.start() for m in marks[1:]), len(text)]
    return {int(m[1]): (m.start(), end) for m, end in zip(marks, ends, strict=True)}


def _on(when: When, cited: Cited) -> bool:
    return when.start is not None and when.start.date() == cited.day and when.grain in ("day", "hour", "minute", "second")


def _is(who: str, name: str) -> bool:
    """Whether `name` may be called `who`: it has the surname, and no other initial or "Jr."."""
    said, shown = _words(who), _words(name)
    suffix = bool(_SUFFIX & set(said)) <= bool(_SUFFIX & set(shown))
    said, shown = [w for w in said if w not in _SUFFIX], [w for w in shown if w not in _SUFFIX]
    initial = len(said) < 2 or len(shown) < 2 or said[0][0] == shown[0][0]
    return bool(said) and bool(shown) and said[-1] in shown and suffix and initial


def _words(name: str) -> list[str]:
    plain = re.sub(r"(?<=\d)-(?=\d)", "", name.lower().removeprefix("the "))
    return re.findall(r"[\w@.-]*\w", plain)
