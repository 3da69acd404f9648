"""Which documents of a labelled set are kept for the final figure, and which rules and models may be made on."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from typing import Literal

Part = Literal["kept", "dev", "train", "left out"]

# Sets so large that a fifth of their kept documents is enough for the figures that every test run reads.
LARGE = frozenset({"polnear", "re-docred", "wikigold", "wnut17", "gap", "certainty"})

_sampled = False


@contextmanager
def sample() -> Iterator[None]:
    """Have scores made on a sample of the kept documents alone, in a minute or two instead of many."""
    global _sampled
    _sampled = True
    try:
        yield
    finally:
        _sampled = False


def part_of(name: str) -> Part:
    """Return the part that document `name` of a set is in, for good: a fifth is kept, 8% is dev, the rest is train.

    kept    for the final figure: neither looked at while rules are made nor trained on
    dev     not trained on: what rules over the model's hints are made with, and training is watched by
    train   for rules and for training

    Inside `sample`, some of what is kept is, and all else is left out.
    """
    place = int.from_bytes(blake2b(name.encode(), digest_size=4).digest()) % 25
    if _sampled:
        return "kept" if place < (1 if name.partition("/")[0] in LARGE else 5) else "left out"
    return "kept" if place < 5 else "dev" if place < 7 else "train"
