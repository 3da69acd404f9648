"""Contacts, posts and aliases on re3d: notices of the UK's government and articles of Wikipedia.

A relation is right when one of the gold has its type and overlaps it at both ends, as the gold's README has it; each of the gold
counts once. CommWith ignores direction. "Is the same as" holds both ways: most of the gold gives it twice, and so does what is
made. Of the gold only what more readers held for right than not counts.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise, permutations
from pathlib import Path
from typing import NamedTuple

from clew.recognize import recognize
from clew.records import Event, Mention, Observation, Span
from score.labelled import re3d
from score.measures import Line
from score.recognize.parses import document, hinted, parses
from score.recognize.parts import part_of

TYPES = {
    "CommWith": ("CommWith",),
    "InChargeOf and BelongsTo": ("InChargeOf", "BelongsTo"),
    "IsSynonymOf": ("IsSynonymOf",),
    "overall": ("CommWith", "InChargeOf", "BelongsTo", "IsSynonymOf"),
}
PUBLISHED = "no published number"

CONTACT = frozenset(
    {
        "message",
        "meeting",
        "call",
        "contact",
        "introduction",
        "invitation",
        "request",
        "proposal",
        "payment",
        "gift",
        "hiring",
        "visit",
        "travel",
    }
)

# Roles whose holder is spoken about or for, or only brings others together.
APART = frozenset({"about", "for", "via", "initiator", "arranger", "introducer"})

# Posts whose holder leads the body they are of; who holds another belongs to it.
LEADS = re.compile(
    r"\b(?:leader|head|chief|ceo|commander|director|president|chair\w*|chancellor|governor|mayor|ruler|emir|founder|owner|premier"
    r"|prime minister|captain|manager|king|queen)\b",
    re.IGNORECASE,
)

# "a commander in the navy" is one of many.
INSIDE = re.compile(r"\b(?:in|at|with)\b")

# What may stand between a post and its holder when each names the person by itself: a comma, a bracket, "the", whose post it is
# ("the port's"); "is" only where the post comes first ("Her deputy is Ann Vale").
_ITS = r"(?:(?:the|an?|his|her|its|their)\s+)?(?:(?:[\w-]+\s+){0,3}[\w-]+['’]s?\s+)?"
BESIDE = re.compile(rf"\s*(?:[,(–—-]|is|was)\s*{_ITS}(?:[\w-]+\s+){{0,3}}|\s+(?:the|an?|his|her|its|their)\s+", re.IGNORECASE)

NEAR = 40

RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})

Stretch = tuple[int, int]


class Relation(NamedTuple):
    """A type and two stretches of the text."""

    type: str
    source: Stretch
    target: Stretch


def lines(shared: Path) -> Iterator[Line]:
    """Yield F1 by type and overall, for the kept documents and for the others; nothing when the data is absent."""
    notices = list(re3d.documents(shared))
    if not notices:
        return
    made = [relations(recognize(parse)) for parse in hinted(parses(document(n.text) for n in notices))]
    for group, parts in (("kept", {"kept"}), ("dev", {"dev", "train"})):
        chosen = [pair for pair in zip(notices, made, strict=True) if part_of(pair[0].name) in parts]
        for name, types in TYPES.items():
            rows = [(n, gold(n, types), _of(types, r)) for n, r in chosen]
            yield _line(f"relations: re3d, {group}", name, rows, tell=group != "kept" and name != "overall")


def gold(notice: re3d.Notice, types: Iterable[str]) -> list[Relation]:
    """Return the relations of `notice` that readers held for right; one between two who were in contact, whichever way round."""
    sure = (Relation(r.kind, r.source, r.target) for r in notice.relations if r.confidence >= re3d.SURE)
    return _of(types, dict.fromkeys(map(_straight, sure)))


def _of(types: Iterable[str], found: Iterable[Relation]) -> list[Relation]:
    return [r for r in found if r.type in types]


def _straight(relation: Relation) -> Relation:
    return relation._replace(source=relation.target, target=relation.source) if _backwards(relation) else relation


def _backwards(relation: Relation) -> bool:
    return relation.type == "CommWith" and relation.source > relation.target


def relations(seen: Observation) -> list[Relation]:
    """Return what `seen` says of contacts, posts and names that mean one, each once, in the order of the text."""
    mentions = {m.id: m for m in seen.mentions}
    tied = list(_tied(seen))
    told = (r for event in seen.events for r in _by_event(seen.mentions, mentions, event))
    found = {*tied, *(r for r in told if not any(_fits(r, t) for t in tied))}
    return sorted({_straight(r) for r in found if r.source != r.target}, key=lambda r: (r.source, r.target, r.type))


def _tied(seen: Observation) -> Iterator[Relation]:
    """Yield each description beside the name it is tied to, both ways round."""
    for left, right in pairwise(_outermost(seen.mentions)):
        gap = seen.document.text[left.span.end : right.span.start] if left.span.end < right.span.start else ""
        if left.name == right.name and left.form != right.form and len(gap) < NEAR and BESIDE.fullmatch(gap):
            yield from (Relation("IsSynonymOf", *ends) for ends in permutations((_at(left), _at(right))))


def _outermost(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield the names and descriptions of people and bodies, in order, without those inside of others."""
    end = 0
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        if mention.form != "pronoun" and mention.kind in ("person", "organization") and mention.span.start >= end:
            end = mention.span.end
            yield mention


