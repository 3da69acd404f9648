"""What an attacker does to a text, as functions from a text and a random source to the text attacked."""

import re
from collections.abc import Callable, Sequence
from random import Random

from score.alphabets import Alphabet

Attack = Callable[[str, Random], str]

_WORD = re.compile(r"[A-Za-z]{3,}")
_BETWEEN = re.compile(r"(?<=[a-z] )[A-Za-z]+(?= [A-Za-z])")
_PHRASE = re.compile(r"(?<=[a-z] )[A-Za-z]+(?: [A-Za-z]+){0,3}(?= [A-Za-z])")
_POP, _POP_ISOLATE = "\N{POP DIRECTIONAL FORMATTING}", "\N{POP DIRECTIONAL ISOLATE}"
_REVERSE = "\N{RIGHT-TO-LEFT OVERRIDE}"


def substituting(alphabet: Alphabet, rate: float) -> Attack:
    """Put a look-alike for this share of the letters that have one."""

    def attack(text: str, random: Random) -> str:
        return "".join(random.choice(alphabet[c]) if c in alphabet and random.random() < rate else c for c in text)

    return attack


def in_one_word(alphabet: Alphabet, rate: float) -> Attack:
    """Do that in one word of the document, which has two letters or more with a look-alike."""
    substitute = substituting(alphabet, rate)

    def attack(text: str, random: Random) -> str:
        words = [m for m in re.finditer(r"\w+", text) if sum(c in alphabet for c in m[0]) > 1]
        return _at(text, [random.choice(words)], lambda word: substitute(word, random)) if words else text

    return attack


def inserting(characters: Sequence[str], rate: float) -> Attack:
    """Put one of `characters` after this share of the characters that stand inside a word."""

    def attack(text: str, random: Random) -> str:
        return re.sub(r"\w(?=\w)", lambda m: m[0] + random.choice(characters) if random.random() < rate else m[0], text)

    return attack


def embedding(openers: Sequence[str], rate: float) -> Attack:
    """Wrap this share of the words in directions that change nothing: a word of one direction between two others of it."""

    def attack(text: str, random: Random) -> str:
        return _some(_BETWEEN, text, rate, random, lambda word: _closed(random.choice(openers), word))

    return attack


def reversing(text: str, random: Random) -> str:
    """Write some phrases backwards under an override, so that they are shown as they were."""
    return _some(_PHRASE, text, 0.1, random, lambda phrase: f"{_REVERSE}{phrase[::-1]}{_POP}")


def hiding(message: Sequence[str]) -> Attack:
    """Put the whole of `message` after one word."""

    def attack(text: str, random: Random) -> str:
        place = random.choice([m.end() for m in _WORD.finditer(text)] or [len(text)])
        return f"{text[:place]}{''.join(message)}{text[place:]}"

    return attack


def scattering(message: Sequence[str]) -> Attack:
    """Put one character of `message` after one word in eight, from its first on and round again."""

    def attack(text: str, random: Random) -> str:
        count = iter(range(len(text)))
        return _some(_WORD, text, 1 / 8, random, lambda word: word + message[next(count) % len(message)])

    return attack


def stacking(marks: Sequence[str], rate: float, least: int, most: int) -> Attack:
    """Put `least` to `most` marks over this share of the letters."""

    def attack(text: str, random: Random) -> str:
        def stacked(letter: re.Match[str]) -> str:
            return letter[0] + "".join(random.choices(marks, k=random.randint(least, most)))

        return re.sub("[A-Za-z]", lambda m: stacked(m) if random.random() < rate else m[0], text)

    return attack


def joining(ligatures: dict[str, str]) -> Attack:
    """Put a ligature for every run of letters that has one."""
    runs = re.compile("|".join(ligatures))
    return lambda text, _: runs.sub(lambda m: ligatures[m[0]], text)


def spacing(spaces: Sequence[str], rate: float) -> Attack:
    """Put another space for this share of the spaces between words."""

    def attack(text: str, random: Random) -> str:
        return re.sub(r"(?<=\w) (?=\w)", lambda m: random.choice(spaces) if random.random() < rate else m[0], text)

    return attack


def misreading(written: str, read: str) -> Attack:
    """Write the text in one encoding and read it in another; a text that cannot be written so is left alone."""

    def attack(text: str, _: Random) -> str:
        try:
            return "".join(_read(bytes([byte]), read) for byte in text.encode(written))
        except UnicodeEncodeError:
            return text

    return attack


def _read(byte: bytes, encoding: str) -> str:
    """Read one byte as a browser does: one without a meaning is a control character."""
    try:
        return byte.decode(encoding)
    except UnicodeDecodeError:
        return byte.decode("latin-1")


def _closed(opener: str, word: str) -> str:
    return opener + word + (_POP if opener < "\u2060" else _POP_ISOLATE)


def _some(pattern: re.Pattern[str], text: str, rate: float, random: Random, change: Callable[[str], str]) -> str:
    return pattern.sub(lambda m: change(m[0]) if random.random() < rate else m[0], text)


def _at(text: str, places: Sequence[re.Match[str]], change: Callable[[str], str]) -> str:
    for place in places:
        text = text[: place.start()] + change(place[0]) + text[place.end() :]
    return text
