"""Which word of a parse a labelled stretch of text stands at."""

from bisect import bisect_right

from clew.recognize.tree import Tree


def word_at(tree: Tree, offset: int) -> int:
    """Return the word that `offset` is in, or the last one before it."""
    return max(0, bisect_right(tree.tokens, offset, key=lambda t: t.start) - 1)


def head_word(tree: Tree, start: int, end: int) -> int:
    """Return the word of the stretch start:end that the rest of it hangs on: the first whose head stands outside."""
    words = range(word_at(tree, start), word_at(tree, max(start, end - 1)) + 1)
    heads = (w for w in words if tree.tokens[w].head not in words or tree.tokens[w].head == w)
    return next((w for w in heads if tree.tokens[w].pos != "PUNCT"), words[0])
