"""Bytes in, mended bytes out, in memory that does not grow with them."""

from clew.mend.stream.mending import BYTES_RULE, Stream, Stretch
from clew.mend.stream.tally import Tally

__all__ = ["BYTES_RULE", "Stream", "Stretch", "Tally"]
