"""Subtitles (WebVTT, SubRip): what is said in a film or a call, with the time code at which it begins."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import groupby

from msgspec.structs import replace

from clew.ingest.charset import decode
from clew.ingest.piece import Content, PassedOver, Piece
from clew.ingest.zones.prose import prose_document
from clew.ingest.zones.zoning import with_zones
from clew.records import Document, Record, Zone

BY = "subtitle/1"

_CUE = re.compile(r"^[ \t]*((?:\d{1,3}:)?\d\d:\d\d)[.,]\d{3}[ \t]+-->[^\n]*\n((?:[^\n]*\S[^\n]*(?:\n|$))*)", re.M)
_VOICE = re.compile(r"<v(?:\.[^\s>]{1,100})?[ \t]+([^>\n]{1,200})>")
_TAG = re.compile(r"<[^<>\n]{0,200}>|\{\\[^{}\n]{0,100}\}")

# What is said without a pause is shown as one paragraph, up to the end of a sentence behind so many characters.
_LONG = 300
_ENDS = (".", "!", "?", "…", '"', "”")


class _Cue(Record, frozen=True, gc=False):
    at: str
    voice: str
    words: str


def read(piece: Piece) -> Content:
    """Read subtitles. Whose words they are is known where they are tagged with a voice, or labelled as transcripts are."""
    decoded = decode(piece.data)
    cues = [cue for m in _CUE.finditer(decoded.text) for cue in _cues(m[1], m[2]) if cue.words]
    if not cues:
        raise PassedOver("subtitles without words")
    media = "text/vtt" if decoded.text.startswith("WEBVTT") else "application/x-subrip"
    return Content((_document(piece, media, list(_paragraphs(cues))),), remark=decoded.remark)


def _cues(at: str, said: str) -> Iterator[_Cue]:
    """Yield what each voice says in one cue."""
    voice = ""
    for i, part in enumerate(_VOICE.split(said)):
        if i % 2:
            voice = " ".join(unescape(part).split())
        else:
            yield _Cue(at, voice, " ".join(unescape(_TAG.sub("", part)).split()))


def _paragraphs(cues: list[_Cue]) -> Iterator[_Cue]:
    """Yield the cues of one voice after the other joined, cut at the ends of sentences."""
    for voice, run in groupby(cues, key=lambda cue: cue.voice):
        at, said = "", ""
        for cue in run:
            # Dashes and capitals with a colon show that somebody else speaks.
            if said and (cue.words.startswith("-") or re.match(r"[A-Z][A-Z. ]{1,40}:", cue.words)):
                yield _Cue(at, voice, said)
                said = ""
            at, said = (at, f"{said} {cue.words}") if said else (cue.at, cue.words)
            if len(said) > _LONG and said.endswith(_ENDS):
                yield _Cue(at, voice, said)
                said = ""
        if said:
            yield _Cue(at, voice, said)


def _document(piece: Piece, media: str, paragraphs: list[_Cue]) -> Document:
    heads = [f"[{cue.at}] {f'{cue.voice}: ' if cue.voice else ''}" for cue in paragraphs]
    text = "\n".join(head + cue.words for head, cue in zip(heads, paragraphs, strict=True))
    if not any(cue.voice for cue in paragraphs):
        return replace(prose_document(piece, media, text), kind="transcript")
    document = Document(piece.id, piece.source, media, "transcript", None, text, parent=piece.parent)
    return with_zones(document, list(_zones(document, heads, paragraphs)))


def _zones(document: Document, heads: list[str], paragraphs: list[_Cue]) -> Iterator[Zone]:
    at = 0
    for head, cue in zip(heads, paragraphs, strict=True):
        code, start, end = at + len(cue.at) + 2, at + len(head), at + len(head) + len(cue.words)
        yield Zone(at, code, "furniture", None, BY)
        if cue.voice:
            yield Zone(start, end, "turn", document.span(code + 1, code + 1 + len(cue.voice)), BY)
        at = end + 1
