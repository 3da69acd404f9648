"""Records as lines of text for a terminal: what each command prints when it is not asked for JSON."""

from collections.abc import Iterator

from clew.accounting import Level, Report
from clew.case import Case, Damage
from clew.hits import Hit
from clew.mend import Likeness
from clew.records import (
    Claim,
    Conflict,
    Event,
    Ground,
    Hypothesis,
    Identity,
    Link,
    Question,
    Receipt,
    Record,
    Span,
    Telling,
    Unknown,
    Voice,
)

# Longer passages are cut in lists; the page and --json show them whole.
PASSAGE = 160

# Kinds of tie that are no nouns of which there are two.
_UNCOUNTED = frozenset({"presence", "same place", "addressed together", "on behalf", "travel"})


def place(case: Case, span: Span) -> str:
    """Return where a span stands: path, part, page and offsets, one step from the exact characters."""
    document = case.documents[span.document]
    part = f" [{document.source.part}]" if document.source.part else ""
    page = f" p. {number}" if (number := document.page_of(span)) else ""
    return f"{document.source.path}{part}{page}:{span.start}-{span.end}"


def quote(span: Span) -> str:
    """Return the words of a span on one line, cut when long."""
    words = " ".join(span.text.split())
    return f"“{words[: PASSAGE - 1]}…”" if len(words) > PASSAGE else f"“{words}”"


def who(case: Case, mention: str) -> str:
    """Return the name to show for a mention: its identity's, else its own words."""
    identity = case.identity_of(mention)
    return identity.name if identity else case.mentions[mention].span.text


def event_line(case: Case, event: Event) -> str:
    """Return an event's kind and who had which role in it: "meeting: with Ann Vale, T. Orrin; where Harbour Hotel"."""
    where = f"; where {who(case, event.where)}" if event.where else ""
    return f"{event.kind}: {roles_words(case, event)}{where}"


def roles_words(case: Case, event: Event) -> str:
    """Return who had which role in an event: "from Ann Vale; to T. Orrin, B. Kesh"."""
    roles: dict[str, list[str]] = {}
    for role, mention in event.roles:
        names = roles.setdefault(role, [])
        if (name := who(case, mention)) not in names:
            names.append(name)
    return "; ".join(f"{role} {', '.join(names)}" for role, names in roles.items())


def holder_words(holder: Span) -> str:
    """Return the words for who speaks, without the mark that ends what is told of them: "Ann Vale, a clerk," she is."""
    return " ".join(holder.text.split()).rstrip(" ,;:-–—")


def voice_words(voice: Voice) -> str:
    """Return one link of a chain of voices in words."""
    holder = f"“{holder_words(voice.holder)}”" if voice.holder else ("another text" if voice.act == "quoted" else "the author")
    sure = "" if voice.certainty == "certain" else f" ({voice.certainty})"
    return f"{holder} {voice.act}{sure}"


def chain(claim: Claim | Ground | Telling) -> str:
    """Return the voices of a claim, of a ground of a hypothesis or of a telling in words, outermost first."""
    return " > ".join(voice_words(voice) for voice in claim.voices)


def identity_line(identity: Identity) -> str:
    """Return an identity as a line: its short id, mentions, name and other names."""
    others = f"  also: {', '.join(identity.names[1:6])}" if len(identity.names) > 1 else ""
    unknown = "" if identity.identified else "  (not identified)"
    return f"{identity.id[:8]}  {len(identity.mentions):>5}  {identity.name}{unknown}{others}"


def person_lines(case: Case, identity: Identity) -> Iterator[str]:
    """Yield what the case knows of one person: names, why they are one, hypotheses, posts, contacts."""
    yield identity_line(identity)
    for hypothesis in case.hypotheses(identity):
        yield from hypothesis_lines(case, hypothesis)
    for unknown in case.unknowns(identity):
        yield from unknown_lines(case, unknown)
    for reason, by, score in dict.fromkeys((j.reason, j.by, j.score) for j in identity.judgements):
        yield f"  one because: {reason}  ({by}, {score:.2f})"
    for event in case.events_of(identity):
        if event.kind == "post":
            yield f"  post: {quote(event.evidence[0])} {place(case, event.evidence[0])}"
    for link in case.links_of(identity):
        other = case.identities[link.right if link.left == identity.id else link.left]
        yield f"  {identity.name} — {other.name}: {strands_words(link)}"


def hypothesis_lines(case: Case, hypothesis: Hypothesis) -> Iterator[str]:
    """Yield who somebody may be, then what speaks for it (+) and against it (-), each with who says so and its passage."""
    yield f"  may be: {hypothesis.name}, {hypothesis.kind}  ({hypothesis.score:.2f})"
    for ground in (*hypothesis.pro, *hypothesis.contra):
        says = f"  says: {chain(ground)}" if ground.voices else ""
        sign = "+" if ground.weight > 0 else "-"
        yield f"      {sign} {ground.says}: {quote(ground.span)}{says}  {place(case, ground.span)}  ({ground.by})"


def unknown_lines(case: Case, unknown: Unknown) -> Iterator[str]:
    """Yield that some mentions were unidentified, until when and by which judgement, and who they might have been."""
    judgement = unknown.judgement
    until = f"{unknown.until:%Y-%m-%d %H:%M} UTC: judgement {judgement.id[:8]} by {judgement.by}"
    yield f"  “{unknown.name}” ({len(unknown.mentions)} mentions) was not identified until {until}"
    for hypothesis in unknown.hypotheses:
        yield from (f"  {line}" for line in hypothesis_lines(case, hypothesis))


