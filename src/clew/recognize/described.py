"""People without a name: "the aide", "campaign officials", "a person close to the minister", somebody known as "WV"."""

from collections.abc import Iterator

from clew.recognize.marks import Marks
from clew.recognize.runs import hint
from clew.recognize.tree import SUBJECTS, Tree
from clew.recognize.vocabulary import words

# Branches that say more about a person than which one is meant.
BESIDE = ("relcl", "acl", "appos", "punct", "cc", "conj", "preconj", "advcl", "parataxis", "dep", "aux")

# Words before a phrase that belong to it, whatever they hang on.
_BEFORE = frozenset({"-", "then", "ex", "former", "retired"})

# No phrase for a person begins or ends with one of these.
_EDGE = frozenset({"ADP", "CCONJ", "SCONJ", "PUNCT", "PART"})

# A noun phrase longer than this is a misread sentence.
LONGEST = 15

# A code for a person is this short.
CODE = 5

# Prepositions that lead to what tells a person from others of the role.
WITHIN = frozenset({"of", "to", "for", "at", "from", "on", "in", "near", "close"})


class Description:
    """A noun phrase for a person: its words, its head, and whether it is one person, a certain one, or none at all."""

    def __init__(self, tree: Tree, head: int) -> None:
        token = tree.tokens[head]
        self.head = head
        self.words = _phrase(tree, head)
        member = _member(tree, head)
        self.role = tree.tokens[head if member is None else member].lemma
        self.plural = token.tag in {"NNS", "NNPS"} or (member is None and self.role in words("roles", "group"))
        marker = [tree.tokens[c].text.lower() for c in tree.children(head, "det", "poss", "nummod")]
        self.definite = any(m in {"the", "this", "that"} for m in marker) or bool(tree.children(head, "poss"))
        self.negated = any(m in {"no", "neither", "any"} for m in marker)
        self.bare = not marker and member is None
        self.modified = len(self.words) > 1 + len(marker)


def descriptions(tree: Tree, marks: Marks) -> Iterator[Description]:
    """Yield the noun phrases of `tree` that describe a person or a group of them, in order."""
    for i, token in enumerate(tree.tokens):
        noun = token.pos in {"NOUN", "PROPN"} and _is_person(tree, marks, i) and not _is_of_one(tree, i)
        if noun or (token.pos == "NUM" and _member(tree, i) is not None):
            yield Description(tree, i)


def _member(tree: Tree, i: int) -> int | None:
    """Return the role noun of "one of the aides", when word `i` is its "one"."""
    if tree.tokens[i].text.lower() != "one" or i + 1 >= len(tree.tokens) or tree.tokens[i + 1].text != "of":
        return None
    noun = tree.child(i + 1, "pobj")
    return noun if noun is not None and tree.tokens[noun].lemma in words("roles", "person", "kin", "group") else None


def _is_of_one(tree: Tree, i: int) -> bool:
    """Whether word `i` is the noun of a "one of the aides", which describes by itself."""
    of = tree.tokens[i].head
    return tree.tokens[of].text == "of" and _member(tree, tree.tokens[of].head) == i


def _is_person(tree: Tree, marks: Marks, i: int) -> bool:
    """Whether word `i` heads a description: a role noun that is no part of a name, a title, or a predicate."""
    token = tree.tokens[i]
    role = token.lemma
    if role not in words("roles", "person", "kin", "post") and token.text.lower() not in words("roles", "group"):
        return False
    if token.dep in {"compound", "amod", "nmod"} or marks.at(i) or _is_hyphened(tree, i):
        return False
    if _is_predicate(tree, i) or _is_staff_of(tree, i):
        return False
    if token.pos == "PROPN" and not tree.children(i, "det"):
        return False
    return role not in words("roles", "thing") or _is_no_thing(tree, i, role)


def _is_hyphened(tree: Tree, i: int) -> bool:
    """Whether the noun is the end of a compound such as "in-person"; not of "then-ambassador", "ex-mayor", "vice-chair"."""
    if i < 2 or tree.tokens[i - 1].text != "-" or tree.tokens[i - 1].end != tree.tokens[i].start:
        return False
    return tree.tokens[i - 2].text.lower() not in {"then", "ex", "vice", "co", "former", "deputy"}


def _is_staff_of(tree: Tree, i: int) -> bool:
    """Whether a bare noun ends the name of a post: "chief of staff", "chief of police"."""
    token = tree.tokens[i]
    of = tree.tokens[token.head]
    right_after = token.dep == "pobj" and token.head == i - 1 and of.text == "of"
    return right_after and tree.tokens[of.head].lemma in words("roles", "post")


