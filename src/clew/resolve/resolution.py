"""Who is who in a case: nodes, what rules make of them, and what people judged. A judgement is worked in where it matters only.

Nodes that rules take to be the same, directly or over others, are a component. What nothing ties to a component cannot change
whose its nodes are, so a judgement is worked in by making anew the identities of the components that it is about.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from clew.records import Identity, Judgement, Mention
from clew.resolve.clusters import Clusters
from clew.resolve.identities import identity_of, joined
from clew.resolve.nodes import Node, node_of
from clew.resolve.parted import parted
from clew.resolve.steps import shortest

# What people said, by each component that it is about.
Told = Mapping[str, Sequence[Judgement]]


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return the judgements that have not been undone, in the order given."""
    all_of_them = tuple(judgements)
    undone = {j.left for j in all_of_them if j.verdict == "undone"}
    return tuple(j for j in all_of_them if j.verdict != "undone" and j.id not in undone)


class Resolution:
    """The identities of a case, by id and sorted by name, and whose each mention is. It never changes.

    changed      the mentions that may be somebody else's than in the resolution that this one was made of; None: of none

    nodes        each mention is in one at most
    by_rules     what rules say of two mentions: "same" joins, "different" keeps rules from joining, "unsure" is left to people
    mention_of   gives the mention with an id, or None: it is no longer in the case
    """

    def __init__(self, nodes: Iterable[Node], by_rules: Iterable[Judgement], mention_of: Callable[[str], Mention | None]) -> None:
        self._mention_of = mention_of
        self._nodes = {each.id: each for each in nodes}
        self._node_of = {mention: each.id for each in self._nodes.values() for mention in each.mentions}
        known = (j for j in by_rules if j.left in self._node_of and j.right in self._node_of)
        self.by_rules = tuple(sorted(known, key=lambda j: (-j.score, j.id)))
        self._component, self._members = self._components()
        self._rules = self._within_components()
        self.judgements: tuple[Judgement, ...] = ()
        self.changed: frozenset[str] | None = None
        self._lone: dict[str, Node] = {}
        made = {i.id: i for component in self._members for i in self._made({component}, {})}
        self._order = sorted((i.name, i.id) for i in made.values())
        self.identities = {id: made[id] for _, id in self._order}
        self.home = {mention: i.id for i in made.values() for mention in i.mentions}

    def judged(self, judgements: Iterable[Judgement]) -> "Resolution":
        """Return the resolution with these judgements of people, in the order in which they were made, and no others.

        What people say wins: "different" and "unsure" keep apart, "same" joins, then come the rules, best score first. Judgements
        about mentions that are no longer in the case are passed over.
        """
        after = object.__new__(Resolution)
        after.__dict__.update(self.__dict__)
        stand = standing(judgements)
        after._lone = self._held(side for j in stand for side in (j.left, j.right) if side not in self._node_of)
        after.judgements = tuple(j for j in stand if after._holds(j.left) and after._holds(j.right))
        changed = {self._component_of(side) for j in {*self.judgements} ^ {*after.judgements} for side in (j.left, j.right)}
        after.changed = frozenset()
        if changed:
            after.identities, after.home, after._order = dict(self.identities), dict(self.home), list(self._order)
            after._work_in(changed)
        return after

    def unsure(self) -> Iterator[Judgement]:
        """Yield what rules are unsure of and nobody has judged, best first: each pair of identities once."""
        told = {frozenset((self.home[j.left], self.home[j.right])) for j in self.judgements}
        for judgement in self.by_rules:
            pair = frozenset((self.home[judgement.left], self.home[judgement.right]))
            if judgement.verdict == "unsure" and len(pair) == 2 and pair not in told:
                told.add(pair)
                yield judgement

    def against(self, left: str, right: str) -> Judgement | None:
        """Return the judgement by which a person holds apart the identities of two mentions, or None."""
        pair = {self.home[left], self.home[right]}
        apart = (j for j in self.judgements if j.verdict != "same")
        return next((j for j in apart if {self.home[j.left], self.home[j.right]} == pair), None)

    def chain(self, left: str, right: str) -> tuple[Judgement, ...]:
        """Return the fewest judgements by which two mentions are one, each leading to the next; () when they are not one, or have
        the same words in one document."""
        if self.home.get(left) is None or self.home.get(left) != self.home.get(right):
            return ()
        alone = {side for j in self.judgements for side in (j.left, j.right)}
        place = {m: m if m in alone else f"node {self._node_of.get(m, m)}" for m in self.identities[self.home[left]].mentions}
        joins = [j for j in self.identities[self.home[left]].judgements if j.verdict == "same"]
        return shortest(((place[j.left], place[j.right], j) for j in joins), place[left], place[right])

    def _held(self, mentions: Iterable[str]) -> dict[str, Node]:
        """Return a node for each of `mentions`: pronouns that no rule ties to anybody, while a person does."""
        found = ((id, self._mention_of(id)) for id in dict.fromkeys(mentions))
        return {id: node_of(mention.span.document, [mention]) for id, mention in found if mention}

    def _holds(self, mention: str) -> bool:
        return mention in self._node_of or mention in self._lone

    def _component_of(self, mention: str) -> str:
        return self._component[self._node_of[mention]] if mention in self._node_of else mention

    def _nodes_in(self, group: Iterable[str]) -> list[Node]:
        """Return the nodes of the components in `group`."""
        found = [self._nodes[id] for component in sorted(group) for id in self._members.get(component, ())]
        return found + [self._lone[component] for component in sorted(group) if component in self._lone]

    def _components(self) -> tuple[dict[str, str], dict[str, list[str]]]:
        """Return the component of each node, and the nodes of each component, both named by their smallest."""
        tied = Clusters(self._nodes)
        for judgement in self.by_rules:
            if judgement.verdict == "same":
                tied.join(self._node_of[judgement.left], self._node_of[judgement.right])
        component = {id: tied.root(id) for id in self._nodes}
        members: dict[str, list[str]] = defaultdict(list)
        for id in sorted(component):
            members[component[id]].append(id)
        return component, dict(members)

    def _within_components(self) -> dict[str, list[Judgement]]:
        """Return what rules say of two nodes of one component, by the component; of two that nothing ties it does not matter."""
        found: dict[str, list[Judgement]] = defaultdict(list)
        for judgement in self.by_rules:
            if judgement.verdict != "unsure" and self._component_of(judgement.left) == self._component_of(judgement.right):
                found[self._component_of(judgement.left)].append(judgement)
        return dict(found)

    def _work_in(self, changed: Iterable[str]) -> None:
        """Make anew the identities of the components in `changed`, and of those that people tie to them."""
        told = self._told()
        groups: dict[str, set[str]] = {}
        for component in sorted(changed):
            if component not in groups:
                groups |= dict.fromkeys(group := _reached(component, told, self._component_of), group)
        self._drop(groups)
        for group in {min(group): group for group in groups.values()}.values():
            self._add(self._made(group, told))
        self.identities = {id: self.identities[id] for _, id in self._order}

    def _told(self) -> dict[str, list[Judgement]]:
        found: dict[str, list[Judgement]] = defaultdict(list)
        for judgement in self.judgements:
            for component in {self._component_of(judgement.left), self._component_of(judgement.right)}:
                found[component].append(judgement)
        return dict(found)

    def _made(self, group: set[str], told: Told) -> Sequence[Identity]:
        """Return the identities that the nodes of the components in `group` make."""
        nodes = self._nodes_in(group)
        people = [j for j in self.judgements if group & {self._component_of(j.left), self._component_of(j.right)}] if told else []
        if len(nodes) == 1 and not people:
            return [identity_of(nodes, ())]
        own, tied = parted(nodes, {side for j in people for side in (j.left, j.right)}, self._mention_of)
        rules = [j for component in sorted(group) for j in self._rules.get(component, ())]
        return joined(own, people, [*tied, *rules])

    def _drop(self, components: Iterable[str]) -> None:
        """Take out the identities that the nodes of `components` had, and whose those pronouns were that nobody ties any more."""
        mentions = {m for each in self._nodes_in(components) for m in each.mentions}.union(components)
        for gone in [self.identities.pop(id) for id in sorted({self.home[m] for m in mentions if m in self.home})]:
            del self._order[bisect_left(self._order, (gone.name, gone.id))]
        for mention in [m for m in components if not self._holds(m)]:
            self.home.pop(mention, None)
        self.changed = frozenset(mentions)

    def _add(self, made: Iterable[Identity]) -> None:
        for identity in made:
            self.identities[identity.id] = identity
            self.home.update(dict.fromkeys(identity.mentions, identity.id))
            insort(self._order, (identity.name, identity.id))


def _reached(component: str, told: Told, component_of: Callable[[str], str]) -> set[str]:
    """Return `component` and those that judgements "same" tie to it, over any number of others."""
    reached, waiting = {component}, [component]
    while waiting:
        for judgement in told.get(waiting.pop(), ()):
            for other in (component_of(judgement.left), component_of(judgement.right)):
                if judgement.verdict == "same" and other not in reached:
                    reached.add(other)
                    waiting.append(other)
    return reached
