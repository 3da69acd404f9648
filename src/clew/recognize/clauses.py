"""Walking a parse by clauses: who does a verb, what it is done to, which words make its clause."""

from collections.abc import Iterator

from clew.recognize.tree import Tree
from clew.records import Span

RELATIVE = frozenset({"WP", "WDT", "WP$"})
VERBS = frozenset({"VERB", "AUX"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON"})

# Words that open a clause of their own when they hang on another by one of these.
_CLAUSES = frozenset({"ccomp", "relcl", "advcl", "csubj", "csubjpass", "parataxis", "conj", "dep"})
_SUBJECTS = ("nsubj", "nsubjpass")

# "promised her to call": who promises also calls, where other verbs hand the doing to their object.
_KEEPS_SUBJECT = frozenset({"promise", "vow", "swear", "threaten"})


# "photographs show them leaving": who leaves is what is shown.
_SHOWS = frozenset({"show", "see", "photograph", "spot", "capture", "film", "picture", "observe", "catch"})


# "The note mentions an effort to meet them": who tells of an effort need not be the one who makes it.
_TELLS = frozenset({"mention", "report", "reveal", "recount", "cite", "expose", "uncover", "document"})


def is_verb(tree: Tree, i: int) -> bool:
    """Whether word `i` is a verb or an auxiliary."""
    return tree.tokens[i].pos in VERBS


def antecedent(tree: Tree, i: int) -> int:
    """Return the noun that a relative pronoun `i` stands for, or `i` itself when it is none."""
    if tree.tokens[i].tag in RELATIVE:
        for above in tree.ancestors(i):
            if tree.tokens[above].dep == "relcl":
                head = tree.tokens[above].head
                return head if tree.tokens[head].pos in NOUNS else _noun_before(tree, i)
    return i


def _noun_before(tree: Tree, i: int) -> int:
    """Return the noun just before word `i`, marks left out: a relative clause that the parser hung on a verb tells of it."""
    near = (w for w in range(i - 1, max(i - 4, -1), -1) if tree.tokens[w].pos != "PUNCT")
    before = next(near, i)
    return before if tree.tokens[before].pos in NOUNS else i


def passive(tree: Tree, verb: int) -> bool:
    """Whether `verb` is said of the one it is done to: "was sent", "a reception hosted by"."""
    token = tree.tokens[verb]
    if tree.child(verb, "auxpass", "nsubjpass") is not None:
        return True
    return token.tag == "VBN" and token.dep == "acl"


def gerund(tree: Tree, verb: int) -> bool:
    """Whether `verb` was read as part of a name: of "denied meeting Ann Vale" the parser makes one name, Meeting Ann Vale."""
    token = tree.tokens[verb]
    return token.tag == "VBG" and token.dep == "compound" and tree.tokens[token.head].tag == "NNP"


def subject(tree: Tree, verb: int) -> int | None:
    """Return the grammatical subject of `verb`, its own or the one it shares with the clause it hangs on; None when unsaid."""
    own = own_subject(tree, verb)
    if own is not None:
        return antecedent(tree, own)
    token = tree.tokens[verb]
    if token.head == verb:
        return None
    if token.dep == "acl":
        return _subject_of_modifier(tree, verb)
    if token.dep == "xcomp":
        return _controller(tree, token.head)
    if gerund(tree, verb):
        return _shared(tree, tree.tokens[token.head].head)
    if token.dep in ("conj", "advcl", "dep", "aux"):
        seen = done_to(tree, token.head) if token.tag == "VBG" and tree.tokens[token.head].lemma in _SHOWS else None
        return seen if seen is not None else _shared(tree, token.head)
    if token.dep == "pcomp":
        return _shared(tree, tree.tokens[token.head].head)
    return None


def own_subject(tree: Tree, verb: int) -> int | None:
    """Return the subject on `verb` itself; of "the retired chief, Vera Lund," which the parser takes for two, the last."""
    own = tree.children(verb, *_SUBJECTS)
    return next((c for c in reversed(own) if c < verb), own[0] if own else None)


def _shared(tree: Tree, above: int) -> int | None:
    """Return who does what word `above` says: a verb's subject, a noun's owner or the subject of the verb it serves."""
    if is_verb(tree, above):
        return subject(tree, above)
    if tree.tokens[above].pos not in NOUNS:
        return _shared(tree, tree.tokens[above].head) if tree.tokens[above].head != above else None
    owner = tree.child(above, "poss")
    if owner is not None:
        return owner
    verb = next((a for a in tree.ancestors(above) if is_verb(tree, a)), None)
    own = subject(tree, verb) if verb is not None and tree.tokens[verb].lemma not in _TELLS else None
    # "Talk of meeting them went on": the talk does not meet them.
    return own if tree.tokens[above].dep not in _SUBJECTS else None


def _controller(tree: Tree, above: int) -> int | None:
    """Return who is to do the infinitive that hangs on `above`: its object ("asked her to call"), else its subject."""
    if not is_verb(tree, above):
        return _shared(tree, above)
    if tree.tokens[above].lemma not in _KEEPS_SUBJECT:
        asked = next((c for c in tree.children(above, "dobj", "dative") if tree.tokens[c].pos in NOUNS), None)
        if asked is not None:
            return asked
    return subject(tree, above)


def _subject_of_modifier(tree: Tree, verb: int) -> int | None:
    """Return who does a verb that hangs on a noun: the noun itself ("a man seeking"), or for "an effort to meet" who makes it."""
    noun = tree.tokens[verb].head
    return _shared(tree, noun) if tree.child(verb, "aux") is not None else noun


def doer(tree: Tree, verb: int) -> int | None:
    """Return the word for who does `verb`: its subject, or the "by" of a passive; None when unsaid."""
    if not passive(tree, verb):
        return subject(tree, verb)
    agent = tree.child(verb, "agent")
    return tree.child(agent, "pobj") if agent is not None else None


def drops_subject(tree: Tree, verb: int) -> bool:
    """Whether a past verb opens its sentence without a subject, as in notes and mails: "Met her today", "Also spoke to Bo"."""
    token = tree.tokens[verb]
    past = token.tag == "VBD" or (token.tag == "VBN" and tree.child(verb, "aux", "auxpass") is None)
    if token.dep != "ROOT" or not past or own_subject(tree, verb) is not None or passive(tree, verb):
        return False
    before = tree.tokens[tree.sentence_of(verb).start : verb]
    return all(t.pos in ("ADV", "PUNCT", "CCONJ") for t in before) and tree.tokens[tree.sentence_of(verb)[-1]].text != "?"


def done_to(tree: Tree, verb: int) -> int | None:
    """Return the word for what `verb` is done to: object, passive subject, or the noun a relative clause leaves a gap for."""
    if passive(tree, verb):
        own = tree.child(verb, "nsubjpass")
        return antecedent(tree, own) if own is not None else tree.tokens[verb].head
    if gerund(tree, verb):
        return tree.tokens[verb].head
    # "called Ann Vale": the parser takes her for what somebody is called.
    direct = next((c for c in (*tree.children(verb, "dobj"), *tree.children(verb, "oprd")) if not _after_to(tree, c)), None)
    if direct is not None:
        return antecedent(tree, direct)
    gap = tree.tokens[verb].dep == "relcl" and tree.child(verb, "nsubj") is not None
    return tree.tokens[verb].head if gap and subject(tree, verb) != tree.tokens[verb].head else None


def phrases(tree: Tree, i: int) -> Iterator[tuple[str, int]]:
    """Yield (preposition, its noun) for each phrase that hangs on word `i`. A bare second object comes as "to"."""
    for c in tree.children(i, "prep", "agent", "dative", "dobj", "prt"):
        token = tree.tokens[c]
        if token.dep in ("prep", "agent") or token.pos in ("ADP", "SCONJ"):
            yield from ((token.lemma, p) for p in tree.children(c, "pobj"))
            # "in touch with", "on behalf of", "at odds with": the noun inside is part of the preposition.
            inner = ((tree.tokens[p].lemma, *rest) for p in tree.children(c, "pobj") for rest in phrases(tree, p))
            yield from ((f"{token.lemma} {noun} {second}", n) for noun, second, n in inner)
        elif token.dep == "dative" or _after_to(tree, c):
            yield "to", c


def _after_to(tree: Tree, noun: int) -> bool:
    """Whether `noun` stands after "to": the parser takes "sent it to campaign officials" for an infinitive with an object."""
    inside = (w for c in (noun, *tree.children(noun, "compound", "amod")) for w in tree.children(c, "aux"))
    return tree.tokens[noun].pos in NOUNS and any(tree.tokens[w].tag == "TO" for w in inside)


def clause(tree: Tree, i: int) -> int:
    """Return the verb (or lone word) at the top of the clause word `i` is in."""
    at = i
    while tree.tokens[at].head != at:
        token = tree.tokens[at]
        bare = token.dep == "conj" or (token.dep == "advcl" and token.tag == "VBG")
        if token.dep in _CLAUSES and token.pos in VERBS and not (bare and tree.child(at, *_SUBJECTS) is None):
            return at
        at = token.head
    return at


def clause_words(tree: Tree, i: int) -> list[int]:
    """Return the words of the clause around word `i`; for a relative clause from the noun it tells about."""
    top = clause(tree, i)
    words = tree.subtree(top)
    if tree.tokens[top].dep == "relcl":
        noun = tree.tokens[top].head
        words = [*(w for w in tree.subtree(noun) if w <= noun), *words]
    return trimmed(tree, without_joined(tree, top, words, i))


def without_joined(tree: Tree, top: int, words: list[int], keep: int) -> list[int]:
    """Leave out of `words` what "and" or "but" joins to `top` with its own subject, but for one around `keep`."""
    for joined in tree.children(top, "conj"):
        if tree.child(joined, *_SUBJECTS) is not None:
            below = set(tree.subtree(joined))
            if keep not in below:
                words = [w for w in words if w not in below]
    return words


def trimmed(tree: Tree, words: list[int]) -> list[int]:
    """Leave punctuation and joining words off both ends of `words`; never empties it."""
    kept = list(words)
    while len(kept) > 1 and _edge(tree, kept[-1]) and not _closes(tree, kept):
        kept.pop()
    while len(kept) > 1 and (_edge(tree, kept[0]) or _note(tree, kept[0])):
        kept.pop(0)
    return kept


def _closes(tree: Tree, words: list[int]) -> bool:
    """Whether the last of `words` closes a bracket that another opens."""
    return tree.tokens[words[-1]].text == ")" and any(tree.tokens[w].text == "(" for w in words)


def _note(tree: Tree, i: int) -> bool:
    """Whether word `i` is the number of a footnote: "[12]"."""
    token, text = tree.tokens[i], tree.document.text
    return token.text.isdigit() and text[token.end : token.end + 1] == "]"


def _edge(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    that = token.dep == "mark" and token.lemma == "that"
    return that or token.pos in ("PUNCT", "SYM") or token.dep in ("punct", "cc", "case")


def impersonal(tree: Tree, i: int) -> bool:
    """Whether word `i` is only spoken of in general: "it would be unusual to set up a meeting"."""
    for above in (i, *tree.ancestors(i)):
        token = tree.tokens[above]
        if token.dep in ("xcomp", "csubj", "advcl", "ccomp") and token.tag == "VB" and own_subject(tree, above) is None:
            own = own_subject(tree, token.head)
            if tree.tokens[token.head].lemma == "be" and own is not None and tree.tokens[own].lemma == "it":
                return True
        if token.dep in ("relcl", "ROOT"):
            return False
    return False


def clause_span(tree: Tree, i: int) -> Span:
    """Return the span of the clause around word `i`."""
    return tree.span(clause_words(tree, i))
