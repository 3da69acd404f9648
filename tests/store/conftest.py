import pytest

from clew.records import Document, Header, Mention, Observation, Receipt, Source, make
from clew.store import CaseFolder


@pytest.fixture
def folder(tmp_path):
    return CaseFolder.create(tmp_path / "harbour.clew")


@pytest.fixture
def observe():
    """Make an observation by hand: a document with one mention of its first letters."""

    def made(id, path="a.txt", part="", text="Jane Roe met the board.", sha="aa", **fields):
        headers = tuple(Header(name, value) for name, value in fields.pop("headers", ()))
        fields = {"media": "text/plain", "kind": "text", "title": None, **fields}
        document = Document(id=id, source=Source(path, sha, part), text=text, headers=headers, **fields)
        mention = make(Mention, span=document.span(0, 4), kind="person", form="name", name=text[:4], by="test/1")
        return Observation(document, mentions=(mention,))

    return made


@pytest.fixture
def receipt():
    def made(path, outcome="read", reason="", sha="aa", documents=()):
        return Receipt(path, "", sha, 10, outcome, reason, documents)

    return made
