"""Runs of capitalised words that may be a name, before anybody asks whose."""

import re
from collections.abc import Iterator
from itertools import takewhile

from clew.recognize.titles import particles, titles
from clew.recognize.tree import Tree
from clew.recognize.vocabulary import words
from clew.records import Token

# Name-finder labels that are worth something as a hint; the others (dates, nationalities, works) bar a word.
NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
BARRED = frozenset({"DATE", "TIME", "NORP", "LANGUAGE", "ORDINAL", "CARDINAL", "MONEY", "PERCENT", "QUANTITY"})

# A heading has this share of its longer words capitalised, and at least this many of them.
HEADING_SHARE, HEADING_WORDS = 0.75, 4

# Blanks between a name and the mark beside it.
NEAR = 8

_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th|d)$")
_WORD = re.compile(r"[^\W\d_]+")
_QUOTES = frozenset({'"', "“", "”"})
_MARKS = frozenset({"", "\n", ",", ";", ":", "(", ")", "-", "|"})

# The head of a body is looked for this many words on.
LOOK = 4

# What a body's name has begun with is looked for this many words back.
LONG = 12

# Words of a heading this short are written small even in Title Case.
SMALL = 4


def runs(tree: Tree) -> Iterator[range]:
    """Yield the runs of name words in `tree`, in order: titles, dates and nationalities left out.

    In a heading capitals say nothing, so only a full name that stands by itself counts.
    """
    title = titles(tree)
    inside = {k for start, end in title.items() for k in range(start, end)}
    headings: dict[tuple[int, int], bool] = {}
    for sentence in tree.sentences:
        line = _line(tree, sentence)
        if line not in headings:
            headings[line] = is_heading(tree.document.text[slice(*line)])
        heading = headings[line]
        for run in _in_sentence(tree, sentence, inside):
            if not heading or _bounded(tree, run):
                yield from _split(tree, run)


def _in_sentence(tree: Tree, sentence: range, inside: set[int]) -> Iterator[range]:
    """Yield the unbroken runs of name words in a sentence, outside titles."""
    i = sentence.start
    while i < sentence.stop:
        end = i if i in inside else _run(tree, i, sentence.stop, inside)
        if end > i:
            yield range(i, end)
        i = max(end, i + 1)


def _line(tree: Tree, sentence: range) -> tuple[int, int]:
    """Return where the line (or the lines) of a sentence stands."""
    text, start, end = tree.document.text, tree.tokens[sentence.start].start, tree.tokens[sentence.stop - 1].end
    stop = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, stop if stop >= 0 else len(text)


def is_heading(line: str) -> bool:
    """Whether a line is written in Title Case or in capitals, so that capitals say nothing."""
    long = [word for word in _WORD.findall(line) if len(word) >= SMALL]
    capital = sum(word[0].isupper() for word in long)
    ended = line.rstrip().endswith((".", "!")) and not all(w.isupper() for w in long)
    return len(long) >= HEADING_WORDS and capital >= HEADING_SHARE * len(long) and not ended


def _bounded(tree: Tree, run: range) -> bool:
    """Whether `run` is a full name by itself between marks or line ends, as in a list of those present."""
    tokens, text = tree.tokens, tree.document.text
    if len(run) not in {2, 3} or tokens[run.start].text not in words("given_names", "he", "she", "either"):
        return False
    start, end = tokens[run.start].start, tokens[run[-1]].end
    before, after = text[max(0, start - NEAR) : start].rstrip(" ")[-1:], text[end : end + NEAR].lstrip(" ")[:1]
    return before in _MARKS and after in _MARKS


def hint(token: Token) -> str:
    """Return the name finder's label for a word, or ""."""
    return token.entity[2:]


def is_number(tree: Tree, i: int) -> bool:
    """Whether word `i` numbers the unit whose word follows, a word or two on: "the 24th Infantry Division"."""
    after = tree.tokens[i + 1 : i + 1 + LOOK]
    return _ORDINAL.match(tree.tokens[i].text) is not None and any(t.text in words("organizations", "unit") for t in after)


def is_capital(text: str) -> bool:
    """Whether a word begins with a capital, if after "d'" or "l'": "d'Orrin"."""
    return text[0].isupper() or (text[:2].lower() in {"d'", "d’", "l'", "l’"} and text[2:3].isupper())


def is_name_word(token: Token) -> bool:
    """Whether a word may be part of a name by its looks and tag."""
    text = token.text
    barred = text in words("names", "never", "shorthand", "nation") or text in words("titles", "honorific", "short")
    if not is_capital(text) or hint(token) in BARRED or barred:
        return False
    return token.pos == "PROPN" or (hint(token) in NAMED and token.pos in {"NOUN", "ADJ", "X", "VERB", "ADV", "INTJ"})


