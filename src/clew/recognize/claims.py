"""Claims: that somebody says an event, or anything else, is so."""

from collections.abc import Iterable, Iterator, Sequence

from clew.recognize.chains import Attribution, Chains, standing
from clew.recognize.merge import Story
from clew.recognize.scene import Telling
from clew.recognize.tree import Tree
from clew.records import Claim, Event, Span, Voice, make

EVENT = "event-claim/1"


def event_claims(tree: Tree, chains: Chains, stories: Iterable[tuple[Story, Event]]) -> Iterator[Claim]:
    """Yield the claims that carry each event: one for each passage that tells it or points back to it."""
    for story, event in stories:
        yield from dict.fromkeys(_of_telling(tree, chains, telling, event) for telling in story.tellings)


def _of_telling(tree: Tree, chains: Chains, telling: Telling, event: Event) -> Claim:
    if telling.word is None:
        voices = (*standing(tree.document, telling.evidence.start, opening=not telling.voices), *telling.voices)
        return make(Claim, content=telling.evidence, event=event.id, voices=voices, by=EVENT)
    around = chains.attributions(telling.word)
    content = tree.span(around[-1].content) if around else telling.evidence
    voices = _unsure(chains.of(telling.word, firm=telling.firm), telling)
    return make(Claim, content=content, event=event.id, voices=voices, by=EVENT)


def _unsure(voices: tuple[Voice, ...], telling: Telling) -> tuple[Voice, ...]:
    """Return `voices`, the innermost unclear when the words leave open whether the event happened and no hedge says how sure."""
    last = voices[-1]
    if telling.status != "unclear" or last.certainty != "certain":
        return voices
    return (*voices[:-1], Voice(last.holder, last.cue, last.act, "unclear", last.negated))


def evidence_claims(tree: Tree, chains: Chains, events: Iterable[Event]) -> Iterator[Claim]:
    """Yield the claims that carry each event read without a telling (posts): each passage, by the voices of its words.

    The evidence of such an event is in pairs: its words, and the passage that they stand in.
    """
    for event in events:
        for words, passage in zip(event.evidence[::2], event.evidence[1::2], strict=True):
            yield make(Claim, content=passage, event=event.id, voices=_around(tree, chains, words), by=EVENT)


def _around(tree: Tree, chains: Chains, span: Span) -> tuple[Voice, ...]:
    words = tree.within(span.start, span.end)
    return chains.of(words[0]) if words else standing(tree.document, span.start)


def other_claims(tree: Tree, chains: Chains, attributions: Sequence[Attribution], told: frozenset[int]) -> Iterator[Claim]:
    """Yield a claim for each attribution that no event's claim carries. told: the words that tell one, carried by the innermost
    around them. Who is cited for the very same words ("reported, citing two officials") carries both."""
    carried = {around[-1] for word in told if (around := chains.attributions(word))}
    last = {a.content: a for a in sorted(attributions, key=lambda a: a in carried)}
    for attribution in attributions:
        if attribution not in carried and last[attribution.content] is attribution:
            content = tree.span(attribution.content)
            yield make(Claim, content=content, event=None, voices=chains.to(attribution), by=attribution.by)
