"""Records as columns: one walk over a record's type makes its Arrow schema, another its arrays, a third the records again.

The types come from the records themselves, so a field added there is stored without a word here.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate, pairwise
from typing import Any

import msgspec.inspect as mi
import pyarrow as pa

from clew.errors import CaseError
from clew.records import Record

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_PLAIN: dict[type[mi.Type], pa.DataType] = {
    mi.StrType: pa.string(),
    mi.LiteralType: pa.string(),
    mi.IntType: pa.int64(),
    mi.FloatType: pa.float64(),
    mi.BoolType: pa.bool_(),
    mi.DateTimeType: pa.timestamp("us", tz="UTC"),
}


@cache
def fields(cls: type[Record]) -> dict[str, mi.Type]:
    """Return the fields of a record class in order, with their types."""
    info = mi.type_info(cls)
    assert isinstance(info, mi.StructType)
    return {field.name: field.type for field in info.fields}


def table(columns: dict[str, tuple[mi.Type, Sequence[Any]]]) -> pa.Table:
    """Return a table of named columns, each a type and its values."""
    arrays = {name: to_array(kind, values) for name, (kind, values) in columns.items()}
    return pa.table(arrays)


def values(source: pa.Table, name: str, kind: mi.Type) -> list[Any]:
    """Return the values of one column. CaseError when the table has no such column."""
    if name not in source.column_names:
        raise CaseError(f"a table of the case lacks the column {name}: it was made by another version; add the evidence again")
    return to_values(kind, source.column(name).combine_chunks())


def arrow_type(kind: mi.Type) -> pa.DataType:
    """Return the Arrow type that holds values of `kind`; every one may be null."""
    match _present(kind):
        case mi.StructType(fields=parts):
            return pa.struct([(part.name, arrow_type(part.type)) for part in parts])
        case mi.TupleType(item_types=items):
            return pa.struct([(f"_{n}", arrow_type(item)) for n, item in enumerate(items)])
        case mi.VarTupleType(item_type=item):
            return pa.list_(arrow_type(item))
        case plain:
            return _PLAIN[type(plain)]


def to_array(kind: mi.Type, items: Sequence[Any]) -> pa.Array:
    """Return `items`, values of `kind` or None, as an array."""
    match _present(kind):
        case mi.StructType(fields=parts):
            children = [to_array(p.type, [None if i is None else getattr(i, p.name) for i in items]) for p in parts]
            return _struct(kind, items, children)
        case mi.TupleType(item_types=types):
            return _struct(kind, items, [to_array(t, [i and i[n] for i in items]) for n, t in enumerate(types)])
        case mi.VarTupleType(item_type=item):
            ends = accumulate((len(i or ()) for i in items), initial=0)
            return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), to_array(item, [x for i in items for x in i or ()]))
        case plain:
            return pa.array(items, _PLAIN[type(plain)])


def to_values(kind: mi.Type, array: pa.Array) -> list[Any]:
    """Return what `to_array` was given."""
    match _present(kind):
        case mi.StructType(cls=cls, fields=parts):
            return _built(cls, array, [part.type for part in parts])
        case mi.TupleType(item_types=types):
            return _built(_gathered, array, types)
        case mi.VarTupleType(item_type=item):
            inner = to_values(item, array.values)
            return [tuple(inner[start:end]) for start, end in pairwise(array.offsets.to_pylist())]
        case mi.DateTimeType():
            return [None if n is None else _EPOCH + timedelta(microseconds=n) for n in array.cast(pa.int64()).to_pylist()]
        case _:
            return list(array.to_pylist())


def _present(kind: mi.Type) -> mi.Type:
    """Return the type of a value when it is not None."""
    if not isinstance(kind, mi.UnionType):
        return kind
    (present,) = (t for t in kind.types if not isinstance(t, mi.NoneType))
    return present


def _struct(kind: mi.Type, items: Sequence[Any], children: list[pa.Array]) -> pa.Array:
    absent = pa.array([i is None for i in items], pa.bool_())
    return pa.StructArray.from_arrays(children, fields=list(arrow_type(kind)), mask=absent)


def _built(make: Callable[..., Any], array: pa.Array, types: Iterable[mi.Type]) -> list[Any]:
    """Return one object a row, None where the array has none."""
    children = [to_values(kind, child) for kind, child in zip(types, array.flatten(), strict=True)]
    built = list(map(make, *children))
    if not array.null_count:
        return built
    return [b if there else None for b, there in zip(built, array.is_valid().to_pylist(), strict=True)]


def _gathered(*items: Any) -> tuple[Any, ...]:
    return items