def link_line(case: Case, link: Link) -> str:
    """Return a link as a line: the two names and what ties them: "Ann Vale — T. Orrin: 3 meetings, 1 call; 1 visit (unclear)"."""
    return f"{case.identities[link.left].name} — {case.identities[link.right].name}: {strands_words(link)}"


def strands_words(link: Link) -> str:
    """Return how many occasions of which kind tie two: what happened first, then what is planned, proposed or unclear."""
    happened = [counted(s.kind, len(s.occasions)) for s in link.strands if s.status == "happened"]
    others = [f"{counted(s.kind, len(s.occasions))} ({s.status})" for s in link.strands if s.status != "happened"]
    return "; ".join(filter(None, (", ".join(happened), ", ".join(others))))


def counted(kind: str, n: int) -> str:
    """Return so many occasions of a kind: "1 meeting", "3 meetings", "2 × presence"."""
    if kind in _UNCOUNTED:
        return kind if n == 1 else f"{n} × {kind}"
    return f"{n:,} {kind}{'' if n == 1 else 's'}"


def claim_line(case: Case, claim: Claim) -> str:
    """Return a claim as a line: who says it, what, and where."""
    return f"{chain(claim)}: {quote(claim.content)} {place(case, claim.content)}"


def question_line(case: Case, question: Question) -> str:
    """Return a question as a line: its kind, words and place."""
    return f"{question.kind:<8} {quote(question.span)} {place(case, question.span)}"


def conflict_lines(case: Case, conflict: Conflict) -> Iterator[str]:
    """Yield a conflict with both passages and the reading under which there is none."""
    yield f"{conflict.kind} ({conflict.strength}): {conflict.reason}  ({conflict.by})"
    for span in (conflict.left, conflict.right):
        yield f"    {quote(span)} {place(case, span)}"
    if conflict.reading:
        yield f"    unless: {conflict.reading}"


def hit_lines(case: Case, hit: Hit) -> Iterator[str]:
    """Yield a search hit: the document, then its passages in context; of one asked for by its damage alone, what that says."""
    document = case.documents[hit.document]
    name = f"{document.source.path} {document.source.part} {document.title or ''}".strip()
    yield f"{name}  ({len(hit.passages)})" if hit.passages else name
    if not hit.passages:
        yield from (f"    {finding.kind}: {finding.says}" for finding in case.findings(document.id)[:1])
    for passage in hit.passages[:5]:
        start, end = max(0, passage.start - 60), min(len(document.text), passage.end + 60)
        yield f"    …{' '.join(document.text[start:end].split())}… {place(case, passage)}"


def receipt_line(receipt: Receipt) -> str:
    """Return a receipt as a line: outcome, file and reason."""
    part = f" [{receipt.part}]" if receipt.part else ""
    return f"{receipt.outcome:<7} {receipt.path}{part}: {receipt.reason}"


def level_line(level: Level) -> str:
    """Return what became of the parts of one container: "box.mbox: parts 26 = read 24 + failed 1 + passed over 1"."""
    place = f"{level.path} [{level.part}]" if level.part else level.path
    return f"{place}: parts {level.found:,} = read {level.read:,} + failed {level.failed:,} + passed over {level.passed:,}"


def report_lines(report: Report) -> Iterator[str]:
    """Yield the reconciliation: files found = read + failed + passed over, then each that was not read, with its reason."""
    yield f"files found {report.found:,} = read {report.read:,} + failed {report.failed:,} + passed over {report.passed:,}"
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in report.kinds)
    copies = f"; {report.copies:,} of them in several places" if report.copies else ""
    yield f"documents {report.documents:,} ({kinds}); {report.words:,} words{copies}"
    if report.containers:
        read, failed, passed = (sum(getattr(level, name) for level in report.containers) for name in ("read", "failed", "passed"))
        yield f"parts of containers {report.parts:,} = read {read:,} + failed {failed:,} + passed over {passed:,}"
    for receipt in (*report.problems, *report.remarks):
        yield receipt_line(receipt)


def damage_lines(case: Case, damage: Damage) -> Iterator[str]:
    """Yield what the damage in one document tells: its path, then each finding, with its readings the first time."""
    source = case.documents[damage.document].source
    yield " ".join(filter(None, (source.path, source.part)))
    told = set()
    for finding in damage.findings:
        yield f"  {finding.kind} {finding.start}-{finding.end}: {finding.says}"
        if finding.readings not in told:
            yield from (f"      may be: {reading}" for reading in finding.readings)
        told.add(finding.readings)


def likeness_lines(case: Case, likeness: Likeness) -> Iterator[str]:
    """Yield a group of documents that were altered alike, with the ways to read it."""
    yield f"alike: {likeness.says}"
    for document in likeness.documents:
        source = case.documents[document].source
        yield "  " + " ".join(filter(None, (source.path, source.part)))
    yield from (f"      may be: {reading}" for reading in likeness.readings)


def lines(case: Case, record: Record) -> Iterator[str]:
    """Yield the lines for any record that a command answers with."""
    match record:
        case Identity():
            yield identity_line(record)
        case Claim():
            yield claim_line(case, record)
        case Question():
            yield question_line(case, record)
        case Conflict():
            yield from conflict_lines(case, record)
        case Hit():
            yield from hit_lines(case, record)
        case Link():
            yield link_line(case, record)
        case _:
            yield str(record)
