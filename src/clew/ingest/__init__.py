"""Evidence in, documents out: one reader a format, zones that say who speaks, and a receipt for everything found."""

from clew.ingest.found import FoundFile, discover, file_digest
from clew.ingest.language import with_language
from clew.ingest.piece import Reading
from clew.ingest.read import read_file

__all__ = ["FoundFile", "Reading", "discover", "file_digest", "read_file", "with_language"]
