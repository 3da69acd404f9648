"""People who take part in events and whom nobody names: described, by their initials, or by an address alone."""

import re
from collections.abc import Iterable, Iterator

from clew.records import Answer, Event, Identity, Judgement, Mention, Span
from clew.trace.matters.answers import telling
from clew.trace.matters.found import Found
from clew.trace.matters.look import DEALINGS, Look
from clew.trace.matters.words import plain, short, words
from clew.trace.ties import APART

UNIDENTIFIED = "unidentified/1"

# Besides contacts: what somebody does towards others, whoever it is.
_KINDS = DEALINGS | {"arrangement", "proposal", "invitation", "request", "attendance", "travel"}

# Who else is there can be told of these by naming one more; at an event that many attend it cannot.
_FEW = DEALINGS - {"travel"}

# What nobody takes for a name but its letters stand for somebody.
_CODE = re.compile(r"[\W_]*([A-Z]{2,4})[\W_]*")

# "D.H."; without dots two or three letters in prose, since a mail's header has much else in capitals.
_INITIALS = re.compile(r"(?:[A-Z]\.\s?){2,4}|[A-Z]{2,3}")

# What follows a description that names whom it describes, or goes before it: "a lawyer, Ann Vale", "Ann Vale, a lawyer".
_BESIDE = 3


def participants(look: Look) -> Iterator[Found]:
    """Yield each place where somebody not identified takes part in an event, or where somebody says who they may be."""
    for event in look.events.values():
        if event.kind in _KINDS and event.status != "denied" and look.people(event):
            unknown = [m for m in dict.fromkeys(_taking_part(look, event)) if _is_gap(look, m, event)]
            yield from (_found(look, mention, event, alone=len(unknown) == 1) for mention in unknown)
    yield from _guessed_at(look)


def who_keys(look: Look, mention: Mention) -> tuple[tuple[str, ...], ...]:
    """Return the keys of the question who `mention` is: the identity's, and what it is called when that is a code: "WV"."""
    identity = look.identity(mention.id)
    called = {m.span.text for id in (identity.mentions if identity else ()) if (m := look.mentions.get(id))} | {mention.span.text}
    codes = sorted(found[1] for text in called if (found := _CODE.fullmatch(text)))
    return (("who", identity.id if identity else mention.id), *(("called", code) for code in codes))


def _taking_part(look: Look, event: Event) -> Iterator[Mention]:
    """Yield who takes part; of a mail's recipients only those with a name: an address alone is how programs write to many."""
    for role, id in event.roles:
        mention = look.mentions.get(id)
        if mention and role not in APART and (mention.kind == "person" or role not in ("to", "cc")):
            yield mention


def _is_gap(look: Look, mention: Mention, event: Event) -> bool:
    """Whether it is one person whom the words do not name, and whom no rule has found either."""
    identity = look.identity(mention.id)
    known = judged(look, mention) is not None
    if mention.kind == "person" and mention.form == "description":
        unknown = identity is None or not identity.identified or known
        return unknown and look.unnamed(mention) and is_somebody(mention.span.text) and not _named_beside(look, mention)
    if mention.kind == "person" and mention.form == "name" and _INITIALS.fullmatch(mention.name):
        if look.is_header(event):
            return False
        return known or identity is None or all(_INITIALS.fullmatch(name) for name in identity.names)
    return mention.kind in ("address", "phone") and (known or _is_bare(mention, identity, event))


def is_somebody(text: str) -> bool:
    """Whether a description brings in one person: "a business associate", "somebody in the north", no "number of officials"."""
    said = " ".join(text.lower().split()) + " "
    if any(f" {many} " in said for many in words("many") if many != "of") or said.startswith(("one of ", "some of ")):
        return False
    if any(word in said.split() for word in ("source", "sources")):
        return False  # what rests on a source is another gap
    singular = said.startswith(words("somebody")) and not said.startswith("some ")
    return singular or (said.startswith("the ") and said.split()[-1] in words("unknown"))


def _is_bare(mention: Mention, identity: Identity | None, event: Event) -> bool:
    """Whether an address has no name in the case, nor in the row of a table that tells the event, and is no list or desk."""
    desk = re.split(r"[@+]", mention.name)[0] in words("desks")
    has_name = identity is not None and any("@" not in n and re.search(r"[^\W\d_]{2}", n) for n in identity.names)
    in_row = mention.kind == "phone" and "name" in event.evidence[0].text.lower()
    return not (desk or has_name or in_row)


