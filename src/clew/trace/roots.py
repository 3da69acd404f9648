"""What a telling comes down to: through copied passages to where it was told first, and through its voices to one who knows."""

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from clew.index import Index
from clew.records import Claim, Identity, Mention, Reliance, RootKind, Span, Telling, Voice
from clew.trace.around import Around
from clew.trace.copied import Reuse
from clew.trace.initials import name_words
from clew.trace.outlets import Outlets, is_attitude, is_author, kind_of, plain

# A copy of a copy of a copy; more than that is a circle.
_FURTHEST = 5

_POINTING = frozenset({"he", "she", "they", "it", "who", "that", "which", "you", "this", "these", "those", "nothing", "nobody"})
_NUMBER = re.compile(r"^(?:one|a|an|the)\s+")


class Key(NamedTuple):
    """What makes two tellings come down to one. house: whose document or source it is; words: how it is described there."""

    kind: RootKind
    house: str
    words: str
    document: str


class Traced(NamedTuple):
    """Where a telling comes from: the root, what it is called, the identity if any, and the passages it was copied along."""

    key: Key
    name: str
    who: str | None
    origin: str
    along: tuple[Reliance, ...]


class Tracer:
    """Traces tellings over the records of `index`. identity: the identity of a mention, or None."""

    def __init__(self, index: Index, reuse: Reuse, identity: Callable[[str], Identity | None]) -> None:
        self.index, self.reuse, self.identity = index, reuse, identity
        self.outlets = Outlets(index, reuse.first, self.who)

    @cached_property
    def _mentions(self) -> Around[Mention]:
        return Around(self.index.mentions.values(), lambda m: m.span)

    @cached_property
    def _claims(self) -> Around[Claim]:
        return Around(self.index.claims.values(), lambda c: c.content)

    def who(self, holder: Span) -> Identity | None:
        """Return the identified person or organization that the words of a speaker name, or None.

        In "a spokesman for the Premier, Neville Crake," the name stands beside the description; in "one of Carlyon's aides" it
        is inside, and nobody is named.
        """
        inside = [m for m in self._mentions.meeting(holder) if holder.start <= m.span.start and m.span.end <= holder.end]
        described = [m for m in inside if m.form == "description"][:1]
        named = [m for m in inside if m.form != "description" and not any(_covers(d, m) for d in described)]
        found = [
            i for m in named if (i := self.identity(m.id)) and i.identified and i.kind in ("person", "organization", "address")
        ]
        if described and not _begins_with(holder, inside[0]):
            found = [i for i in found if i.kind == "person"]
        return found[0] if found else None

    def _is_somebody(self, holder: Span) -> bool:
        """Whether the words of a speaker begin with a description of people or of an organization."""
        near = [m for m in self._mentions.meeting(holder) if m.span.start - holder.start <= len("the ")]
        return any(m.kind in ("person", "organization") for m in near)

    def trace(self, telling: Telling) -> Traced:
        """Return what `telling` comes down to."""
        along: list[Reliance] = []
        while len(along) < _FURTHEST and (hop := self._copied(telling.span)):
            if hop in along:
                break
            along.append(hop)
            telling = self._told_there(telling, hop)
        return self._root(telling)._replace(along=tuple(along))

    def _copied(self, span: Span) -> Reliance | None:
        """Return the passage copied from elsewhere that has most of `span`, or None."""
        for each in self.reuse.into.meeting(span):
            shared = min(each.left.end, span.end) - max(each.left.start, span.start)
            if 2 * shared > span.end - span.start:
                return each
        return None

    def _told_there(self, telling: Telling, hop: Reliance) -> Telling:
        """Return the telling in the document that `telling` was copied from: the claim with the same words, else its author's."""
        assert hop.right is not None
        at = _find(telling.span.text, hop.right)
        claims = [c for c in self._claims.meeting(at) if 2 * _common(c.content, at) > at.end - at.start]
        if not claims:
            return Telling(at, (Voice(None, None, "wrote", "certain"),))
        last = _last(telling.voices)
        best = max(claims, key=lambda c: (_last(c.voices) == last, _common(c.content, at), len(c.voices), c.id))
        return Telling(best.content, best.voices, best.id)

    def _root(self, telling: Telling) -> Traced:
        """Return who knows, of the voices of `telling`: the innermost that says rather than feels, and is somebody."""
        for before, voice in reversed(list(pairwise(telling.voices))):
            if not is_attitude(voice.act) and not _repeats(before, voice) and (found := self._of_voice(voice, telling.span)):
                return _inside_quotation(found) if _is_within(telling.voices, voice) else found
        key, name = self.outlets.house(telling.span.document)
        kind: RootKind = "author"
        return Traced(Key(kind, key, "", ""), name, self.outlets.owner(telling.span.document), "", ())

    def _of_voice(self, voice: Voice, told: Span) -> Traced | None:
        """Return the root that one voice is, or None when it is the author or only points at somebody."""
        if voice.holder is None:
            return self._of_nobody(voice.act, told)
        holder = voice.holder
        if is_author(holder):
            return None
        if who := self.who(holder):
            return Traced(Key("named", who.id, "", ""), who.name, who.id, "", ())
        words = " ".join(holder.text.split())
        if words.casefold() in _POINTING:
            return None
        house, origin = self.outlets.origin(holder)
        kind = kind_of(holder) or ("unnamed" if self._is_somebody(holder) else "unknown")
        key = Key(kind, house, _NUMBER.sub("", plain(words)), self.outlets.first.get(told.document, told.document))
        return Traced(key, words, None, origin, ())

    def _of_nobody(self, act: str, told: Span) -> Traced | None:
        """Return the root that a voice without words for its holder is: a quoted mail's sender, a quotation, hearsay."""
        house, origin = self.outlets.house(told.document)
        if act == "quoted":
            sender = self._sender(told)
            if sender and (who := self.who(sender)):
                return Traced(Key("named", who.id, "", ""), who.name, who.id, "", ())
            return Traced(Key("unknown", house, "quoted", ""), "a text that is not named", None, origin, ())
        if act == "heard":
            return Traced(Key("unknown", house, "heard", ""), "somebody not named", None, origin, ())
        return None

    def _sender(self, told: Span) -> Span | None:
        """Return the words for who sent the mail whose header `told` begins in, or None."""
        document = self.index.documents[told.document]
        headers = (z for z in document.zones_at(told.start) if z.kind == "header")
        return next((document.span(f.start, f.end) for z in headers for f in z.fields if f.label == "From"), None)


