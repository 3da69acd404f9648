"""Who an unidentified person may be: hypotheses with what speaks for and against each, ranked, never decided.

An identity is unidentified when no name says who it is, or only letters, a bare first name or surname, or an address does.
"""

from collections import ChainMap, defaultdict
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from functools import cached_property
from math import prod
from typing import cast

from msgspec.structs import replace

from clew.records import Ground, Hypothesis, Identity, MentionKind, make
from clew.trace import grounds
from clew.trace.candidates import Candidates, by_name, is_full
from clew.trace.company import Company
from clew.trace.initials import letters
from clew.trace.meanings import RULE, Meaning, may_mean
from clew.trace.posts import Posts, matters
from clew.trace.references import Reference, Said
from clew.trace.unknownvocabulary import last_name

# A longer list of who it may be says nothing.
_MOST = 8

# That somebody held a post is said of him, not of the unknown: Clew sees by itself that it fits.
_FITS = frozenset({"post-held/1", "post-time/1"})

# Where more than three fit, a name that fits is no ground alone: many have the same initials.
_FEW, LEAST = 3, 0.25


class Unidentified:
    """The hypotheses of a case. identities: all of them by id; home: the identity's id by mention id."""

    def __init__(self, said: Said, identities: Mapping[str, Identity], home: Mapping[str, str]) -> None:
        self.said, self.identities = said, identities
        self.company = Company(said.index, identities, home)

    @cached_property
    def posts(self) -> Posts:
        """The posts that people held."""
        return Posts(self.company)

    def _matters(self, unknown: Identity) -> bool:
        index = self.said.index
        documents = dict.fromkeys(self.company.span(m).document for m in unknown.mentions)
        holders = (v.holder for d in documents for c in index.observations[d].claims for v in c.voices if v.holder)
        return matters(self.company, unknown, self.said.asked, holders)

    @cached_property
    def candidates(self) -> Candidates:
        """The identified people, places and organizations by what their names may be shortened to."""
        return Candidates(self.identities.values())

    def is_said(self, identity: Identity) -> bool:
        """Whether a text says who or what `identity` is."""
        return any(m in self.said.references for m in identity.mentions)

    def is_unidentified(self, identity: Identity) -> bool:
        """Whether no name of `identity` says who it is."""
        return identity.kind == "address" or (identity.kind == "person" and not (identity.identified and is_full(identity)))

    def apart(self, alone: Identity, identity: Identity) -> tuple[Hypothesis, ...]:
        """Return who `alone`, some mentions of `identity`, might have been when they were not yet taken to be one with it."""
        own = frozenset(alone.mentions)
        names = tuple(n for n in identity.names if n not in alone.names)
        rest = replace(identity, mentions=tuple(m for m in identity.mentions if m not in own), names=names or identity.names)
        if not rest.mentions:
            return ()
        home = ChainMap(dict.fromkeys(alone.mentions, alone.id), cast(MutableMapping[str, str], self.company.home))
        identities = ChainMap({identity.id: rest, alone.id: alone}, cast(MutableMapping[str, Identity], self.identities))
        before = Unidentified(self.said, identities, home)
        before.candidates = self.candidates.instead(rest)
        return before.about(alone)

    def about(self, identity: Identity) -> tuple[Hypothesis, ...]:
        """Return who `identity` may be, the likeliest first; () for one that is identified, or of whom nothing is known."""
        if not self.is_unidentified(identity):
            return ()
        if identity.kind == "address":
            found = list(self._for_address(identity))
        elif key := letters(identity.name):
            found = list(self._for_letters(identity, key))
        else:
            found = list(self._for_bare(identity) if identity.identified else self._for_described(identity))
        return tuple(sorted(found, key=lambda h: (-h.score, h.name, h.id))[:_MOST])

    def _for_letters(self, unknown: Identity, key: str) -> Iterator[Hypothesis]:
        fitting = [i for i in self.candidates.for_letters(key) if i.id != unknown.id]
        people = [i for i in fitting if i.kind == "person"]
        places, meanings = self.said.lettered.places.get(key, ()), self.said.lettered.meanings.get(key, ())
        told = self._told(unknown, key)
        deeds = grounds.tied_deeds(self.company, unknown, places)
        groups = list(by_name({i.id: i for i in [*fitting, *self._named_in(told, meanings)]}.values()))
        for group in groups:
            fits = any(i in fitting for i in group)
            found = [
                *(grounds.short_name(self.company, "the initials", group, alone=len(groups) == 1) if fits else ()),
                *grounds.said(meanings, group, _kind(group)),
                *grounds.referred(told, group),
                *grounds.like_a_place(self.company, places, group),
                *self._seen(unknown, group),
                *grounds.denied(self.company, deeds, group),
                *(g for i in group for g in grounds.own_denial(self.company, meanings, people, i)),
            ]
            yield from self._made(unknown, group, found, len(groups))
        yield from self._in_words(unknown, told, meanings, groups)

    def _for_bare(self, unknown: Identity) -> Iterator[Hypothesis]:
        groups = list(by_name(i for i in self.candidates.for_bare(unknown.name) if i.id != unknown.id))
        for group in groups:
            found = [
                *grounds.short_name(self.company, "part of the name", group, alone=len(groups) == 1),
                *grounds.referred(self._told(unknown, ""), group),
                *grounds.of_title(self.company, unknown, group),
                *self._seen(unknown, group),
            ]
            yield from self._made(unknown, group, found, len(groups))

    def _for_address(self, unknown: Identity) -> Iterator[Hypothesis]:
        made = self.candidates.for_address(unknown.name)
        ways = {i.id: how for i, how in made}
        groups = list(by_name(i for i, _ in made))
        for group in groups:
            words = f"the {ways[group[0].id]}"
            found = [
                *grounds.short_name(self.company, words, group, alone=len(groups) == 1),
                *grounds.same_domain(self.company, unknown, group),
                *self._seen(unknown, group),
            ]
            yield from self._made(unknown, group, found, len(groups))

    def _for_described(self, unknown: Identity) -> Iterator[Hypothesis]:
        told = self._told(unknown, "")
        posts = self.posts.fitting(unknown)
        posts = posts if posts and self._matters(unknown) else {}
        holders = [self.identities[id] for id in posts if id != unknown.id]
        groups = list(by_name({i.id: i for i in [*holders, *self._named_in(told, ())]}.values()))
        for group in groups:
            held = [post for i in group for post in posts.get(i.id, ())]
            found = [
                *self.posts.grounds(unknown, held, alone=len(groups) == 1),
                *grounds.referred(told, group),
                *self._seen(unknown, group),
            ]
            yield from self._made(unknown, group, found, 1)
        yield from self._in_words(unknown, told, (), groups)

    def _seen(self, unknown: Identity, group: Sequence[Identity]) -> Iterator[Ground]:
        """Yield what Clew sees by itself of the unknown and `group` in the whole case."""
        yield from grounds.together(self.company, unknown, group)
        yield from grounds.of_gender(self.company, unknown, group)
        yield from grounds.both_sides(self.company, unknown, group)

    def _told(self, unknown: Identity, key: str) -> Sequence[Reference]:
        """Return the references said of the unknown, and in any document of the same letters."""
        mentions = dict.fromkeys([*unknown.mentions, *self.said.by_letters.get(key, ())])
        return [told for m in mentions for told in self.said.references.get(m, ())]

    def _named_in(self, told: Iterable[Reference], meanings: Iterable[Meaning]) -> Iterator[Identity]:
        """Yield whom texts name as the one meant."""
        for each in told:
            if each.object in self.company.home:
                yield self.identities[self.company.home[each.object]]
        for meaning in meanings:
            yield from self.candidates.named(meaning.name) if meaning.name else ()

    def _in_words(
        self, unknown: Identity, told: Iterable[Reference], meanings: Sequence[Meaning], groups: Iterable[Sequence[Identity]]
    ) -> Iterator[Hypothesis]:
        """Yield what texts say the unknown is that is nobody in the case: "a place", a name that nothing else bears."""
        known = [name for group in groups for identity in group for name in identity.names]
        found: dict[tuple[str, MentionKind], list[Ground]] = defaultdict(list)
        for m in (m for m in meanings if not m.negated and not any(may_mean(m, name) for name in known)):
            name, weight = m.name or f"a {m.kind}", grounds.ASKED if m.doubt else grounds.SAID
            ground = Ground(m.span, weight, f"said to be {name}", RULE, m.claim, m.voices)
            found[name, m.kind or unknown.kind].append(ground)
        for each in (each for each in told if each.object not in self.company.home):
            span, claim = each.event.evidence[0], each.claim
            name = last_name(span.text) or span.text
            ground = Ground(span, grounds.SAID, f"said to be {name}", each.event.by, claim.id, claim.voices)
            found[name, unknown.kind].append(ground)
        for (name, kind), pro in sorted(found.items()):
            yield _hypothesis(unknown, None, name, kind, pro)

    def _made(self, unknown: Identity, group: Sequence[Identity], found: Sequence[Ground], fitting: int) -> Iterator[Hypothesis]:
        """Yield the hypothesis that `found` makes, when enough speaks for it. fitting: how many names fit as well."""
        who = next(i for i in group if i.kind == _kind(group))
        pro = [g for g in found if g.weight > 0]
        if any(g.voices for g in pro) or (pro and fitting <= _FEW) or score(pro) >= LEAST:
            yield _hypothesis(unknown, who.id, who.name, who.kind, found)


