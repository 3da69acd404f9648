"""Which documents of a labelled set are kept for the final figure, and which rules and models may be made on."""

from hashlib import blake2b
from typing import Literal

Part = Literal["kept", "dev", "train"]


def part_of(name: str) -> Part:
    """Return the part that document `name` of a set is in, for good: a fifth is kept, 8% is dev, the rest is train.

    kept    for the final figure: neither looked at while rules are made nor trained on
    dev     not trained on: what rules over the model's hints are made with, and training is watched by
    train   for rules and for training
    """
    place = int.from_bytes(blake2b(name.encode(), digest_size=4).digest()) % 25
    return "kept" if place < 5 else "dev" if place < 7 else "train"
