"""What is not known: the questions of the texts, and gaps that nobody's words ask about; each with what answers it."""

from itertools import chain

from clew.records import Matter
from clew.trace.matters.announced import announced
from clew.trace.matters.asked import asked
from clew.trace.matters.found import gathered
from clew.trace.matters.guests import guests
from clew.trace.matters.lonesource import lone_sources
from clew.trace.matters.look import Look
from clew.trace.matters.missing import missing_attachments, missing_mails
from clew.trace.matters.notes import notes
from clew.trace.matters.papers import papers
from clew.trace.matters.participants import participants
from clew.trace.matters.somebodies import somebodies
from clew.trace.matters.undated import undated

__all__ = ["Look", "find_matters"]

_RULES = (
    asked,
    participants,
    somebodies,
    guests,
    lone_sources,
    undated,
    papers,
    notes,
    missing_mails,
    announced,
    missing_attachments,
)


def find_matters(look: Look) -> tuple[Matter, ...]:
    """Return what is not known: open matters first, those of the texts before gaps, whatever order the documents come in."""
    return gathered(look, chain.from_iterable(rule(look) for rule in _RULES))
