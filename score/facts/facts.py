"""Every fact of every row of the design's seed table, as a check on the case made of one article.

Each row is a function that yields its facts: a name, and whether the case shows it.
"""

from collections.abc import Callable, Iterator

from clew.records import Event
from score.facts.article import Article, Table, is_between, words

Facts = Iterator[tuple[str, bool]]


def vowels(article: Article) -> Facts:
    """The disguised vowels are mended, and the pattern is kept as evidence."""
    expected, text, found = article.table["document"], article.document.text, article.document.found()
    findings = article.case.findings(article.document.id)
    spared, untouched = len(expected["untouched"]), [f for f in findings if f.kind == "untouched"]
    letters = sum(len(e.found) for e in article.document.edits if _is_cyrillic(e.found[0]))
    yield "paragraphs", len([p for p in text.split("\n") if p.strip()]) == expected["paragraphs"]
    yield "no disguised letter is left", not any(map(_is_cyrillic, text))
    yield "each letter is kept", letters == expected.get("letters", sum(map(_is_cyrillic, found)))
    yield "clean paragraphs", sum(map(_is_clean, found.split("\n"))) == spared
    yield "altered paragraphs told", sum(f.kind == "substituted" for f in findings) == expected["paragraphs"] - spared
    yield "clean paragraphs told", len(untouched) == spared
    yield "more than one reading of each", all(len(f.readings) > 1 for f in untouched)


def _is_cyrillic(letter: str) -> bool:
    return "\u0400" <= letter < "\u0500"


def _is_clean(paragraph: str) -> bool:
    return bool(paragraph.strip()) and not any(map(_is_cyrillic, paragraph))


def message(article: Article) -> Facts:
    """A message with sender, recipients and a third party, and a meeting that is proposed, not held."""
    expected, mentions = article.table["message"], article.case.mentions
    sent = [e for e in article.events("message") if article.names(e, "from") == [expected["from"]]]
    yield "one message from its sender", len(sent) == 1
    for role, name in (("to", "recipients"), ("for", "third party")):
        told = {words(mentions[m].span) for e in sent for r, m in e.roles if r == role}
        allowed = expected["to"] if role == "to" else expected["third_party"]
        yield name, bool(told) and all(t in allowed for t in told)
    yield "it was sent", bool(sent) and all(e.status == expected["status"] for e in sent)
    yield "when", any(is_between(e.when, expected) for e in sent)
    yield "its passage", any(article.evidence_touches(e, expected) for e in sent)
    yield from _proposed(article, article.table["proposed_meeting"])


def _proposed(article: Article, expected: Table) -> Facts:
    named = {n for n in expected["with"] if n[0].isupper() and not n.endswith("officials")}
    proposed = [e for e in article.events("meeting") if article.evidence_touches(e, expected)]
    yield "a meeting proposed", bool(proposed)
    yield "with the one named", all(named <= set(article.names(e)) for e in proposed)
    yield "with officials", all(any(n.endswith("officials") for n in article.names(e)) for e in proposed)
    yield "proposed, not held", all(e.status in expected["status"] for e in proposed)
    happened = article.events("meeting", status="happened")
    yield "nowhere held", not any(named & set(article.names(e)) for e in happened)


def voices(article: Article) -> Facts:
    """Unnamed sources, a named one, the quoted outlet and the author are told apart."""
    for expected in article.table["voices"]:
        yield from _voice(article, expected)
    quoted = article.claims_at(article.table["unidentified"])
    yield "the quoted outlet speaks", any(v.act == "quoted" for c in quoted for v in c.voices)
    yield (
        "the outlet's paragraphs",
        all("quoted" in [z.kind for z in article.document.zones_at(article.place(q)[0])] for q in article.table["questions"][:4]),
    )
    yield "the author is outermost", all(c.voices[0].holder is None and c.voices[0].act == "wrote" for c in article.seen.claims)


def _voice(article: Article, expected: Table) -> Facts:
    holder = expected["holder"]
    said = holder.lower().removeprefix("the ")
    chain = [v for c in article.claims_at(expected) for v in c.voices if words(v.holder).lower().endswith(said)]
    yield f"{holder} speaks", bool(chain)
    yield f"{holder}: {expected['cue']}", any(expected["cue"] in words(v.cue) for v in chain)
    who = [m.form == "name" for v in chain for m in article.seen.mentions if v.holder and m.span.end == v.holder.end]
    yield f"{holder} named or not", bool(who) and any(who) == expected["named"]


