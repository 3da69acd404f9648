"""Records in, records out: the case folder, with a home for each of its three kinds of record.

`clew.store.search` and `clew.store.figures` answer from what is derived; they are imported by whoever asks.
"""

from clew.store.folder import CaseFolder
from clew.store.manifest import Part, Slice, Table
from clew.store.parts import write_part

__all__ = ["CaseFolder", "Part", "Slice", "Table", "write_part"]
