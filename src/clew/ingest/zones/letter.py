"""The parts of one voice's stretch of a letter: greeting, signature, disclaimer."""

from collections.abc import Iterator, Sequence

from clew.ingest.vocabulary import pattern, words
from clew.ingest.zones.labels import is_label
from clew.ingest.zones.lines import Line
from clew.ingest.zones.nameblock import closes, name_words
from clew.ingest.zones.notices import notices
from clew.ingest.zones.signature import signatures
from clew.records import Field, Zone, ZoneKind

BY = "letter-parts/2"

# A greeting below this many lines is not one, but a letter's address may stand above its "Dear".
_GREETING_LINES, _SALUTATION_LINES, _LONGEST, _MOST = 3, 15, 70, 60


def letter_zones(lines: Sequence[Line], writer: str = "", readers: str = "") -> Iterator[Zone]:
    """Yield the greeting, the disclaimers and the signature of `lines`, which are one voice's.

    writer, readers: who wrote it and to whom, as a header says it, where that is known: a name alone on a line signs or greets
    if it is theirs. A signature zone begins with its closing ("Regards,") and has fields: Name, Post, Organization, Phone, Mail,
    Address.
    """
    if not any(line.text for line in lines):
        return
    found = list(notices(lines))
    yield from (_zone(block, "disclaimer") for block in found)
    taken = {line.start for block in found for line in block}
    spoken = [line for line in lines if line.start not in taken] if taken else lines
    signed = list(signatures(spoken, name_words(writer)))
    yield from (_zone(one.lines, "signature", one.fields) for one in signed)
    end = min((one.lines[0].start for one in signed), default=lines[-1].next)
    last = next((line.start for line in reversed(spoken) if line.text), 0)
    yield from _greeting([line for line in spoken[:_MOST] if line.start < end], name_words(readers), last)


def _zone(lines: Sequence[Line], kind: ZoneKind, fields: tuple[Field, ...] = ()) -> Zone:
    shown = [line for line in lines if line.text]
    return Zone(shown[0].words, shown[-1].end, kind, None, BY, fields)


def _greeting(lines: Sequence[Line], readers: frozenset[str], last: int) -> Iterator[Zone]:
    """A greeting is followed by something: a lone "Anna," is what was said. A letter's address stands above its "Dear"."""
    shown = [i for i, line in enumerate(lines) if line.text][:_SALUTATION_LINES]
    for n, i in enumerate(shown):
        line = lines[i]
        bare = n == 0 and i + 1 < len(lines) and not lines[i + 1].text and _is_reader(line.text, readers)
        if line.start < last and (bare or _greets(line, deep=n >= _GREETING_LINES)):
            yield Zone(line.words, line.end, "greeting", None, BY)
            return


def _greets(line: Line, *, deep: bool) -> bool:
    if len(line.text) > _LONGEST or (deep and not pattern("zones/kinds", "salutation").match(line.text)):
        return False
    if not pattern("zones/zonewords", "greeting").match(line.text) or closes(line.text) or is_label(line.text.rstrip(" :")):
        return False
    return not line.text.isupper() and not line.text.lower().startswith(tuple(words("zones/zonewords")["not_greetings"]))


def _is_reader(text: str, readers: frozenset[str]) -> bool:
    """Whether `text` is nothing but a name of those written to."""
    return 2 < len(text) <= 30 and bool(readers) and text[0].isalpha() and name_words(text) <= readers and "@" not in text
