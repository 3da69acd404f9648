"""The working life of a case: files that come twice, change, go away, are kept, or come in slices."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from clew import pipeline
from clew.add import add, missing
from clew.case import Case
from clew.engine import Lost, Serial
from clew.ingest import Cut
from clew.ingest import cuts as real_cuts
from clew.ingest import readings as real
from clew.store import CaseFolder

NOTE = "Mara Tolland met Piet Orrin in May 2031. It is unclear whether Orrin signed."
MAIL = (
    "From: Ann Vale <ann@harbour.example>\nTo: Piet Orrin <piet@harbour.example>\n"
    "Date: Mon, 12 May 2031 09:{:02}:00 +0000\nSubject: quay {}\n\nPiet, lot {} is sold.\n"
)


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    folder = tmp_path / "evidence"
    (folder / "letters").mkdir(parents=True)
    (folder / "letters" / "note.txt").write_text(NOTE)
    return folder


@pytest.fixture
def case(tmp_path: Path) -> CaseFolder:
    return CaseFolder.create(tmp_path / "x.clew")


def added(case: CaseFolder, evidence: Path, **options: bool) -> Case:
    add(case, [evidence], Serial(), lambda step: None, **options)
    return Case.open(case.path)


def mbox(count: int) -> bytes:
    mails = (f"From ann Mon May 12 09:00:00 2031\n{MAIL.format(n % 60, n, n)}\n" for n in range(count))
    return "".join(mails).encode()


def test_the_same_bytes_are_read_once_and_keep_both_places(
    case: CaseFolder, evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (evidence / "copy.txt").write_text(NOTE)
    read = []
    monkeypatch.setattr("clew.pipeline.readings", lambda found, *rest: read.append(found.name) or real(found, *rest))
    seen = added(case, evidence)
    assert read == ["copy.txt"]
    (document,) = seen.documents
    assert [place.path for place in seen.places(document)] == ["copy.txt", "letters/note.txt"]
    report = seen.report()
    assert (report.found, report.read, report.documents, report.copies) == (2, 2, 1, 1)
    assert [r.reason for r in report.remarks] == ["the same bytes as copy.txt"]


def test_a_copy_outlives_what_it_was_a_copy_of(case: CaseFolder, evidence: Path) -> None:
    (evidence / "copy.txt").write_text(NOTE)
    before = added(case, evidence)
    case.withdraw(["copy.txt"])
    after = Case.open(case.path)
    assert after.mentions == before.mentions
    assert [d.source.path for d in after.documents.values()] == ["letters/note.txt"]


def test_what_goes_takes_all_that_followed_and_comes_back_whole(case: CaseFolder, evidence: Path) -> None:
    (evidence / "other.txt").write_text("Ann Vale was there.")
    before = added(case, evidence)
    first, second = (m.id for m in list(before.mentions.values())[:2])
    judged = before.judge("different", first, second)
    case.withdraw(["letters/note.txt"])
    after = Case.open(case.path)
    assert [p.name for p in after.people()] == ["Ann Vale"]
    assert not after.events
    assert not after.questions
    assert case.verify() == []
    assert after.judgements == (judged,)
    assert added(case, evidence).mentions == before.mentions


def test_a_file_that_is_gone_is_missed_until_it_is_withdrawn(case: CaseFolder, evidence: Path) -> None:
    added(case, evidence)
    assert missing(case) == []
    (evidence / "letters" / "note.txt").unlink()
    assert missing(case) == ["letters/note.txt"]
    case.withdraw(missing(case))
    assert missing(case) == []
    evidence.rename(evidence.parent / "away")
    assert missing(case) == []


def test_evidence_is_kept_once_by_its_hash(case: CaseFolder, evidence: Path) -> None:
    (evidence / "copy.txt").write_text(NOTE)
    added(case, evidence)
    assert not case.originals.path.exists()
    added(case, evidence, keep=True)
    name = sha256(NOTE.encode()).hexdigest()
    assert [p.name for p in case.originals.path.glob("*/*")] == [name]
    assert case.originals.place(name).read_text() == NOTE
    assert case.verify() == []
    case.withdraw(["copy.txt"])
    assert case.originals.place(name).exists()
    case.withdraw(["letters/note.txt"])
    assert not case.originals.place(name).exists()


def test_a_kept_file_that_was_tampered_with_is_found(case: CaseFolder, evidence: Path) -> None:
    added(case, evidence, keep=True)
    (kept,) = case.originals.path.glob("*/*")
    kept.chmod(0o644)
    kept.write_text("something else")
    (problem,) = case.verify()
    assert "does not have the hash" in problem or "do not have the hash" in problem


def test_counts_reconcile_at_every_level(case: CaseFolder, evidence: Path) -> None:
    (evidence / "box.mbox").write_bytes(mbox(3) + mbox(1))
    report = added(case, evidence).report()
    (level,) = report.containers
    assert (level.path, level.part, level.found, level.read, level.failed, level.passed) == ("box.mbox", "", 4, 3, 0, 1)
    assert report.copies == 1


def test_a_mailbox_in_slices_is_the_same_case(
    case: CaseFolder, tmp_path: Path, evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (evidence / "box.mbox").write_bytes(mbox(40))
    whole = added(case, evidence)
    monkeypatch.setattr("clew.ingest.read.HELD", 1_000)
    monkeypatch.setattr("clew.add.cuts", lambda file: real_cuts(file, size=1_500) if file.name.endswith(".mbox") else ())
    sliced = added(CaseFolder.create(tmp_path / "y.clew"), evidence)
    assert sliced.receipts == whole.receipts
    assert sliced.observations == whole.observations


def test_slices_that_are_read_are_not_read_again(case: CaseFolder, evidence: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    box = evidence / "box.mbox"
    box.write_bytes(mbox(9))
    starts = [0, *(n for n in range(1, len(mbox(9))) if mbox(9)[n - 1 :].startswith(b"\nFrom "))]
    stretches = tuple(
        Cut(a, b, n * 3 + 1) for n, (a, b) in enumerate([(0, starts[3]), (starts[3], starts[6]), (starts[6], len(mbox(9)))])
    )
    monkeypatch.setattr("clew.add.cuts", lambda file: stretches if file.name.endswith(".mbox") else ())
    steps = []

    def stop(step: object) -> None:
        steps.append(step)
        if len(steps) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add(case, [evidence], Serial(), stop)
    assert "box.mbox" not in case.known()
    assert [one.number for one in case.begun()["box.mbox"]] == [0, 1]
    seen = []
    monkeypatch.setattr("clew.pipeline.readings", lambda found, *rest: seen.append((found.name, rest[1])) or real(found, *rest))
    after = added(case, evidence)
    assert seen == [("box.mbox", stretches[2]), ("letters/note.txt", None)]
    assert len(after.documents) == 10
    box.write_bytes(mbox(1))
    monkeypatch.setattr("clew.add.cuts", lambda file: ())
    assert len(added(case, evidence).documents) == 2


def kill_or_read(shard: pipeline.Shard) -> object:
    """What a worker does; one that comes upon a certain mail dies of it."""
    (work,) = shard.files[:1]
    data = work.file.path.read_bytes()
    if b"lot 17 is" in (data[work.cut.start : work.cut.end] if work.cut else data):
        return Lost(shard, "it died")
    return pipeline.read_shard(shard)


class Dying:
    """An engine whose worker does not survive one of the mails."""

    def map(self, function: object, items: Iterable[pipeline.Shard]) -> Iterator[object]:
        return map(kill_or_read, items)


def test_a_mail_that_kills_its_worker_costs_itself(case: CaseFolder, evidence: Path) -> None:
    (evidence / "box.mbox").write_bytes(mbox(40))
    add(case, [evidence], Dying(), lambda step: None)
    seen = Case.open(case.path)
    mails = {d.source.part for d in seen.documents.values() if d.kind == "mail"}
    assert mails == {f"mail {n}" for n in range(1, 41) if n != 18}
    (problem,) = seen.report().problems
    assert (problem.path, problem.part) == ("box.mbox", "from 18 on")
    assert problem.reason == "reading it ended the worker: it died"
    assert case.known().keys() == {"box.mbox", "letters/note.txt"}


def test_a_case_made_fast_stays_so(tmp_path: Path, evidence: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    (evidence / "letters" / "note.txt").write_text("Nothing that another case has read.")
    monkeypatch.setattr(pipeline, "tagged", lambda parses, fast: asked.append(fast) or parses)
    for name, fast in (("fast.clew", True), ("whole.clew", False)):
        CaseFolder.create(tmp_path / name, fast=fast)
        added(CaseFolder.open(tmp_path / name), evidence)
    assert asked == [True, False]
