"""The article the project starts from and its invented twin: how many of the facts a case shows, and what it says wrongly."""

from collections.abc import Iterator
from pathlib import Path

from score.facts.article import TABLES, Article, read
from score.facts.facts import ROWS
from score.facts.judged import wrong
from score.measures import NONE, Line


def lines(shared: Path) -> Iterator[Line]:  # noqa: ARG001
    """Yield the share of the facts of each article and what is false in the one that was judged; then the same by rules alone."""
    for fast, suffix in ((False, ""), (True, ", rules alone")):
        found = {name: article for name in TABLES if (article := read(name, fast=fast))}
        for name, article in found.items():
            yield _facts(f"{name}{suffix}", article)
        if "article" in found:
            false = wrong(found["article"])
            yield Line(NONE, f"seed{suffix}: false records", len(false), f"of {_records(found['article'])}", tuple(false))


def _facts(name: str, article: Article) -> Line:
    facts = [(f"{row.__name__}: {fact}", holds) for row in ROWS for fact, holds in row(article)]
    missing = tuple(fact for fact, holds in facts if not holds)
    right = len(facts) - len(missing)
    return Line("seed: facts", name, right / len(facts), f"{right} of {len(facts)}, {len(ROWS)} rows", missing)


def _records(article: Article) -> str:
    seen = article.seen
    kinds = ("mentions", "dates", "events", "claims", "questions")
    return ", ".join(f"{len(getattr(seen, kind))} {kind}" for kind in kinds)
