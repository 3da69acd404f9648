"""Letters that look like those of another alphabet: which words hold some, and what they should be."""

from clew.mend.lookalikes.decisions import RULE, look_alikes, undecided

__all__ = ["RULE", "look_alikes", "undecided"]
