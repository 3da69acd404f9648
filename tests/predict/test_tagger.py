"""The model: the same hints whatever is read beside a document, and hints that name words of the parse."""

import pytest

from clew import predict
from clew.parse import parse_documents
from clew.records import Document, Parse, Source, digest

TEXTS = (
    'Anna Vale said on Tuesday that she had met Bo Lund at the Harbour Office. "He never asked me for money," she added.',
    "According to two officials, Ines Okoro denied that the report was hers. It was sent in May.",
    "The weather was fine. " * 60,
)

pytestmark = pytest.mark.skipif(not predict.is_there(), reason="the model's file is not there")


def parses(texts: tuple[str, ...]) -> list[Parse]:
    named = [(digest(text), text) for text in texts]
    return list(parse_documents(Document(n, Source("", n), "text/plain", "text", None, t, language="en") for n, t in named))


def test_hints_do_not_depend_on_what_is_read_beside() -> None:
    together = [parse.hints for parse in predict.tagged(parses(TEXTS))]
    alone = [next(predict.tagged(parses((text,)))).hints for text in reversed(TEXTS)]
    assert together == alone[::-1]


def test_hints_name_words_of_the_parse() -> None:
    for parse in predict.tagged(parses(TEXTS)):
        assert parse.hints is not None
        assert all(0 <= h.first < h.last <= len(parse.tokens) and 0 <= h.score <= 1 for h in parse.hints.spans)
        assert all(earlier < word and 0 < chance <= 1 for word, earlier, chance in parse.hints.antecedents)
        assert all(-3 <= sure <= 3 for _, sure in parse.hints.certainty)


def test_a_plain_sentence_is_read() -> None:
    parse = next(predict.tagged(parses(TEXTS[:1])))
    assert parse.hints is not None
    found = {(h.label, " ".join(t.text for t in parse.tokens[h.first : h.last])) for h in parse.hints.spans}
    content = "that she had met Bo Lund at the Harbour Office"
    assert {("person", "Anna Vale"), ("source", "Anna Vale"), ("content", content), ("cue", "added")} <= found


def test_a_document_without_words_is_left_as_it_is() -> None:
    empty = Parse(parses(("-",))[0].document, ())
    assert list(predict.tagged([empty])) == [empty]
