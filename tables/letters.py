"""Write src/clew/mend/letters.toml: who looks like whom, from Unicode's own lists and the picks in picks.toml.  `make tables`

Unicode's confusables (UTS #39) come with the package confusable-homoglyphs, names and categories with Python's unicodedata; the
versions of both are written into the file.
"""

import json
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from importlib import metadata, resources
from pathlib import Path
from string import ascii_letters

HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "clew" / "mend" / "letters.toml"
PACKAGE = "confusable-homoglyphs"

# Tables of picks by the first word of their letters' names.
SCRIPT = {"cyrillic": "CYRILLIC", "greek": "GREEK", "cyrillic_rare": "CYRILLIC", "armenian": "ARMENIAN", "cherokee": "CHEROKEE"}


def confusables() -> dict[str, set[str]]:
    """Return, for each character that is no ASCII, the ASCII letters that Unicode calls confusable with it."""
    listed = json.loads(resources.files("confusable_homoglyphs").joinpath("confusables.json").read_text("utf-8"))
    found: dict[str, set[str]] = defaultdict(set)
    for letter in ascii_letters:
        for other in (entry["c"].strip("\N{LEFT-TO-RIGHT MARK}") for entry in listed.get(letter, ())):
            if len(other) == 1 and not other.isascii() and unicodedata.name(other, ""):
                found[other].add(letter)
    return found


def picked(table: str, picks: dict[str, str], known: dict[str, set[str]]) -> dict[str, str]:
    """Return the letter of `table` for each Latin one: named in the picks, or the only one Unicode knows."""
    found = {latin: only(table, latin, known) for latin in picks["letters"] if latin not in picks}
    names = {latin: name for latin, name in picks.items() if latin != "letters"} | found
    return dict(sorted(names.items(), key=lambda pair: (pair[0].islower(), pair[0])))


def only(table: str, latin: str, known: dict[str, set[str]]) -> str:
    """Return the name of the letter that looks like `latin`; ValueError where there is none or more than one to choose from."""
    kind = "CHEROKEE LETTER" if table == "cherokee" else f"{SCRIPT[table]} {'CAPITAL' if latin.isupper() else 'SMALL'}"
    names = (unicodedata.name(c) for c, letters in known.items() if latin in letters)
    fitting = [name for name in names if name.startswith(kind)]
    if len(fitting) != 1:
        raise ValueError(f"{table}: {latin} could be {fitting}: name one in picks.toml")
    return fitting[0]


def woven(known: dict[str, set[str]], picks: dict[str, list[str]], passed: set[str]) -> dict[str, list[str]]:
    """Return, for each Latin letter, the other characters that look like it, but those `passed`: taken elsewhere, or left out.

    Styled forms of ASCII are no look-alikes.
    """
    by_latin: dict[str, list[str]] = defaultdict(list, {latin: list(names) for latin, names in picks.items()})
    for other, letters in known.items():
        name = unicodedata.name(other)
        if name not in passed and not plain(other):
            by_latin[min(letters)].append(name)
    return {latin: sorted(names) for latin, names in sorted(by_latin.items(), key=lambda pair: (pair[0].islower(), pair[0]))}


def plain(other: str) -> bool:
    """Whether the character is a letter in costume: an ASCII one, or any in one for formulas."""
    folded, name = unicodedata.normalize("NFKC", other), unicodedata.name(other)
    return name.startswith("MATHEMATICAL") or (folded.isascii() and "ROMAN" not in name)


def lines() -> Iterator[str]:
    """Yield the lines of letters.toml."""
    picks = tomllib.loads((HERE / "picks.toml").read_text("utf-8"))
    known = confusables()
    yield "# Who looks like whom, by Unicode's names."
    yield "# Written by tables/letters.py (`make tables`): change tables/picks.toml, not this file."
    yield f"# From Unicode's confusables (UTS #39) in {PACKAGE} {metadata.version(PACKAGE)} and the Unicode"
    yield f"# Character Database {unicodedata.unidata_version}."
    taken: set[str] = set()
    for table in SCRIPT:
        names = picked(table, picks[table], known)
        taken.update(names.values())
        yield from ("", f"[{table}]", *(f'{key(latin)} = "{name}"' for latin, name in names.items()))
    yield from ("", "# Taken for Latin only where they are woven into Latin words.", "[woven]")
    for latin, names in woven(known, picks["woven"], taken | set(picks["left_out"]["names"])).items():
        yield from (f"{latin} = [", *(f'  "{name}",' for name in names), "]")


def key(latin: str) -> str:
    """Return a Latin letter as a key of TOML."""
    return latin if latin.isascii() else f'"{latin}"'


if __name__ == "__main__":
    TARGET.write_text("\n".join(lines()) + "\n", "utf-8")
