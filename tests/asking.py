"""Hand-made times and identities, for tests of what is not known."""

from datetime import UTC, datetime, timedelta

from clew.records import Document, Identity, Judgement, Observation, When
from making import span


def when(found: Document, words: str, month: int | None, days: int = 1, year: int = 2031) -> When:
    """Return a time of `days` days from the first of a month; None: not placed."""
    start = datetime(year, month, 1, tzinfo=UTC) if month else None
    return When(start, start and start + timedelta(days=days), "day", span(found, words), None, "test/1")


def identities(*observations: Observation, judgements: tuple[Judgement, ...] = ()):
    """Return a look-up: mentions of one name are one; those in a judgement are one, too, and called by the full name."""
    home: dict[str, str] = {m.id: m.name for o in observations for m in o.mentions}
    for judged in judgements:
        home[judged.left] = home[judged.right]
    named = {home[m.id] for o in observations for m in o.mentions if m.form == "name"}

    def identity(id: str) -> Identity | None:
        name = home.get(id)
        mentions = tuple(m for m, other in home.items() if other == name)
        kept = tuple(j for j in judgements if j.right in mentions)
        return Identity(name, "person", name, (name,), mentions, name in named, kept) if name else None

    return identity
