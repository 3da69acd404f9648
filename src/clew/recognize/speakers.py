"""Who speaks where: the sender of a mail, of what it quotes, the speaker of a turn."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from clew.recognize.correspondents import Correspondent, correspondents, person_mention
from clew.recognize.signatures import signature
from clew.recognize.vocabulary import words
from clew.records import Document, Mention, Span, Zone, make

VOICED = frozenset({"quoted", "forwarded", "turn"})
BY = "speaker/1"

_WORD = re.compile(r"[^\W\d_][\w'’-]*\.?")
# "McORRIN", "O'NEILL": letters after these keep their capital when the rest is made small.
_INNER = re.compile(r"(?<=\bMc)[a-z]|(?<=[-'’])[a-z](?=\w)")


def header_people(document: Document) -> tuple[Correspondent, ...]:
    """Return the correspondents of all headers in `document`, its own and those inside it, in order."""
    return tuple(c for zone in document.zones if zone.kind == "header" for c in correspondents(document, zone))


def voice_mentions(document: Document) -> tuple[Mention, ...]:
    """Return a mention for each voice named by a zone; a label without a name ("The CHAIRMAN") is a description."""
    zones = {z.voice.start: z for z in document.zones if z.voice and z.kind in VOICED}
    return tuple(m for _, z in sorted(zones.items()) if z.voice and (m := _mention(document, z.kind, z.voice)))


class Voices:
    """Looks up who speaks at an offset of one document. named: the mentions of its zones' labels and of its headers."""

    def __init__(self, document: Document, named: Sequence[Mention]) -> None:
        self._names = {m.span.start: m.name for m in named}
        self._sender = _sender(document)
        self._starts, self._zones = _segments([z for z in document.zones if z.kind in VOICED])

    def at(self, offset: int) -> str | None:
        """Return the name of who speaks at `offset`, or None: not said."""
        i = bisect_right(self._starts, offset) - 1
        zone = self._zones[i] if i >= 0 else None
        if zone is None:
            return self._sender
        return self._name(zone.voice) if zone.voice else None

    def _name(self, voice: Span) -> str | None:
        return next((self._names[s] for s in range(voice.start, voice.end) if s in self._names), None)


def _segments(zones: list[Zone]) -> tuple[list[int], list[Zone | None]]:
    """Return where the innermost voice changes, and to which zone."""
    starts: list[int] = []
    inner: list[Zone | None] = []
    open_zones: list[Zone] = []
    cuts = sorted({c for z in zones for c in (z.start, z.end)})
    waiting = sorted(zones, key=lambda z: (z.start, -z.end), reverse=True)
    for cut in cuts:
        open_zones = [z for z in open_zones if z.end > cut]
        while waiting and waiting[-1].start == cut:
            open_zones.append(waiting.pop())
        starts.append(cut)
        inner.append(open_zones[-1] if open_zones else None)
    return starts, inner


def _sender(document: Document) -> str | None:
    """Return the name after "From" in the document's own header; without a header that of who alone signed it."""
    header = next((z for z in document.zones if z.kind == "header"), None)
    if header is None:
        return _signer(document)
    if any(z.kind in VOICED and z.start <= header.start < z.end for z in document.zones):
        return None
    return next((c.person.name for c in correspondents(document, header) if c.role == "from" and c.person), None)


def _signer(document: Document) -> str | None:
    read = [signature(document, z, frozenset()) for z in document.zones if z.kind == "signature"]
    named = {" ".join(r.name.text.split()) for r in read if r.name}
    return min(named) if len(named) == 1 else None


def _mention(document: Document, kind: str, voice: Span) -> Mention | None:
    if kind != "turn":
        return person_mention(document, voice.start, voice.end)
    every = list(_WORD.finditer(voice.text))
    found = [m for m in every if not _is_title(m[0])]
    if not found or voice.text.strip(" .:").upper() in {"Q", "A", "THE COURT"}:
        return None
    if found[0][0].lower() == "the":
        return _label(document, voice, every, "description", " ".join(m[0].rstrip(".") for m in every).lower())
    return _label(document, voice, found, "name", small(" ".join(_bare(m[0]) for m in found)))


def _label(document: Document, voice: Span, found: list[re.Match[str]], form: str, name: str) -> Mention:
    """Return the mention over the words `found` of a speaker's label, without the point after it."""
    end = found[-1].start() + len(_bare(found[-1][0]))
    span = document.span(voice.start + found[0].start(), voice.start + end)
    return make(Mention, span=span, kind="person", form=form, name=name, by=BY)


def _bare(word: str) -> str:
    """Return a word without its final point, unless it is an initial or a suffix."""
    return word if len(word) == 2 or word in words("names", "suffix") else word.rstrip(".")


def _is_title(word: str) -> bool:
    titled = word.title() if word.isupper() else word
    return titled in words("titles", "honorific", "short", "post") or titled.rstrip(".") in words("titles", "post")


def small(name: str) -> str:
    """Return a name in capitals as it is written elsewhere: "VALE" is "Vale", "McORRIN" "McOrrin"."""
    return " ".join(_small_word(w) for w in name.split())


def _small_word(word: str) -> str:
    if len(word) < 3 or not any(a.isupper() and b.isupper() for a, b in pairwise(word)):
        return word
    return _INNER.sub(lambda m: m[0].upper(), word.capitalize())
