"""What one voice says was not so, held against another that says it was: the same people and words, one "not" between them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from clew.records import Claim, Conflict, Span
from clew.trace.conflicting import lowered, passages
from clew.trace.conflictwords import pattern, table
from clew.trace.ledger import Ledger

REASON = "said not to be so in one, said to be so in the other"
THEN = "what was not so then may have been so at another time"
READING = "the two may speak of different occasions, or of parts of one matter"

# A denial must have this many words of its own beside names, and the telling nearly all of them: fewer agree by chance.
FEWEST = 2
SHARE = 0.75

# Words more than the denied ones between the first and the last of them where they are said.
APART = 3

# A telling longer than so many words tells many things; which of them is denied, nobody can say.
LONGEST = 45

# Postings of a word looked through at most: a word that stands everywhere says nothing.
MOST = 200

_NAMED = frozenset({"person", "organization", "place"})
_ONLY_NOT = frozenset({"never", "denied", "deny", "den", "deni"})
_WORD = re.compile(r"[a-z]{4,}")
_NOT = re.compile(r"\b(?:not|never|no|nobody|none|nor|neither|without|den(?:y|ied|ies|ying))\b|n['’]t\b", re.IGNORECASE)
_DENIED = re.compile(
    r"^\W*(?:that )?(?:(?:\w+[ -]){0,4}?)"
    r"(?:(?:had|has|have|did|was|were) (?:ever )?not|never|did(?:n['’]t)|had(?:n['’]t)) \w+",
    re.IGNORECASE,
)


# A denial that somebody is to make is none that was made: "to have her deny that", "a record stating that".
_WISHED = re.compile(
    r"\b(?:to|not|would|should|could|will|have|make|get|record)(?:\s+\w+){0,2}\s+"
    r"(?:deny|dispute|say|state|stating|saying|denying)(?: that)?\W*$",
    re.IGNORECASE,
)
# What takes back the telling that follows it: "denying that", "did not say that", "whether".
_DOUBT = re.compile(
    r"(?:\b(?:den(?:y|ied|ies|ying)|denials?|not|never|false(?:ly)?|whether|if|disput\w+)\b|n['’]t\b)\W*(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
# What is so at one time need not be at another: "was not under investigation".
_STATE = re.compile(r"\b(?:is|am|are|was|were) not\b(?! \w+ed\b)", re.IGNORECASE)
_WITH = re.compile(r"\bwith\s+")
_ANYBODY = re.compile(r"\b(?:any|no)(?:body|one| one)\b", re.IGNORECASE)


class Said(NamedTuple):
    """One claim as it is compared: its words in order, each once, the people, bodies and places in it, and who says it.

    named   the mentions of them
    who     whether one of those is no mere place
    """

    claim: Claim
    words: tuple[str, ...]
    people: frozenset[str]
    named: tuple[str, ...]
    who: bool
    voice: str | None


def find_gainsaid(ledger: Ledger) -> Iterator[Conflict]:
    """Yield each denial in somebody's mouth with the passage of another voice that says it, one a document."""
    denied = [
        said
        for claim in ledger.said
        if _denies(claim) and not _before(ledger, claim, _WISHED)
        for said in _said(ledger, claim)
        if len(said.words) >= FEWEST
    ]
    if not denied:
        return
    wanted = {word for said in denied for word in said.words}
    told: dict[str, list[Said]] = defaultdict(list)
    for claim in ledger.said:
        if _tells(claim) and not _before(ledger, claim, _DOUBT):
            for said in _said(ledger, claim):
                for word in wanted.intersection(said.words):
                    told[word].append(said)
    for said in denied:
        yield from _against(ledger, said, told)


def _denies(claim: Claim) -> bool:
    """Whether a claim says in somebody's mouth that a thing was not so: "denied that", "said that she had not"."""
    voice = claim.voices[-1]
    if pattern("scope", "thought").search(claim.content.text):
        return False
    if voice.holder is None or voice.certainty not in ("certain", "probable") or len(claim.content.text.split()) > LONGEST:
        return False
    if voice.act == "denied" and voice.negated:
        return not _NOT.search(claim.content.text)
    plain = voice.act in ("said", "testified", "reported", "wrote") and not voice.negated
    return plain and _DENIED.match(claim.content.text) is not None and len(_NOT.findall(claim.content.text)) == 1


def _tells(claim: Claim) -> bool:
    """Whether a claim says plainly that a thing was so."""
    voice = claim.voices[-1]
    if sum(v.negated for v in claim.voices) or any(v.certainty not in ("certain", "probable") for v in claim.voices):
        return False
    text = claim.content.text
    fit = len(text.split()) <= LONGEST and not _NOT.search(text) and not pattern("scope", "unreal").search(text)
    return fit and voice.act in ("said", "testified", "reported", "wrote", "confirmed", "quoted")


