"""What stands before and behind a name and is not the name: forms of address, posts, degrees, suffixes."""

from collections.abc import Sequence

from clew.resolve.likeness.cut import Word
from clew.resolve.likeness.vocabulary import load, words

Parts = list[list[Word]]

# A post in the middle of words ("the Vantish President Mara Tolland") has no more than so many before it.
_BEFORE_POST = 4


def without_suffix(parts: Parts) -> tuple[str, Parts]:
    """Return the suffix ("Jr", "II" or "") and the parts without it and without degrees; never the first word of all."""
    suffix, kept = "", list[list[Word]]()
    for number, part in enumerate(parts):
        rest = list[Word]()
        for place, word in enumerate(part):
            found = _behind(word, place == len(part) - 1) if number + place else None
            suffix = suffix or found or ""
            if found is None:
                rest.append(word)
        if rest:
            kept.append(rest)
    return suffix, kept


def _behind(word: Word, last: bool) -> str | None:
    """Return the suffix that `word` is, "" for a degree, None for part of the name. Only "Jr" and "Sr" stand inside as well."""
    if last and word.plain in words("personwords", "degree"):
        return ""
    suffix = load("personwords")["suffix"].get(word.plain)
    return str(suffix) if suffix and (last or word.plain in ("jr", "sr")) else None


def without_titles(parts: Parts) -> tuple[tuple[str, ...], Parts]:
    """Return titles as written and the parts without them, of which at least one word is left."""
    titles, kept = list[str](), list[list[Word]]()
    for number, part in enumerate(parts):
        if number and kept and _is_post(part, kept):
            titles.extend(w.shown for w in part)
            continue
        size = max(_front(part), _to_post(part))
        rest = part[size:]
        end = len(rest) - (len(rest) > 2 and rest[-1].plain in words("personwords", "post"))
        titles.extend(w.shown for w in (*part[:size], *rest[end:]))
        kept.append(rest[:end])
    return tuple(titles), kept


def _is_post(part: Sequence[Word], kept: Parts) -> bool:
    """Whether all of a part behind a comma is said of the person: "Mara Tolland, President of Vantor"."""
    titles = words("personwords", "title")
    return all(w.plain in titles for w in part) or (len(kept[0]) > 1 and part[0].plain in words("personwords", "post"))


def _front(part: Sequence[Word]) -> int:
    """Return how many words in front are titles and what belongs to them ("Secretary of State"); one word at least is left."""
    titles, beside = words("personwords", "title"), words("personwords", "beside")
    size = 0
    for place, word in enumerate(part[:-1], 1):
        if word.plain in titles and (place < len(part) - 1 or word.plain not in words("personwords", "title_or_name")):
            size = place
        elif word.plain not in beside:
            break
        elif size and word.shown[0].isupper():
            size = place
    return size


def _to_post(part: Sequence[Word]) -> int:
    """Return how many words there are up to a post that a word follows."""
    last = min(_BEFORE_POST, len(part) - 1)
    return next((n for n in range(last, 0, -1) if part[n - 1].plain in words("personwords", "post")), 0)
