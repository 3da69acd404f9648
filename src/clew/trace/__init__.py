"""What follows from the records, as pure functions: certainty, timeline, network, paths, conflicts, threads."""

from clew.trace.brokers import find_brokers
from clew.trace.certainty import Sureness, sureness
from clew.trace.conflicts import find_conflicts
from clew.trace.correspondence import Correspondence
from clew.trace.evidence import EvidenceOf, evidence_of, link_cost
from clew.trace.network import OccasionOf, find_links, introductions, links_around, members, occasion_of, occasions, without
from clew.trace.paths import Graph, find_ways
from clew.trace.presence import find_presences
from clew.trace.statements import Statement, find_statements
from clew.trace.timeline import Entry, Telling, timeline

__all__ = [
    "Correspondence",
    "Entry",
    "EvidenceOf",
    "Graph",
    "OccasionOf",
    "Statement",
    "Sureness",
    "Telling",
    "evidence_of",
    "find_brokers",
    "find_conflicts",
    "find_links",
    "find_presences",
    "find_statements",
    "find_ways",
    "introductions",
    "link_cost",
    "links_around",
    "members",
    "occasion_of",
    "occasions",
    "sureness",
    "timeline",
    "without",
]
