"""Who is tied to whom, as GraphML, for Gephi, Cytoscape and the like (http://graphml.graphdrawing.org/)."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from clew.case import Case
from clew.trace import occasions

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="name" for="node" attr.name="name" attr.type="string"/>
<key id="kind" for="node" attr.name="kind" attr.type="string"/>
<key id="mentions" for="node" attr.name="mentions" attr.type="int"/>
<key id="events" for="edge" attr.name="events" attr.type="int"/>
<key id="occasions" for="edge" attr.name="occasions" attr.type="int"/>
<key id="happened" for="edge" attr.name="happened" attr.type="int"/>
<key id="kinds" for="edge" attr.name="kinds" attr.type="string"/>
<graph edgedefault="undirected">
"""


def graphml(case: Case) -> Iterator[str]:
    """Yield the identities that have a link, then the links: how many events, occasions, how many happened, the kinds."""
    yield _HEAD
    linked = {side for link in case.links for side in (link.left, link.right)}
    for identity in case.identities.values():
        if identity.id in linked:
            data = {"name": identity.name, "kind": identity.kind, "mentions": str(len(identity.mentions))}
            yield f"<node id={quoteattr(identity.id)}>{_data(data)}</node>\n"
    for link in case.links:
        kinds = ", ".join(dict.fromkeys(strand.kind for strand in link.strands))
        happened = sum(len(strand.occasions) for strand in link.strands if strand.status == "happened")
        data = {"events": str(len(link.events)), "occasions": str(occasions(link)), "happened": str(happened), "kinds": kinds}
        yield f"<edge source={quoteattr(link.left)} target={quoteattr(link.right)}>{_data(data)}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _data(values: dict[str, str]) -> str:
    return "".join(f'<data key="{key}">{escape(_valid(value))}</data>' for key, value in values.items())


def _valid(text: str) -> str:
    """Return `text` without the control characters that XML 1.0 forbids."""
    return "".join(c for c in text if c >= " " or c in "\t\n\r")
