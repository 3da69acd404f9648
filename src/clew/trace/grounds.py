"""What speaks for and against somebody being an unidentified person: one function a kind of evidence, over the whole case."""

import re
from collections.abc import Iterator, Mapping, Sequence

from clew.records import Event, Ground, Identity, Span, Voice
from clew.trace.company import Company
from clew.trace.initials import name_words
from clew.trace.ledger import CONTACTS
from clew.trace.meanings import Meaning, may_mean
from clew.trace.references import Reference
from clew.when import overlap

# How much each kind of evidence counts. What a text says of the unknown outweighs all that Clew sees by itself; two facts of
# the second kind outweigh one. Set so, not fitted: on the demo case, where every answer is known, each right person comes first.
SAID, ASKED, SAID_KIND = 0.5, 0.35, 0.25
INITIALS, ONLY_ONE, IN_PLACE = 0.2, 0.15, 0.15
SAME_DOCUMENT, SAME_COMPANY, SAME_TITLE, SAME_DOMAIN, SAME_GENDER = 0.15, 0.2, 0.25, 0.15, 0.05
DENIED_SELF, DENIED_KIND, DENIED_DEED, BOTH_SIDES, OTHER_GENDER = -0.5, -0.3, -0.4, -0.7, -0.6

_IN = re.compile(r"\b(?:in|from|at|near)\s+[\"“‘']?\Z")


def short_name(company: Company, words: str, group: Sequence[Identity], *, alone: bool) -> Iterator[Ground]:
    """Yield that the unknown fits the name of `group`, and nobody else's when `alone`. words: how, "the initials" ..."""
    spans = sorted((company.span(m) for i in group for m in i.mentions), key=company.place)
    span = next((s for s in spans if len(s.text.split()) > 1), spans[0])
    yield Ground(span, INITIALS, f"{words} of {group[0].name}", "name-fits/1")
    if alone:
        yield Ground(span, ONLY_ONE, "no other name in the case fits", "only-name/1")


def said(meanings: Sequence[Meaning], group: Sequence[Identity], kind: str) -> Iterator[Ground]:
    """Yield what texts say the letters stand for, where it is one of `group` or of its `kind`; and where they say it is not."""
    for m in meanings:
        if m.name and any(may_mean(m, name) for identity in group for name in identity.names):
            weight, words = (DENIED_SELF, "said not to be") if m.negated else (SAID, "said to be")
            weight, words = (ASKED, "asked whether it is") if m.doubt else (weight, words)
            yield Ground(m.span, weight, f"{words} “{m.name}”", m.by, m.claim, m.voices)
        elif m.kind and not m.name and (m.kind == kind or not m.negated):
            fits = m.kind == kind and not m.negated
            words = f"said to be {'no' if m.negated else 'a'} {m.kind}"
            yield Ground(m.span, SAID_KIND if fits else DENIED_KIND, words, m.by, m.claim, m.voices)


def referred(told: Sequence[Reference], group: Sequence[Identity]) -> Iterator[Ground]:
    """Yield the passages that call the unknown a reference to one of `group`."""
    mentions = {m for identity in group for m in identity.mentions}
    for each in (each for each in told if each.object in mentions):
        says = f"said to be a reference to {group[0].name}"
        yield Ground(each.event.evidence[0], SAID, says, each.event.by, each.claim.id, each.claim.voices)


def like_a_place(company: Company, places: Sequence[Span], group: Sequence[Identity]) -> Iterator[Ground]:
    """Yield that the letters stand where a place does ("being in NB"), for a place. places: of the letters."""
    before = (company.index.documents[s.document].text[max(0, s.start - 12) : s.start] for s in places)
    standing = sorted((s for s, words in zip(places, before, strict=True) if _IN.search(words)), key=company.place)
    if standing and "place" in {identity.kind for identity in group}:
        yield Ground(standing[0], IN_PLACE, "the letters stand where a place does", "letters-in-place/1")


def together(company: Company, unknown: Identity, group: Sequence[Identity]) -> Iterator[Ground]:
    """Yield the first document that names both, and that both deal with the same person."""
    here = company.first_in(unknown.id)
    for identity in group:
        there = company.first_in(identity.id)
        if shared := next((d for d in here if d in there), None):
            yield Ground(there[shared], SAME_DOCUMENT, f"“{identity.name}” is named in the same document", "same-document/1")
            break
    own = company.with_others(unknown.id)
    for identity in group:
        theirs = company.with_others(identity.id)
        if shared := next((o for o in sorted(own) if o in theirs), None):
            name = company.identities[shared].name
            yield Ground(theirs[shared].evidence[0], SAME_COMPANY, f"both deal with {name}", "same-company/1")
            break


