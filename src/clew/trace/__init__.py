"""What follows from the records, as pure functions: certainty, timeline, network, paths, conflicts, threads."""

from clew.trace.brokers import find_brokers
from clew.trace.certainty import Sureness, sureness
from clew.trace.conflicts import find_conflicts
from clew.trace.copied import Reuse, title
from clew.trace.correspondence import Correspondence
from clew.trace.corroboration import find_corroboration
from clew.trace.evidence import EvidenceOf, evidence_of, link_cost
from clew.trace.matters import Look, find_matters
from clew.trace.network import (
    OccasionOf,
    find_links,
    introductions,
    links_around,
    members,
    most_occasions,
    occasion_of,
    occasions,
    without,
)
from clew.trace.paths import Graph, find_ways
from clew.trace.presence import find_presences
from clew.trace.references import Said
from clew.trace.resolved import find_unknowns
from clew.trace.sources import Sources
from clew.trace.statements import Statement, find_statements
from clew.trace.ties import NO_CONTACT
from clew.trace.timeline import Entry, Telling, timeline
from clew.trace.unknown import Unidentified

__all__ = [
    "NO_CONTACT",
    "Correspondence",
    "Entry",
    "EvidenceOf",
    "Graph",
    "Look",
    "OccasionOf",
    "Reuse",
    "Said",
    "Sources",
    "Statement",
    "Sureness",
    "Telling",
    "Unidentified",
    "evidence_of",
    "find_brokers",
    "find_conflicts",
    "find_corroboration",
    "find_links",
    "find_matters",
    "find_presences",
    "find_statements",
    "find_unknowns",
    "find_ways",
    "introductions",
    "link_cost",
    "links_around",
    "members",
    "most_occasions",
    "occasion_of",
    "occasions",
    "sureness",
    "timeline",
    "title",
    "without",
]
