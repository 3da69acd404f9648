"""What somebody states about their own contacts, knowledge and reasons, in order: each module knows one kind of statement."""

from collections.abc import Sequence

from clew.recognize.decisions import find_decisions
from clew.recognize.knowledge import find_knowledge
from clew.recognize.limits import find_limits
from clew.recognize.listings import find_listings
from clew.recognize.moments import find_moments
from clew.recognize.purposes import find_purposes
from clew.recognize.scene import Telling
from clew.recognize.sittings import find_sittings
from clew.recognize.stated import Stated
from clew.records import Document, Event, Mention, When


def find_statements(
    document: Document, mentions: Sequence[Mention], dates: Sequence[When], told: Sequence[Event]
) -> list[Telling]:
    """Return the statements of a document. told: what other rules found it to tell, which explanations point back to."""
    stated = Stated(document, mentions, dates)
    return [
        *find_knowledge(stated),
        *find_listings(stated),
        *find_limits(stated),
        *find_sittings(stated),
        *find_purposes(stated, told),
        *find_decisions(stated),
        *find_moments(stated, told),
    ]
