"""What is one occasion: cases as data, then the laws that hold for any events and judgements."""

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.records import Event, Judgement, Occasion, Span, When, make
from clew.resolve import Occasions, compare_events, find_occasions
from clew.resolve.occasions.tellings import Telling, contradict
from clew.when import parse_bound

CASES = tomllib.loads((Path(__file__).parent / "occasions.toml").read_text())["case"]
PEOPLE = ["Mara Tolland", "Piet Orrin", "Ilse Vane"]
TIMES = ["", "2016", "2016-06", "2016-06-09", "2016-06-23", "2016-06-09T08:30Z"]


def when_of(told: str, words: Span) -> When | None:
    """Return "2016", "2016-06", "2016-06-09", "2016-06-09T08:30" (no zone) or "...Z" as a time."""
    if "T" in told:
        at = datetime.fromisoformat(told.removesuffix("Z")).replace(tzinfo=UTC)
        rule = "mail-date/1" if told.endswith("Z") else "clock-without-zone/1"
        return When(at, at + timedelta(minutes=1), "minute", words, None, rule)
    if not told:
        return None
    start, end = parse_bound(told)
    return When(start, end, ("year", "month", "day")[told.count("-")], words, None, "calendar/1")


def event_of(telling: dict, number: int) -> Event:
    """Return one telling as an event. A mention's id is "name|document|number of the telling"."""
    words = telling.get("words") or f"telling {number}"
    header = f"From: somebody\nSubject: {telling['subject']}\n" if "subject" in telling else ""
    document = telling["in"]
    passage = Span(document, 1000 * number, 1000 * number + len(words), header + words)
    parts = [part.partition(": ") for part in telling["roles"].split("; ")]
    roles = tuple((role, f"{name}|{document}") for role, _, names in parts for name in names.split(", "))
    place = f"{telling['place']}|{document}" if "place" in telling else None
    when = when_of(telling.get("when", ""), Span(document, 0, 0, words))
    status, by = telling.get("status", "happened"), telling.get("by", "test/1")
    return make(Event, kind=telling["kind"], roles=roles, when=when, where=place, status=status, evidence=(passage,), by=by)


def called(mention: str) -> str | None:
    name = mention.partition("|")[0]
    return name if name[0].isupper() else None


def identity(mention: str) -> str:
    return called(mention) or mention


def resolved(events: list[Event], judgements: tuple[Judgement, ...] = ()) -> tuple[Occasion, ...]:
    return find_occasions(events, identity, called=called, judgements=judgements)


def grouped(occasions: tuple[Occasion, ...], events: list[Event]) -> list[list[int]]:
    number = {e.id: i for i, e in enumerate(events)}
    return sorted(sorted(number[e] for e in o.events) for o in occasions if len(o.events) > 1)


def decide(left: str, right: str, verdict: str) -> Judgement:
    return make(Judgement, left=left, right=right, verdict=verdict, score=1.0, reason="", by="user")


@pytest.mark.parametrize("case", CASES, ids=[c["why"] for c in CASES])
def test_case(case: dict) -> None:
    events = [event_of(telling, i) for i, telling in enumerate(case["tellings"])]
    occasions = resolved(events)
    assert grouped(occasions, events) == case["groups"]
    joined = [o for o in occasions if len(o.events) > 1]
    number = {e.id: i for i, e in enumerate(events)}
    offered = {tuple(sorted((number[j.left], number[j.right]))) for o in occasions for j in o.judgements if j.verdict == "unsure"}
    assert {tuple(pair) for pair in case.get("unsure", [])} <= offered
    assert "status" not in case or [o.status for o in joined] == [case["status"]]
    assert "reason" not in case or any(case["reason"] in j.reason for o in joined for j in o.judgements)


def meeting(document: str, **said: str) -> dict:
    return {"in": document, "kind": "meeting", "roles": "with: Mara Tolland, Piet Orrin", **said}


def test_the_time_is_the_narrowest_that_all_tellings_allow() -> None:
    told = [meeting(document, when=when) for document, when in zip("abc", TIMES[1:4], strict=True)]
    (occasion,) = resolved([event_of(t, i) for i, t in enumerate(told)])
    assert occasion.when is not None
    assert (occasion.when.grain, occasion.when.span.document) == ("day", "c")


