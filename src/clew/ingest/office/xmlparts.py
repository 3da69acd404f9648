"""The XML parts of office files, parsed under limits: no entity, no network, no part that fills the memory."""

from typing import Any
from zipfile import ZipFile

from clew.errors import EvidenceError

# Bytes of one part; its tree takes some ten times as many.
LARGEST = 100_000_000

SWOLLEN = "made to swell, nested too deep, or with too much in one place: not opened; save it anew and add that"

# XML_ERR_RESOURCE_LIMIT of libxml2, which lxml does not name in every version: entities that swell, 256 elements inside one
# another, 10 million characters in one place.
_RESOURCE_LIMIT = 114

_LIMITS: Any = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
_LIMITS |= {"remove_pis": True, "remove_comments": True}


def parsed(data: bytes) -> Any:
    """Return the root element of the XML in `data`; EvidenceError when it is too large or swells, lxml's when it is none."""
    from lxml import etree

    if len(data) > LARGEST:
        raise EvidenceError(f"a part of it is larger than {LARGEST // 1_000_000} MB; save it in pieces and add those")
    try:
        root = etree.fromstring(data, etree.XMLParser(**_LIMITS))
    except etree.XMLSyntaxError as error:
        if error.code in {etree.ErrorTypes.ERR_ENTITY_LOOP, _RESOURCE_LIMIT}:
            raise EvidenceError(SWOLLEN) from error
        raise
    # What stands behind an entity or a comment would not be text of its element, and readers would miss it.
    etree.strip_elements(root, etree.Entity, with_tail=False)
    return root


def part(packed: ZipFile, name: str) -> Any:
    """Return the root element of the part called `name`, or None when there is none."""
    entry = packed.NameToInfo.get(name)
    if entry is None:
        return None
    if entry.file_size > LARGEST:
        raise EvidenceError(f"a part of it is larger than {LARGEST // 1_000_000} MB; save it in pieces and add those")
    return parsed(packed.read(entry))


def entities(root: Any) -> bool:
    """Whether the file of `root` defines entities: none is ever put in."""
    defined = root.getroottree().docinfo.internalDTD
    return defined is not None and next(defined.iterentities(), None) is not None
