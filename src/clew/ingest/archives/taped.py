"""How the first block of a tar archive looks, so that it is known for one. Loads nothing: every piece is asked."""

import re

# Where the sum of a header stands, in octal, and the size of a header.
_SUM, _BLOCK = slice(148, 156), 512

_OCTAL = re.compile(rb" *([0-7]{1,7})[ \0]*\Z")


def is_tar(data: bytes) -> bool:
    """Whether `data` begins with a tar header: it says so ("ustar"), or, in the oldest form, its sum is right."""
    if data[257:262] == b"ustar":
        return True
    told = _OCTAL.match(data[_SUM]) if len(data) >= _BLOCK and data[0] else None
    return told is not None and int(told[1], 8) == sum(data[:_BLOCK]) - sum(data[_SUM]) + 8 * ord(" ")