def _before(ledger: Ledger, claim: Claim, words: re.Pattern[str]) -> bool:
    """Whether `words` stand right before a claim."""
    document = ledger.documents.get(claim.content.document)
    at = claim.content.start
    return document is not None and words.search(document.text[max(0, at - 60) : at]) is not None


def _said(ledger: Ledger, claim: Claim) -> Iterator[Said]:
    span = claim.content
    near = [m for m in ledger.mentions_near(span, 0) if m.span.end <= span.end]
    names = {word for m in near for word in m.name.casefold().split()}
    stems = (_stem(w) for w in _WORD.findall(span.text.casefold()) if w not in names)
    words = dict.fromkeys(w for w in stems if w not in table("topic")["common"] and w not in _ONLY_NOT)
    people = {who for m in near if m.kind in _NAMED and (who := ledger.person(m.id))}
    anybody = any(m.kind != "place" for m in near)
    yield Said(claim, tuple(words), frozenset(people), tuple(m.id for m in near), anybody, ledger.speaker(claim))


def _against(ledger: Ledger, denied: Said, told: dict[str, list[Said]]) -> Iterator[Conflict]:
    rare = sorted((w for w in denied.words if 0 < len(told.get(w, ())) <= MOST), key=lambda w: (len(told[w]), w))
    best: dict[str, tuple[float, Said]] = {}
    for said in _once(s for word in rare[:2] for s in told[word]):
        share = _shared(denied.words, said.words)
        if share >= SHARE and _comparable(ledger, denied, said):
            document = said.claim.content.document
            best[document] = max(best.get(document, (0.0, said)), (share, said), key=_closest)
    for document in sorted(best):
        share, said = best[document]
        state = _STATE.search(denied.claim.content.text)
        strength = lowered("fair", share < 1, denied.voice is None, state)
        pair: tuple[Span, Span] = (denied.claim.content, said.claim.content)
        yield passages("statement", *pair, denied.named, REASON, strength, THEN if state else READING)


def _closest(found: tuple[float, Said]) -> tuple[float, int, str]:
    share, said = found
    return share, -len(said.words), said.claim.id


def _shared(denied: tuple[str, ...], said: tuple[str, ...]) -> float:
    """Return the share of the words denied that are said close together and in their order: "a hull that was painted" is no
    "painter of the hull"."""
    at = {word: i for i, word in enumerate(said)}
    places = [at[word] for word in denied if word in at]
    close = bool(places) and places == sorted(places) and places[-1] - places[0] <= len(denied) + APART
    return len(places) / len(denied) if close else 0.0


def _comparable(ledger: Ledger, denied: Said, said: Said) -> bool:
    """Whether the two are of the same people and not by one voice in one text."""
    left, right = denied.claim.content, said.claim.content
    there = said.people | ({said.voice} if said.voice else set())
    if not denied.people or not denied.people <= there or not (denied.who or denied.voice in there):
        return False
    if _with_others(ledger, denied, said):
        return False
    one_text = left.document == right.document
    same = one_text and (left.start == right.start or (denied.voice is not None and denied.voice == said.voice))
    return not same and not _copied(ledger, left, right)


def _with_others(ledger: Ledger, denied: Said, said: Said) -> bool:
    """Whether it was done with somebody of whom the denial does not speak: "discussed the fee with Ines Lund"."""
    found = _WITH.search(said.claim.content.text)
    if found is None or _ANYBODY.search(denied.claim.content.text):
        return False
    at = said.claim.content.start + found.end()
    beside = {who for m in ledger.mentions_near(said.claim.content, 0) if m.span.start == at and (who := ledger.person(m.id))}
    return bool(beside) and beside.isdisjoint(denied.people | {denied.voice})


def _copied(ledger: Ledger, left: Span, right: Span) -> bool:
    """Whether the two stand in one sentence, as in a copy of the text, where it was read otherwise."""
    first, second = (" ".join(_WORD.findall(ledger.sentence(span).casefold())) for span in (left, right))
    return first in second or second in first


def _once(found: Iterable[Said]) -> list[Said]:
    return list({s.claim.id: s for s in found}.values())


def _stem(word: str) -> str:
    """Return `word` without the endings of number and time."""
    return re.sub(r"(?:ings?|ed|es|s|ions?)$", "", word) if len(word) > 5 else word.removesuffix("s")