def _run(tree: Tree, i: int, stop: int, inside: set[int]) -> int:
    """Return the end of the run that starts at word `i`, or `i`."""
    start = i + particles(tree, i) if i - 1 in inside else _after_article(tree, i, stop)
    if not is_name_word(tree.tokens[start]) and not _is_nation_of(tree, i, stop):
        return i
    end = start + 1
    while (after := _next(tree, i, end, stop)) > end and not any(k in inside for k in range(end, after)):
        end = after
    return end


def _after_article(tree: Tree, i: int, stop: int) -> int:
    """Return the word after an Arabic article that a hyphen ties to it, or `i`: "al-Orrin", "al-Skal"."""
    tokens = tree.tokens
    article = tokens[i].text.lower() in words("names", "article") and i + 2 < stop and tokens[i + 1].text == "-"
    return i + 2 if article and tokens[i].end + 1 == tokens[i + 2].start else i


def _is_nation_of(tree: Tree, i: int, stop: int) -> bool:
    """Whether word `i` is the nation in a body's name: "Danish Embassy", "Norwegian Ministry of Trade"."""
    token = tree.tokens[i]
    nation = token.pos == "ADJ" or hint(token) == "NORP" or token.text in words("names", "nation")
    if not nation or not token.text[0].isupper() or i + 1 >= stop:
        return False
    return tree.tokens[i + 1].text in words("organizations", "organization", "place", "body") or _is_body(tree, i + 1, stop)


def _is_body(tree: Tree, i: int, stop: int) -> bool:
    """Whether capitalised words from `i` on end in the head of a body, a few words on: "French | Foreign Legion School"."""
    capital = takewhile(lambda token: token.text[0].isupper(), tree.tokens[i : min(stop, i + LOOK)])
    return any(token.text in words("organizations", "organization") for token in capital)


def _next(tree: Tree, first: int, at: int, stop: int) -> int:
    """Return the end of the run `first`:`at` with one more name word, across what may stand between; `at` when it ends."""
    tokens = tree.tokens
    if after := _nickname(tree, first, at, stop) or _hyphenated(tree, at, stop):
        return after
    k = at
    while k < stop and k - at < 4 and _joins(tree, first, at, k):
        k += 1
    if k < stop and is_name_word(tokens[k]) and (k == at or _worth(tree, at, k)):
        return k + 1
    if k == at < stop and _is_nation_of(tree, k, stop):
        return k + 1
    if at + 1 < stop and tokens[at].text == "," and tokens[at + 1].text in words("names", "after_comma"):
        return at + 2
    return at + 1 if at < stop and _is_ending(tree, at) else at


def _is_ending(tree: Tree, at: int) -> bool:
    """Whether word `at` ends the name before it: "Jr.", "Inc.", a body's head written small ("Senate Intelligence committee")."""
    text = tree.tokens[at].text
    if text in words("organizations", "small"):
        return hint(tree.tokens[at - 1]) == "ORG"
    return text in words("names", "suffix") or text in words("organizations", "legal")


def _nickname(tree: Tree, first: int, at: int, stop: int) -> int | None:
    """Return the end of the name that goes on after a nickname in quotes or brackets: 'Anna "Nan" Vale'."""
    tokens = tree.tokens
    if at + 3 >= stop or tokens[at].text not in {*_QUOTES, "(", "'"} or tokens[at + 2].text not in {*_QUOTES, ")", "'"}:
        return None
    known = tokens[first].text in words("given_names", "he", "she", "either")
    quoted = tokens[at].text in _QUOTES and all(is_capital(tokens[k].text) for k in (at + 1, at + 3))
    return at + 4 if known and (quoted or (is_name_word(tokens[at + 1]) and is_name_word(tokens[at + 3]))) else None


def _hyphenated(tree: Tree, at: int, stop: int) -> int | None:
    """Return the end of a name that goes on after a hyphen: "Anne-Marie", "Abdel-Shafi", "Wai-keung".

    Two names with a mere hyphen between them ("the Vale-Orrin talks") are two where each also stands by itself.
    """
    tokens = tree.tokens
    if at + 1 >= stop or tokens[at].text != "-" or not tokens[at - 1].end == tokens[at].start == tokens[at + 1].start - 1:
        return None
    left, right = tokens[at - 1], tokens[at + 1]
    alone = {left.text, right.text} <= tree.lone
    inside = right.text[0].isupper() or (right.entity == "I-PERSON" and left.entity[2:] == "PERSON")
    return at + 2 if inside and not alone else None


def _joins(tree: Tree, first: int, at: int, k: int) -> bool:
    """Whether word `k` may stand inside the name `first`:`at`."""
    text, tokens = tree.tokens[k].text, tree.tokens
    if text in words("names", "particle"):
        return True
    if text == "-":
        return tokens[k - 1].end == tokens[k].start
    if text == "&":
        return True
    if text in {"of", "for", "on", "and", "the"}:
        return _heads_on(tree, first, at, k) or _same_entity(tree, at - 1, k)
    return False


