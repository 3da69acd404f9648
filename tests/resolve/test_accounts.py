"""The writers of a chat, invented: each goes by the name of one account."""

import pytest

from clew.records import Document, Field, Mention, Observation, Source, Zone, make
from clew.resolve.names import names_of


def observed(kind: str, *writers: str, spoken: str = "") -> Observation:
    """Return a document in which `writers` write a line each, and the last of them speaks of `spoken`."""
    text = "".join(f"{name}: Hi\n" for name in writers) + spoken
    starts = [text.index(f"{name}: ") for name in writers]
    zones = tuple(
        Zone(at, at + len(name) + 1, "header", None, "t/1", (Field("From", at, at + len(name)),))
        for at, name in zip(starts, writers, strict=True)
    )
    document = Document("d" * 24, Source("chat.txt", "0" * 64), "text/plain", kind, None, text, zones=zones)
    places = [*zip(starts, writers, strict=True), *([(len(text) - len(spoken), spoken)] if spoken else [])]
    mentions = tuple(
        make(Mention, span=document.span(at, at + len(name)), kind="person", form="name", name=name, by="t/1")
        for at, name in places
    )
    return Observation(document, mentions)


@pytest.mark.parametrize(
    ("observation", "tied"),
    [
        (observed("chat", "Tomas", "Tomas Orrin"), 0),
        (observed("chat", "Anna Vale", "Tomas Orrin", spoken="Tomas"), 1),
        (observed("chat", "Tomas", "Anna Vale", spoken="Tomas Orrin"), 1),
        (observed("text", "Tomas", "Tomas Orrin"), 1),
    ],
)
def test_one_account_is_not_another(observation: Observation, tied: int) -> None:
    assert len(names_of(observation).judgements) == tied
