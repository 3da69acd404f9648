"""A name in which two are given: "Vantor / Harbour Lines", "Vantor a.k.a. Harbour Lines"."""

import re
from functools import lru_cache

_OR = re.compile(r"\s*/\s*|,?\s+(?:a\.?k\.?a\.?|also known as|d/?b/?a|formerly)\s+", re.IGNORECASE)

# Shorter parts are no names: "A/S" and "c/o" are one word.
_SHORTEST = 4


@lru_cache(maxsize=1 << 16)
def alternatives(name: str) -> tuple[str, ...]:
    """Return `name` whole, and each of the names in it when all are long enough to be names."""
    parts = [part for part in _OR.split(name) if part]
    if len(parts) < 2 or any(sum(map(str.isalpha, part)) < _SHORTEST for part in parts):
        return (name,)
    return (name, *parts)
