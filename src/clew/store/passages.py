"""Where in a text a query hits, to the character.

The index's own highlights mark the words of a phrase anywhere, and nothing for a beginning or a near miss; this reads the text.
"""

from collections.abc import Iterator, Sequence

from clew.store.query import All, Either, Node, Words, lowered, parse_query, word_pattern


def passages(text: str, query: str) -> list[tuple[int, int]]:
    """Return the half-open spans of `text`, in code points, that the words of `query` hit: from left to right, none overlapping.

    Words that the query excludes and fields have no passages. AskError when the query is malformed.
    """
    found = [(lowered(match[0]), match.start(), match.end()) for match in word_pattern().finditer(text)]
    hits = {hit for asked in _asked(parse_query(query)) for hit in _hits(found, asked)}
    return list(_apart(sorted(hits, key=lambda hit: (hit[0], -hit[1]))))


def matches(word: str, asked: str, ending: str) -> bool:
    """Tell whether a word of a text is the one asked for."""
    if ending == "*":
        return word.startswith(asked)
    return word == asked or (ending == "~" and near(word, asked))


def near(left: str, right: str) -> bool:
    """Tell whether two words differ by one letter more, less or other, or by two neighbours swapped."""
    if len(left) > len(right):
        left, right = right, left
    if len(right) - len(left) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), len(left))
    if len(left) < len(right):
        return left[at:] == right[at + 1 :]
    swapped = left[at : at + 2] == right[at : at + 2][::-1] and left[at + 2 :] == right[at + 2 :]
    return swapped or left[at + 1 :] == right[at + 1 :]


def _asked(node: Node) -> Iterator[Words]:
    """Yield the words that a text is wanted for."""
    if isinstance(node, All | Either):
        for part in node.nodes:
            yield from _asked(part)
    elif isinstance(node, Words) and not node.field:
        yield node


def _hits(found: Sequence[tuple[str, int, int]], asked: Words) -> Iterator[tuple[int, int]]:
    """Yield the span of each place where the words stand side by side."""
    count = len(asked.words)
    for n in range(len(found) - count + 1):
        run = found[n : n + count]
        if all(matches(word, wanted, asked.ending) for (word, _, _), wanted in zip(run, asked.words, strict=True)):
            yield run[0][1], run[-1][2]


def _apart(hits: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the hits that do not overlap one before them; of several at one place the longest."""
    end = 0
    for hit in hits:
        if hit[0] >= end:
            yield hit
            end = hit[1]
