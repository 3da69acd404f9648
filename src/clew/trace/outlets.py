"""Whose a document is, and what a speaker's words make of him: an outlet, an author, a paper, a source with or without a name."""

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files

from clew.index import Index
from clew.records import Document, Identity, RootKind, Span
from clew.trace.initials import name_words

_DETERMINER = re.compile(r"^(?:(?:the|a|an|its|his|her|their|one of|some of)\s+)+", re.IGNORECASE)
_TOLD = re.compile(r"[^.;\n]{0,12}?\btold\s+(?:the\s+)?(?P<name>[A-Z][\w'’.&-]*(?:\s+[A-Z][\w'’.&-]*){0,3})")
_AFTER = 60


@cache
def _table() -> Mapping[str, frozenset[str]]:
    told = tomllib.loads(files("clew.trace").joinpath("sourcewords.toml").read_text("utf-8"))
    return {key: frozenset(words) for key, words in told.items()}


def is_attitude(act: str) -> bool:
    """Whether a voice's act says what somebody feels or intends, not what he knows."""
    return act in _table()["attitudes"]


def plain(words: str) -> str:
    """Return a description without its article, in lower case with single blanks: "The sources" is "sources"."""
    return _DETERMINER.sub("", " ".join(words.split())).casefold().strip(" ,.;:")


def is_author(holder: Span) -> bool:
    """Whether the words point at the document's author or its own house."""
    return " ".join(holder.text.casefold().split()) in _table()["author"]


def kind_of(holder: Span) -> RootKind | None:
    """Return what a speaker without a name is, by its first noun that tells: "two people who have read it" are unnamed."""
    words = re.findall(r"[\w-]+", plain(holder.text))
    for word in words:
        for kind in ("unnamed", "document"):
            if word in _table()[kind]:
                return "unnamed" if kind == "unnamed" else "document"
    return None


def field(document: Document, label: str) -> Span | None:
    """Return what a header of the document says under `label`, or None."""
    fields = (f for z in document.zones if z.kind == "header" for f in z.fields if f.label == label)
    at = next(fields, None)
    return document.span(at.start, at.end) if at and at.start < at.end else None


class Outlets:
    """Whose the documents of a case are. first: of a document found in several copies, the first's id."""

    def __init__(self, index: Index, first: Mapping[str, str], identity_of: Callable[[Span], Identity | None]) -> None:
        self.index, self.first, self.identity_of = index, first, identity_of
        self.house = cache(self._house)
        self.owners: set[str] = set()

    def _house(self, document: str) -> tuple[str, str]:
        """Return a key and a name for whose the document is: the outlet, else the author, else the document itself."""
        found = self.index.documents[self.first.get(document, document)]
        for label in ("Site", "From", "Author"):
            if (span := field(found, label)) and (name := " ".join(span.text.split())):
                who = self.identity_of(span)
                self.owners.update([who.id] if who else ())
                return (who.id, who.name) if who else (" ".join(name_words(name)) or name, name)
        source = found.source
        return found.id, found.title or " ".join(filter(None, (source.path, source.part)))

    def owner(self, document: str) -> str | None:
        """Return the id of the identity whose the document is, or None."""
        key, _ = self.house(document)
        return key if key in self.owners else None

    def origin(self, holder: Span) -> tuple[str, str]:
        """Return whose source speaks: whom it "told", when another outlet is named there, else the document's house."""
        text = self.index.documents[holder.document].text
        told = _TOLD.match(text, holder.end, holder.end + _AFTER)
        key, name = self.house(holder.document)
        if told is None or set(name_words(told["name"])) <= set(name_words(name)):
            return key, name
        whom = self.identity_of(self.index.documents[holder.document].span(*told.span("name")))
        if whom and whom.kind == "person":
            return key, name
        return " ".join(name_words(told["name"])), told["name"]
