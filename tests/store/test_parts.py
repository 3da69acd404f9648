"""What goes into a case comes out of it: any record, however the work was cut up."""

import tempfile
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec.inspect as mi
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from clew.records import Observation, Receipt, When
from clew.store import CaseFolder, write_part
from clew.store.columns import to_array, to_values
from clew.store.parts import order_of

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
QUICK = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def values_of(kind):
    """A strategy for any type that a record's field may have."""
    match kind:
        case mi.StructType(cls=cls, fields=fields):
            return st.builds(cls, **{field.name: values_of(field.type) for field in fields})
        case mi.UnionType(types=types):
            return st.one_of(*map(values_of, types))
        case mi.VarTupleType(item_type=item):
            return st.lists(values_of(item), max_size=2).map(tuple)
        case mi.TupleType(item_types=items):
            return st.tuples(*map(values_of, items))
        case mi.LiteralType(values=values):
            return st.sampled_from(values)
    plain = {
        mi.StrType: WORDS,
        mi.IntType: st.integers(-(2**63), 2**63 - 1),
        mi.FloatType: st.floats(allow_nan=False),
        mi.BoolType: st.booleans(),
        mi.NoneType: st.none(),
        mi.DateTimeType: st.datetimes(timezones=st.just(UTC)),
    }
    return plain[type(kind)]


OBSERVATIONS = st.lists(values_of(mi.type_info(Observation)), max_size=5, unique_by=lambda o: o.document.id)
RECEIPTS = st.lists(values_of(mi.type_info(Receipt)), max_size=4)


def place(observation):
    source = observation.document.source
    return *order_of(source.path, source.part), observation.document.id


def with_one_digest_a_path(observation):
    source = replace(observation.document.source, sha256=f"sha of {observation.document.source.path}")
    return replace(observation, document=replace(observation.document, source=source))


@contextmanager
def new_case():
    with tempfile.TemporaryDirectory() as place:
        yield CaseFolder.create(Path(place) / "case")


@QUICK
@given(OBSERVATIONS, RECEIPTS)
def test_records_come_back_as_they_went(observations, receipts):
    with new_case() as case:
        case.commit(write_part(case.path, observations, receipts))
        again = CaseFolder.open(case.path)
        assert list(again.observations()) == sorted(observations, key=place)
        assert set(again.receipts()) == set(receipts)


@QUICK
@given(OBSERVATIONS, st.data())
def test_any_cut_into_parts_gives_the_same_case(observations, data):
    cuts = [data.draw(st.integers(0, 2)) for _ in observations]
    observations = [with_one_digest_a_path(o) for o in observations]
    with new_case() as whole, new_case() as cut:
        whole.commit(write_part(whole.path, observations, []))
        for piece in range(3):
            cut.commit(write_part(cut.path, [o for o, n in zip(observations, cuts, strict=True) if n == piece], []))
        assert list(cut.observations()) == list(whole.observations())
        assert cut.known() == whole.known() == {o.document.source.path: o.document.source.sha256 for o in observations}


@QUICK
@given(st.lists(values_of(mi.type_info(Receipt | None)), max_size=4))
def test_columns_keep_none_apart_from_empty(values):
    kind = mi.type_info(Receipt | None)
    assert to_values(kind, to_array(kind, values)) == values


@QUICK
@given(OBSERVATIONS, RECEIPTS)
def test_the_same_records_make_the_same_files(observations, receipts):
    with new_case() as one, new_case() as other:
        assert write_part(one.path, observations, receipts) == write_part(other.path, observations[::-1], receipts[::-1])


def test_a_part_names_its_files_and_counts_its_rows(folder, observe, receipt):
    receipts = [receipt("a.txt"), receipt("c.bin", "failed", sha="cc")]
    part = write_part(folder.path, [observe("d2"), observe("d1", "b.txt")], receipts)
    assert {table.kind: table.rows for table in part.tables} == {"documents": 2, "mentions": 2, "receipts": 2}
    assert part.files == (("a.txt", "aa"), ("b.txt", "aa"), ("c.bin", "cc"))
    assert {path.name for path in (folder.path / "observed").iterdir()} == {table.name for table in part.tables}


def test_parts_of_a_container_come_in_the_order_of_their_numbers(folder, observe, receipt):
    pieces = ["mail 1", "mail 3", "mail 3/attachment 1", "mail 3/attachment 11", "mail 10", "mail 020"]
    seen = [observe(f"d{n}", "box.mbox", piece) for n, piece in enumerate(reversed(pieces))]
    folder.commit(write_part(folder.path, seen, [replace(receipt("box.mbox"), part=piece) for piece in reversed(pieces)]))
    assert [o.document.source.part for o in folder.observations()] == pieces
    assert [r.part for r in folder.receipts()] == pieces


def test_times_come_back_in_utc(folder, observe):
    seen = observe("d")
    when = When(datetime(2016, 6, 1, tzinfo=UTC), None, "day", seen.document.span(0, 4), None, "test/1")
    folder.commit(write_part(folder.path, [replace(seen, written=when)], []))
    (back,) = folder.observations()
    assert back.written.start.tzinfo is UTC
