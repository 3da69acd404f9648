"""One small invented case for all pages: a mended article, a mail, its attachment, a disclosure, a calendar, hostile evidence."""

import shutil
from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient

from clew.case import Case
from clew.records import (
    Claim,
    Document,
    Edit,
    Event,
    Header,
    Mention,
    Observation,
    Question,
    Receipt,
    Source,
    Span,
    Voice,
    When,
    Zone,
    digest,
    make,
)  # fmt: skip
from clew.store import CaseFolder, write_part
from clew.view import create_app

LOOK_ALIKE = str.maketrans("aeopcxy", "аеорсху")

ARTICLE = """\
An aide to Commissioner Edda Marlowe sent an e-mail in June 2031 relaying that a person sought to connect harbour officials \
with Viktor Stane, the sources said.

“The person is known to me only as KL,” the aide wrote in the note.

KL is a reference to Kestrel Landing, one source said. It is unclear whether the aide acted on the request.

In September, three months after the note, Marlowe met Stane at the Lantern Hotel, Hall added. It could not be learned who KL is.
"""

MAIL = """\
From: Jonas Pell <j.pell@harbour.example>
To: Edda Marlowe <e.marlowe@harbour.example>
Date: 9 June 2031 08:15 +0000
Subject: Fwd: A dinner before the vote

Commissioner, see below. Shall I answer?

From: Ilse Brandt <ilse@lantern.example>
Subject: A dinner before the vote

Mr Stane would like to meet the commissioner at the Lantern Hotel before the vote.

Jonas Pell
Office of the Commissioner
"""

LETTER = """\
To the clerk of the Harbour Board

I have had no meeting with Viktor Stane in 2031.

Edda Marlowe
"""

CALENDAR = """\
Day: 12 September 2031; Who: Edda Marlowe; What: dinner, Lantern Hotel
Day: 13 September 2031; Who: Edda Marlowe; What: vote on the northern quay
"""

HOSTILE = (
    "<script>document.title = 'owned'</script>\n\n"
    '"><img src="http://evil.example/x.png" onerror="document.title=\'owned\'">\n\n'
    "invoice \u202egpj.exe\u202c ends here \x1b[31m\n\n"
    "{{ 7 * 7 }} </p></article> Edda Marlowe <b>bold</b>\n"
)


class Builder:
    """Makes the records of one document by naming its words."""

    def __init__(self, path, kind, text, **more):
        part = more.pop("part", "")
        sha256 = digest(path) * 2
        source, title = Source(path, sha256, part), more.pop("title", None)
        self.document = Document(digest(path, part, text), source, "text/plain", kind, title, text, language="en", **more)
        self.mentions, self.dates, self.events, self.claims, self.questions = [], [], [], [], []

    def span(self, words, nth=0) -> Span:
        at = -1
        for _ in range(nth + 1):
            at = self.document.text.index(words, at + 1)
        return self.document.span(at, at + len(words))

    def mention(self, words, name=None, kind="person", form="name", nth=0):
        found = make(Mention, span=self.span(words, nth), kind=kind, form=form, name=name or words, by="full-name/1")
        self.mentions.append(found)
        return found.id

    def when(self, words, start, end, grain, rule="month-year/1", anchor=None):
        found = When(datetime(*start, tzinfo=UTC), datetime(*end, tzinfo=UTC), grain, self.span(words), None, rule, anchor)
        self.dates.append(found)
        return found

    def event(self, kind, words, roles, by, when=None, where=None, status="happened", voices=(), more=()):
        evidence = (self.span(words), *(self.span(w) for w in more))
        found = make(Event, kind=kind, roles=tuple(roles), when=when, where=where, status=status, evidence=evidence, by=by)
        self.events.append(found)
        wrote = Voice(None, None, "wrote", "certain")
        self.claims.append(make(Claim, content=evidence[0], event=found.id, voices=(wrote, *voices), by="claim/1"))

    def voice(self, holder, cue, act="said", certainty="certain", negated=False):
        return Voice(self.span(holder), self.span(cue), act, certainty, negated)

    def question(self, words, kind, about=()):
        self.questions.append(make(Question, span=self.span(words), kind=kind, about=tuple(about), by="open-cue/1"))

    def done(self) -> Observation:
        lists = (self.mentions, self.dates, self.events, self.claims, self.questions)
        return Observation(self.document, *(tuple(x) for x in lists))


def substituted(text, quoted):
    """Return the edits of a text whose letters were replaced by look-alikes everywhere but in `quoted`."""
    edits = []
    for i, char in enumerate(text):
        if char in "aeo" and not quoted[0] <= i < quoted[1]:
            edits.append(Edit(i, i + 1, i, char.translate(LOOK_ALIKE), "look-alike/1"))
    return tuple(edits)