def _by_event(everybody: Sequence[Mention], mentions: dict[str, Mention], event: Event) -> Iterator[Relation]:
    roles = [(role, mentions[m]) for role, m in event.roles]
    if event.kind in CONTACT and event.status not in ("denied", "declined"):
        yield from _contacts(everybody, roles, event)
    elif event.kind == "post":
        for words, passage in zip(event.evidence[::2], event.evidence[1::2], strict=True):
            yield from _post(everybody, dict(roles), words, passage)
    elif event.kind == "membership":
        held = dict(roles)
        yield Relation("InChargeOf" if event.by == "leads/1" else "BelongsTo", _at(held["holder"]), _at(held["organization"]))
    elif event.kind == "alias":
        yield from (Relation("IsSynonymOf", _at(a), _at(b)) for (_, a), (_, b) in permutations(roles, 2))


def _contacts(everybody: Sequence[Mention], roles: Sequence[tuple[str, Mention]], event: Event) -> Iterator[Relation]:
    """Yield each pair of those in contact, in each passage that tells it, by the mentions that stand there."""
    apart = APART - {"initiator"} if event.kind == "hiring" else APART
    people = [(role, m) for role, m in roles if role not in apart and m.kind in ("person", "organization", "place")]
    for passage in event.evidence:
        for (a, left), (b, right) in combinations(people, 2):
            ends = _within(everybody, left, passage), _within(everybody, right, passage)
            if a != b or a not in ("from", "to", "cc"):
                yield from [Relation("CommWith", *map(_at, ends))] if all(ends) else ()


def _within(everybody: Sequence[Mention], mention: Mention, passage: Span) -> Mention | None:
    """Return the mention itself when it stands in `passage`, else the first there that has its name; "who" is no entity there."""
    inside = [m for m in (mention, *everybody) if passage.start <= m.span.start and m.span.end <= passage.end]
    same = [m for m in inside if m.name == mention.name]
    return next((m for m in same if m.span.text.lower() not in RELATIVE), same[0] if same else None)


def _post(everybody: Sequence[Mention], held: dict[str, Mention], words: Span, passage: Span) -> Iterator[Relation]:
    """Yield what a post ties. One that stands beside its holder is, with the body in its words, one more name for the holder;
    one in capitals before the name is part of it."""
    holder = _within(everybody, held["holder"], passage) or held["holder"]
    body = _within(everybody, held["organization"], passage) if "organization" in held else None
    between = _between(passage, words, holder.span)
    said = holder.span.start < words.start and between is not None and between.split()[:1] in (["is"], ["was"])
    if between and BESIDE.fullmatch(between) and not said:
        yield from (Relation("IsSynonymOf", *ends) for ends in permutations((_at(words), _at(holder))))
    elif body and (between is None or between.strip() or words.text.split()[-1].islower()):
        leads = LEADS.search(words.text.replace(body.span.text, "")) and not INSIDE.search(words.text)
        yield Relation("InChargeOf" if leads else "BelongsTo", _at(holder), _at(body))


def _between(around: Span, words: Span, holder: Span) -> str | None:
    """Return what stands between a post and its holder in its sentence; None when they overlap or it is not there."""
    first, second = sorted((words, holder), key=lambda s: s.start)
    inside = around.start <= first.start and first.end <= second.start < around.end
    return around.text[first.end - around.start : second.start - around.start] if inside else None


def _at(found: Mention | Span) -> Stretch:
    span = found if isinstance(found, Span) else found.span
    return span.start, span.end


def _line(group: str, name: str, rows: Sequence[tuple[re3d.Notice, list[Relation], list[Relation]]], *, tell: bool) -> Line:
    paired = [(notice, *_pair(wanted, made)) for notice, wanted, made in rows]
    right = sum(r for _, r, _, _ in paired)
    wanted, made = sum(len(w) for _, w, _ in rows), sum(len(m) for _, _, m in rows)
    score = 2 * right / (wanted + made) if wanted + made else 0.0
    wrong = tuple(w for notice, _, missed, false in paired for w in _told(notice, missed, false)) if tell else ()
    return Line(group, f"{name} F1", score, f"{right} right of {made}, {wanted} in the gold; {PUBLISHED}", wrong)


def _pair(wanted: Sequence[Relation], made: Sequence[Relation]) -> tuple[int, list[Relation], list[Relation]]:
    """Return how many are right, what was missed and what is false: each is paired with the first of the gold it fits."""
    missed, false = list(wanted), []
    for relation in made:
        fit = next((w for w in missed if _fits(relation, w)), None)
        if fit:
            missed.remove(fit)
        else:
            false.append(relation)
    return len(made) - len(false), missed, false


def _fits(made: Relation, wanted: Relation) -> bool:
    straight = _overlap(made.source, wanted.source) and _overlap(made.target, wanted.target)
    crossed = made.type == "CommWith" and _overlap(made.source, wanted.target) and _overlap(made.target, wanted.source)
    return made.type == wanted.type and (straight or crossed)


def _overlap(a: Stretch, b: Stretch) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _told(notice: re3d.Notice, missed: Iterable[Relation], false: Iterable[Relation]) -> Iterator[str]:
    for word, found in (("missed", missed), ("false", false)):
        for r in found:
            around = notice.text[max(0, min(r.source[0], r.target[0]) - 30) : max(r.source[1], r.target[1]) + 30]
            ends = (notice.text[slice(*end)] for end in (r.source, r.target))
            yield f"{word} {r.type}: {' | '.join(ends)}  in: {' '.join(around.split())}"