def dates(article: Article) -> Facts:
    """Dates are placed by what they hang on, never by a clock."""
    yield "no date of publication", article.document.published is None
    for expected in article.table["dates"]:
        placed = [d for d in article.seen.dates if words(d.span).endswith(expected["words"]) and is_between(d, expected)]
        yield expected["words"], bool(placed)
        if "anchor" in expected:
            yield f"what {expected['words']} hangs on", any(words(d.anchor) for d in placed)
    yield "when the article is of", is_between(article.seen.written, article.table["written"])


def unidentified(article: Article) -> Facts:
    """The unidentified person has one hypothesis, with its source."""
    expected = article.table["unidentified"]
    found = [i for i in article.case.people() if i.name == expected["name"]]
    yield "one person", len(found) == 1
    yield "not identified", bool(found) and not any(i.identified for i in found)
    hypotheses = [h for i in found for h in article.case.hypotheses(i)]
    yield "one hypothesis", len(hypotheses) == 1 and expected["hypothesis"] == hypotheses[0].name
    said = [g for h in hypotheses for g in h.pro if g.claim]
    yield "its source", [words(g.voices[-1].holder) for g in said] == [expected["source"]]


def questions(article: Article) -> Facts:
    """What the article leaves open, each with its passage and whom it is about."""
    for number, expected in enumerate(article.table["questions"], 1):
        found = [q for q in article.seen.questions if q.kind == expected["kind"] and article.touches(q.span, expected)]
        yield f"{number}: {expected['kind']}", bool(found)
        about = {article.name(m) for q in found for m in q.about}
        yield f"{number}: about whom", bool(found) and set(expected["about"]) <= about


def posts(article: Article) -> Facts:
    """Posts held, with their time."""
    for expected in article.table["posts"]:
        found = [
            e
            for e in article.events("post")
            if article.names(e, "holder") == [expected["holder"]]
            and expected["words"] in words(e.evidence[0])
            and article.evidence_touches(e, expected)
        ]
        name = f"{expected['holder']}, {expected['words']}"
        yield name, bool(found)
        yield f"{name}: {expected['time']}", expected["time"] in {e.when.rule.split("/")[0] for e in found if e.when}


def omission(article: Article) -> Facts:
    """A disclosure against the record: left out, then explained away by what holds of nobody else."""
    expected = article.table["omission"]
    pair = {expected["who"], *expected["with"]}
    met = [e for e in article.events("meeting", status="happened") if pair <= set(article.names(e))]
    yield "the meeting", bool(met)
    yield "when it was", any(is_between(e.when, expected) for e in met)
    left_out = [c for c in article.case.conflicts if c.kind == "omission" and article.touches(c.left, expected["left_out"])]
    yield "left out", bool(left_out)
    yield "told in another passage", bool(left_out) and not any(article.touches(c.right, expected["left_out"]) for c in left_out)
    excuses = [c for c in article.case.conflicts if article.touches(c.left, expected["excuse"])]
    yield "explained", bool(excuses)
    yield "against what no other did", any(article.touches(c.right, expected["against"]) for c in excuses)


def presence(article: Article) -> Facts:
    """Two people at one event; that they spoke is not asserted."""
    expected, both = article.table["presence"], set(article.table["presence"]["with"])
    together = [e for e in article.events("attendance") if both <= set(article.names(e, "attendee"))]
    yield "both were there", bool(together) and all(e.status == "happened" for e in together)
    yield "photographed", any(article.evidence_touches(e, expected["photographed"]) for e in together)
    at = [e for e in article.events("attendance") if e.where and article.name(e.where).endswith(expected["where"])]
    yield "where", bool(at)
    yield "when", any(is_between(e.when, expected) for e in at)
    contact = [e.status for e in article.events("contact") if both <= set(article.names(e))]
    yield "whether they spoke", contact == [expected["contact"]]


def link(article: Article) -> Facts:
    """Who helped to arrange an event and who attended it are tied by it."""
    expected = article.table["link"]
    path = article.case.path(expected["arranger"], expected["attendee"])
    yield "one step", len(path) == 1
    shared = [article.case.events[e] for each in path[:1] for e in each.events]
    occasion = [e for e in shared if _has(article, e, "arranger", expected) and _has(article, e, "attendee", expected)]
    yield "one event", bool(occasion)
    for what in ("arranged", "attended"):
        yield what, any(article.evidence_touches(e, expected[what]) for e in occasion)


def _has(article: Article, event: Event, role: str, expected: Table) -> bool:
    return expected[role] in article.names(event, role)


ROWS: tuple[Callable[[Article], Facts], ...] = (
    vowels, message, dates, voices, unidentified, questions, posts, omission, presence, link,
)  # fmt: skip