def of_gender(company: Company, unknown: Identity, group: Sequence[Identity]) -> Iterator[Ground]:
    """Yield whether both are called he or she alike."""
    here, there = company.gender(unknown), company.gender(group[0])
    if here and there and here[0] != there[0]:
        yield Ground(there[1], OTHER_GENDER, f"{group[0].name} is “{there[1].text}”, the unknown is “{here[1].text}”", "gender/1")
    elif here and there:
        yield Ground(there[1], SAME_GENDER, f"both are spoken of as {here[0]}", "gender/1")


def of_title(company: Company, unknown: Identity, group: Sequence[Identity]) -> Iterator[Ground]:
    """Yield that both are given the same title, such as "Captain"."""
    here = company.titles(unknown)
    for identity in group:
        there = company.titles(identity)
        if title := next((t for t in sorted(here) if t in there), None):
            yield Ground(there[title], SAME_TITLE, f"both are called “{title}”", "same-title/1")
            return


def both_sides(company: Company, unknown: Identity, group: Sequence[Identity]) -> Iterator[Ground]:
    """Yield an event in which the unknown and one of `group` are two of those who take part; not where they have a surname in
    common, since one passage often calls somebody by two names."""
    ids = {i.id for i in group if name_words(i.name)[-1:] != name_words(unknown.name)[-1:]}
    for event in company.events(unknown):
        if event.kind in CONTACTS and ids & company.others(event):
            yield Ground(event.evidence[0], BOTH_SIDES, f"both take part in one {event.kind}", "both-sides/1")
            return


def denied(company: Company, deeds: Mapping[str, Sequence[Event]], group: Sequence[Identity]) -> Iterator[Ground]:
    """Yield that one of `group` denies a contact with somebody whom the unknown is told to have dealt with, at such a time.

    deeds: the events told of the unknown by those who take part in them.
    """
    for identity in group:
        for event in company.denials(identity):
            met = sorted(o for o in company.others(event) - {identity.id} if o in deeds)
            if met and any(_may_be_then(event, deed) for o in met for deed in deeds[o]):
                claim = next(iter(company.index.claims_about.get(event.id, ())), None)
                voices: tuple[Voice, ...] = claim.voices if claim else ()
                says = f"{identity.name} is said to have had no {event.kind} with {company.identities[met[0]].name}"
                yield Ground(event.evidence[0], DENIED_DEED, says, "denied-deed/1", claim.id if claim else None, voices)


def _may_be_then(denial: Event, deed: Event) -> bool:
    if denial.when is None or deed.when is None:
        return True
    return overlap((denial.when.start, denial.when.end), (deed.when.start, deed.when.end))


def own_denial(company: Company, lettered: Sequence[Meaning], fitting: Sequence[Identity], who: Identity) -> Iterator[Ground]:
    """Yield an "I am not NB" of the only one whose initials fit that the document names and lets speak."""
    for m in (m for m in lettered if m.own):
        there = [i for i in fitting if m.span.document in company.first_in(i.id)]
        speaking = [i for i in there if _speaks(company, i, m.span.document)]
        if [i.id for i in speaking] == [who.id]:
            yield Ground(
                m.span, DENIED_SELF, f"a denial in the first person, where {who.name} speaks", "own-denial/1", m.claim, m.voices
            )


def _speaks(company: Company, identity: Identity, document: str) -> bool:
    own = [s for s in map(company.span, identity.mentions) if s.document == document]
    holders = [v.holder for c in company.index.observations[document].claims for v in c.voices if v.holder]
    return any(h.start < s.end and s.start < h.end for h in holders for s in own)


def tied_deeds(company: Company, unknown: Identity, places: Sequence[Span]) -> dict[str, list[Event]]:
    """Return the contacts told where the unknown is, by each who takes part in them. places: of its letters, in any document."""
    spans = [*(company.span(m) for m in unknown.mentions), *places]
    by_document: dict[str, list[Span]] = {}
    for span in spans:
        by_document.setdefault(span.document, []).append(span)
    found: dict[str, list[Event]] = {}
    for document, own in by_document.items():
        for event in company.index.observations[document].events:
            if event.kind in CONTACTS and event.status != "denied" and _around(event, own):
                for other in sorted(company.others(event) - {unknown.id}):
                    found.setdefault(other, []).append(event)
    return found


def _around(event: Event, spans: Sequence[Span]) -> bool:
    return any(e.start <= s.start < e.end for e in event.evidence for s in spans)


def same_domain(company: Company, unknown: Identity, group: Sequence[Identity]) -> Iterator[Ground]:
    """Yield that one of `group` has another address at the same domain."""
    domain = unknown.name.rpartition("@")[2].casefold()
    for identity in group:
        for mention in (company.index.mentions[m] for m in company.mentions(identity.id)):
            if mention.kind == "address" and mention.name.rpartition("@")[2] == domain:
                yield Ground(mention.span, SAME_DOMAIN, f"{identity.name} writes from the same domain", "same-domain/1")
                return
