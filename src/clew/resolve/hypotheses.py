"""What somebody says an identity is or stands for: read from the events of kind "reference", kept with their claims."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from clew.records import Hypothesis, Identity, Observation

Told = Mapping[str, Sequence[Hypothesis]]


def with_hypotheses(identities: Iterable[Identity], told: Told) -> tuple[Identity, ...]:
    """Return `identities`, each with the hypotheses `told` of its mentions, in the order of the text."""
    return tuple(_with(identity, told) for identity in identities)


def told_in(observations: Iterable[Observation]) -> dict[str, list[Hypothesis]]:
    """Return the hypotheses that the words of documents hold, by the mention they are about."""
    told: dict[str, list[Hypothesis]] = defaultdict(list)
    for observation in observations:
        references = {e.id: e for e in observation.events if e.kind == "reference"}
        for claim in observation.claims:
            if event := references.get(claim.event or ""):
                for role, mention in event.roles:
                    if role == "subject":
                        told[mention].append(Hypothesis(event.evidence[0], claim.id))
    return told


def _with(identity: Identity, told: Told) -> Identity:
    found = tuple(h for mention in identity.mentions for h in told.get(mention, ()))
    return msgspec.structs.replace(identity, hypotheses=found) if found else identity
