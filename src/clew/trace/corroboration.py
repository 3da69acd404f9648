"""The tellings of one thing: the claims about its events, the same words elsewhere, what else is said of the same letters."""

from collections.abc import Callable, Iterable, Iterator

from clew.errors import AskError
from clew.index import Index
from clew.records import Claim, Corroboration, Event, Hypothesis, Occasion, Telling
from clew.trace.roots import telling
from clew.trace.sources import Sources


def find_corroboration(
    sources: Sources, id: str, occasions: Iterable[Occasion], hypotheses: Callable[[Event], Iterable[Hypothesis]]
) -> Corroboration:
    """Return the tellings and roots of the event, occasion or claim with this id. AskError when there is none.

    hypotheses: of a "reference" (whom letters or a description mean), those about its subject.
    """
    id = _whole(sources.index, id, occasions)
    claim = sources.index.claims.get(id)
    if claim and claim.event is None:
        return sources.corroborate((id,), _alike(sources, claim))
    events = sources.told_alike(_events(sources.index, claim.event or "" if claim else id, occasions))
    told = [telling(c) for e in events for c in sources.index.claims_about.get(e.id, ())]
    told += [t for e in events if e.kind == "reference" for t in _of_letters(e, hypotheses(e))]
    return sources.corroborate([e.id for e in events], _once(told))


def _whole(index: Index, id: str, occasions: Iterable[Occasion]) -> str:
    """Return the only id that `id` is or begins; an occasion and its first event may share the beginning of one."""
    if id in index.events or id in index.claims:
        return id
    known = [*(o.id for o in occasions), *index.events, *index.claims]
    found = list(dict.fromkeys(each for each in known if id and each.startswith(id)))
    if len(found) != 1:
        said = "no event, occasion or claim has" if not found else f"{len(found):,} events, occasions and claims have"
        raise AskError(f"{said} an id like “{id}”; `clew timeline --json` and `clew claims --json` show ids")
    return found[0]


def _events(index: Index, id: str, occasions: Iterable[Occasion]) -> list[Event]:
    found = next((o for o in occasions if id == o.id or id in o.events), None)
    return [index.events[e] for e in found.events] if found else [index.events[id]] if id in index.events else []


def _alike(sources: Sources, claim: Claim) -> Iterator[Telling]:
    """Yield a claim about no event, and those that say the same in the same words."""
    words = " ".join(claim.content.text.split())
    yield from (telling(c) for c in sources.index.claims.values() if " ".join(c.content.text.split()) == words)


def _of_letters(event: Event, hypotheses: Iterable[Hypothesis]) -> Iterator[Telling]:
    """Yield every passage of the case that says what this one says of the unknown."""
    for hypothesis in hypotheses:
        if any(ground.span == event.evidence[0] for ground in hypothesis.pro):
            strongest = max(ground.weight for ground in hypothesis.pro)
            said = (g for g in hypothesis.pro if g.voices and g.weight == strongest)
            yield from (Telling(g.span, g.voices, g.claim) for g in said)


def _once(told: Iterable[Telling]) -> list[Telling]:
    """Return each claim once, however many of its words a rule took for the passage."""
    return list({t.claim or str(t.span.start) + t.span.document: t for t in told}.values())
