"""Posts that people held, and descriptions that fit one: "an aide to the mayor" fits who was the mayor's chief of staff then."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, NamedTuple

from clew.records import Event, Ground, Identity, Span, Voice, When
from clew.trace.company import Company

RULE = "post-held/1"

# A post that the words qualify ("the director of the port") says more than a bare title ("the minister").
QUALIFIED, BARE, ONLY_HOLDER, OTHER_TIME = 0.35, 0.2, 0.15, -0.4

# Of more holders than this, or of two whom nothing but a title fits, only those count whom a document of the unknown names.
_FEW = 3

# So many of the passages that tell of a post are shown.
_SHOWN = 4

# Whose post it was may stand before it: "the mayor's chief of staff".
_BEFORE = 60

_PATRON = re.compile(r"(?P<name>(?:[A-Z][\w.-]*\s+){0,4}[A-Z][\w.-]*)['’]s?\s+(?:[a-z-]+\s+){0,2}\Z")
_WORD = re.compile(r"[^\W\d_]+\.?(?:-[^\W\d_]+)*")


class Title(NamedTuple):
    """A post or a description of somebody by one: the last word of it, ranks, and the words that say whose or of what."""

    head: str
    ranks: frozenset[str]
    whose: frozenset[str]


class Held(NamedTuple):
    """A post that somebody held."""

    event: Event
    title: Title
    around: frozenset[str]
    holder: str


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files("clew.trace").joinpath("postwords.toml").read_text("utf-8"))


def title_of(words: str) -> Title | None:
    """Return what a post or description says, or None when it has no word for a post."""
    text = " ".join(words.replace("’", "'").casefold().split()).replace("then-", "then ")
    for joined in _table()["joined"]["names"]:
        text = re.sub(rf"\b{joined}\b", joined.replace(" ", "-"), text)
    found = [_table()["short"].get(w, w.rstrip(".")) for w in _WORD.findall(text.replace("'s", ""))]
    cut = next((n for n, w in enumerate(found) if w in _table()["of"]["words"]), len(found))
    loose, ranks = _table()["loose"]["words"], frozenset(_table()["ranks"]["words"])
    core = [w for w in found[:cut] if w not in loose]
    rest = [w for w in found[cut:] if w not in loose and w not in _table()["of"]["words"]]
    if not core:
        return None
    return Title(core[-1].replace("-", " "), frozenset(core[:-1]) & ranks, frozenset([*core[:-1], *rest]) - ranks)


class Posts:
    """The posts held in a case, by their head word."""

    def __init__(self, company: Company) -> None:
        self.company = company

    @cached_property
    def _by_head(self) -> Mapping[str, Sequence[Held]]:
        found: dict[str, list[Held]] = defaultdict(list)
        for event in self.company.index.events.values():
            if event.kind == "post" and event.status == "happened":
                for held in self._held(event):
                    found[held.title.head].append(held)
        return found

    def _held(self, event: Event) -> Iterator[Held]:
        span = event.evidence[0]
        before = self.company.index.documents[span.document].text[max(0, span.start - _BEFORE) : span.start]
        patron = _PATRON.search(before)
        organizations = [self.company.index.mentions[m].name for role, m in event.roles if role == "organization"]
        words = " ".join([patron["name"] if patron else "", *organizations]).casefold()
        around = frozenset(w.rstrip(".") for w in _WORD.findall(words))
        holders = [self.company.home[m] for role, m in event.roles if role == "holder" and m in self.company.home]
        if title := title_of(span.text):
            yield from (Held(event, title, around, h) for h in holders if self.company.identities[h].identified)

    def fitting(self, unknown: Identity) -> Mapping[str, Sequence[tuple[Held, bool]]]:
        """Return the posts that a description fits, by holder; each with whether the words fit whose post it is, too."""
        found: dict[str, list[tuple[Held, bool]]] = defaultdict(list)
        for words in sorted(unknown.names):
            title = title_of(words) or Title("", frozenset(), frozenset())
            for held in self._like(title):
                if title.whose:
                    if title.whose <= held.around | held.title.whose and self._points(words, title, unknown, held):
                        found[held.holder].append((held, True))
                elif title.head == held.title.head and _is_definite(words) and words.split()[-1][0].isupper():
                    found[held.holder].append((held, False))
        bare = not any(qualified for posts in found.values() for _, qualified in posts)
        apart = len(found) > (1 if bare else _FEW)
        return {h: p for h, p in found.items() if not apart or self._meet(unknown.id, h)}

    def _points(self, words: str, title: Title, unknown: Identity, held: Held) -> bool:
        """Whether a description points at somebody: it names whose post it is, or stands for one whom its document names."""
        return _names_whose(words, title) or (_is_definite(words) and self._meet(unknown.id, held.holder))

    def _meet(self, unknown: str, holder: str) -> bool:
        return not self.company.first_in(unknown).keys().isdisjoint(self.company.first_in(holder).keys())

    def _like(self, title: Title) -> list[Held]:
        heads = [title.head, *(_table()["may_be"].get(title.head, ()) if title.whose else ())]
        posts = [held for head in heads for held in self._by_head.get(head, ())]
        return [held for held in posts if held.title.ranks == title.ranks or held.title.head != title.head]

    def grounds(self, unknown: Identity, posts: Sequence[tuple[Held, bool]], *, alone: bool) -> Iterator[Ground]:
        """Yield that somebody held the posts that fit, some of the passages that say so, and that it was at another time."""
        for held, qualified in sorted(posts, key=lambda p: (not p[1], self.company.place(p[0].event.evidence[0])))[:_SHOWN]:
            claim = next(iter(self.company.index.claims_about.get(held.event.id, ())), None)
            voices: tuple[Voice, ...] = claim.voices if claim else ()
            says = f"the post of {self.company.identities[held.holder].name}"
            span, id = held.event.evidence[0], claim.id if claim else None
            yield Ground(span, QUALIFIED if qualified else BARE, says, RULE, id, voices)
            if alone:
                yield Ground(span, ONLY_HOLDER, "nobody else in the case is said to have held one that fits", "only-holder/1")
                alone = False
            if held.event.when and self._is_other_time(unknown, held.event.when):
                yield Ground(held.event.when.span, OTHER_TIME, "held at another time", "post-time/1", id, voices)

    def _is_other_time(self, unknown: Identity, held: When) -> bool:
        """Whether all placed events of `unknown` were before a post that is held since some time, or after one held until one."""
        times = [e.when for e in self.company.events(unknown) if e.when and e.when.start and e.when.end]
        before = held.hedge == "since" and held.start and all(t.end and t.end <= held.start for t in times)
        after = held.hedge in ("until", "before") and held.end and all(t.start and t.start >= held.end for t in times)
        return bool(times) and bool(before or after)


def _is_definite(words: str) -> bool:
    """Whether a description points at one who is known. Of bare ones only such as stand for a name ("the Minister") count: "the
    judge" was found to fit the wrong person as often as the right one, in reports of hundreds of pages."""
    return words.casefold().startswith("the ")


def _names_whose(words: str, title: Title) -> bool:
    """Whether a name says whose the post is: "an aide to Ann Vale", not "a military officer", of whom there are many."""
    return any(w[0].isupper() and w.casefold().strip(".,'’s") in title.whose for w in re.findall(r"[\w.'’-]+", words)[1:])


def matters(company: Company, unknown: Identity, questions: Iterable[str], voices: Iterable[Span]) -> bool:
    """Whether somebody has a role in an event, is asked about or speaks.

    questions: the mentions asked about; voices: the speakers of the documents that mention him.
    """
    own = set(unknown.mentions)
    if any(e.kind not in ("post", "membership") for e in company.events(unknown)) or own & set(questions):
        return True
    spans = [company.span(m) for m in unknown.mentions]
    return any(v.document == s.document and v.start < s.end and s.start < v.end for v in voices for s in spans)
