"""What a person decides: said of mentions, kept with who and when, never against another decision that stands."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from clew.errors import AskError
from clew.records import Identity, Judgement, Mention, Verdict, make
from clew.resolve import Resolution, standing


def meant(identity: Identity, mentions: Mapping[str, Mention]) -> str:
    """Return the mention that stands for `identity` when a person speaks of it: the first by the name that it is shown by."""
    own = (mentions[id] for id in identity.mentions)
    return min(own, key=lambda m: (m.form != "name", m.name != identity.name, m.span.document, m.span.start, m.id)).id


def check(resolution: Resolution, verdict: Verdict, left: str, right: str) -> None:
    """AskError when `verdict` cannot follow from what people have judged before: the line says what to undo first."""
    home = resolution.home
    if verdict == "same" and left in home and right in home and (held := resolution.against(left, right)):
        raise AskError(f"judgement {held.id[:8]} holds these two apart ({held.verdict}); clew undo {held.id[:8]} takes it back")


def decided(verdict: Verdict, sides: Iterable[str], reason: str, by: str) -> Judgement:
    """Return a person's judgement, made now."""
    left, right = sides
    return make(Judgement, left=left, right=right, verdict=verdict, score=1.0, reason=reason, by=by, at=_now())


def undoing(judgements: Sequence[Judgement], id: str, by: str) -> Judgement:
    """Return what takes back the last of `judgements` that stands and whose id begins with `id`. AskError when there is none."""
    found = [j for j in standing(judgements) if j.id.startswith(id)]
    if not found:
        raise AskError("there is no judgement to undo")
    return make(Judgement, left=found[-1].id, right="", verdict="undone", score=1.0, reason="undone", by=by, at=_now())


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