def _named_beside(look: Look, mention: Mention) -> bool:
    """Whether a person is named right before or after a description: then it describes that person."""
    here = mention.span
    return any(
        0 <= gap <= _BESIDE
        for m in look.mentions_at.at(here.document, here.start - _BESIDE - 1, here.end + _BESIDE + 1)
        if m.form == "name" and m.kind == "person"
        for gap in (m.span.start - here.end, here.start - m.span.end)
    )


def _found(look: Look, mention: Mention, event: Event, *, alone: bool) -> Found:
    """Return the gap. alone: nobody else in the event is unknown, so that another telling can only name this one."""
    asks = f"who is “{short(mention.span.text)}”, of the {event.kind} told here?"
    about = tuple(dict.fromkeys([mention.id, *(m for _, m in event.roles)]))
    answers = (*named_by_person(look, mention), *(_named_elsewhere(look, event) if alone else ()))
    span = next((s for s in event.evidence if _holds(s, mention.span)), event.evidence[0])
    many = f"who is “{short(mention.span.text)}”, of the {event.kind} told in {{n}} places?"
    copied, keys = plain(mention.span.text), who_keys(look, mention)
    if alone:
        keys = (*keys, ("in", look.tellings(event)[0].id))
    return Found(keys, "participant", asks, span, about, UNIDENTIFIED, answers, many=many, copied=copied)


def _holds(passage: Span, words: Span) -> bool:
    return passage.document == words.document and passage.start <= words.start and words.end <= passage.end


def _guessed_at(look: Look) -> Iterator[Found]:
    """Yield the passages that say who somebody not identified may be: nobody says it of somebody who is known."""
    for event in look.events.values():
        if event.kind == "reference":
            for mention in (look.mentions[m] for role, m in event.roles if role == "subject" and m in look.mentions):
                if _is_guessed_at(look, mention):
                    asks, span = f"who is “{short(mention.span.text)}”?", event.evidence[0]
                    keys, answers = who_keys(look, mention), named_by_person(look, mention)
                    yield Found(keys, "participant", asks, span, (mention.id,), UNIDENTIFIED, answers, copied="reference")


def _is_guessed_at(look: Look, mention: Mention) -> bool:
    identity = look.identity(mention.id)
    unknown = identity is not None and (not identity.identified or judged(look, mention) is not None)
    return unknown and look.unnamed(mention) and not is_somebody(mention.span.text)


def judged(look: Look, mention: Mention) -> tuple[Judgement, Identity] | None:
    """Return a person's judgement that whom `mention` means is somebody named, and who that is; None when there is none."""
    for each in look.alike(mention) if look.judged_same else ():
        identity = look.identity(each) if each in look.judged_same else None
        if identity and identity.identified:
            return look.judged_same[each], identity
    return None


def named_by_person(look: Look, mention: Mention) -> tuple[Answer, ...]:
    """Return the name by which a person has judged to know whom `mention` means: where it stands first."""
    found = judged(look, mention)
    if found is None:
        return ()
    judgement, identity = found
    named = [m for id in identity.mentions if (m := look.mentions.get(id)) and m.form == "name" and m.kind == "person"]
    full = [m for m in named if not _INITIALS.fullmatch(m.name)]
    if not full:
        return ()
    first = min(full, key=lambda m: (m.name != identity.name, look.key(m.span)))
    reason = f"judged the same as {identity.name}" + (f": {judgement.reason}" if judgement.reason else "")
    return (Answer(first.span, None, "asserted", reason, f"judgement by {judgement.by}"),)


def _named_elsewhere(look: Look, event: Event) -> Iterable[Answer]:
    """Yield the tellings of the same occasion that name somebody whom this one does not, when only one can be meant."""
    known = set(look.people(event))
    for other in look.tellings(event) if event.kind in _FEW else ():
        new = [i for id, i in sorted(look.people(other).items()) if id not in known]
        if other.id != event.id and other.status != "denied" and len(new) == 1 and known <= set(look.people(other)):
            reason = f"this telling of the same {event.kind} names {new[0].name}"
            yield telling(look, other, reason, "named-in-another-telling/1")
