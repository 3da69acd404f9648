"""The order in which one document is read."""

from collections.abc import Sequence

from clew.recognize.anchors import anchor
from clew.recognize.attributions import find_attributions
from clew.recognize.cards import find_card_posts
from clew.recognize.chains import Chains
from clew.recognize.chatlines import find_chat_lines
from clew.recognize.cited import find_cited, outside
from clew.recognize.claims import event_claims, evidence_claims, other_claims
from clew.recognize.dates import Dates, attach, find_dates
from clew.recognize.events import find_tellings
from clew.recognize.headers import find_headers
from clew.recognize.invitations import find_invitations
from clew.recognize.mentions import find_mentions
from clew.recognize.merge import Story, event, merge
from clew.recognize.notes import hang
from clew.recognize.posts import find_posts
from clew.recognize.questions import find_questions
from clew.recognize.rows import find_rows
from clew.recognize.scene import Scene
from clew.recognize.statements import find_statements
from clew.recognize.tree import Tree
from clew.records import Claim, Event, Mention, Observation, Parse


def recognize(parse: Parse) -> Observation:
    """Return all that is observed in the document of `parse`. Pure: the same parse gives the same records and ids."""
    tree = Tree(parse)
    return observe(tree, find_mentions(tree), find_dates(tree))


def observe(tree: Tree, mentions: tuple[Mention, ...], dates: Dates) -> Observation:
    """Return the observation of a document whose mentions and dates were found before."""
    scene = Scene(tree, mentions, lambda word: attach(tree, dates.whens, word))
    document = tree.document
    tellings = [
        *find_headers(document, mentions, dates.whens),
        *find_invitations(document, mentions, dates.whens),
        *find_rows(document, mentions, dates.whens),
        *outside(tree, find_tellings(scene)),
    ]
    # Each line of a chat is a message of its own: which of a hundred like it "that message" means, its words do not say.
    lines = map(Story, find_chat_lines(document, mentions, dates.whens))
    stories = [*lines, *hang(tree, merge(tellings), find_cited(document, mentions, dates.whens))]
    placed = anchor(tree, dates, [event(story) for story in stories], mentions)
    # A post's time is that of its own verb or mark ("now", "then"), not of what else its sentence tells.
    posts = find_posts(tree, mentions, lambda word: attach(tree, placed.dates, word), placed.dates)
    # What explains a contact points back to it, so contacts must have their time.
    stated = list(map(Story, find_statements(document, mentions, placed.dates, placed.events)))
    stories += stated
    events = (*placed.events, *map(event, stated), *posts, *find_card_posts(document, mentions))
    return Observation(
        document=document,
        mentions=mentions,
        dates=placed.dates,
        events=events,
        claims=_claims(scene, stories, events),
        questions=find_questions(tree, mentions),
        written=placed.written,
    )


def _claims(scene: Scene, stories: Sequence[Story], events: Sequence[Event]) -> tuple[Claim, ...]:
    """Return the claims of a document. `events`: those of the stories, in their order, then the posts."""
    attributions = find_attributions(scene.tree, scene.index)
    chains = Chains(scene.tree, attributions)
    told = frozenset(t.word for s in stories for t in s.tellings if t.word is not None)
    found = [
        *event_claims(scene.tree, chains, zip(stories, events, strict=False)),
        *evidence_claims(scene.tree, chains, events[len(stories) :]),
        *other_claims(scene.tree, chains, attributions, told),
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda c: (c.content.start, c.content.end, c.id)))