def _kind(group: Sequence[Identity]) -> MentionKind:
    """Return what those of one name are: a name taken for a place anywhere is rarely a person's."""
    return "place" if any(i.kind == "place" for i in group) else group[0].kind


def score(found: Iterable[Ground]) -> float:
    """Return 0 to 1: each ground takes its share of what is left. What one source says counts once however often it is told, and
    so does each rule by which Clew sees something itself."""
    once: dict[tuple[str, ...], float] = {}
    for ground in found:
        key = _sayer(ground) if ground.voices and ground.by not in _FITS else (ground.by,)
        once[key] = max(once.get(key, 0.0), ground.weight, key=abs)
    pro = 1 - prod(1 - w for w in sorted(once.values()) if w > 0)
    return round(pro * prod(1 + w for w in sorted(once.values()) if w < 0), 4)


def _sayer(ground: Ground) -> tuple[str, ...]:
    """Return whose word a ground is: the innermost voice that has a name or description, else the document's author."""
    holder = next((v.holder.text for v in reversed(ground.voices) if v.holder), "")
    return ("said", " ".join(holder.casefold().split())) if holder else ("wrote", ground.span.document)


def _hypothesis(unknown: Identity, who: str | None, name: str, kind: MentionKind, found: Sequence[Ground]) -> Hypothesis:
    ranked = sorted(found, key=lambda g: (-abs(g.weight), g.span.document, g.span.start, g.by))
    once = tuple({(g.by, g.span, g.weight > 0): g for g in reversed(ranked)}.values())[::-1]
    pro, contra = (tuple(g for g in once if (g.weight > 0) == wanted) for wanted in (True, False))
    fields = {"about": unknown.id, "who": who, "name": name, "kind": kind, "score": score(once)}
    return make(Hypothesis, **fields, pro=pro, contra=contra)
