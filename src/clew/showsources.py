"""Who rests on whom, and corroboration, as lines of text for a terminal."""

from collections.abc import Iterator

from clew.case import Case
from clew.records import Corroboration, Reliance, Root, Telling
from clew.show import chain, place, quote
from clew.trace import title

# A root that much rests on is shown by its first tellings; --json has all.
_SHOWN = 6


def reliance_lines(case: Case, reliance: Reliance) -> Iterator[str]:
    """Yield that one document rests on another, with the passage of each."""
    name = title(case.documents[reliance.document])
    yield f"{name} has it from {reliance.name}: {reliance.reason}  ({reliance.certainty}, {reliance.by})"
    for span in filter(None, (reliance.left, reliance.right)):
        yield f"    {quote(span)} {place(case, span)}"


def root_lines(case: Case, root: Root) -> Iterator[str]:
    """Yield a root: who it is and whose, what rests on it, why that is one, and what else it may be one with."""
    whose = f" of {root.origin}" if root.origin else ""
    yield f"{root.id[:8]}  {root.name}{whose}  ({root.kind}, {len(root.tellings)} told)"
    for telling in root.tellings[:_SHOWN]:
        yield f"      {telling_line(case, telling)}"
    if len(root.tellings) > _SHOWN:
        yield f"      and {len(root.tellings) - _SHOWN} more"
    yield from (f"      one because: {reason}" for reason in root.reasons)
    if root.may_be:
        yield f"      may be one with {', '.join(id[:8] for id in root.may_be[:_SHOWN])}"


def telling_line(case: Case, telling: Telling) -> str:
    """Return a telling as a line: its words, its voices and its place."""
    return f"{quote(telling.span)}  says: {chain(telling)}  {place(case, telling.span)}"


def corroboration_lines(case: Case, corroboration: Corroboration) -> Iterator[str]:
    """Yield how many independent roots there are, each root with what rests on it, then the passages that tie documents."""
    told = count(len(corroboration.tellings), "telling")
    least = f", at least {corroboration.least}" if corroboration.least < corroboration.independent else ""
    yield f"{told}, {count(corroboration.independent, 'independent root')}{least}"
    for root in corroboration.roots:
        yield from (f"  {line}" for line in root_lines(case, root))
    for reliance in corroboration.reliances:
        yield from (f"  {line}" for line in reliance_lines(case, reliance))


def count(n: int, one: str) -> str:
    """Return "1 telling", "2 tellings"."""
    return f"{n:,} {one if n == 1 else one + 's'}"
