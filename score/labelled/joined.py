"""Words of a labelled set joined back into ordinary text, with the place of each."""

from collections.abc import Iterator, Sequence

_QUOTES = {"``": '"', "''": '"'}
_CLOSING = frozenset({".", ",", ";", ":", "!", "?", ")", "]", "}", "%", "...", "..", "....", "’", "”", "n't", "N'T", "n’t"})
_OPENING = frozenset({"(", "[", "{", "$", "#", "£", "€", "“", "‘", "US$"})
_CLITICS = ("'", "’", "`")
_SPLIT = frozenset({"s", "re", "ve", "ll", "d", "m", "t"})

# Words that begin or end no compound, so that a hyphen beside them is a dash: "early in my life - maybe", "day - to - day".
_ALONE = frozenset(
    {
        "a", "an", "the", "i", "he", "she", "it", "we", "you", "they", "this", "that", "these", "those",
        "my", "his", "her", "our", "your", "their", "and", "but", "or", "so", "if", "because", "which", "who",
        "where", "when", "is", "are", "was", "were", "be", "am", "will", "would", "can", "could", "should", "has",
        "have", "had", "do", "does", "did", "not", "just", "then", "there", "also",
    }
)  # fmt: skip


def joined(words: Sequence[str], *, hyphens: bool = False) -> tuple[str, list[tuple[int, int]]]:
    """Return the text of a sentence and where in it each word stands (start, end: code points).

    hyphens: whether the set splits compounds at hyphens ("day - to - day"), so that these are to be closed up again.
    """
    text, places = "", []
    for word, glued in zip(_plain(words), _glued(words, hyphens=hyphens), strict=True):
        text += word if glued or not text else f" {word}"
        places.append((len(text) - len(word), len(text)))
    return text, places


def _plain(words: Sequence[str]) -> Iterator[str]:
    return (_QUOTES.get(word, word) for word in words)


def _glued(words: Sequence[str], *, hyphens: bool) -> Iterator[bool]:
    """Yield for each word whether it stands close to the one before it."""
    is_open, close_next = False, False
    for i, word in enumerate(words):
        quote = _QUOTES.get(word, word) == '"'
        hyphen = hyphens and word == "-" and _is_hyphen(words, i)
        apostrophe = word in ("'", "’") and _is_apostrophe(words, i)
        glued = close_next or hyphen or apostrophe or _closes(word) or (quote and is_open)
        close_next = (
            hyphen or word in _OPENING or (quote and not is_open) or _slash(words, i) or (apostrophe and _split(words, i))
        )
        is_open = is_open ^ quote
        yield glued or word == "/"


def _closes(word: str) -> bool:
    clitic = word.startswith(_CLITICS) and 1 < len(word) <= 3 and word[1:].isalpha()
    return word in _CLOSING or clitic or (len(word) > 1 and not word.strip(".!?"))


def _split(words: Sequence[str], i: int) -> bool:
    """Whether a clitic was split after its apostrophe: "we ' re"."""
    return i + 1 < len(words) and words[i + 1].lower() in _SPLIT


def _is_apostrophe(words: Sequence[str], i: int) -> bool:
    """Whether "'" belongs to the word before it: a split clitic, or the only one of its sentence, after an "s"."""
    if i == 0 or not words[i - 1][-1].isalnum():
        return False
    return _split(words, i) or (words[i - 1].endswith("s") and sum(w == words[i] for w in words) == 1)


def _slash(words: Sequence[str], i: int) -> bool:
    return words[i] == "/" and 0 < i < len(words) - 1


def _is_hyphen(words: Sequence[str], i: int) -> bool:
    if not 0 < i < len(words) - 1:
        return False
    before, after = words[i - 1], words[i + 1]
    headed = i == 1 and before[0].isdigit() and after[0].isupper()
    return before[-1].isalnum() and after[0].isalnum() and _ALONE.isdisjoint((before.lower(), after.lower())) and not headed
