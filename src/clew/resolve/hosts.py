"""Hosts of mail addresses as a scanner misread them: one met once or twice that nearly is a frequent one is that one."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec
from rapidfuzz.distance import OSA

from clew.resolve.figures import Figure

# A host met so often can be misread; one met so seldom, and less than a twentieth as often, can be a misreading.
_FREQUENT, _RARE, _TIMES = 10, 3, 20

# Letters that may differ: one in four, three at most.
_SHARE, _MOST = 4, 3

# Of the frequent hosts that begin with one letter, so many are looked through.
_LOOKED = 200


# From so many misread hosts on, if they are a tenth of all, a case is one of scanned paper, whose names are misread as well. Of
# 296 scanned mails half the hosts are misread; of a large mailbox a fiftieth look so by chance.
_SCANNED, _OF_ALL = 3, 10


def corrected(figures: Sequence[Figure]) -> tuple[list[Figure], bool]:
    """Return `figures` with the misread hosts in `seen` as they should be, and whether there are so many that paper was scanned.

    The addresses themselves stay as they stand.
    """
    uses = Counter(_host(address) for figure in figures for address in figure.seen)
    read = _misread(uses)
    if not read:
        return list(figures), False
    made = [_corrected(figure, read) if any(_host(a) in read for a in figure.seen) else figure for figure in figures]
    return made, len(read) >= max(_SCANNED, len(uses) / _OF_ALL)


def _host(address: str) -> str:
    return address.rpartition("@")[2]


def _corrected(figure: Figure, read: dict[str, str]) -> Figure:
    addresses = (address.rpartition("@") for address in figure.seen)
    return msgspec.structs.replace(figure, seen=tuple(f"{box}@{read.get(host, host)}" for box, _, host in addresses))


def _misread(uses: Counter[str]) -> dict[str, str]:
    """Return what each misread host should be."""
    frequent: dict[str, list[str]] = defaultdict(list)
    for host, count in sorted(uses.items(), key=lambda pair: (-pair[1], pair[0])):
        if count >= _FREQUENT and len(frequent[host[:1]]) < _LOOKED:
            frequent[host[:1]].append(host)
    read = {}
    for host, count in uses.items():
        for other in frequent[host[:1]] if count <= _RARE else ():
            most = min(_MOST, len(host) // _SHARE)
            if uses[other] >= _TIMES * count and OSA.distance(host, other, score_cutoff=most) <= most:
                read[host] = other
                break
    return read
