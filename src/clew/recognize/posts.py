"""Posts people hold: "then-Sen. Vale", "Vantor's director", "who is now deputy chief of staff", a signature's second line."""

from collections.abc import Iterator, Sequence

from clew.recognize.marks import Marks
from clew.recognize.post_words import PostWords, after, post_nouns, said_now, signs_post
from clew.recognize.signatures import signature
from clew.recognize.titles import is_post, titles
from clew.recognize.tree import SUBJECTS, Tree
from clew.recognize.vocabulary import load
from clew.records import Event, Mention, Span, When, make

BY = "post/1"


def find_posts(tree: Tree, mentions: tuple[Mention, ...]) -> tuple[Event, ...]:
    """Return one event of kind "post" for each post a person of `mentions` is said to hold, in the text's order.

    roles      ("holder", id), and ("organization", id) when the words name one
    when       on the word that marks the time ("now", "then", "former"), or None
    evidence   the post's words with that mark; the sentence, or the signature
    """
    marks = Marks(tree, mentions)
    found: dict[tuple[str, int, int], Event] = {}
    for holder, words in [*_titled(tree, marks), *_said(tree, marks), *_beside(tree, marks)]:
        event = _event(tree, holder, words, marks)
        found.setdefault((holder.name, event.evidence[0].start, event.evidence[0].end), event)
    signed = _signed(tree, mentions)
    return tuple(sorted([*found.values(), *signed], key=lambda e: (e.evidence[0].start, e.evidence[0].end, e.id)))


def _event(tree: Tree, holder: Mention, words: PostWords, marks: Marks) -> Event:
    sentence = tree.span(tree.sentence_of(words.head))
    organization = next((m for m in map(marks.at, words.around) if m and m.kind == "organization"), None)
    when = _when(tree.span([words.mark]), words.rule) if words.mark is not None and words.rule else None
    return _make(holder, organization, when, (tree.span(words.words), sentence), words.status)


def _make(holder: Mention, organization: Mention | None, when: When | None, evidence: tuple[Span, ...], status: str) -> Event:
    at = (("organization", organization.id),) if organization else ()
    roles = (("holder", holder.id), *at)
    return make(Event, kind="post", roles=roles, when=when, where=None, status=status, evidence=evidence, by=BY)


def _when(span: Span, rule: str) -> When:
    """Return a time that is named by a word and placed by nothing else."""
    return When(None, None, "moment", span, None, f"{rule}/1")


def _titled(tree: Tree, marks: Marks) -> Iterator[tuple[Mention, PostWords]]:
    """Yield posts from titles: "then-Sen. Jeff Vale", "Deputy Minister Ana Ro"."""
    for start, end in titles(tree).items():
        holder = marks.person(end)
        if holder and is_post(tree, start, end):
            yield holder, PostWords(tree, end - 1, range(start, end))


def _said(tree: Tree, marks: Marks) -> Iterator[tuple[Mention, PostWords]]:
    """Yield posts somebody is said to hold: "is now the deputy", "served as chief of staff", "was named chairman"."""
    for noun in post_nouns(tree):
        verb = _verb(tree, noun)
        subject = tree.child(verb, *SUBJECTS) if verb is not None else None
        holder = marks.person(subject) if subject is not None else None
        if verb is None or holder is None or tree.child(verb, "neg") is not None:
            continue
        if _is_named(holder) and signs_post(tree, noun):
            yield holder, PostWords(tree, noun, None, said_now(tree, verb), _status(tree, verb))


def _is_named(holder: Mention) -> bool:
    """Whether it is known whose mention it is: no plain "who" or "he"."""
    return holder.form != "pronoun" or holder.name != holder.span.text


def _status(tree: Tree, verb: int) -> str:
    return "planned" if any(tree.tokens[a].lemma in {"will", "shall"} for a in tree.children(verb, "aux")) else "happened"


def _verb(tree: Tree, noun: int) -> int | None:
    """Return the verb that gives the post to its subject, or None."""
    token = tree.tokens[noun]
    if token.dep == "conj":
        return _verb(tree, token.head) if token.head < noun else None
    above = tree.tokens[token.head]
    verbs = load("posts")["verbs"]
    if token.dep in {"attr", "oprd", "dobj", "xcomp"} and above.lemma in verbs["to"]:
        passive = above.lemma in {"be", "become", "remain"} or tree.child(token.head, "nsubjpass") is not None
        return token.head if passive else None
    if token.dep == "pobj" and above.text.lower() == "as" and tree.tokens[above.head].lemma in verbs["as"]:
        return above.head
    return None


def _beside(tree: Tree, marks: Marks) -> Iterator[tuple[Mention, PostWords]]:
    """Yield posts that stand beside the name: "Ana Ro, the mayor of Skal", "Vantor director Tom Roe", "the chief, Tom Roe"."""
    titled = {k for start, end in titles(tree).items() for k in range(start, end)}
    for noun in post_nouns(tree):
        if noun in titled:
            continue
        described = marks.at(noun)
        near = _name_after(tree, marks, noun) or _name_before(tree, marks, noun)
        if near and (described is None or described.form != "description" or described.name == near.name):
            yield near, PostWords(tree, noun)


def _name_after(tree: Tree, marks: Marks, noun: int) -> Mention | None:
    """Return the name the post stands right before, or before across a comma when it was tied to it."""
    at = after(tree, noun)
    if at == noun + 1 and at < len(tree.tokens) and tree.tokens[at].sentence == tree.tokens[noun].sentence:
        found = marks.person(at)
        if found and found.form == "name":
            return found
    comma = at + 1 < len(tree.tokens) and tree.tokens[at].text == ","
    found = marks.person(at + 1) if comma else None
    return found if found and _leads_to(tree, marks, noun, found) and signs_post(tree, noun) else None


def _leads_to(tree: Tree, marks: Marks, noun: int, name: Mention) -> bool:
    """Whether a post before a comma is the name's behind it: it was tied to it, or nothing but the post opens the sentence."""
    described = marks.at(noun)
    if described and described.form == "description":
        return described.name == name.name
    return described is None and PostWords(tree, noun).words[0] == tree.sentence_of(noun).start


def _name_before(tree: Tree, marks: Marks, noun: int) -> Mention | None:
    """Return the name the post is in apposition to: "Ana Ro, the mayor of Skal,"; also the second of two posts."""
    token = tree.tokens[noun]
    if token.dep == "conj" and token.head < noun:
        return _name_before(tree, marks, token.head)
    found = marks.person(token.head) if token.dep == "appos" else None
    return found if found and found.form == "name" and signs_post(tree, noun) else None


def _signed(tree: Tree, mentions: Sequence[Mention]) -> Iterator[Event]:
    """Yield the posts that signatures give: a name line, a post line, an organisation."""
    at = {(m.span.start, m.span.end): m for m in mentions}
    known = frozenset(word for m in mentions if m.kind == "person" for word in m.name.split())
    for zone in tree.document.zones:
        read = signature(tree.document, zone, known) if zone.kind == "signature" else None
        holder = at.get((read.name.start, read.name.end)) if read and read.name else None
        if read and read.post and holder:
            body = at.get((read.organization.start, read.organization.end)) if read.organization else None
            whole = tree.document.span(zone.start, zone.end)
            yield _make(holder, body, None, (read.post, whole), "happened")
