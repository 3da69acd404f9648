"""The words of a post around its noun: "deputy chief of staff", "then-Russia ambassador to the US"."""

from collections.abc import Iterator, Sequence

from clew.recognize.tree import Tree
from clew.recognize.vocabulary import load, words
from clew.records import Status

# Prepositions that lead to the rest of a post's name.
WITHIN = frozenset({"of", "to", "for", "at", "on", "in", "with"})

# What of a post's complement is about something else.
BESIDE = ("relcl", "acl", "appos", "punct", "cc", "conj", "advcl", "prep")


class PostWords:
    """A post's words, where its organisation may be named, and the word that marks its time.

    words    the word indexes of the post, mark included
    around   the words to look for an organisation in: the post's own and its possessor's
    mark     the word "now", "then", "former", or None; rule: which of the three it counts as
    verb     the verb that says it or gives it, or None
    """

    def __init__(
        self, tree: Tree, noun: int, own: range | None = None, mark: int | None = None, status: Status = "happened",
        verb: int | None = None,
    ) -> None:  # fmt: skip
        self.head, self.status, self.verb = noun, status, verb
        stretch = own or range(_first(tree, noun), after(tree, noun))
        near = _mark(tree, stretch)
        self.words: Sequence[int] = range(min(near, stretch.start) if near is not None else stretch.start, stretch.stop)
        before = range(max(0, stretch.start - 1), stretch.start)  # a title's organisation: "Registry Director Ann Vale"
        self.around = [*before, *stretch, *tree.subtree(noun, without=("relcl", "acl", "appos", "conj"))]
        self.mark = near if near is not None else mark
        self.rule: str | None = _rule(tree, self.mark) if self.mark is not None else None


def post_nouns(tree: Tree) -> Iterator[int]:
    """Yield the nouns that name a post."""
    known = words("roles", "post") | frozenset(load("posts")["ranks"]["nouns"])
    for i, token in enumerate(tree.tokens):
        if token.pos in {"NOUN", "PROPN", "ADJ"} and token.lemma in known and token.tag not in {"NNS", "NNPS"}:
            yield i


def signs_post(tree: Tree, noun: int) -> bool:
    """Whether the words are enough for a post: more than "an aide", "the official"."""
    weak = tree.tokens[noun].lemma in load("posts")["weak"]["bare"]
    more = any(tree.tokens[c].text in WITHIN for c in _leading(tree, noun))
    return not weak or more or bool(tree.children(noun, "poss", "compound", "amod", "nmod"))


def said_now(tree: Tree, verb: int) -> int | None:
    """Return the adverb of `verb` that marks a time ("is now"), else `verb` itself when its past says so ("was", "served as")."""
    marker = load("posts")["marker"]
    said = [c for c in tree.children(verb, "advmod") if tree.tokens[c].text.lower() in marker]
    past = tree.tokens[verb].text.lower() in marker
    return min(said, key=lambda c: abs(c - verb), default=verb if past else None)


def after(tree: Tree, noun: int) -> int:
    """Return the word after a post and its complements: "of staff", "to the US"."""
    end = noun + 1
    for c in _leading(tree, noun):
        if c == end and tree.tokens[c].text in WITHIN and not _is_time(tree, c):
            end = _last(tree, c) + 1
    return end


def _leading(tree: Tree, noun: int) -> list[int]:
    """Return the prepositions on a post's noun, and the one right behind it that the parser hung on what it is joined to
    ("a politician and leader of the party")."""
    own, token = tree.children(noun, "prep"), tree.tokens[noun]
    behind = tree.tokens[noun + 1] if noun + 1 < len(tree.tokens) else None
    joined = behind is not None and token.dep == "conj" and behind.dep == "prep" and behind.head == token.head
    return [*own, noun + 1] if joined else own


def _last(tree: Tree, preposition: int) -> int:
    """Return the last word of a complement; "of X of Y" and "for A and B" belong to it whole."""
    last = max(tree.subtree(preposition, without=BESIDE))
    while last + 2 < len(tree.tokens) and tree.tokens[last + 1].text == "&":
        last += 2
    deeper = [c for c in tree.children(last, "prep") if c == last + 1 and tree.tokens[c].text == "of"]
    return _last(tree, deeper[0]) if deeper else last


def _is_time(tree: Tree, preposition: int) -> bool:
    return any(tree.tokens[c].entity[2:] in {"DATE", "TIME"} for c in tree.children(preposition, "pobj"))


def _first(tree: Tree, noun: int) -> int:
    """Return the first word of a post: its modifiers, without determiner, number and possessor."""
    owner = max((max(tree.subtree(c)) for c in tree.children(noun, "poss")), default=-1)
    first = noun
    while first - 1 > owner and _modifies(tree, first - 1, noun):
        first -= 1
    return first


def _modifies(tree: Tree, k: int, noun: int) -> bool:
    """Whether word `k` hangs, at last, on `noun` from before it as a modifier, or is a hyphen among such."""
    token = tree.tokens[k]
    if token.text == "-":
        return k > 0 and _modifies(tree, k - 1, noun)
    if token.dep not in {"amod", "compound", "nmod", "advmod", "npadvmod"}:
        return False
    return token.head == noun or noun in tree.ancestors(k)


def _mark(tree: Tree, stretch: range) -> int | None:
    """Return the marker inside or right before a post: "then-Sen.", "former mayor", "ex-chairman"."""
    marker = load("posts")["marker"]
    inside = next((k for k in stretch if tree.tokens[k].text.lower() in marker and k + 1 < stretch.stop), None)
    if inside is not None:
        return inside
    k = stretch.start - 1
    hyphen = k > 0 and tree.tokens[k].text == "-"
    k -= hyphen
    if k < 0 or tree.tokens[k].text.lower() not in marker or tree.tokens[k].sentence != tree.tokens[stretch.start].sentence:
        return None
    return k if hyphen or _rule(tree, k) != "now" else None


def _rule(tree: Tree, k: int) -> str:
    rule: str = load("posts")["marker"][tree.tokens[k].text.lower()]
    return rule
