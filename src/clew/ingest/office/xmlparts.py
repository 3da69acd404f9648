"""The XML parts of office files, parsed under limits: no entity, no network, no part that fills the memory."""

from typing import Any
from zipfile import ZipFile

from clew.errors import EvidenceError

# Bytes of one part; its tree takes some ten times as many.
LARGEST = 100_000_000


def parsed(data: bytes) -> Any:
    """Return the root element of the XML in `data`; EvidenceError when it is too large, lxml's error when it is none."""
    from lxml import etree

    if len(data) > LARGEST:
        raise EvidenceError(f"a part of it is larger than {LARGEST // 1_000_000} MB; save it in pieces and add those")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    return etree.fromstring(data, parser)


def part(packed: ZipFile, name: str) -> Any:
    """Return the root element of the part called `name`, or None when there is none."""
    entry = packed.NameToInfo.get(name)
    if entry is None:
        return None
    if entry.file_size > LARGEST:
        raise EvidenceError(f"a part of it is larger than {LARGEST // 1_000_000} MB; save it in pieces and add those")
    return parsed(packed.read(entry))
