import pytest

from clew.ingest import with_language
from clew.records import Document, Source, Zone

LONG = "The minister met the banker in the harbour office on Tuesday, and three people said that they spoke about the sale."


def document(text: str, *zones: Zone) -> Document:
    return Document("d", Source("a", ""), "text/plain", "text", None, text, zones=zones)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (LONG, "en"),
        ("Der Minister traf den Bankier am Dienstag im Hafenamt, und sie sprachen über den Verkauf des Hafens.", "de"),
        ("Министр встретил банкира в портовом управлении во вторник, и они говорили о продаже порта.", "ru"),
        ("FYI, see below.", "en"),
        ("Да, конечно.", None),
        ("", None),
        ("12 / 45 / 78", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert with_language(document(text)).language == language


def test_the_author_s_own_words_decide() -> None:
    german = "Der Minister traf den Bankier am Dienstag im Hafenamt, und sie sprachen über den Verkauf des Hafens."
    quoted = Zone(len(LONG) + 2, len(LONG) + 2 + len(german), "quoted", None, "t/1")
    assert with_language(document(f"{LONG}\n\n{german}", quoted)).language == "en"
