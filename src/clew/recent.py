"""What a process observed in its last documents, so that a message in several mailboxes is read once."""

from typing import NamedTuple

import msgspec

from clew.records import Document, Observation


class Observed(NamedTuple):
    """What was observed in a document, and what a person is to know of what was not: "" as a rule."""

    observation: Observation
    remark: str

    @property
    def document(self) -> Document:
        """The document."""
        return self.observation.document


class Recent:
    """What was observed in the last documents of this process: a message often lies in several mailboxes, close to one another.

    most: characters of text to remember.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._held = 0
        self._seen: dict[str, Observed] = {}

    def of(self, document: Document) -> Observed | None:
        """Return what was observed in `document` in another place, where only headers of transport may differ, or None."""
        seen = self._seen.get(document.id)
        if seen is None or msgspec.structs.replace(seen.document, source=document.source, headers=document.headers) != document:
            return None
        return seen._replace(observation=msgspec.structs.replace(seen.observation, document=document))

    def keep(self, seen: Observed) -> None:
        """Remember `seen`, and forget the oldest beyond what is to be held."""
        self._forget(seen.document.id)
        self._seen[seen.document.id] = seen
        self._held += len(seen.document.text)
        while self._held > self._most:
            self._forget(next(iter(self._seen)))

    def _forget(self, id: str) -> None:
        if old := self._seen.pop(id, None):
            self._held -= len(old.document.text)