def article() -> Observation:
    quoted = (ARTICLE.index("“"), ARTICLE.index("\n\nKL is"))
    b = Builder("news/harbour-note.html", "article", ARTICLE, title="Aide relayed offer to commissioner, note shows",
                edits=substituted(ARTICLE, quoted), zones=(Zone(*quoted, "quoted", None, "untouched-passage/1"),))  # fmt: skip
    edda, stane = b.mention("Edda Marlowe"), b.mention("Viktor Stane")
    aide = b.mention("An aide to Commissioner Edda Marlowe", form="description")
    person, kl = b.mention("a person", form="description"), b.mention("KL")
    landing = b.mention("Kestrel Landing", kind="place")
    marlowe, stane_too = b.mention("Marlowe", nth=1), b.mention("Stane", nth=1)
    hotel, hall, kl_again = b.mention("Lantern Hotel", kind="place"), b.mention("Hall"), b.mention("KL", nth=1)
    kl_last = b.mention("KL", nth=2)
    june = b.when("June 2031", (2031, 6, 1), (2031, 7, 1), "month")
    after = "September, three months after the note"
    september = b.when(after, (2031, 9, 1), (2031, 10, 1), "month", "months-after/1", june.span)
    first = ARTICLE[: ARTICLE.index("\n")]
    sources = b.voice("the sources", "said", certainty="probable")
    b.event("message", first, [("from", aide), ("for", person), ("about", stane)], "message-verb/1", june, voices=[sources],
            more=["“The person is known to me only as KL,” the aide wrote in the note."])  # fmt: skip
    b.event("meeting", "a person sought to connect harbour officials with Viktor Stane", [("initiator", person), ("with", stane)],
            "sought-to/1", status="proposed", voices=[sources])  # fmt: skip
    b.event("meeting", "Marlowe met Stane at the Lantern Hotel", [("with", marlowe), ("with", stane_too)], "meet/1", september,
            hotel, voices=[b.voice("Hall", "added", "said")])  # fmt: skip
    b.event("reference", "KL is a reference to Kestrel Landing", [("subject", kl_again), ("object", landing)], "reference/1",
            voices=[b.voice("one source", "said")])  # fmt: skip
    b.event("post", "Commissioner Edda Marlowe", [("holder", edda)], "title/1")
    b.question("It is unclear whether the aide acted on the request.", "whether", [aide])
    b.question("It could not be learned who KL is.", "who", [kl_last])
    assert kl and hall
    return b.done()


def mail() -> tuple[Observation, Observation]:
    header_end = MAIL.index("\n\n")
    forwarded = MAIL.index("From: Ilse"), MAIL.index("\nJonas Pell\nOffice")
    document = Builder("mail/office.mbox", "mail", MAIL, part="mail 1")
    ilse = document.span("Ilse Brandt")
    zones = (
        Zone(0, header_end, "header", None, "mail-header/1"),
        Zone(*forwarded, "forwarded", ilse, "forwarded/1"),
        Zone(forwarded[0], MAIL.index("\n\nMr Stane"), "header", None, "mail-header/1"),
        Zone(MAIL.index("Jonas Pell\nOffice"), len(MAIL) - 1, "signature", None, "signature/1"),
    )
    headers = (Header("From", "Jonas Pell <j.pell@harbour.example>"), Header("Subject", "Fwd: A dinner before the vote"))
    title = "Fwd: A dinner before the vote"
    b = Builder("mail/office.mbox", "mail", MAIL, part="mail 1", title=title, zones=zones, headers=headers)
    sent = b.when("9 June 2031 08:15 +0000", (2031, 6, 9, 8, 15), (2031, 6, 9, 8, 16), "minute", "mail-date/1")
    pell, edda = b.mention("Jonas Pell"), b.mention("Edda Marlowe")
    b.mention("j.pell@harbour.example", kind="address")
    b.mention("e.marlowe@harbour.example", kind="address")
    b.mention("Ilse Brandt")
    stane, hotel = b.mention("Stane"), b.mention("Lantern Hotel", kind="place")
    b.event("message", MAIL[:header_end], [("from", pell), ("to", edda)], "mail-header/1", sent)
    b.event("meeting", "Mr Stane would like to meet the commissioner at the Lantern Hotel before the vote",
            [("with", stane), ("with", edda)], "would-like/1", where=hotel, status="proposed",
            voices=[Voice(b.span("Ilse Brandt"), None, "quoted", "certain")])  # fmt: skip
    memo = Builder("mail/office.mbox", "memo", "Seating for the dinner at the Lantern Hotel: Edda Marlowe, Ilse Brandt.\n",
                   part="mail 1/attachment 1", title="Seating", parent=b.document.id)  # fmt: skip
    memo.mention("Edda Marlowe")
    memo.mention("Ilse Brandt")
    return b.done(), memo.done()