def test_reasons_name_what_agrees() -> None:
    told = [meeting(document, when="2016-06-09", place="Vessel") for document in "ab"]
    (occasion,) = resolved([event_of(t, i) for i, t in enumerate(told)])
    (judgement,) = occasion.judgements
    assert judgement.reason == "Mara Tolland and Piet Orrin in both; 9 June 2016 in both; Vessel in both"
    assert judgement.by == "same-day/1"


def test_what_keeps_two_apart_is_named() -> None:
    told = [meeting("a", when="2016-06-09"), meeting("b", when="2016-06-23") | {"roles": "with: Mara Tolland, Ilse Vane"}]
    found = compare_events(*(event_of(t, i) for i, t in enumerate(told)), identity, called=called)
    assert found.verdict == "different"
    assert [(f.name, f.says) for f in found.features if f.weight < 0] == [
        ("time", "9 June 2016 in one, 23 June 2016 in the other"),
        ("people", "Mara Tolland and Piet Orrin in one, Ilse Vane and Mara Tolland in the other"),
    ]


def test_a_mail_quoted_in_a_hundred_answers_is_one() -> None:
    header = {
        "kind": "message",
        "roles": "from: Mara Tolland; to: Piet Orrin",
        "when": "2016-06-09T08:30Z",
        "by": "mail-header/1",
    }
    (occasion,) = resolved([event_of({**header, "in": f"answer {i}"}, i) for i in range(100)])
    assert len(occasion.events) == 100


tellings = st.fixed_dictionaries({
    "in": st.sampled_from("abcd"),
    "kind": st.sampled_from(["meeting", "attendance", "call", "contact", "dismissal"]),
    "roles": st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3, unique=True).map(lambda who: "with: " + ", ".join(who)),
    "when": st.sampled_from(TIMES),
    "place": st.sampled_from(["Vessel", "Port Lamorna", "the quay"]),
    "status": st.sampled_from(["happened", "planned", "denied"]),
    "words": st.sampled_from(["", "she met him behind the old harbour office that day"]),
})  # fmt: skip
cases = st.lists(tellings, min_size=2, max_size=9).map(lambda told: [event_of(t, i) for i, t in enumerate(told)])


@given(cases, st.randoms(use_true_random=False))
def test_the_order_of_events_does_not_matter(events: list[Event], random) -> None:
    forward = resolved(events)
    random.shuffle(events)
    assert resolved(events) == forward


@given(cases)
def test_every_event_is_in_one_occasion_and_no_two_of_one_contradict(events: list[Event]) -> None:
    occasions = resolved(events)
    assert sorted(e for o in occasions for e in o.events) == sorted(e.id for e in events)
    of = {e.id: Telling(e, identity, called) for e in events}
    for occasion in occasions:
        assert not any(contradict(of[a], of[b]) for a in occasion.events for b in occasion.events)


@given(cases)
def test_each_join_has_its_judgement(events: list[Event]) -> None:
    for occasion in resolved(events):
        same = [j for j in occasion.judgements if j.verdict == "same"]
        assert len(same) == len(occasion.events) - 1
        assert all(j.reason for j in same)


@given(cases, st.data())
def test_a_persons_word_wins_and_undo_brings_it_back(events: list[Event], data) -> None:
    left, right = (data.draw(st.sampled_from(events)).id for _ in range(2))
    if left == right:
        return
    before = resolved(events)
    for verdict in ("different", "unsure", "same"):
        decided = decide(left, right, verdict)
        home = {e: o.id for o in resolved(events, (decided,)) for e in o.events}
        assert (home[left] == home[right]) == (verdict == "same")
        assert resolved(events, (decided, decide(decided.id, "", "undone"))) == before


@given(cases, st.data())
def test_what_is_kept_is_what_is_made_anew(events: list[Event], data) -> None:
    kept, judgements = Occasions(events), ()
    for _ in range(3):
        as_one = data.draw(st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), max_size=2))
        drawn = data.draw(st.lists(st.tuples(*[st.sampled_from(events)] * 2, st.sampled_from(["same", "different"])), max_size=2))
        judgements = tuple(decide(a.id, b.id, verdict) for a, b, verdict in drawn if a != b)

        def who(mention: str, as_one: dict[str, str] = as_one) -> str | None:
            return called(mention) and as_one.get(called(mention), called(mention))

        def whose(mention: str) -> str:
            return who(mention) or mention

        told = kept.told(whose, who, judgements)
        assert told == find_occasions(events, whose, called=who, judgements=judgements)
