"""A person's word about a mention is about that one alone: it becomes a node of its own, tied by a rule to its name's others."""

from collections.abc import Callable, Iterable

from clew.records import Judgement, Mention
from clew.resolve.nodes import Node, node_of, same

BY = "same-words/1"

# Above every other rule: without a person's word the mentions of one name in one document were one node.
_SCORE = 1.0


def parted(
    nodes: Iterable[Node], judged: Iterable[str], mention_of: Callable[[str], Mention | None]
) -> tuple[list[Node], list[Judgement]]:
    """Return `nodes`, with each judged mention taken out as a node of its own, and the judgements that tie those again."""
    wanted = set(judged)
    parts: list[Node] = []
    tied: list[Judgement] = []
    for whole in nodes:
        own = [m for m in whole.mentions if m in wanted] if len(whole.mentions) > 1 else []
        groups = [[m] for m in own] + ([[m for m in whole.mentions if m not in wanted]] if own else [])
        made = [node_of(whole.document, [m for id in group if (m := mention_of(id))]) for group in groups if group]
        parts += made or [whole]
        tied += [same(each.id, made[-1].id, _SCORE, f"“{whole.name}” in the same document", BY) for each in made[:-1]]
    return parts, tied
