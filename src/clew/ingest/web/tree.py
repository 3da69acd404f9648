"""HTML to a tree of elements, within limits. Nothing is fetched, nothing run."""

import re
from functools import cache
from typing import Any

from clew.errors import EvidenceError

# Elements that a page may nest without end, and that can go without a word lost.
_NESTING = re.compile(r"</?(?:div|blockquote|section|article|center|table|tbody|thead|tr|td|th|ul|ol|li|dl|dd)\b[^>]*>", re.I)
_INLINE = re.compile(r"</?(?:span|font|b|i|u|em|strong|a|big|small|code|o:p)\b[^>]*>", re.I)
_XML = re.compile(r"\s*<\?xml[^>]*\?>")


def tree(html: str) -> Any:
    """Return the root element of `html`, or None when there is none.

    lxml keeps its limits on depth and size. A page nested deeper is read without the elements that only nest; EvidenceError when
    that is not enough, since the parser would leave out the rest without a word.
    """
    root, cut = _parsed(html)
    if cut:
        root, cut = _parsed(_NESTING.sub("<p>", _INLINE.sub("", html)))
    if cut:
        raise EvidenceError("nested too deep to be read")
    return root


def _parsed(html: str) -> tuple[Any, bool]:
    """Return the root of `html`, and whether the parser stopped at a limit."""
    from lxml.etree import XMLSyntaxError, fromstring

    parser = _parser()
    first = _XML.match(html)
    body = html[first.end() :] if first else html
    try:
        root = fromstring(body.replace("\0", "").encode("utf-8"), parser)
    except XMLSyntaxError:
        root = None
    return root, any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


@cache
def _parser() -> Any:
    """Return the parser: one serves for all, since making it costs a third of reading a short mail."""
    from lxml.etree import HTMLParser

    return HTMLParser(encoding="utf-8", huge_tree=False, no_network=True, remove_pis=True, remove_comments=True)
