"""Clean texts to attack: pieces of the labelled data where it is, and invented ones of the repository."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from score import gold

ROOT = Path(__file__).resolve().parent.parent
INVENTED = Path(__file__).parent / "invented"

# One piece in so many of each file: enough for rates, quick enough for every run.
STEPS = {
    "english": (("attacked", "vowels100", 4), ("legitimate", "en_all", 8)),
    "russian": (("attacked", "ru_lat100", 4), ("legitimate", "ru", 8)),
    "french": (("legitimate", "x_fr", 8),),
}

Texts = dict[str, list[str]]


def labelled() -> Texts:
    """Return pieces of the gold of attacked and legitimate texts, by language."""
    folders = {"attacked": gold.attacked(), "legitimate": gold.legitimate()}
    return {
        language: [row.gold for folder, name, step in files for row in folders[folder][name][::step]]
        for language, files in STEPS.items()
    }


def invented() -> Texts:
    """Return the texts of the demo's evidence but those attacked already, and the Russian and French ones written for this."""
    return {
        "english": [text for text in _read(ROOT / "demo" / "evidence") if _is_latin(text)],
        "russian": list(_read(INVENTED / "russian")),
        "french": list(_read(INVENTED / "french")),
    }


def _read(folder: Path) -> Iterator[str]:
    """Yield the texts under `folder`; one that is not UTF-8, or is empty, is there for other tests."""
    for path in sorted(folder.rglob("*.txt")):
        text = path.read_bytes().decode("utf-8", errors="replace").strip()
        if text and "\N{REPLACEMENT CHARACTER}" not in text:
            yield text


def _is_latin(text: str) -> bool:
    return all(unicodedata.name(c, "").startswith("LATIN") for c in text if c.isalpha())
