"""Given names, their short forms and spellings: the list of `nicknames`, corrected and added to by shortforms.toml."""

from functools import cache, lru_cache

from nicknames import NickNamer

from clew.resolve.likeness.vocabulary import given_names, load


@cache
def _longer() -> dict[str, frozenset[str]]:
    """Return the names that each short form stands for. A "short form" longer than its name is the list's mistake."""
    table = load("shortforms")
    wrong = {tuple(pair) for pair in table["wrong"]}
    longer: dict[str, set[str]] = {}
    for long, shorts in NickNamer.default_lookup().items():
        for short in shorts:
            if len(short) <= len(long) and (short, long) not in wrong:
                longer.setdefault(short, set()).add(long)
    for long, shorts in table["further"].items():
        for short in shorts:
            longer.setdefault(short, set()).add(long)
    return {short: frozenset(longs) for short, longs in longer.items()}


def stands_for(word: str) -> frozenset[str]:
    """Return the given names that `word` is a short form of, in lower case."""
    return _longer().get(word, frozenset())


@lru_cache(maxsize=65536)
def roots(word: str) -> tuple[str, ...]:
    """Return the given names that `word` may be, itself included: what a block of short forms goes by."""
    return (word, *sorted(stands_for(word)))


@cache
def _shortened() -> frozenset[str]:
    return frozenset(n for n, shorts in NickNamer.default_lookup().items() if any(2 < len(s) < len(n) for s in shorts))


def is_shortened(word: str) -> bool:
    """Whether `word` has short forms itself, and so is a name of its own ("Helen", which the list has as short for "Ellen")."""
    return word in _shortened()


@cache
def _spelled() -> dict[str, int]:
    return {spelling: number for number, group in enumerate(load("shortforms")["spelled"]) for spelling in group}


def are_one(left: str, right: str) -> bool:
    """Whether both are spellings of one given name ("Mohammed", "Muhammad")."""
    number = _spelled().get(left)
    return number is not None and number == _spelled().get(right)


@cache
def _named() -> frozenset[str]:
    return frozenset({*given_names(), *NickNamer.default_lookup(), *load("shortforms")["further"], *_spelled()})


def is_given(word: str) -> bool:
    """Whether `word` is known as a given name."""
    return word in _named()
