"""Text that is in a page or mail and that nobody sees who reads it."""

import re
from typing import Any

from clew.ingest.vocabulary import pattern, words

_UNSEEN = frozenset(words("web/elements")["unseen"])
_HIDING = pattern("web/elements", "hiding", re.I)
_SHRINKING = pattern("web/elements", "shrinking", re.I)

# A page without any of these words hides nothing, and need not be asked element by element. Far faster than one pattern.
_HINTS = ("display", "visibility", "hidden", "mso-hide", "font-size:0", "font-size: 0", "sr-only", "screen-reader", "assistive")


def may_hide(html: str) -> bool:
    """Whether anything in `html` may be hidden."""
    small = html.lower()
    return any(hint in small for hint in _HINTS)


def is_hidden(element: Any) -> bool:
    """Whether an lxml `element` says that it is not to be seen: by an attribute, its style, or a class that by custom does."""
    style = element.get("style")
    if style:
        if _HIDING.search(style):
            return True
        if _SHRINKING.search(style):
            return not any("font-size" in (inner.get("style") or "").lower() for inner in element.iterdescendants())
    named = element.get("class")
    return element.get("hidden") is not None or bool(named and not _UNSEEN.isdisjoint(named.lower().split()))
