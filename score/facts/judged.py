"""What a case made of the article says that was not judged to be right: what goes beyond `judged.toml`, one line a record."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from clew.records import Claim, Event, Span, Voice, When
from clew.when import display
from score.facts.article import STRAIGHT, Article, Table, words

JUDGED: Table = tomllib.loads(Path(__file__).with_name("judged.toml").read_text(encoding="utf-8"))


def wrong(article: Article, judged: Table = JUDGED) -> list[str]:
    """Return what is said and not judged right, one line each."""
    return [*_names(article, judged), *_ties(article, judged), *_dates(article, judged), *_events(article, judged),
            *_claims(article, judged), *_questions(article, judged), *_conflicts(article, judged)]  # fmt: skip


def _stretch(judged: Table, span: Span) -> str:
    """Return the stretch in which `span` begins, or ""."""
    return next((name for name, (start, end) in judged["stretches"].items() if start <= span.start < end), "")


def _names(article: Article, judged: Table) -> Iterator[str]:
    for mention in article.seen.mentions:
        if mention.form == "name" and article.name(mention.id) not in judged["names"].get(mention.kind, ()):
            yield f"{mention.kind} {article.name(mention.id)} at {mention.span.start}"


def _ties(article: Article, judged: Table) -> Iterator[str]:
    for mention in article.seen.mentions:
        who, said, stretch = article.name(mention.id), words(mention.span), _stretch(judged, mention.span)
        if mention.form != "name" and who.casefold() != said.casefold() and who not in judged["ties"].get(stretch, ()):
            yield f"{said} at {mention.span.start} is {who}"


def _dates(article: Article, judged: Table) -> Iterator[str]:
    allowed = {(entry["at"], when) for entry in judged["dates"] for when in entry["when"]}
    for date in article.seen.dates:
        if _time(date) and (_stretch(judged, date.span), _time(date)) not in allowed:
            yield f"{words(date.span)} at {date.span.start} is {_time(date)}"


def _time(when: When | None) -> str:
    return "" if when is None or when.start is when.end is None else display(when)


def _events(article: Article, judged: Table) -> Iterator[str]:
    for event in article.seen.events:
        if not any(_covers(article, judged, entry, event) for entry in judged["events"]):
            roles = "; ".join(f"{role} {article.name(m)}" for role, m in event.roles)
            yield f"{event.kind} {event.status}: {roles} ({_time(event.when)}) at {event.evidence[0].start}"


def _covers(article: Article, judged: Table, entry: Table, event: Event) -> bool:
    roles = entry.get("roles", {})
    return (
        event.kind in entry["kinds"]
        and event.status in entry["statuses"]
        and all(article.name(m) in roles.get(role, ()) for role, m in event.roles if role != "post")
        and _time(event.when) in ("", *entry.get("when", ()))
        and (event.where is None or article.name(event.where) in entry.get("where", ()))
        and all(_stretch(judged, span) in entry["at"] for span in event.evidence)
    )


def _claims(article: Article, judged: Table) -> Iterator[str]:
    for claim in article.seen.claims:
        chain = [_speaker(voice) for voice in claim.voices[1:]]
        if chain not in judged["voices"].get(_stretch(judged, claim.content), [[]]) or not _is_about(article, claim):
            yield f"{' > '.join(chain) or 'the author'} at {claim.content.start}"


def _speaker(voice: Voice) -> str:
    """Return who speaks, without "the"; with "not" who is told not to say it."""
    who = voice.act if voice.holder is None else words(voice.holder).removeprefix("the ")
    return f"not {who}" if voice.act == "declined" else who


def _is_about(article: Article, claim: Claim) -> bool:
    """Whether the event of a claim, if it has one, is told where the claim is made."""
    event = article.case.events[claim.event] if claim.event else None
    return event is None or any(s.start < claim.content.end and claim.content.start < s.end for s in event.evidence)


def _questions(article: Article, judged: Table) -> Iterator[str]:
    for question in article.seen.questions:
        about = {article.name(m) for m in question.about}
        entries = [e for e in judged["questions"] if e["at"] == _stretch(judged, question.span)]
        if not any(question.kind in e["kinds"] and about <= set(e["about"]) for e in entries):
            yield f"question {question.kind} at {question.span.start}: {', '.join(sorted(about)).translate(STRAIGHT)}"


def _conflicts(article: Article, judged: Table) -> Iterator[str]:
    for found in article.case.conflicts:
        left, right = (_stretch(judged, span) for span in (found.left, found.right))
        if not any(found.kind == e["kind"] and left in e["left"] and right in e["right"] for e in judged["conflicts"]):
            yield f"{found.kind} at {found.left.start} against {found.right.start}"
