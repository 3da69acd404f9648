"""How sure a claim is: computed from its chain of voices, never stored."""

from collections.abc import Iterable
from typing import Literal

from clew.records import Certainty, Claim, Event

Sureness = Literal["asserted", "probable", "possible", "unclear", "denied"]

# A chain is as weak as its weakest voice.
_WEAKEST_FIRST: tuple[Certainty, ...] = ("unclear", "possible", "probable", "certain")

_STATUS: dict[str, Sureness] = {"unclear": "unclear", "denied": "denied"}

# What counts first when several claims tell one event: an assertion or a denial says more than a doubt.
_SAYS_MOST: tuple[Sureness, ...] = ("asserted", "denied", "probable", "possible", "unclear")


def sureness(event: Event, claims: Iterable[Claim]) -> Sureness:
    """Return how sure `event` is by the claim that says most about it; by its status alone when it is denied or unclear."""
    if event.status in _STATUS:
        return _STATUS[event.status]
    found = {claim_sureness(claim) for claim in claims}
    return next((s for s in _SAYS_MOST if s in found), "asserted")


def claim_sureness(claim: Claim) -> Sureness:
    """Return the sureness of one claim: an odd number of denials in the chain denies it, else its weakest voice counts."""
    if sum(voice.negated for voice in claim.voices) % 2:
        return "denied"
    weakest = min((_WEAKEST_FIRST.index(v.certainty) for v in claim.voices), default=3)
    return "asserted" if weakest == 3 else _as_sureness(_WEAKEST_FIRST[weakest])


def _as_sureness(certainty: Certainty) -> Sureness:
    return "asserted" if certainty == "certain" else certainty
