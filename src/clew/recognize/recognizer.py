"""The order in which one document is read."""

from collections.abc import Sequence

from clew.recognize.attributions import find_attributions
from clew.recognize.chains import Chains
from clew.recognize.claims import event_claims, other_claims
from clew.recognize.dates import attach, find_dates
from clew.recognize.events import find_tellings
from clew.recognize.headers import find_headers
from clew.recognize.mentions import find_mentions
from clew.recognize.merge import Story, event, merge
from clew.recognize.questions import find_questions
from clew.recognize.rows import find_rows
from clew.recognize.scene import Scene
from clew.recognize.tree import Tree
from clew.records import Claim, Event, Mention, Observation, Parse, When


def recognize(parse: Parse) -> Observation:
    """Return all that is observed in the document of `parse`. Pure: the same parse gives the same records and ids."""
    tree = Tree(parse)
    mentions = find_mentions(tree)
    return observe(tree, mentions, find_dates(tree).whens)


def observe(tree: Tree, mentions: Sequence[Mention], dates: tuple[When, ...]) -> Observation:
    """Return the observation of a document whose mentions and dates were found before."""
    scene = Scene(tree, mentions, lambda word: attach(tree, dates, word))
    tellings = [*find_headers(tree.document, dates), *find_rows(tree.document, mentions, dates), *find_tellings(scene)]
    stories = merge(tellings)
    events = [event(story) for story in stories]
    return Observation(
        document=tree.document,
        mentions=tuple(mentions),
        dates=tuple(dates),
        events=tuple(events),
        claims=_claims(scene, stories, events),
        questions=find_questions(tree, mentions),
    )


def _claims(scene: Scene, stories: Sequence[Story], events: Sequence[Event]) -> tuple[Claim, ...]:
    tree = scene.tree
    attributions = find_attributions(tree, scene.index)
    chains = Chains(tree, attributions)
    told = frozenset(t.word for s in stories for t in s.tellings if t.word is not None)
    found = [*event_claims(tree, chains, zip(stories, events, strict=True)), *other_claims(tree, chains, attributions, told)]
    return tuple(sorted(dict.fromkeys(found), key=lambda c: (c.content.start, c.content.end, c.id)))
