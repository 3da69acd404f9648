"""Attribution on PolNeAR: source, cue and content of what is said.

token F1        Words by label, each once: harmonic mean of precision and recall over source, cue and content together.
span F1         Runs of words by label, over all three, counted on both sides: exact, to the last mark; overlap, when they share a
                word, each with one other at most.
right source    Of the labelled contents that a claim's content overlaps: the claim's source has the head word of the labelled
                source, there or, of a name, in another place. Contents without a labelled source count too: there the claim
                must name nobody.
readers         How far the annotators agree where several read one article: each counted against each other, as above. What a
                third agrees with either of them is not to be expected higher.
unnamed sources Labelled sources that are speakers without a name (see `unnamed`): how many are the source of some claim.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from clew.recognize import recognize
from clew.records import Parse
from score.labelled.polnear import LABELS, Article, documents, read_twice
from score.measures import Line
from score.recognize.parses import document, hinted, parses
from score.recognize.parts import part_of
from score.recognize.said import Run, Said, Words, claimed, labelled
from score.recognize.unnamed import unnamed

_PUBLISHED = {
    "token F1": "published: BERT .86, CRF .71",
    "span F1, exact": "published, gold side only: BERT .828, CRF .636",
    "span F1, overlap": "published, gold side only: BERT .881, CRF .705",
}


_PRONOUNS = frozenset({"i", "he", "she", "it", "we", "you", "they", "who", "that", "this"})


class Count(NamedTuple):
    """What is right, of how many made and how many labelled; and what is wrong, to be read."""

    right: int
    made: int
    gold: int
    wrong: tuple[str, ...] = ()

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.made + self.gold) if self.made + self.gold else 1.0

    @property
    def recall(self) -> float:
        """The share of what is labelled that is right."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def detail(self) -> str:
        """Precision, recall and how many."""
        return f"P {self.right / max(self.made, 1):.3f} R {self.recall:.3f} of {self.gold}"


class Seen(NamedTuple):
    """One article: what is labelled, what the claims say, and its words."""

    words: Words
    parse: Parse
    gold: list[Said]
    made: list[Said]


def lines(shared: Path) -> Iterator[Line]:
    """Yield the figures of the kept articles and of those rules are made with: through the hints, and by rules alone."""
    articles = list(documents(shared))
    for part in ("kept", "dev"):
        chosen = [a for a in articles if part_of(a.name) == part]
        bare = list(parses(document(a.text) for a in chosen))
        told = list(hinted(bare))
        if any(parse.hints for parse in told):
            yield from figures(f"attribution: polnear, {part}", seen(chosen, told), told=part == "dev")
        if chosen:
            yield from figures(f"attribution: polnear, rules alone, {part}", seen(chosen, bare), told=part == "dev")
    yield from _readers(shared)


def _readers(shared: Path) -> Iterator[Line]:
    pairs = [_beside(*two) for read in read_twice(shared) for two in combinations(read, 2)]
    for name, counts in (
        ("token F1", [tokens(pair) for pair in pairs]),
        ("span F1, exact", [spans(pair, exact=True) for pair in pairs]),
        ("span F1, overlap", [spans(pair, exact=False) for pair in pairs]),
    ):
        if pairs:
            detail = f"{len(pairs)} pairs of annotators; {_PUBLISHED[name]}"
            yield Line("attribution: polnear, one annotator against another", name, total(counts).f1, detail)


def _beside(left: Article, right: Article) -> Seen:
    words = Words(left.text)
    return Seen(words, Parse(document(left.text), ()), labelled(left, words), labelled(right, words))


def seen(articles: Iterable[Article], found: Iterable[Parse]) -> list[Seen]:
    """Return each article with what the claims made of its parse say."""
    return [_seen(article, parse) for article, parse in zip(articles, found, strict=True)]


def _seen(article: Article, parse: Parse) -> Seen:
    words = Words(article.text)
    return Seen(words, parse, labelled(article, words), claimed(recognize(parse), words))


def figures(group: str, articles: list[Seen], *, told: bool) -> Iterator[Line]:
    """Yield the five figures, with what is wrong where it may be told."""
    for name, count in (
        ("token F1", total(tokens(a) for a in articles)),
        ("span F1, exact", total(spans(a, exact=True) for a in articles)),
        ("span F1, overlap", total(spans(a, exact=False) for a in articles)),
        ("right source", total(sources(a) for a in articles)),
        ("unnamed sources", total(nameless(a) for a in articles)),
    ):
        value = count.f1 if "F1" in name else count.recall
        yield Line(group, name, value, "; ".join(filter(None, (count.detail, _PUBLISHED.get(name)))), count.wrong if told else ())


