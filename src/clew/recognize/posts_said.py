"""Posts somebody is said to hold, or is given: "is now the deputy", "served as chief of staff", "named Ann Vale chairman"."""

from collections.abc import Iterator

from clew.recognize.clauses import antecedent, doer, subject
from clew.recognize.marks import Marks
from clew.recognize.post_words import PostWords, post_nouns, said_now, signs_post
from clew.recognize.tree import SUBJECTS, Tree
from clew.recognize.vocabulary import load
from clew.records import Mention, Status

_PREDICATES = frozenset({"attr", "oprd", "dobj", "xcomp", "ccomp"})
_STATES = frozenset({"be", "become", "remain"})


def find_said(tree: Tree, marks: Marks) -> Iterator[tuple[Mention, PostWords]]:
    """Yield each holder with the words of the post, in the text's order."""
    for noun in post_nouns(tree):
        if not signs_post(tree, noun):
            continue
        verb = _verb(tree, noun)
        holder = _holder(tree, marks, noun, verb) if verb is not None else None
        named = _named_by(tree, marks, noun) if holder is None else None
        if verb is not None and holder and _is_named(holder) and tree.child(verb, "neg") is None:
            own = _behind(tree, marks, noun, holder)
            yield holder, PostWords(tree, noun, own, said_now(tree, verb), _status(tree, verb), verb)
        elif named:
            yield named, PostWords(tree, noun)


def _holder(tree: Tree, marks: Marks, noun: int, verb: int) -> Mention | None:
    """Return who holds the post: the subject, or whom an active "appointed" is done to."""
    if tree.tokens[verb].lemma in load("posts")["verbs"]["follows"]:
        follower = doer(tree, verb)
        return marks.person(follower) if follower is not None else None
    given = tree.tokens[verb].lemma in load("posts")["verbs"]["to"] and not _is_passive(tree, verb)
    if tree.tokens[verb].lemma in _STATES or not given:
        done = _given_as(tree, verb)
        at = done if done is not None else tree.child(verb, *SUBJECTS)
        return marks.person(_said_of(tree, at)) if at is not None else None
    direct = next((marks.person(c) for c in tree.children(verb, "dobj", "nsubj") if verb < c < noun), None)
    # "named Ann Vale director": the parser may take the name for part of the post.
    first = PostWords(tree, noun).words[0]
    return direct or next((m for m in map(marks.person, range(verb + 1, noun)) if m and m.form == "name" and first > verb), None)


def _said_of(tree: Tree, at: int) -> int:
    """Return `at`; for the "who" of "Ann Vale is a lawyer who was mayor" the word for her."""
    noun = antecedent(tree, at)
    of = subject(tree, tree.tokens[noun].head) if noun != at and tree.tokens[noun].dep == "attr" else None
    return at if of is None else of


def _behind(tree: Tree, marks: Marks, noun: int, holder: Mention) -> range | None:
    """Return the words of a post behind its holder's name, where the parser took the name for part of it; else None."""
    words = PostWords(tree, noun).words
    last = max(marks.words(holder), default=-1)
    return range(last + 1, words[-1] + 1) if words[0] <= last < noun else None


def _given_as(tree: Tree, verb: int) -> int | None:
    """Return whom an active "appointed Ann Vale as director" is done to, or None: the post is the subject's."""
    gives = tree.tokens[verb].lemma in load("posts")["verbs"]["gives"] and not _is_passive(tree, verb)
    return tree.child(verb, "dobj") if gives else None


def _is_passive(tree: Tree, verb: int) -> bool:
    return tree.child(verb, "nsubjpass", "auxpass") is not None or (
        tree.tokens[verb].tag == "VBN" and tree.tokens[verb].dep == "acl"
    )


def _named_by(tree: Tree, marks: Marks, noun: int) -> Mention | None:
    """Return the name that a post as subject is said to be: "His chief of staff is Ann Vale"."""
    token = tree.tokens[noun]
    if token.dep != "nsubj" or tree.tokens[token.head].lemma != "be" or tree.child(token.head, "neg") is not None:
        return None
    said = tree.child(token.head, "attr")
    found = marks.person(said) if said is not None else None
    return found if found and found.form == "name" else None


def _is_named(holder: Mention) -> bool:
    """Whether it is known whose mention it is: no plain "who" or "he"."""
    return holder.form != "pronoun" or holder.name != holder.span.text


def _status(tree: Tree, verb: int) -> Status:
    return "planned" if any(tree.tokens[a].lemma in {"will", "shall"} for a in tree.children(verb, "aux")) else "happened"


def _verb(tree: Tree, noun: int) -> int | None:
    """Return the verb that gives the post to its holder, or None."""
    token = tree.tokens[noun]
    if token.dep == "conj":
        return _verb(tree, token.head) if token.head < noun else None
    above = tree.tokens[token.head]
    verbs = load("posts")["verbs"]
    if token.dep in _PREDICATES and above.lemma in verbs["to"]:
        given = above.lemma not in _STATES and token.dep in {"oprd", "ccomp"}
        return token.head if given or above.lemma in _STATES or tree.child(token.head, "nsubjpass") is not None else None
    if token.dep == "pobj" and above.text.lower() == "as" and tree.tokens[above.head].lemma in verbs["as"]:
        return above.head
    return None
