"""Things whose name begins with somebody's: prizes named after people, products named by who makes them."""

from itertools import takewhile

from clew.recognize.runs import is_capital
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import words

# Words from a name to that of the prize named after it.
_NEAR = 3


def is_prize(tree: Tree, run: range) -> bool:
    """Whether the name at `run` goes on, in capitals, to the word for a prize or the like: "the Vale Young Sailors' Cup"."""
    sentence = tree.tokens[run[-1]].sentence
    after = takewhile(lambda t: is_capital(t.text) and t.sentence == sentence, tree.tokens[run.stop : run.stop + _NEAR])
    return any(t.text in words("organizations", "prize") for t in after)


def is_product(tree: Tree, run: range) -> bool:
    """Whether a word in capitals that is no post follows the name of a body at `run`: "Vantor | Maps", not "Vantor President"."""
    after = next(iter(tree.tokens[run.stop : run.stop + 1]), None)
    if after is None or after.pos != "PROPN" or after.sentence != tree.tokens[run[-1]].sentence:
        return False
    return is_capital(after.text) and after.lemma not in words("roles", "person", "post")
