"""The same event told twice in one document is one event, with every passage that tells it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from clew.recognize.agree import agree, key, narrower
from clew.recognize.frames import things
from clew.recognize.near import near_at
from clew.recognize.scene import PEOPLE, Telling
from clew.records import Event, Mention, Span, Status, When, make

# Words between a telling and one that may point back to it: about a page for "the meeting", a few paragraphs for "they met".
NEAR, NEARBY = 150, 400

# How many earlier events with the same person are compared, newest first: keeps a long report linear.
LOOK_BACK = 30

_STATUSES = frozenset(
    frozenset(pair)
    for pair in (("planned", "proposed"), ("planned", "happened"), ("proposed", "declined"), ("planned", "declined"))
)  # fmt: skip
_GENERAL = frozenset(
    {"meeting", "encounter", "call", "contact", "conversation", "communication", "discussion", "talk", "interaction", "session"}
)
_PAGE = 60  # words to "there" from the occasion it means: the sentence before, or the one before that
_PLACED = frozenset({"visit", "travel"})  # what these are is where they lead
_SIDES = frozenset({"from", "to", "initiator", "recipient"})
# Kinds that say what somebody is or made known: each passage stands for itself.
_APART = frozenset({"reference", "disclosure", "membership", "alias"})
_FIRM: tuple[Status, ...] = ("happened", "declined", "denied", "planned", "proposed", "unclear")


class Story:
    """One event in the making: the passages that tell it, in order."""

    def __init__(self, telling: Telling) -> None:
        self.tellings = [telling]
        self.kind = telling.kind
        self.status: Status = telling.status
        self.whens: list[When] = []
        self._named: dict[str, dict[tuple[str, ...], Mention]] = defaultdict(dict)
        self.add(telling)

    def add(self, telling: Telling) -> None:
        """Join `telling` to the story."""
        if telling is not self.tellings[0]:
            self.tellings.append(telling)
        if telling.roles or (telling.firm and not telling.definite):
            self.status = min(self.status, telling.status, key=_FIRM.index)
        if telling.when is not None and all(_interval(telling.when) != _interval(w) for w in self.whens):
            self.whens.append(telling.when)
        for role, mention in (*telling.roles, *((("place", telling.where),) if telling.where else ())):
            self._named[role].setdefault((mention.kind, mention.form, mention.name, *_own(mention)), mention)

    @property
    def at(self) -> int:
        """The word of its latest telling."""
        return self.tellings[-1].word or 0

    def role(self, *roles: str) -> list[Mention]:
        """Return the mentions in `roles` over all tellings, one of those that are alike."""
        return [m for role in roles for m in self._named.get(role, {}).values()]


def _own(mention: Mention) -> tuple[str, ...]:
    """Return what tells a pronoun that is tied to nobody from others of its word."""
    return (mention.id,) if mention.form == "pronoun" and mention.name == mention.span.text else ()


def _interval(when: When) -> tuple[datetime | None, datetime | None, str]:
    return when.start, when.end, when.grain


def merge(tellings: Iterable[Telling]) -> list[Story]:
    """Join the tellings of one document, in the order of its words. One that cannot stand alone and finds no story is dropped."""
    stories: list[Story] = []
    by_person: dict[tuple[str, str], list[Story]] = defaultdict(list)
    by_kind: dict[str, list[Story]] = defaultdict(list)
    for found in tellings:
        telling = _placed(found, by_kind["attendance"]) if found.there else found
        story = _found(telling, by_person, by_kind[telling.kind])
        if story is not None:
            story.add(telling)
        elif _stands(telling):
            story = Story(telling)
            stories.append(story)
            by_kind[telling.kind].append(story)
        else:
            near_at(telling.evidence, telling.by, f"no {telling.kind} of its own, and none told before that it points back to")
        if story is not None:
            _enter(by_person, story, telling)
    return stories


def _placed(telling: Telling, occasions: Sequence[Story]) -> Telling:
    """Return what was said to be "there" with the time and place of the occasion told just before."""
    last = next((s for s in reversed(occasions[-3:]) if s.whens), None)
    if last is None or telling.word is None or telling.word - last.at > _PAGE or telling.when is not None:
        return telling
    where = next((t.where for t in last.tellings if t.where), None)
    return telling._replace(when=min(last.whens, key=narrower, default=None), where=telling.where or where)


def _enter(by_person: dict[tuple[str, str], list[Story]], story: Story, telling: Telling) -> None:
    for mention in telling.named():
        told = by_person[telling.kind, key(mention)]
        if not told or told[-1] is not story:
            told.append(story)


def _stands(telling: Telling) -> bool:
    """Whether a telling that joins no story is an event of its own: it names somebody and does not only point back."""
    return not telling.back and any(m.kind in PEOPLE or telling.kind in ("reference", "alias") for m in telling.named())


def _found(telling: Telling, by_person: dict[tuple[str, str], list[Story]], same_kind: Sequence[Story]) -> Story | None:
    """Return the story `telling` belongs to, or None."""
    if telling.word is None:
        return next((s for s in same_kind[-LOOK_BACK:] if _listed(s.tellings[0], telling)), None)
    if telling.kind in _APART:
        return None
    if telling.kind == "attendance" or not telling.named():
        return _pointed(telling, same_kind[-LOOK_BACK:])
    known = {id(s): s for m in telling.named() for s in by_person[telling.kind, key(m)][-LOOK_BACK:]}
    fitting = [s for s in known.values() if fits(s, telling)]
    dated = [s for s in fitting if _same_day(s, telling)]
    if dated:
        return dated[0]
    near = [s for s in fitting if telling.word - s.at <= (NEARBY if not telling.definite else NEARBY * 4)]
    if not _points_back(telling):
        return None
    return near[0] if len(near) == 1 else max((s for s in near if telling.word - s.at <= NEAR), key=_likely, default=None)


def _likely(story: Story) -> tuple[int, int]:
    """Sort key: of several plans the one that is told most, of other events the one told last."""
    return (len(story.tellings) if story.status == "proposed" else 0, story.at)


def _listed(left: Telling, right: Telling) -> bool:
    """Whether two rows of one list are about one occasion: the column that names it."""
    return bool(left.noun) and (left.noun, left.by) == (right.noun, right.by) and left.word is None


def _points_back(telling: Telling) -> bool:
    """Whether its form allows that it was told before: "the meeting", "they met", or one that is still only proposed."""
    return telling.definite or telling.status != "happened" or "-verb/" in telling.by


def _pointed(telling: Telling, same_kind: Sequence[Story]) -> Story | None:
    """Return the nearest earlier story that "the event", "that meeting" can mean."""
    if not telling.definite or telling.word is None:
        return None
    near = (s for s in reversed(same_kind) if telling.word - s.at <= NEAR and _same_noun(s, telling) and fits(s, telling))
    return next(near, None)


def _same_noun(story: Story, telling: Telling) -> bool:
    """Whether the noun can mean the story: "the meeting" a dinner, but "the dinner" no meeting that nobody called so."""
    general = telling.noun in _GENERAL or telling.kind in ("message", "attendance")
    return general or telling.noun in {t.noun for t in story.tellings}


def fits(story: Story, telling: Telling) -> bool:
    """Whether `telling` can tell `story`: status, number, dates and people do not speak against it."""
    return (
        _statuses(story.status, telling.status)
        and _numbers(story, telling)
        and all(may_be_one_time(when, telling.when) for when in story.whens)
        and (telling.kind not in _PLACED or _places(story, telling))
        and (_occasions(story, telling) if telling.kind == "attendance" else _people(story, telling))
    )


def _statuses(left: Status, right: Status) -> bool:
    return left == right or frozenset((left, right)) in _STATUSES


def _numbers(story: Story, telling: Telling) -> bool:
    """Whether one and several do not clash; plans count as one however they are put ("meetings between A and B")."""
    return story.status in ("proposed", "planned") or story.tellings[0].plural == telling.plural


def may_be_one_time(a: When, b: When | None) -> bool:
    """Whether the dates may be one: not both placed and apart."""
    if b is None or a.start is None or b.start is None:
        return True
    return (b.end is None or a.start < b.end) and (a.end is None or b.start < a.end)


def _same_day(story: Story, telling: Telling) -> bool:
    """Whether both are placed, within a month of the same time."""
    return telling.when is not None and _is_fine(telling.when) and any(map(_is_fine, story.whens))


def _is_fine(when: When) -> bool:
    return when.start is not None and when.grain in ("minute", "hour", "day", "week", "month")


def _occasions(story: Story, telling: Telling) -> bool:
    """Whether both nouns can mean one occasion: the same noun, or a word for any occasion; and one place."""
    nouns = {t.noun for t in story.tellings}
    general = things("general_occasions")
    speakers = any(agree(a, b) for a in story.role("speaker") for b in telling.named("speaker"))
    return _places(story, telling) and (telling.noun in nouns or telling.noun in general or speakers)


def _places(story: Story, telling: Telling) -> bool:
    """Whether the places may be one."""
    return telling.where is None or _side(story.role("place"), [telling.where])


def _people(story: Story, telling: Telling) -> bool:
    """Whether the people agree: who did it and to whom role by role; of those with each other one side all among the other."""
    if not all(_side(story.role(role), telling.named(role)) for role in {r for r, _ in telling.roles} & _SIDES):
        return False
    left, right = story.role("with"), telling.named("with")
    return telling.kind == "message" or _among(left, right) or _among(right, left)


def _side(left: Sequence[Mention], right: Sequence[Mention]) -> bool:
    return not left or not right or any(agree(a, b) for a in left for b in right)


def _among(few: Sequence[Mention], many: Sequence[Mention]) -> bool:
    return all(any(agree(a, b) for b in many) for a in few)


def event(story: Story) -> Event:
    """Return the event of `story`: roles joined, evidence in order, the narrowest date, the firmest status."""
    first = story.tellings[0]
    when = min((t.when for t in story.tellings if t.when is not None), key=narrower, default=None)
    where = next((t.where.id for t in story.tellings if t.where), None)
    evidence: tuple[Span, ...] = tuple(dict.fromkeys(t.evidence for t in story.tellings))
    return make(
        Event, kind=story.kind, roles=_joined(story), when=when, where=where, status=story.status, evidence=evidence, by=first.by
    )


def _joined(story: Story) -> tuple[tuple[str, str], ...]:
    """Return the roles of all tellings, each person once a role, by the best mention: a name before a description or pronoun."""
    kept: list[tuple[str, Mention]] = []
    for role, mention in (r for t in story.tellings for r in t.roles):
        same = next((n for n, (r, m) in enumerate(kept) if r == role and agree(m, mention)), None)
        if same is None:
            kept.append((role, mention))
        elif kept[same][1].form != "name" and mention.form == "name":
            kept[same] = (role, mention)
    return tuple((role, mention.id) for role, mention in kept)