def _heads_on(tree: Tree, first: int, at: int, k: int) -> bool:
    """Whether the name so far is a body that goes on: "Ministry | of Trade", a court's at every "of" and "for".

    "and" only inside one that has begun to.
    """
    goes_on = words("organizations", "goes_on")
    if tree.tokens[k].text == "and":
        begun = any(tree.tokens[j].text in {"of", "for", "on"} for j in range(max(first, at - LONG), at))
        return begun and (_same_entity(tree, at - 1, k) or _is_field(tree, k + 1))
    court = any(tree.tokens[j].text == "Court" for j in range(max(first, at - LONG), at))
    return tree.tokens[at - 1].text in goes_on or (court and tree.tokens[k].text != "on")


def _is_field(tree: Tree, i: int) -> bool:
    """Whether word `i` is a capitalised common word, no name of its own: "Ministry of Trade and | Fisheries"."""
    after = [t for t in tree.tokens[i : i + 2] if t.sentence == tree.tokens[i - 1].sentence]
    lone = bool(after) and is_capital(after[0].text) and not any(is_capital(t.text) for t in after[1:])
    return lone and hint(after[0]) in {"ORG", ""} and after[0].text not in words("given_names", "he", "she", "either")


def _same_entity(tree: Tree, left: int, right: int) -> bool:
    """Whether the name finder saw one organisation or place over both words."""
    label = hint(tree.tokens[left])
    return label in {"ORG", "FAC", "GPE", "LOC"} and all(
        tree.tokens[k].entity == f"I-{label}" for k in range(left + 1, right + 1)
    )


def _worth(tree: Tree, at: int, k: int) -> bool:
    """Whether what stands between is right for the word after it: a hyphen touches both sides."""
    return tree.tokens[at].text != "-" or tree.tokens[k - 1].end == tree.tokens[k].start


def _split(tree: Tree, run: range) -> Iterator[range]:
    """Yield `run`, cut where the name finder begins a full name of a person after something that is no person.

    Words for a post before the name are left out ("Engineer Tom Roe"), so is a run in quote marks: a work, a code, a nickname.
    """
    if _is_quoted(tree, run):
        return
    start = _numbered(tree, run, _after_roles(tree, run))
    for k in range(start + 1, run.stop - 1):
        begins = tree.tokens[k].entity == "B-PERSON" and tree.tokens[k + 1].entity == "I-PERSON"
        if begins and (hint(tree.tokens[k - 1]) not in {"PERSON", ""} or _is_given(tree, range(max(start, k - LOOK), k + 1))):
            yield _trimmed(tree, range(start, k))
            start = k
    yield _trimmed(tree, range(start, run.stop))


def _numbered(tree: Tree, run: range, start: int) -> int:
    """Return the word before `start` where it numbers a unit: "the 24th | Infantry Division"; else `start`."""
    unit = any(tree.tokens[k].text in words("organizations", "unit") for k in run)
    return start - 1 if unit and start and _ORDINAL.match(tree.tokens[start - 1].text) else start


def _is_given(tree: Tree, run: range) -> bool:
    """Whether the last word of `run` is a given name and none before it is one, or an initial: "the Middle East | Ann Vale"."""
    given = words("given_names", "he", "she", "either")
    first = [tree.tokens[k].text for k in run[:-1]]
    return tree.tokens[run[-1]].text in given and not any(w in given or len(w.rstrip(".")) == 1 for w in first)


def _trimmed(tree: Tree, run: range) -> range:
    """Return `run` without words at its end that only join: "of", "&"."""
    while len(run) > 1 and not tree.tokens[run[-1]].text[0].isupper() and tree.tokens[run[-1]].pos != "NOUN":
        run = run[:-1]
    return run


def _after_roles(tree: Tree, run: range) -> int:
    """Return where the name in `run` begins, after capitalised role nouns: 2 for "County Coroner Tom Roe"."""
    start = run.start
    while start < run[-1] and tree.tokens[start].text in words("names", "opens"):
        start += 1
    if tree.tokens[run[-1]].text in words("organizations", "organization", "place", "legal"):
        return start
    roles = (k for k in reversed(run[:-1]) if tree.tokens[k].text.lower() in words("roles", "person"))
    return next((k + 1 for k in roles if tree.tokens[k + 1].text[0].isupper()), start)


def _is_quoted(tree: Tree, run: range) -> bool:
    """Whether quote marks stand right before and after `run`."""
    around = (run.start - 1, run.stop)
    return all(0 <= k < len(tree.tokens) and tree.tokens[k].text in {'"', "'"} for k in around)