def letter() -> Observation:
    b = Builder("disclosure/letter.txt", "letter", LETTER, title="Disclosure of the commissioner")
    edda, stane = b.mention("Edda Marlowe"), b.mention("Viktor Stane")
    board = b.mention("Harbour Board", kind="organization")
    year = b.when("2031", (2031, 1, 1), (2032, 1, 1), "year", "year/1")
    b.event("meeting", "I have had no meeting with Viktor Stane in 2031", [("with", edda), ("with", stane)], "no-meeting/1", year,
            status="denied")  # fmt: skip
    b.event("post", "the clerk of the Harbour Board", [("organization", board)], "post/1")
    return b.done()


def calendar() -> Observation:
    table = Zone(0, len(CALENDAR), "table", None, "sheet/1")
    b = Builder("diary/september.xlsx", "sheet", CALENDAR, title="September", zones=(table,))
    b.mention("Edda Marlowe")
    return b.done()


def hostile() -> Observation:
    name = '<script>document.title="owned"</script>'
    path, title = 'incoming/"><img src=x onerror=alert(1)>.txt', "<b>Title</b> \u202egnp.exe"
    b = Builder(path, "text", HOSTILE, title=title, headers=(Header("X", name),))
    b.mention("Edda Marlowe")
    b.mention('"><img src="http://evil.example/x.png"', name='"><img src=x onerror=alert(1)>')
    b.question("{{ 7 * 7 }} </p></article>", "what")
    return b.done()


def _remark(path) -> str:
    return "no date" if path.endswith(".mbox") else ""


def receipts(observations) -> list[Receipt]:
    ids = {}
    for seen in observations:
        ids.setdefault((seen.document.source.path, seen.document.source.sha256), []).append(seen.document.id)
    found = [Receipt(path, "", sha256, 900, "read", _remark(path), tuple(read)) for (path, sha256), read in sorted(ids.items())]
    found.append(Receipt("scans/locked.pdf", "", "0" * 64, 4000, "failed", "the PDF asks for a password"))
    found.append(Receipt("scans/.DS_Store", "", "1" * 64, 6148, "passed", "a folder's settings, no evidence"))
    return found


def invented(path) -> Case:
    """Make the case in folder `path` and open it."""
    observations = [calendar(), letter(), hostile(), *mail(), article()]
    folder = CaseFolder.create(path)
    folder.commit(write_part(path, observations, receipts(observations)))
    return Case.open(path)


@pytest.fixture(scope="session")
def case(tmp_path_factory) -> Case:
    return invented(tmp_path_factory.mktemp("case") / "harbour.clew")


@pytest.fixture
def client(case):
    return TestClient(create_app(case), base_url="http://127.0.0.1")


@pytest.fixture
def ids(case):
    """Document ids by the end of their path and their part."""
    return {d.source.path.rsplit("/", 1)[-1] + d.source.part: d.id for d in case.documents.values()}


@pytest.fixture(scope="session")
def large():
    """A client for a case of one document with 500,000 characters and 40,000 mentions, the document, and its mentions."""
    names = [f"{first} {last}" for first in ("Ada", "Bea", "Cy", "Dov") for last in ("Finch", "Grey", "Hale", "Ives", "Jory")]
    spots, lines, at = [], [], 0
    for i in range(10_000):
        line = ", ".join(names[(i + k) % 20] for k in range(4)) + " met.\n\n"
        spots += [(at + line.index(names[(i + k) % 20]), names[(i + k) % 20]) for k in range(4)]
        lines.append(line)
        at += len(line)
    b = Builder("long.txt", "text", "".join(lines))
    for start, name in spots:
        span = b.document.span(start, start + len(name))
        b.mentions.append(make(Mention, span=span, kind="person", form="name", name=name, by="full-name/1"))
    client = TestClient(create_app(Case([b.done()])), base_url="http://127.0.0.1")
    return client, b.document, b.mentions


@pytest.fixture
def hostile_id():
    return hostile().document.id


@pytest.fixture(scope="session")
def chromium() -> str:
    found = shutil.which("chromium")
    if found is None:
        pytest.skip("chromium is not installed; the page is then tested without a browser")
    return found


@pytest.fixture(scope="session")
def make_case():
    return invented
