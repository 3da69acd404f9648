"""How sure the words are that an event happened, from -3 (it did not) to 3 (it did), with the rule and the words it rests on."""

from functools import cache, lru_cache
from typing import Final, Literal, NamedTuple, cast

from clew.recognize.clauses import gerund
from clew.recognize.contexts import Context, context, governor
from clew.recognize.forms import NONFINITE, denials, form, is_verbal, variant
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import load
from clew.recognize.vocabulary import words as _words
from clew.records import Status

State = Literal["happened", "open", "denied"]

# When the words say several things ("did not agree to meet"), the one that leaves least standing counts.
STRENGTH: Final[tuple[Status, ...]] = ("unclear", "denied", "declined", "proposed", "planned", "happened")

_FLIPPED: Final[dict[Status, Status]] = {"happened": "denied", "denied": "happened", "declined": "happened"}
# "Agreed not to call" leaves no call to come; "asked not to call" leaves it open.
_NOT: Final[dict[Status, Status]] = {**_FLIPPED, "planned": "denied", "proposed": "unclear"}
_SUBJECTS = ("nsubj", "nsubjpass")


class Factuality(NamedTuple):
    """How sure an event is.

    score    -3 (it did not happen) to 3 (it did)
    status   what the words make of it
    rule     the form ("past/plain") or the context ("attempt/happened": tried to) that decided
    words    indexes of the words it rests on, in order
    """

    score: float
    status: Status
    rule: str
    words: tuple[int, ...] = ()

    @property
    def state(self) -> State:
        """Whether it happened, was denied, or is open."""
        return "happened" if self.status == "happened" else "denied" if self.status in ("denied", "declined") else "open"


def factuality(tree: Tree, word: int) -> Factuality:
    """Return how sure the event told by `word` is, by rules and, where the tagger judged the word, by its judgement as well.

    The status is that of the rules; the score is the mean of both, weighted as `factuality.toml` says. Each word is read once.
    """
    reader = _reader(tree)
    return _weighed(tree, reader.of(word), reader.hints.get(word))


def _weighed(tree: Tree, found: Factuality, judged: float | None) -> Factuality:
    """Return `found` with the tagger's score in its own: less where the words themselves deny ("did not call")."""
    if judged is None or tree.hints is None:
        return found
    weights = load("factuality")["share"]
    share = weights["denied" if found.rule in _outright() else "plain"]
    mean = share * found.score + (1 - share) * judged
    score = max(-3.0, min(3.0, weights["stretch"] * mean + weights["lift"]))
    return found._replace(score=round(score, 2), rule=f"{found.rule}+{tree.hints.by}")


@cache
def _outright() -> frozenset[str]:
    return frozenset(f"{name}/denied" for name, row in load("factuality")["form"].items() if row["status"] == "happened")


@lru_cache(maxsize=2)
def _reader(tree: Tree) -> "_Reader":
    return _Reader(tree)


