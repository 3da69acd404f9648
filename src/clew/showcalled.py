"""Those who are called by one name and not identified, as lines of text: together, since they may be one, each by itself."""

from collections.abc import Iterator, Sequence

from clew.case import Case
from clew.records import Hypothesis, Identity
from clew.show import identity_line, person_lines


def called_lines(case: Case, name: str, found: Sequence[Identity]) -> Iterator[str]:
    """Yield what the case knows of one person, or of each of several who are called the same and not identified."""
    if len(found) == 1:
        yield from person_lines(case, found[0])
        return
    yield f"“{name}”: {len(found)} that are not identified. They may be one or several: no rule joins them."
    yield f"If you know:  clew same {found[0].id[:8]} {found[1].id[:8]}   or  clew different …"
    told: dict[tuple[tuple[str, str, float], ...], Identity] = {}
    for identity in found:
        yield ""
        hypotheses = tuple(map(_key, case.hypotheses(identity)))
        first = told.setdefault(hypotheses, identity)
        if first is identity or not hypotheses:
            yield from person_lines(case, identity)
        else:
            yield identity_line(identity)
            yield f"  may be whoever {first.id[:8]} may be, for the same reasons: {_listed(hypotheses)}"
            yield from (line for line in person_lines(case, identity) if " — " in line and not line.startswith("   "))
        yield f"  in: {', '.join(_files(case, identity))}"


def _key(hypothesis: Hypothesis) -> tuple[str, str, float]:
    return hypothesis.name, hypothesis.kind, hypothesis.score


def _listed(hypotheses: Sequence[tuple[str, str, float]]) -> str:
    return ", ".join(f"{name} ({score:.2f})" for name, _, score in hypotheses)


def _files(case: Case, identity: Identity) -> list[str]:
    return sorted({case.documents[case.mentions[m].span.document].source.path for m in identity.mentions})
