"""Which names and pronouns are one person: GUM by the CoNLL figure, GAP by the pairs it asks for.

GUM: gold and made clusters hold names and pronouns of people only (all persons of the pronoun: "I", "we" and "you" too), in a
text in which each turn begins with its speaker's label; a cluster of one is no coreference and left out on both sides. GAP: of
the names that a snippet asks about, those are said to be meant that share their person with the pronoun.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from clew.recognize.mentions import find_mentions
from clew.recognize.tree import Tree
from clew.records import Document, Mention
from score.labelled import gap, gum
from score.measures import Line
from score.recognize import clusters, gumpeople
from score.recognize.parses import document, hinted, parses
from score.recognize.parts import Part, part_of

SHOWN: tuple[Part, ...] = ("kept", "dev")
PUBLISHED = "published for GAP: parallelism heuristic .67"


class Asked(NamedTuple):
    """A name that a snippet of GAP asks about: whether the pronoun, feminine or not, means it, and whether it was said to."""

    feminine: bool
    meant: bool
    said: bool


def lines(shared: Path) -> Iterator[Line]:
    """Yield the figures for GUM and GAP, of the kept part and of the one that errors are read in."""
    for part in SHOWN:
        yield from gum_lines(shared, part)
    for part in SHOWN:
        yield from gap_lines(shared, part)


def gum_lines(shared: Path, part: Part) -> Iterator[Line]:
    """Yield the CoNLL figure of GUM's documents in `part`."""
    found = [gumpeople.labelled(d) for d in gum.documents(shared) if part_of(d.name) == part]
    if not found:
        return
    read = mentioned(d for d, _ in found)
    whole, wrong = [clusters.Score()] * len(clusters.MEASURES), []
    for (made_document, people), mentions in zip(found, read, strict=True):
        gold = clusters.plural(gumpeople.clusters(people))
        made = clusters.plural(gumpeople.made(made_document, mentions, people))
        whole = [s.plus(m(gold, made)) for s, m in zip(whole, clusters.MEASURES, strict=True)]
        wrong += _wrong_ties(made_document, mentions, people) if part != "kept" else []
    detail = ", ".join(f"{n} {s.f1:.3f}" for n, s in zip(("MUC", "B3", "CEAF-e"), whole, strict=True))
    yield Line(
        f"coreference: gum people, {part}", "CoNLL F1", clusters.conll(whole), f"{detail}; {len(found)} documents", tuple(wrong)
    )


def gap_lines(shared: Path, part: Part) -> Iterator[Line]:
    """Yield F1 over the names that the snippets of `part` ask about."""
    snippets = [s for s in gap.documents(shared) if part_of(s.name) == part]
    if not snippets:
        return
    read = list(zip(snippets, mentioned(document(s.text) for s in snippets), strict=True))
    asked = list(chain.from_iterable(_asked(s, mentions) for s, mentions in read))
    she, he = (f1([a for a in asked if a.feminine == feminine]) for feminine in (True, False))
    detail = f"{PUBLISHED}; she {she:.3f}, he {he:.3f}; {len(snippets)} snippets"
    wrong = tuple(chain.from_iterable(_wrong_snippet(s, mentions) for s, mentions in read)) if part != "kept" else ()
    yield Line(f"coreference: gap, {part}", "F1", f1(asked), detail, wrong)


def mentioned(documents: Iterator[Document]) -> Iterator[tuple[Mention, ...]]:
    """Yield the mentions of each document."""
    for parse in hinted(parses(documents)):
        yield find_mentions(Tree(parse))


def f1(asked: Sequence[Asked]) -> float:
    """Return F1 of what was said against what is meant; 0 when nothing was right."""
    right = sum(a.said and a.meant for a in asked)
    return 2 * right / sum(a.said + a.meant for a in asked) if right else 0.0


def _asked(snippet: gap.Snippet, mentions: Sequence[Mention]) -> Iterator[Asked]:
    said = _said(snippet, mentions)
    for name in (snippet.a, snippet.b):
        yield Asked(snippet.pronoun.lower() in {"she", "her", "hers"}, name.meant, said(name))


def _said(snippet: gap.Snippet, mentions: Sequence[Mention]) -> Callable[[gap.Name], bool]:
    """Return whether a name is said to be meant: a mention that meets it is of the pronoun's person."""
    homes = gumpeople.home(document(snippet.text), mentions)
    pronoun = next((homes.get(m.id) for m in mentions if m.form == "pronoun" and m.span.start == snippet.start), None)
    persons = [(m, homes.get(m.id)) for m in mentions if m.form == "name"]

    def said(name: gap.Name) -> bool:
        return any(
            pronoun is not None and p == pronoun and m.span.start < name.end and name.start < m.span.end for m, p in persons
        )

    return said


def _wrong_snippet(snippet: gap.Snippet, mentions: Sequence[Mention]) -> Iterator[str]:
    said = _said(snippet, mentions)
    if [n.meant for n in (snippet.a, snippet.b)] != [said(n) for n in (snippet.a, snippet.b)]:
        tied = next((m.name for m in mentions if m.form == "pronoun" and m.span.start == snippet.start), "no mention")
        meant = next((n.text for n in (snippet.a, snippet.b) if n.meant), "neither")
        text = f"{snippet.text[: snippet.start]}<<{snippet.pronoun}>>{snippet.text[snippet.end :]}"
        yield f"made {tied}; gold {meant} of {snippet.a.text}, {snippet.b.text}: {text}"


def _wrong_ties(read: Document, mentions: Sequence[Mention], people: Sequence[gumpeople.Person]) -> Iterator[str]:
    """Yield the pronouns whose person's name is not that of the gold."""
    names = _names(read, people)
    matched = gumpeople.match(mentions, people)
    for mention in mentions:
        person = people[matched[mention.id]] if mention.id in matched else None
        if mention.form == "pronoun" and person is None and not gumpeople.is_open(mention):
            yield f"made {mention.name}; gold nobody: {_context(read, mention.span.start, mention.span.end)}"
        elif mention.form == "pronoun" and person is not None:
            gold = names.get(person.cluster, "no name")
            if not set(mention.name.split()) & set(gold.split()):
                yield f"made {mention.name}; gold {gold}: {_context(read, mention.span.start, mention.span.end)}"
    missed = set(range(len(people))) - set(matched.values())
    yield from (f"missed {people[i].form}: {_context(read, *people[i].name)}" for i in sorted(missed))


def _names(read: Document, people: Sequence[gumpeople.Person]) -> dict[str, str]:
    """Return the longest name of each gold cluster that has one."""
    named = sorted((p for p in people if p.form == "name"), key=lambda p: p.name[1] - p.name[0])
    return {p.cluster: read.text[slice(*p.name)] for p in named}


def _context(read: Document, start: int, end: int) -> str:
    before, after = read.text[max(0, start - 150) : start], read.text[end : end + 60]
    return " ".join(f"{before}<<{read.text[start:end]}>>{after}".split())