def telling(claim: Claim) -> Telling:
    """Return a claim as a telling."""
    return Telling(claim.content, claim.voices, claim.id)


def _repeats(before: Voice, voice: Voice) -> bool:
    """Whether a voice is the one before it, by a part of its words: "SENATOR" inside "SENATOR MUNDY"."""
    return bool(before.holder and voice.holder) and voice.holder.text in before.holder.text  # type: ignore[union-attr]


def _is_within(voices: Sequence[Voice], voice: Voice) -> bool:
    """Whether `voice` speaks in a text that is quoted without its author's name."""
    return any(v.holder is None and v.act == "quoted" for v in voices[: voices.index(voice)])


def _inside_quotation(found: Traced) -> Traced:
    """Return a root with the quoted text for its origin, unless it has a name and so speaks for itself."""
    if not found.origin:
        return found
    key = found.key._replace(house=f"{found.key.house} quoted")
    return found._replace(key=key, origin=f"a text quoted in {found.origin}")


def _covers(outer: Mention, inner: Mention) -> bool:
    return outer.span.start <= inner.span.start and inner.span.end <= outer.span.end


def _begins_with(holder: Span, mention: Mention) -> bool:
    return mention.form != "description" and mention.span.start - holder.start <= len("the ")


def _common(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)


def _last(voices: Sequence[Voice]) -> str:
    holder = next((v.holder for v in reversed(voices) if v.holder), None)
    return " ".join(name_words(holder.text)) if holder else ""


def _find(words: str, passage: Span) -> Span:
    """Return where `words` stand inside `passage`, the whole when they are not found: marks and line ends do not count."""
    pattern = r"\W+".join(map(re.escape, re.findall(r"\w+", words)))
    match = re.search(pattern, passage.text)
    if not match:
        return passage
    start = passage.start + match.start()
    return Span(passage.document, start, start + len(match[0]), match[0])
