"""Evidence in, documents out: one reader a format, zones that say who speaks, and a receipt for everything found."""

from clew.ingest import limits
from clew.ingest.found import FoundFile, discover, file_digest
from clew.ingest.language import with_language
from clew.ingest.piece import Cut, Reading
from clew.ingest.read import cuts, read_file, readings

__all__ = ["Cut", "FoundFile", "Reading", "cuts", "discover", "file_digest", "limits", "read_file", "readings", "with_language"]