def _is_predicate(tree: Tree, i: int) -> bool:
    """Whether the noun says what somebody is, not who: "is an aide", "as an aide"; it is then a post, no mention."""
    token = tree.tokens[i]
    head = tree.tokens[token.head]
    if token.dep == "conj":
        return _is_predicate(tree, token.head) if token.head != i else False
    return (token.dep == "attr" and head.lemma == "be" and not tree.children(token.head, "expl")) or (
        token.dep in {"pobj", "attr"} and head.text.lower() in {"as", "became", "become", "remained"}
    )


def _is_no_thing(tree: Tree, i: int, role: str) -> bool:
    """Whether a noun that also names things is here a person."""
    token = tree.tokens[i]
    of = any(tree.tokens[c].text == "of" for c in tree.children(i, "prep"))
    if role == "source" and of:
        return False
    if token.dep in SUBJECTS and tree.tokens[token.head].lemma in words("names", "speaks"):
        return True
    if role == "head":
        return of and bool(tree.children(i, "det"))
    return bool(tree.children(i, "det", "poss", "nummod")) or token.tag == "NNS"


def _phrase(tree: Tree, head: int) -> list[int]:
    """Return the words of the noun phrase of `head`, without what is merely said of the person."""
    phrase = {head}
    for c in tree.children(head):
        if c < head and tree.tokens[c].dep not in {*BESIDE, "prep"} and hint(tree.tokens[c]) not in {"DATE", "TIME"}:
            phrase.update(tree.subtree(c, without=("relcl", "advcl", "cc", "conj")))
    for c in tree.children(head, "amod", "prep"):
        if c == max(phrase) + 1 and tree.tokens[c].text in WITHIN and not _is_time(tree, c):
            phrase.update(tree.subtree(c, without=BESIDE))
    first, last = _around(tree, phrase, head)
    return list(range(first, last + 1)) if last - first < LONGEST else [head]


def _around(tree: Tree, phrase: set[int], head: int) -> tuple[int, int]:
    """Return the first and last word of what hangs together of `phrase` around `head`, across quote marks and hyphens."""
    first = last = head
    while _goes_before(tree, phrase, first):
        first -= 1
    while last + 1 in phrase:
        last += 1
    first = _then(tree, first)
    while first < head and tree.tokens[first].pos in _EDGE:
        first += 1
    while last > head and tree.tokens[last].pos in _EDGE | {"DET"}:
        last -= 1
    return first, last


def _goes_before(tree: Tree, phrase: set[int], first: int) -> bool:
    """Whether the word before `first` belongs to `phrase`, or is a quote mark or hyphen within it."""
    before = tree.tokens[first - 1].text
    if before in {'"', "'", "-"}:
        return first - 2 in phrase or before == "-"
    return first - 1 in phrase and before not in {"]", ")"}


def _is_time(tree: Tree, preposition: int) -> bool:
    return any(hint(tree.tokens[c]) in {"DATE", "TIME"} for c in tree.children(preposition, "pobj"))


def _then(tree: Tree, first: int) -> int:
    """Move the start of a phrase back over a determiner and "then-", "full-" that the parser hung elsewhere."""
    while first > 0 and (tree.tokens[first].text == "-" or tree.tokens[first - 1].text.lower() in _BEFORE):
        first -= 1
    if first > 0 and tree.tokens[first - 1].text.lower() in {"the", "a", "an"}:
        first -= 1
    return first


def codes(tree: Tree) -> Iterator[tuple[int, str]]:
    """Yield (word, code) for each quoted short word in capitals that stands for a person."""
    for i, token in enumerate(tree.tokens):
        short = len(token.text) <= CODE and token.text.isupper() and token.text.isalpha()
        if short and _is_quoted(tree, i) and _names_somebody(tree, i):
            yield i, token.text


def _is_quoted(tree: Tree, i: int) -> bool:
    """Whether quote marks stand around the one word `i`; a comma or point may stand before the closing one."""
    after = i + 2 if i + 1 < len(tree.tokens) and tree.tokens[i + 1].text in {",", "."} else i + 1
    return i > 0 and after < len(tree.tokens) and all(tree.tokens[k].text in {'"', "'", "``", "''"} for k in (i - 1, after))


def _names_somebody(tree: Tree, i: int) -> bool:
    """Whether the word modifies a role noun ("the "WV" source") or somebody is identified by it."""
    roles = words("roles", "person", "kin")
    token = tree.tokens[i]
    if token.dep in {"nmod", "compound", "amod"} and tree.tokens[token.head].lemma in roles:
        return True
    for k in tree.ancestors(i):
        if tree.tokens[k].lemma in {"identify", "name", "know", "refer", "call", "describe", "list", "sign"}:
            noun = [tree.tokens[k].head] if tree.tokens[k].dep == "acl" else tree.children(k, *SUBJECTS, "dobj")
            return any(tree.tokens[s].lemma in roles for s in noun)
    return False
