"""Words before a name that say what its holder is: "Sen.", "Deputy Minister", "Secretary of State"."""

import re
from collections.abc import Iterator
from functools import cache

from clew.recognize.tree import Tree
from clew.recognize.vocabulary import load, words

Phrase = tuple[str, ...]


@cache
def _phrases() -> dict[str, tuple[Phrase, ...]]:
    """Titles written out, by their first word, longest first."""
    found: dict[str, list[Phrase]] = {}
    for title in words("titles", "post"):
        phrase = tuple(title.replace("-", " - ").split())  # as the parser cuts "President-Elect"
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(sorted(phrases, key=lambda p: (-len(p), p))) for first, phrases in found.items()}


def titles(tree: Tree) -> dict[int, int]:
    """Return the titles of `tree` that a name follows: first word -> the word after the title."""
    found: dict[int, int] = {}
    begins, after = _begins(), 0
    for i, token in enumerate(tree.tokens):
        if i >= after and token.text in begins and (end := _title(tree, i)) > i:
            found[i] = after = end
    return found


@cache
def _begins() -> frozenset[str]:
    """Words a title can begin with."""
    short = words("titles", "short")
    return words("titles", "before", "honorific") | short | frozenset(s.rstrip(".") for s in short) | frozenset(_phrases())


@cache
def _leading() -> re.Pattern[str]:
    """Return the pattern of one title and the white space behind it. Longest wins."""
    spelled = sorted(words("titles", "honorific", "short", "post", "before"), key=lambda title: (-len(title), title))
    return re.compile(rf"(?:{'|'.join(re.escape(title) for title in spelled)})\s+")


def title_length(text: str) -> int:
    """Return how many characters of titles `text` begins with, where there is no parse: "Amb. Karsavy" has 5."""
    end = 0
    while found := _leading().match(text, end):
        end = found.end()
    return end


def pronoun(title: str) -> str | None:
    """Return "he" or "she" when the word `title` forces one."""
    said: str | None = load("titles")["pronoun"].get(title)
    return said


def roles(tree: Tree) -> Iterator[tuple[str, int]]:
    """Yield (role noun in lower case, first word of the name) for each title in `tree`: ("senator", 7) for "Sen. Vale"."""
    short = load("titles")["role"]
    for start, end in titles(tree).items():
        for i in range(start, end):
            yield short.get(tree.tokens[i].text, tree.tokens[i].text.lower()), end


def is_post(tree: Tree, start: int, end: int) -> bool:
    """Whether the title in words `start`:`end` names a post, and is more than "Mr." or a rank of birth."""
    short = load("titles")["role"]
    said = {short.get(t.text, t.text.lower()) for t in tree.tokens[start:end]}
    return not said.isdisjoint(words("roles", "post"))


def _title(tree: Tree, i: int) -> int:
    """Return where the title that starts at word `i` ends; `i` when there is none."""
    end = at = _modifiers(tree, i)
    while (after := _one(tree, at)) > at:
        end = at = after
    return end if end > i and _starts_name(tree, end) and _is_title(tree, i, end) else i


def _modifiers(tree: Tree, i: int) -> int:
    before = words("titles", "before")
    while i < len(tree.tokens) and tree.tokens[i].text in before:
        i += 1
    return i


def _one(tree: Tree, i: int) -> int:
    """Return the end of the one title at word `i`, or `i`."""
    if i >= len(tree.tokens):
        return i
    text = tree.tokens[i].text
    if f"{text}." in words("titles", "honorific", "short") and _is_point(tree, i + 1):
        return i + 2
    if text in words("titles", "honorific", "short"):
        return i + 1
    for phrase in _phrases().get(text, ()):
        if tuple(t.text for t in tree.tokens[i : i + len(phrase)]) == phrase:
            return i + len(phrase)
    return i


def _is_point(tree: Tree, i: int) -> bool:
    """Whether word `i` is a point that touches the word before: the parser does not know "Sec." and ends a sentence there."""
    return i < len(tree.tokens) and tree.tokens[i].text == "." and tree.tokens[i].start == tree.tokens[i - 1].end


def _is_title(tree: Tree, i: int, end: int) -> bool:
    """Whether the words are more than modifiers ("Former", "Special"), and not the head of a body ("General Assembly")."""
    body = words("organizations", "organization", "place")
    known = words("titles", "honorific", "short", "post")
    texts = [t.text for t in tree.tokens[i:end]]
    following = tree.tokens[end].text
    if texts == ["General"] and i and tree.tokens[i - 1].text == "Consulate":
        return False
    said = (" ".join(texts[k:]).replace(" .", ".").replace(" - ", "-") for k in range(len(texts)))
    return following not in body and any(title in known for title in said)


def particles(tree: Tree, i: int) -> int:
    """Return how many particles begin the name at word `i`: 1 for "de Brell", 2 for "van der Brell"; 0 before no capital."""
    end = i
    while end < min(i + 2, len(tree.tokens) - 1) and tree.tokens[end].text in words("names", "particle"):
        end += 1
    return end - i if tree.tokens[end].text[0].isupper() else 0


def _starts_name(tree: Tree, i: int) -> bool:
    """Whether a capitalised word of the same sentence stands at `i`, right after the title."""
    if i >= len(tree.tokens):
        return False
    if tree.tokens[i].sentence != tree.tokens[i - 1].sentence and not _is_point(tree, i - 1):
        return False
    i += particles(tree, i)
    token = tree.tokens[i]
    return token.text[0].isupper() and token.pos in {"PROPN", "NOUN", "ADJ", "X"} and token.text not in words("names", "never")
