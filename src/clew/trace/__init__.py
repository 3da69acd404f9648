"""What follows from the records, as pure functions: certainty, timeline, network, paths, conflicts, threads."""

from clew.trace.certainty import Sureness, sureness
from clew.trace.conflicts import find_conflicts
from clew.trace.copied import Reuse, title
from clew.trace.correspondence import Correspondence
from clew.trace.corroboration import find_corroboration
from clew.trace.matters import Look, find_matters
from clew.trace.network import find_links, find_path
from clew.trace.references import Said
from clew.trace.resolved import find_unknowns
from clew.trace.sources import Sources
from clew.trace.timeline import Entry, timeline
from clew.trace.unknown import Unidentified

__all__ = [
    "Correspondence",
    "Entry",
    "Look",
    "Reuse",
    "Said",
    "Sources",
    "Sureness",
    "Unidentified",
    "find_conflicts",
    "find_corroboration",
    "find_links",
    "find_matters",
    "find_path",
    "find_unknowns",
    "sureness",
    "timeline",
    "title",
]
