"""What keeps hostile evidence inert in the browser and strangers away from the page."""

import re
import secrets
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit

from markupsafe import Markup
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# A page of another site may point its name at 127.0.0.1 (DNS rebinding); it cannot make the browser send one of these.
HOSTS: Final = ("127.0.0.1", "localhost")

HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

# Bidirectional controls (Unicode 16, UAX #9) and every control character but tab and line feed: they act instead of being seen.
_UNSEEN = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f]")

# Further characters without ink, shown only where the text stands as found.
_BLANK = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2028\u2029\u2060-\u2064\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\U000e0000-\U000e007f\U000e0100-\U000e01ef]"
)

_SHORT = {
    "\u061c": "ALM", "\u200e": "LRM", "\u200f": "RLM", "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO",
    "\u202e": "RLO", "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI", "\u00ad": "SHY", "\u200b": "ZWSP",
    "\u200c": "ZWNJ", "\u200d": "ZWJ", "\u2060": "WJ", "\ufeff": "BOM",
}  # fmt: skip


class SafeHeaders:
    """Adds HEADERS to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and mark the answer."""

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, marked)


def own_request(headers: Headers, form: Mapping[str, str], token: str) -> bool:
    """Whether a form was sent from a page of ours: same origin as far as the browser says, and with our token."""
    origin, fetch_site = headers.get("origin"), headers.get("sec-fetch-site")
    if origin is not None and urlsplit(origin).netloc != headers.get("host"):
        return False
    if fetch_site is not None and fetch_site != "same-origin":
        return False
    return secrets.compare_digest(form.get("token", "").encode(), token.encode())


def visible(value: object) -> object:
    """Return `value` as the templates may print it: in a string, characters that act instead of being seen stand as a label."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return _UNSEEN.sub(lambda m: f"\u27e6{label(m[0])}\u27e7", value)


def label(character: str) -> str:
    """Return a short label for one character without ink."""
    return _SHORT.get(character, f"U+{ord(character):04X}")


def unicode_name(character: str) -> str:
    """Return the code point and the Unicode name of one character."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'unnamed control character')}"


def pieces(text: str, *, blanks: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield (text, False) for what can be seen and (character, True) for each character that cannot.

    blanks: also part those that merely have no ink, such as a zero width space.
    """
    at = 0
    for match in sorted([*_UNSEEN.finditer(text), *(_BLANK.finditer(text) if blanks else ())], key=lambda m: m.start()):
        if match.start() > at:
            yield text[at : match.start()], False
        yield match[0], True
        at = match.end()
    if at < len(text):
        yield text[at:], False
