"""What the passage of an event says by its words alone, whoever is who: so it is worked out once, however often that changes."""

import re
from functools import cached_property

from clew.records import Event
from clew.resolve.occasions.moments import Grade, moment_of
from clew.resolve.occasions.vocabulary import family_of, words

_WORD = re.compile(r"[^\W\d_]+|\d+")
_NOTE = re.compile(r"\[\d+\]")
_SUBJECT = re.compile(r"^[ \t]*Subject[ \t]*:?[ \t]+(\S.*?)[ \t]*$", re.MULTILINE)


def words_of(text: str) -> list[str]:
    """Return the words and figures of `text`, in lower case."""
    return _WORD.findall(text.casefold())


class Wording:
    """The words of one event.

    family, sort   what its kind can be a telling of
    rule           which rule read it
    """

    def __init__(self, event: Event) -> None:
        self._event = event
        self.family, self.sort = family_of(event.kind)
        self.moment = moment_of(event.when)
        self.rule = event.by.partition("/")[0]

    @cached_property
    def passage(self) -> str:
        """The words of the passage it was read from, in lower case, without marks of notes."""
        return " ".join(words_of(_NOTE.sub("", self._event.evidence[0].text)))

    @cached_property
    def count(self) -> int:
        """How many words that is."""
        return self.passage.count(" ") + 1

    @cached_property
    def subject(self) -> str:
        """The subject of a message by its header, or ""."""
        m = _SUBJECT.search(self._event.evidence[0].text) if self.rule == "mail-header" else None
        return " ".join(m[1].casefold().split()) if m else ""

    @cached_property
    def general(self) -> bool:
        """Whether it tells of several, or denies all there could be, and so speaks of nothing in particular."""
        said = self.passage.split()
        return not words("words", "several").isdisjoint(said) or (
            self._event.status == "denied" and not words("words", "all").isdisjoint(said)
        )

    @cached_property
    def misread(self) -> bool:
        """Whether its passage names a date that is not its time: which one it was is told, and not known."""
        if self.moment.grade != Grade.BARE:
            return False
        said = self.passage.split()
        years = any(len(word) == 4 and word[:2] in ("19", "20") and word.isdigit() for word in said)
        return years or not words("words", "date").isdisjoint(said)

    @cached_property
    def looked_up(self) -> bool:
        """Whether who was there may place it when its time is vague; of the others only their words could."""
        outside = any(self._event.kind in words("kinds", list) for list in ("unlike", "states", "loose"))
        general = self.general and self.moment.grade > Grade.DAY
        return not outside and not general and (self.once or not self.misread)

    @cached_property
    def once(self) -> bool:
        """Whether it is of a kind that happens once between the same people."""
        return not any(self._event.kind in words("kinds", list) for list in ("again", "unlike", "states"))
