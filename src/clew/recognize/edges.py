"""The ends of the tagger's spans put right: a span ends where its marks and its phrase do."""

from collections.abc import Iterable

import msgspec

from clew.recognize.clauses import RELATIVE
from clew.recognize.layout import QUOTES, Layout
from clew.recognize.tree import Tree
from clew.records import Hint

# Marks that end a sentence or a clause and are no part of what is said, unless quote marks stand behind them.
_ENDS = frozenset({".", ",", ";", ":", "!", "?"})

# Marks that set off a part of a source, in twos.
_SETS_OFF = frozenset({",", ";", ":", "-", "--", "—", "–"}) | QUOTES

# What hangs before a noun and names it with it; what hangs before a verb and makes its form.
_BEFORE_NOUN = frozenset({"det", "predet", "compound", "amod", "nummod", "poss", "quantmod", "nmod"})
_BEFORE_VERB = frozenset({"aux", "auxpass", "neg", "advmod"})
_BEFORE = _BEFORE_NOUN | {"aux", "auxpass", "neg", "mark", "case"}

# Prepositions that tell which one is meant, where others tell when and where he spoke.
_OWNING = frozenset({"of", "for", "from", "to"})

# What is told of somebody named, and is no part of the name.
_TOLD = ("relcl", "acl", "advcl", "parataxis")

# Words between the last of a span and the one that it hangs on.
_NEAR = 4

# Adverbs that open a clause and are no part of a cue: "when asked".
_OPENING = frozenset({"when", "where", "how", "why", "whenever", "wherever"})


def straightened(tree: Tree, hints: Iterable[Hint]) -> list[Hint]:
    """Return `hints` with their ends put right, in order. No two come to overlap, and none is lost."""
    layout = Layout(tree, list(hints))
    ends = {"source": _source, "cue": _cue, "content": _content}
    found: list[Hint] = []
    for hint in layout.hints:
        first, last = ends[hint.label](layout, hint) if hint.label in ends else (hint.first, hint.last)
        first = max(first, found[-1].last) if found and hint.first >= found[-1].last else first
        found.append(msgspec.structs.replace(hint, first=first, last=last) if first < last else hint)
    return found


def _source(layout: Layout, hint: Hint) -> tuple[int, int]:
    """Begin a source with its noun's article, end it before a mark that nothing inside goes with, and end one that has a comma
    inside with the comma before its verb."""
    first, last = _phrase(layout, hint, _begun(layout, hint, _BEFORE_NOUN), _ended(layout, hint))
    first, last = _unmarked(layout, first, last)
    tokens = layout.tree.tokens
    commas = [w for w in range(first, last) if tokens[w].text == ","]
    closes = last + 1 < len(tokens) and tokens[last].text == "," and layout.cues.at(last + 1) is not None
    return first, last + bool(commas and commas[-1] < last - 1 and closes and layout.is_free(last))


def _unmarked(layout: Layout, first: int, last: int) -> tuple[int, int]:
    """Return the ends of a source without the marks at them that have no fellow inside: "Ann Vale," but "Ann Vale, a clerk,"."""
    while first < last - 1 and _is_lone(layout, first, range(first, last)):
        first += 1
    while first < last - 1 and _is_lone(layout, last - 1, range(first, last)):
        last -= 1
    return first, last


def _is_lone(layout: Layout, mark: int, words: range) -> bool:
    """Whether word `mark` is a comma, dash or quote mark, and no other like it stands in `words`."""
    texts = [layout.tree.tokens[w].text for w in words]
    text = layout.tree.tokens[mark].text
    return text in _SETS_OFF and sum(t in QUOTES if text in QUOTES else t == text for t in texts) == 1


def _phrase(layout: Layout, hint: Hint, first: int, last: int) -> tuple[int, int]:
    """Return the ends of a source moved out to those of its noun's phrase, over free words: a source is named in full."""
    top = next(layout.tops(Hint(hint.label, first, last, hint.score)), None)
    if top is None or layout.tree.tokens[top].pos not in ("NOUN", "PROPN"):
        return first, last
    token = layout.tree.tokens[top]
    # "Liv Brandt, the head of the office, said": the second half alone was seen.
    if token.dep == "appos" and first - 2 <= token.head < first and layout.is_free(token.head):
        top, first = token.head, token.head
    phrase = set(layout.tree.subtree(top, without=_TOLD))
    while first - 1 in phrase and _names(layout, first - 1) and not layout.begins_paragraph(first):
        first -= 1
    while last in phrase and _names(layout, last) and not layout.begins_paragraph(last):
        last += 1
    return first, last


def _names(layout: Layout, word: int) -> bool:
    """Whether the free word `word` may be part of how somebody is named: no mark, no adverb, no time or place of speaking."""
    token = layout.tree.tokens[word]
    apart = token.pos in ("PUNCT", "ADV", "CCONJ", "SPACE") or (token.pos == "ADP" and token.text not in _OWNING)
    return not apart and layout.is_free(word)