def total(counts: Iterable[Count]) -> Count:
    """Return the sum of `counts`."""
    every = list(counts)
    wrong = tuple(w for c in every for w in c.wrong)
    return Count(sum(c.right for c in every), sum(c.made for c in every), sum(c.gold for c in every), wrong)


def tokens(article: Seen) -> Count:
    """Count the words of each label, each once."""
    gold, made = (_words(said) for said in (article.gold, article.made))
    return Count(len(gold & made), len(made), len(gold))


def _words(said: Iterable[Said]) -> set[tuple[str, int]]:
    return {(label, word) for each in said for label in LABELS for run in each.of(label) for word in range(*run)}


def spans(article: Seen, *, exact: bool) -> Count:
    """Count the runs of each label, each once."""
    gold, made = _runs(article.gold), _runs(article.made)
    pairs = gold & made
    if not exact:
        pairs |= _overlapping(sorted(gold - pairs), sorted(made - pairs))
    wrong = [f"missed {_shown(article, r)}" for r in sorted(gold - pairs)]
    paired = made if exact else set()
    extra = [f"made   {_shown(article, r)}" for r in sorted(made - gold)] if paired else []
    return Count(len(pairs), len(made), len(gold), (*wrong, *extra))


def _runs(said: Iterable[Said]) -> set[tuple[str, int, int]]:
    return {(label, *run) for each in said for label in LABELS for run in each.of(label)}


def _overlapping(gold: list[tuple[str, int, int]], made: list[tuple[str, int, int]]) -> set[tuple[str, int, int]]:
    """Return those of `gold` that share a word with one of `made`, in order, each with one that no other has."""
    free = set(made)
    found = set()
    for label, first, last in gold:
        match = next((m for m in made if m in free and m[0] == label and m[1] < last and first < m[2]), None)
        if match:
            free.remove(match)
            found.add((label, first, last))
    return found


def _shown(article: Seen, run: tuple[str, int, int]) -> str:
    return f"{run[0]}: {article.words.of(run[1:])}"


def sources(article: Seen) -> Count:
    """Count the labelled contents that were found, and those whose source is right."""
    right, found, wrong = 0, 0, []
    for said in article.gold:
        for content in said.content:
            claim = max(article.made, key=lambda m: _shared(content, m), default=None)
            if claim is None or not _shared(content, claim):
                continue
            found += 1
            if _same_source(article, said, claim):
                right += 1
            else:
                wrong.append(_mistaken(article, said, claim, content))
    return Count(right, found, found, tuple(wrong))


def _shared(content: Run, claim: Said) -> int:
    return sum(max(0, min(content[1], last) - max(content[0], first)) for first, last in claim.content)


def _same_source(article: Seen, said: Said, claim: Said) -> bool:
    if not said.source:
        return not claim.source
    head = _head(article, said.source[0])
    return any(first <= head < last for first, last in claim.source) or _same_name(article, head, claim)


def _same_name(article: Seen, head: int, claim: Said) -> bool:
    """Whether the claim's source has a name for its head that is the word `head` too, in another place."""
    words = [article.words.of((w, w + 1)) for w in (head, *(_head(article, run) for run in claim.source))]
    return words[0][:1].isupper() and words[0].lower() not in _PRONOUNS and words[0] in words[1:]


def _head(article: Seen, run: Run) -> int:
    """Return the word of `run` that the others hang on."""
    start, end = article.words.starts[run[0]], article.words.ends[run[1] - 1]
    tokens = article.parse.tokens
    inside = [i for i, t in enumerate(tokens) if start <= t.start and t.end <= end]
    tops = [i for i in inside if tokens[i].head not in inside and tokens[i].pos != "PUNCT"]
    return article.words.run(tokens[tops[0]].start, tokens[tops[0]].end)[0] if tops else run[1] - 1


def _mistaken(article: Seen, said: Said, claim: Said, content: Run) -> str:
    gold, made = (article.words.of(s.source[0]) if s.source else "nobody" for s in (said, claim))
    return f"{made!r} for {gold!r}: {article.words.of(content)[:100]}"


def nameless(article: Seen) -> Count:
    """Count the labelled sources that are speakers without a name, and those of them that are the source of a claim."""
    gold = sorted({run for said in article.gold for run in said.source if unnamed(article.words.of(run))})
    made = [run for said in article.made for run in said.source]
    heads = {run: _head(article, run) for run in gold}
    found = [run for run in gold if any(a <= heads[run] < b for a, b in made)]
    wrong = tuple(article.words.of(run) for run in gold if run not in found)
    return Count(len(found), len(found), len(gold), wrong)
