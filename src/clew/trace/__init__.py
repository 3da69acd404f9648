"""What follows from the records, as pure functions: certainty, timeline, network, paths, conflicts, threads."""

from clew.trace.certainty import Sureness, sureness
from clew.trace.conflicts import find_conflicts
from clew.trace.correspondence import Correspondence
from clew.trace.matters import Look, find_matters
from clew.trace.network import find_links, find_path
from clew.trace.timeline import Entry, timeline

__all__ = [
    "Correspondence",
    "Entry",
    "Look",
    "Sureness",
    "find_conflicts",
    "find_links",
    "find_matters",
    "find_path",
    "sureness",
    "timeline",
]
