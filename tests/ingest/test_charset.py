import codecs

import pytest

from clew.ingest.charset import decode
from clew.ingest.vocabulary import words


@pytest.mark.parametrize(
    ("declared", "codec", "text"),
    [
        ("gb2312", "gb18030", "朱镕基"),
        ("ks_c_5601-1987", "cp949", "똠방각하"),
        ("x-sjis", "cp932", "①髙橋"),
        ("Shift_JIS", "cp932", "~①"),
        ("iso-8859-1", "cp1252", "“Zoë” – 5 €"),
        ("iso-8859-9", "cp1254", "“İstanbul”"),
        ("windows-874", "cp874", "สวัสดี"),
        ("x-mac-cyrillic", "mac_cyrillic", "Причал"),
        (' "KOI8-RU" ', "koi8_u", "Причал"),
        ("iso-2022-jp", "iso2022_jp", "埠頭"),
        ("unicode-1-1-utf-7", "utf_7", "Zoë"),
    ],
)
def test_charsets_by_the_names_that_senders_give(declared: str, codec: str, text: str) -> None:
    assert decode(text.encode(codec), declared).text == text


@pytest.mark.parametrize("declared", ["base64", "idna", "unicode_escape", "zip", "rot13", "undefined"])
def test_codecs_that_are_no_charsets_are_not_used(declared: str) -> None:
    assert decode(b"Zo\xeb met \\u0042o", declared).text == "Zoë met \\u0042o"


def test_every_codec_named_is_known() -> None:
    named = words("charsets")
    assert all(codecs.lookup(name) for name in [*named["names"].values(), *named["larger"].values()])
    assert [codecs.lookup(name).name for name in named["larger"]] == list(named["larger"])
