"""What the words around a clause make of the event it tells: "tried to", "refused to", "if", "said that"."""

from collections.abc import Callable
from functools import cache
from typing import Final, NamedTuple

from clew.recognize.clauses import VERBS
from clew.recognize.forms import NONFINITE
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import load

_SLOTS: Final = ("infinitive", "bare", "gerund", "clause", "noun")
_OF = frozenset({"of", "to", "for", "about", "in", "from"})


class Context(NamedTuple):
    """What hangs on a word of this kind is worth. effect and scores: see `factuality.toml`."""

    name: str
    effect: str
    scores: dict[str, float]
    denied: str = ""


@cache
def _governors() -> dict[tuple[str, str], Context]:
    """Return (slot, lemma) -> context; of two the first that is listed."""
    found: dict[tuple[str, str], Context] = {}
    for name, row in load("factuality")["context"].items():
        made = Context(name, row["effect"], row["scores"], row.get("denied", ""))
        for key in ((slot, lemma) for slot in _SLOTS for lemma in row.get(slot, ())):
            found.setdefault(key, made)
    return found


@cache
def _openings() -> dict[str, Context]:
    rows = load("factuality")["opening"]
    return {word: Context(name, row["effect"], row["scores"]) for name, row in rows.items() for word in row["words"]}


@cache
def _default(slot: str) -> Context:
    row = load("factuality")["default"][slot]
    return Context(slot, row["effect"], row["scores"], row.get("denied", ""))


class Link(NamedTuple):
    """How a verb hangs on the rest: its dep, its form, the lemma of what it hangs on, what opens its clause, and for "of calling"
    the lemma of what "of" hangs on."""

    dep: str
    form: str
    governor: str
    opener: str
    outer: str

    @property
    def infinitive(self) -> bool:
        """Whether it is a "to" infinitive."""
        return self.form == "infinitive"


def context(tree: Tree, i: int, dep: str, form: str, governor: str) -> Context | None:
    """Return the context of a verb that hangs by word `i` as `dep`, or None when it stands for itself.

    form: the verb's; governor: the lemma of what it hangs on.
    """
    token = tree.tokens[i]
    link = Link(dep, form, governor, opener(tree, i), tree.tokens[tree.tokens[token.head].head].lemma)
    rule = _RULES.get(link.dep)
    if rule is not None:
        return rule(link)
    return _default("infinitive" if link.infinitive else "apart") if form in NONFINITE else None


def _governed(slot: str, lemma: str) -> Context:
    return _governors().get((slot, lemma)) or _default(slot)


def _complement(link: Link) -> Context:
    if link.opener in ("if", "whether"):
        return _openings()[link.opener]
    slot = "clause" if link.form not in NONFINITE else "gerund" if link.form == "participle" else link.form
    return _governed(slot, link.governor)


def _adverbial(link: Link) -> Context | None:
    if link.infinitive:
        return _governors().get(("infinitive", link.governor)) or _default("purpose")
    opened = _openings().get(link.opener)
    return opened or (_default("manner") if link.form in NONFINITE else None)


def _of_noun(link: Link) -> Context:
    return _governed("noun", link.governor) if link.infinitive or link.opener == "that" else _default("modifier")


def _relative(link: Link) -> Context | None:
    return _default("relative") if link.infinitive else None


def _after_preposition(link: Link) -> Context:
    told = _governors().get(("noun", link.outer)) if link.governor in _OF else None
    return told or _openings().get(link.governor) or _default("gerund")


_RULES: Final[dict[str, Callable[[Link], Context | None]]] = {
    **dict.fromkeys(("xcomp", "ccomp", "acomp", "oprd", "attr"), _complement),
    **dict.fromkeys(("amod", "compound", "nmod", "prep"), lambda _: _default("modifier")),
    **dict.fromkeys(("ROOT", "parataxis"), lambda _: None),
    "advcl": _adverbial,
    "acl": _of_noun,
    "relcl": _relative,
    "pcomp": _after_preposition,
}


def opener(tree: Tree, verb: int) -> str:
    """Return the lemma that opens the clause of `verb` ("if", "that", "before"), or ""."""
    before = (tree.tokens[c].lemma for c in tree.children(verb, "mark", "advmod") if c < verb)
    return next((lemma for lemma in before if lemma == "that" or lemma in _openings()), "")


def governor(tree: Tree, i: int) -> str:
    """Return the lemma by which word `i` governs: of "is able", "was happy" the adjective's."""
    said = tree.child(i, "acomp", "attr") if tree.tokens[i].lemma == "be" and tree.tokens[i].pos in VERBS else None
    return tree.tokens[i if said is None else said].lemma
