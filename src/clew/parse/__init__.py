"""Documents in, parses out: sentences, words and how they hang together. The only place that imports spaCy."""

from clew.parse.blocks import blocks
from clew.parse.parser import parse_documents

__all__ = ["blocks", "parse_documents"]
