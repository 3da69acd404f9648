"""Posts people hold: "then-Sen. Vale", "Vantor's director", "who is now deputy chief of staff", a signature's second line."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from clew.recognize.agree import agree, key
from clew.recognize.marks import Marks
from clew.recognize.near import near
from clew.recognize.post_lines import Beside, find_beside
from clew.recognize.post_rows import find_listed
from clew.recognize.post_words import PostWords, after, post_nouns, signs_post
from clew.recognize.posts_said import find_said
from clew.recognize.signatures import signature
from clew.recognize.titles import is_post, titles
from clew.recognize.tree import Tree
from clew.records import Event, Mention, Span, Status, When, make

BY = "post/1"

# How many holders of one surname and post are compared: keeps a long list linear.
LOOK_BACK = 20


def _undated(_: int) -> When | None:
    return None


def find_posts(
    tree: Tree, mentions: tuple[Mention, ...], date_of: Callable[[int], When | None] = _undated, dates: Sequence[When] = ()
) -> tuple[Event, ...]:
    """Return one event of kind "post" for each post a person of `mentions` is said to hold, in the text's order.

    roles      ("holder", id), and ("organization", id) when the words name one
    when       the date that goes with the verb, as `date_of` gives it for a word ("was elected mayor in June"); else on the
               word that marks the time ("now", "then", "former"), or None
    where      the place that the post's words name, or None
    evidence   in pairs, one for each passage: the post's words with that mark; the sentence, or the signature, line or row
    """
    marks = Marks(tree, mentions)
    found: dict[tuple[str, int, int], Event] = {}
    for holder, words in [*_titled(tree, marks), *find_said(tree, marks), *_beside(tree, marks)]:
        event = _event(tree, holder, words, marks, date_of)
        found.setdefault((holder.name, event.evidence[0].start, event.evidence[0].end), event)
    listed = [
        _make(r.holder, (r.organization, None), r.when, (r.post, r.row), "happened")
        for r in find_listed(tree.document, mentions, dates)
    ]
    read = [*found.values(), *_signed(tree, mentions), *listed]
    known = {i for e in read for i in range(e.evidence[0].start, e.evidence[0].end)}
    lines = [_on_line(each) for each in find_beside(tree.document, mentions) if each.post.start not in known]
    return tuple(_once(sorted([*read, *lines], key=lambda e: (e.evidence[0].start, e.evidence[0].end, e.id)), mentions))


def _once(events: Sequence[Event], mentions: Sequence[Mention]) -> list[Event]:
    """Join events that tell one post of one holder in the same words ("Senator Vale", ten times) into one with each passage."""
    named = {m.id: m for m in mentions}
    told: dict[tuple[str, ...], list[tuple[Mention, list[Event]]]] = defaultdict(list)
    for event in events:
        holder = named[dict(event.roles)["holder"]]
        body = named.get(dict(event.roles).get("organization", ""))
        same = told[key(holder), event.evidence[0].text.casefold(), body.name if body else "", event.status]
        group = next((group for other, group in same[-LOOK_BACK:] if agree(other, holder)), None)
        if group is None:
            same.append((holder, [event]))
        else:
            group.append(event)
    return [_joined(group) for same in told.values() for _, group in same]


def _joined(group: Sequence[Event]) -> Event:
    """Return the first of `group` with the evidence of all, and with the first time and place that any gives."""
    first = group[0]
    if len(group) == 1:
        return first
    when, where = (next((v for e in group if (v := getattr(e, field)) is not None), None) for field in ("when", "where"))
    evidence = tuple(span for e in group for span in e.evidence)
    return make(
        Event, kind=first.kind, roles=first.roles, when=when, where=where, status=first.status, evidence=evidence, by=first.by
    )


def _on_line(beside: Beside) -> Event:
    return _make(beside.holder, (beside.organization, None), None, (beside.post, beside.lines), "happened")


def _event(tree: Tree, holder: Mention, words: PostWords, marks: Marks, date_of: Callable[[int], When | None]) -> Event:
    near = [m for m in map(marks.at, words.around) if m and m.id != holder.id]
    organization = next((m for m in near if m.kind == "organization"), None) or _owner(tree, words.head, marks)
    where = next((m for m in reversed(near) if m.kind == "place"), None)
    dated = date_of(words.verb) if words.verb is not None and words.rule != "now" else None
    marked = _when(tree.span([words.mark]), words.rule) if words.mark is not None and words.rule else None
    evidence = (tree.span(words.words), tree.span(tree.sentence_of(words.head)))
    return _make(holder, (organization, where), dated or marked, evidence, words.status)


def _owner(tree: Tree, noun: int, marks: Marks) -> Mention | None:
    """Return the body that "its" points to right before a post: "the Harbour Office and its director, Ana Ro"."""
    owner, token = tree.child(noun, "poss"), tree.tokens[noun]
    if owner is None or tree.tokens[owner].text.lower() not in ("its", "their") or token.dep != "conj":
        return None
    found = marks.at(token.head)
    return found if found and found.kind == "organization" else None


def _make(
    holder: Mention, at: tuple[Mention | None, Mention | None], when: When | None, evidence: tuple[Span, ...], status: Status
) -> Event:
    """Return the post. at: its organization and its place."""
    organization, place = at
    roles = (("holder", holder.id), *((("organization", organization.id),) if organization else ()))
    where = place.id if place else None
    return make(Event, kind="post", roles=roles, when=when, where=where, status=status, evidence=evidence, by=BY)


def _when(span: Span, rule: str) -> When:
    """Return a time that is named by a word and placed by nothing else."""
    return When(None, None, "moment", span, None, f"{rule}/1")


def _titled(tree: Tree, marks: Marks) -> Iterator[tuple[Mention, PostWords]]:
    """Yield posts from titles: "then-Sen. Jeff Vale", "Deputy Minister Ana Ro"."""
    for start, end in titles(tree).items():
        holder = marks.person(end)
        if holder and is_post(tree, start, end):
            yield holder, PostWords(tree, end - 1, range(start, end))


def _beside(tree: Tree, marks: Marks) -> Iterator[tuple[Mention, PostWords]]:
    """Yield posts that stand beside the name: "Ana Ro, the mayor of Skal", "Vantor director Tom Roe", "the chief, Tom Roe"."""
    titled = {k for start, end in titles(tree).items() for k in range(start, end)}
    for noun in post_nouns(tree):
        if noun in titled:
            continue
        inside = _name_inside(tree, marks, noun)
        if inside:
            yield inside, PostWords(tree, noun, range(PostWords(tree, noun).words[0], marks.words(inside)[0]))
            continue
        described = marks.at(noun)
        named = _name_after(tree, marks, noun) or _name_before(tree, marks, noun)
        appended = _appended(tree, marks, noun)
        if appended:
            yield appended, PostWords(tree, noun)
        elif named and (described is None or described.form != "description" or described.name == named.name):
            yield named, PostWords(tree, noun)
        elif named is None:
            near(tree, [noun], BY, "no post: no name of who holds it beside it")


def _name_inside(tree: Tree, marks: Marks, noun: int) -> Mention | None:
    """Return the name that the parser took for the end of the post: "Minister for the North Coast Ana Ro"."""
    post = PostWords(tree, noun).words
    for k in range(noun + 2, post[-1] + 1):
        found = marks.person(k)
        if found and found.form == "name" and tree.tokens[k - 1].pos in ("PROPN", "NOUN") and len(marks.words(found)) > 1:
            name = marks.words(found)
            return found if name[0] == k and name[-1] == post[-1] and signs_post(tree, noun) else None
    return None


def _name_after(tree: Tree, marks: Marks, noun: int) -> Mention | None:
    """Return the name the post stands right before, or before across a comma when it was tied to it."""
    at = after(tree, noun)
    if at < len(tree.tokens) and tree.tokens[at].sentence == tree.tokens[noun].sentence:
        found = marks.person(at)
        if found and found.form == "name" and (at == noun + 1 or _is_title(tree, marks, noun, found)):
            return found
    comma = at + 1 < len(tree.tokens) and tree.tokens[at].text == ","
    found = marks.person(at + 1) if comma else None
    if found and _leads_to(tree, marks, noun, found) and signs_post(tree, noun):
        return found
    return None


def _is_title(tree: Tree, marks: Marks, noun: int, name: Mention) -> bool:
    """Whether a post in capitals, what it is of included, stands before a name as a title: "Ambassador to Denmark Ana Ro"."""
    head, token = marks.head(name), tree.tokens[noun]
    if head is None or token.pos != "PROPN" or marks.words(name)[0] != after(tree, noun):
        return False
    return token.head in (head, tree.tokens[head].head) or tree.tokens[head].head == noun


def _appended(tree: Tree, marks: Marks, noun: int) -> Mention | None:
    """Return the name in apposition to a post behind a comma and a few words more: "the leader of it, militant Ana Ro,"."""
    name = tree.child(noun, "appos")
    found = marks.person(name) if name is not None else None
    if found is None or found.form != "name" or not signs_post(tree, noun):
        return None
    apart = marks.words(found)[0] - after(tree, noun)  # a comma and what describes the name
    return found if apart == 0 or (1 < apart <= 6 and tree.tokens[after(tree, noun)].text == ",") else None


def _leads_to(tree: Tree, marks: Marks, noun: int, name: Mention) -> bool:
    """Whether a post before a comma is the name's behind it: it was tied to it, or nothing but the post opens the sentence."""
    described = marks.at(noun)
    if described and described.form == "description":
        return described.name == name.name
    owned = bool(tree.children(noun, "poss")) and marks.head(name) in tree.children(noun, "appos")
    return described is None and (owned or PostWords(tree, noun).words[0] == tree.sentence_of(noun).start)


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
            yield _make(holder, (body, None), None, (read.post, whole), "happened")