class _Reader:
    """Reads the words of one tree from the top down: what governs a word before the word."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._known: dict[int, Factuality] = {}
        self._governors: dict[int, str] = {}
        self.hints = dict(tree.hints.certainty) if tree.hints else {}

    def of(self, word: int) -> Factuality:
        path, tokens = [word], self._tree.tokens
        while path[-1] not in self._known and tokens[path[-1]].head != path[-1]:
            path.append(tokens[path[-1]].head)
        for i in reversed(path):
            if i not in self._known:
                self._known[i] = self._read(i)
        return self._known[word]

    def _read(self, i: int) -> Factuality:
        if not is_verbal(self._tree, i):
            return self._named(i)
        how = form(self._tree, i)
        if self._continues(i, how):
            return self._denied(self._known[self._tree.tokens[i].head], i)
        around = self._around(i, how)
        made = _least(self._own(i, how), around) if around is None or how not in NONFINITE else self._denied(around, i)
        return _hedged(self._tree, made, i)

    def _named(self, i: int) -> Factuality:
        """Return what holds of a word that is no verb: what holds of that it hangs on."""
        head = self._tree.tokens[i].head
        return self._known[head] if head != i else Factuality(load("factuality")["named"]["score"], "happened", "named")

    def _continues(self, i: int, how: str) -> bool:
        """Whether verb `i` shares the form of the one it is joined to: "will call and write"."""
        token, above = self._tree.tokens[i], self._tree.tokens[self._tree.tokens[i].head]
        alike = how == "bare" or (how == "participle" and token.tag == above.tag)
        return token.dep == "conj" and alike and self._tree.child(i, *_SUBJECTS) is None

    def _around(self, i: int, how: str) -> Factuality | None:
        """Return what the context of verb `i` makes of it, or None."""
        hung = self._hung(i)
        if hung is None or self._tree.tokens[hung[0]].head == hung[0]:
            return None
        at, dep = hung
        head = self._tree.tokens[at].head
        found = context(self._tree, at, dep, how, self._governor(head))
        return _in_context(found, self._known[head], head) if found else None

    def _hung(self, i: int) -> tuple[int, str] | None:
        """Return the word by which verb `i` hangs in its context, and how; None when it is joined but has its own subject."""
        token = self._tree.tokens[i]
        if gerund(self._tree, i):
            return token.head, "xcomp"
        if token.dep != "conj":
            return i, token.dep
        free = self._tree.child(i, *_SUBJECTS) is not None or not is_verbal(self._tree, token.head)
        return None if free else (token.head, self._tree.tokens[token.head].dep)

    def _governor(self, i: int) -> str:
        if i not in self._governors:
            self._governors[i] = governor(self._tree, i)
        return self._governors[i]

    def _own(self, i: int, how: str) -> Factuality:
        """Return what the form of verb `i` says."""
        row = _form("imperative" if how in ("bare", "infinitive") else how)
        denied = denials(self._tree, i)
        kind = "denied" if denied else variant(self._tree, i)
        words = sorted([*self._tree.children(i, "aux", "auxpass"), *denied])
        pointing = row.name == "imperative" and self._tree.tokens[i].lemma in _words("factuality", "points")
        status: Status = "happened" if pointing else _status(row, kind)
        return Factuality(row.scores[kind], status, f"{row.name}/{kind}", tuple(words))

    def _denied(self, made: Factuality, i: int) -> Factuality:
        """Return `made` with the denial that stands on word `i` itself: "not to call"."""
        words = denials(self._tree, i)
        if not words:
            return made
        score, status = load("factuality")["not"]["scores"][made.state], _NOT.get(made.status, made.status)
        return Factuality(score, status, f"{made.rule}/not", tuple(sorted({*made.words, *words})))


class Form(NamedTuple):
    """What a form of the verb says by itself."""

    name: str
    status: Status
    denied: Status
    scores: dict[str, float]


@cache
def _form(name: str) -> Form:
    row = load("factuality")["form"][name]
    return Form(name, row["status"], row.get("denied", "denied"), row["scores"])


def _status(row: Form, kind: str) -> Status:
    """Return what asking or denying leaves of a form's status."""
    if kind == "denied":
        return row.denied
    return "unclear" if kind == "asked" and row.status == "happened" else row.status


def _in_context(found: Context, above: Factuality, head: int) -> Factuality:
    """Return what context `found` makes of what hangs on word `head`, for which `above` holds."""
    effect = found.denied if found.denied and above.state == "denied" else found.effect
    return Factuality(found.scores[above.state], _effect(effect, above.status), f"{found.name}/{above.state}", (head,))


def _effect(effect: str, above: Status) -> Status:
    """Return what `effect` makes of an event whose governor has status `above`."""
    if effect in ("flips", "declines"):
        return "declined" if effect == "declines" and above == "happened" else _FLIPPED.get(above, above)
    if effect in ("keeps", "factive"):
        return above if effect == "keeps" else "happened"
    said = cast(Status, effect)
    # Who "did not try to call" did not; whether who "may have agreed to call" did is open. Who says so casts no such doubt.
    return said if said == "happened" else min(said, above, key=STRENGTH.index)


def _least(own: Factuality, around: Factuality | None) -> Factuality:
    """Return the less sure of what a clause says by itself and what its context makes of it."""
    if around is None or own.score <= around.score:
        return own
    return around._replace(status=own.status) if around.status == "happened" else around


@cache
def _adverbs() -> dict[str, tuple[str, float]]:
    """Return adverb -> its kind, and how sure an event is at most that has it."""
    return {word: (kind, most) for kind, most in load("factuality")["adverb"].items() for word in load("hedges")["adverbs"][kind]}


def _hedged(tree: Tree, made: Factuality, i: int) -> Factuality:
    """Return `made` no surer than the adverbs on word `i` allow: "probably called"."""
    for c in tree.children(i, "advmod"):
        name, most = _adverbs().get(tree.tokens[c].lemma, ("", 3.0))
        if made.score > most:
            return Factuality(most, "unclear" if made.status == "happened" else made.status, name, (c,))
    return made
