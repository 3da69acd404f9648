"""Whether a text is in English, by its commonest words."""

from clew.mend.lookalikes.cues import cues

# Characters to judge a text by, and how many of the words must be common English ones: in honest text they are a third.
SAMPLE, _SHARE = 20_000, 0.15


def reads_english(text: str) -> bool:
    """Whether the beginning of `text` is English."""
    common, spoken = frozenset(cues()["common"]), text[:SAMPLE].split()
    return sum(word.lower() in common for word in spoken) >= _SHARE * len(spoken)