def _cue(layout: Layout, hint: Hint) -> tuple[int, int]:
    """Begin a cue with its verb's auxiliaries and adverbs, end it with its verb, or with a colon."""
    first, last = _begun(layout, hint, _BEFORE_VERB), _ended(layout, hint)
    last -= last - 1 > first and _leads_away(layout, last - 1)
    colon = last < len(layout.tree.tokens) and layout.tree.tokens[last].text == ":" and layout.is_free(last)
    return first, last + colon


def _leads_away(layout: Layout, word: int) -> bool:
    """Whether a cue's last word leads to who speaks ("was denied | by") or to nothing that is said ("warned | on Friday")."""
    token = layout.tree.tokens[word]
    to = layout.tree.child(word, "pobj", "pcomp")
    return token.dep == "agent" or (token.dep == "prep" and to is not None and to > word and layout.is_free(to))


def _content(layout: Layout, hint: Hint) -> tuple[int, int]:
    """End a content before the marks that end its sentence; begin and end it with the quote marks that touch it."""
    first, last = _begun(layout, hint, _BEFORE), _ended(layout, hint)
    if _touches(layout, first - 1, first - 1):
        first -= 1
    if _touches(layout, last, last - 1) and _open(layout, first, last):
        return first, last + 1
    last = _completed(layout, first, last)
    while last - 1 > first and _dangles(layout, last - 1) and not _open(layout, first, last):
        last -= 1
    return first, last


def _completed(layout: Layout, first: int, last: int) -> int:
    """Return the word past the last of a content whose last word opens what is not in it: with that where all of it is free ("a
    vote after | the sale"), without that word where it is somebody else's ("criticized | by | Ann Vale")."""
    opens = last - 1
    below = _opened(layout.tree, opens) if opens > first else []
    if not below or below[0] != last:
        return last
    ends = below[-1] + 1
    whole = all(layout.is_free(w) and not layout.begins_paragraph(w) for w in range(last, ends))
    return ends if whole else opens


def _opened(tree: Tree, word: int) -> list[int]:
    """Return the words behind `word`, a preposition or "who", that make a phrase or a clause with it."""
    token = tree.tokens[word]
    if token.dep in ("prep", "agent"):
        return [w for c in tree.children(word, "pobj", "pcomp") for w in tree.subtree(c, without=_TOLD)]
    relative = token.tag in RELATIVE and tree.tokens[token.head].dep == "relcl"
    return [w for w in tree.subtree(token.head) if w > word] if relative else []


def _begun(layout: Layout, hint: Hint, deps: frozenset[str]) -> int:
    """Return the first word of a span, moved back over the free words that hang on it by one of `deps`."""
    first = hint.first
    while _joins(layout, first - 1, deps, range(first, hint.last)) and layout.tree.tokens[first - 1].lemma not in _OPENING:
        first -= 1
    return first


def _ended(layout: Layout, hint: Hint) -> int:
    """Return the word past the last of a span, moved on to the near word that its last one hangs on: no phrase ends in "the"."""
    last, token = hint.last, layout.tree.tokens[hint.last - 1]
    reach = range(last, min(token.head, last + _NEAR) + 1)
    owner = token.dep == "poss" and hint.label == "source"
    deps = _BEFORE_VERB if hint.label == "cue" else _BEFORE
    joins = token.dep in deps and not owner and token.head in reach
    return token.head + 1 if joins and all(layout.is_free(w) and not layout.begins_paragraph(w) for w in reach) else last


def _dangles(layout: Layout, word: int) -> bool:
    token = layout.tree.tokens[word]
    return token.text in _ENDS or token.dep == "cc"


def _touches(layout: Layout, mark: int, left: int) -> bool:
    """Whether word `mark` is a free quote mark and no blank stands between word `left` and the next."""
    tokens = layout.tree.tokens
    if not 0 <= left < len(tokens) - 1 or tokens[mark].text not in QUOTES:
        return False
    return tokens[left].end == tokens[left + 1].start and layout.is_free(mark)


def _open(layout: Layout, first: int, last: int) -> bool:
    """Whether the words from `first` to `last` open a quotation and do not close it."""
    return sum(layout.tree.tokens[w].text in QUOTES for w in range(first, last)) % 2 == 1


def _joins(layout: Layout, word: int, deps: frozenset[str], words: range) -> bool:
    """Whether the free word `word` hangs by one of `deps` on one of `words` in its sentence."""
    if word < 0 or not layout.is_free(word) or layout.begins_paragraph(word + 1):
        return False
    token = layout.tree.tokens[word]
    return token.dep in deps and token.head in words
