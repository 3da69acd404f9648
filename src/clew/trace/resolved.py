"""What stays to be seen once a person has judged who an unidentified person is: which mentions were unknown, until when."""

import msgspec

from clew.records import Identity, Judgement, Unknown
from clew.trace.unknown import Unidentified


def find_unknowns(unidentified: Unidentified, identity: Identity) -> tuple[Unknown, ...]:
    """Return the mentions of `identity` that a person's "same" has tied to it while no name said whose they were; earliest first.

    Their hypotheses are those that there would be without the judgement: the person they are now known to be among them.
    """
    judged = [j for j in identity.judgements if j.verdict == "same" and j.at is not None]
    found = [unknown for j in judged if (unknown := _unknown(unidentified, identity, j))]
    return tuple(sorted(found, key=lambda u: (u.until, u.judgement.id)))


def _unknown(unidentified: Unidentified, identity: Identity, judgement: Judgement) -> Unknown | None:
    mentions = unidentified.said.index.mentions
    for side in (judgement.left, judgement.right):
        if side not in mentions or judgement.at is None:
            continue
        own = _alike(unidentified, identity, side)
        name = mentions[side].name
        names = tuple(dict.fromkeys(mentions[m].name for m in own))
        alone = msgspec.structs.replace(
            identity, id=side, name=name, names=names, mentions=own, identified=any(mentions[m].form == "name" for m in own)
        )
        if unidentified.is_unidentified(alone):
            return Unknown(name, own, judgement.at, judgement, unidentified.apart(alone, identity))
    return None


def _alike(unidentified: Unidentified, identity: Identity, side: str) -> tuple[str, ...]:
    """Return the mentions of `identity` that are called as the judged one is, in the same document."""
    mentions = unidentified.said.index.mentions
    one = mentions[side]
    same = (m for m in identity.mentions if mentions[m].name.casefold() == one.name.casefold())
    return tuple(m for m in same if mentions[m].span.document == one.span.document)
