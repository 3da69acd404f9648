"""All records as JSON lines, each named by its kind: the whole case, for programs."""

from collections.abc import Iterable, Iterator

import msgspec

from clew.case import Case
from clew.records import Record


def records(case: Case) -> Iterator[str]:
    """Yield one line a record: receipts, then each document with what was observed in it, then what follows from all."""
    yield from _lines("receipt", case.receipts)
    for observation in case.observations.values():
        yield from _lines("document", [observation.document])
        yield from _lines("mention", observation.mentions)
        yield from _lines("date", observation.dates)
        yield from _lines("event", observation.events)
        yield from _lines("claim", observation.claims)
        yield from _lines("question", observation.questions)
        yield from _lines("written", [observation.written] if observation.written else [])
    yield from _lines("judgement", case.judgements)
    yield from _lines("identity", case.identities.values())
    yield from _lines("link", case.links)
    yield from _lines("conflict", case.conflicts)


def _lines(kind: str, records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        yield msgspec.json.encode({"record": kind, "is": record}).decode() + "\n"
