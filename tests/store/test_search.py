"""Search finds what the query says, marks it to the character, and ranks the same in every build."""

import random
import sqlite3
import sys
import tomllib
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clew.errors import AskError
from clew.records import Document, Header, Mention, Observation, Source, Span, When, make
from clew.store import write_part
from clew.store.passages import matches, near
from clew.store.query import All, Either, Not, Words, parse_query, words_of
from clew.store.search import _analyzer, build_index, count, open_index, passages, search

CASES = tomllib.loads(Path(__file__).with_name("queries.toml").read_text(encoding="utf-8"))

HEADERS = (
    Header("From", "Jane Roe <j.roe@harbour.example>"),
    Header("To", "Lee Vale <l.vale@harbour.example>"),
    Header("Cc", "ash@harbour.example"),
)


def when(*day):
    return When(datetime(*day, tzinfo=UTC), None, "day", Span("x", 0, 1, "x"), None, "test/1")


def seen(id, text, path="a.txt", kind="text", names=(), **fields):
    document = Document(id, Source(path, "aa"), "text/plain", kind, fields.pop("title", None), text, **fields)
    mentions = (make(Mention, span=document.span(0, 1), kind="person", form="name", name=name, by="test/1") for name in names)
    return Observation(document, mentions=tuple(mentions))


CORPUS = (
    seen("board", "Re: the harbour board met. A board meets at the quay."),
    seen("mail", "Board, come to the harbour.", "box.mbox", "mail", headers=HEADERS, sent=when(2016, 6, 1)),
    seen("sheet", "board; budget 12345678901234567890123456789012345678901234567890", "box.mbox", "sheet", parent="mail"),
    seen("pier", "A harbor with a pier, said O'Brien."),
    seen("story", "Émile came to the quay.", kind="article", title="The Tribune", names=["Émile"], published=when(2016, 5, 31)),
)
TEXTS = {o.document.id: o.document.text for o in CORPUS}


def filed(document):
    return {"mail": ["any", "substituted", "tool"], "sheet": ["any", "invisible"], "pier": ["undecided"]}.get(document.id, [])


@cache
def index():
    return build_index(CORPUS, filed)


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["query"][:30])
def test_a_query_finds_and_marks(case):
    found = {hit.document for hit in search(index(), case["query"], 10)}
    assert found == set(case["documents"])
    assert count(index(), case["query"]) == len(found)
    if "marked" in case:
        text = TEXTS[case["documents"][0]]
        assert [text[start:end].lower() for start, end in passages(text, case["query"])][: len(case["marked"])] == [
            word.lower() for word in case["marked"]
        ]


@pytest.mark.parametrize("case", CASES["malformed"], ids=lambda case: repr(case["query"]))
def test_a_malformed_query_is_told_in_one_line(case):
    for ask in (lambda query: search(index(), query, 10), lambda query: passages("text", query)):
        with pytest.raises(AskError, match=case["says"]) as caught:
            ask(case["query"])
        assert "\n" not in str(caught.value)


# Few words that are near one another, so that most queries hit something.
VOCABULARY = ["board", "boards", "baord", "bard", "quay", "quays", "Quai", "pier", "tier", "ΟΔΟΣ", "naïve", "हिन्दी"]
VOCABULARY_TEXTS = st.lists(st.sampled_from(VOCABULARY), max_size=7).map(" ".join)
PLAIN = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=3).map(lambda words: Words("", words_of(" ".join(words))))
BEGUN = st.sampled_from(VOCABULARY).map(lambda word: Words("", words_of(word[:3]), "*"))
NEARLY = st.sampled_from(VOCABULARY).map(lambda word: Words("", words_of(word), "~"))


def nested(atoms):
    def joined(inner):
        several = st.lists(inner, min_size=2, max_size=3).map(tuple)
        return st.builds(Not, inner) | several.map(All) | several.map(Either)

    return st.recursive(atoms, joined, max_leaves=5)


def written(node):
    match node:
        case Words(words=words, ending=ending):
            return f"{words[0]}{ending}" if len(words) == 1 else f'"{" ".join(words)}"'
        case Not(node=inner):
            return f"-({written(inner)})"
        case All(nodes=nodes):
            return f"({' '.join(map(written, nodes))})"
        case Either(nodes=nodes):
            return f"({' OR '.join(map(written, nodes))})"


def holds(node, words):
    match node:
        case Words(words=asked, ending=ending):
            runs = (words[n : n + len(asked)] for n in range(len(words) - len(asked) + 1))
            return any(all(matches(w, a, ending) for w, a in zip(run, asked, strict=True)) for run in runs)
        case Not(node=inner):
            return not holds(inner, words)
        case All(nodes=nodes):
            return all(holds(part, words) for part in nodes)
        case Either(nodes=nodes):
            return any(holds(part, words) for part in nodes)


@settings(deadline=None, max_examples=40)
@given(st.lists(VOCABULARY_TEXTS, max_size=8), st.lists(nested(PLAIN | BEGUN | NEARLY), min_size=1, max_size=8))
def test_the_index_agrees_with_reading_every_text(texts, queries):
    built = build_index([seen(f"d{n}", text or "-") for n, text in enumerate(texts)], filed)
    for query in queries:
        found = {hit.document for hit in search(built, written(query), 20)}
        assert found == {f"d{n}" for n, text in enumerate(texts) if holds(query, words_of(text))}


@settings(deadline=None, max_examples=40)
@given(st.lists(VOCABULARY_TEXTS, max_size=8), st.lists(PLAIN | BEGUN, min_size=1, max_size=8))
def test_the_index_agrees_with_sqlite(texts, queries):
    built = build_index([seen(f"d{n}", text or "-") for n, text in enumerate(texts)], filed)
    oracle = sqlite3.connect(":memory:")
    oracle.execute("create virtual table docs using fts5(text, tokenize = 'unicode61 remove_diacritics 0')")
    oracle.executemany("insert into docs values (?)", [(text,) for text in texts])
    for query in queries:
        phrase = f'"{" ".join(query.words)}"{query.ending}'
        (expected,) = oracle.execute("select count(*) from docs where docs match ?", (phrase,)).fetchone()
        assert count(built, written(query)) == expected


@settings(deadline=None)
@given(nested(PLAIN | BEGUN | NEARLY))
def test_a_query_is_read_as_it_is_written(node):
    assert parse_query(written(node)) == node


@given(st.text(max_size=40))
def test_any_text_is_a_query_or_an_error_of_one_line(text):
    try:
        spans = passages(text, text)
    except AskError as error:
        assert "\n" not in str(error)
    else:
        assert all(start < end <= len(text) for start, end in spans)
        assert all(left[1] <= right[0] for left, right in pairwise(spans))


@pytest.mark.parametrize("other", ["quay", "quays", "uay", "qay", "qaay", "qauy", "quya", "uqay"])
def test_near(other):
    assert near("quay", other) and near(other, "quay")


@pytest.mark.parametrize("other", ["yauq", "qays", "quayss", "ua", "quy a", "qyau"])
def test_not_near(other):
    assert not near("quay", other) and not near(other, "quay")


def test_the_index_and_the_reader_cut_the_same_words():
    # Unassigned (Cn): Tantivy knows a later Unicode than Python.
    letters = "".join(f"a{c}B " for c in map(chr, range(sys.maxunicode + 1)) if category(c) not in ("Cn", "Cs"))
    assert tuple(_analyzer().analyze(letters)) == words_of(letters)


def test_ties_come_in_the_order_of_ids_in_every_build():
    texts = [seen(f"d{n:03}", f"quay {'pier ' * (n % 3)}board{n % 2}") for n in range(200)]
    answers = set()
    for turn in range(4):
        random.Random(turn).shuffle(texts)
        built = build_index(texts, filed)
        answers.add(tuple(search(built, q, 7) for q in ("quay", "qua*", "board0~", "pier -board1")))
    (answer,) = answers
    assert [hit.document for hit in answer[1]] == [f"d{n:03}" for n in range(7)]


def test_a_small_answer_begins_a_large_one():
    texts = [seen(f"d{n:03}", "quay " * (1 + n % 4) + "pier " * (n % 5)) for n in range(100)]
    built = build_index(texts, filed)
    assert search(built, "quay", 60)[:5] == search(built, "quay", 5)


def test_the_index_of_a_case_follows_it_and_may_be_deleted(folder):
    folder.commit(write_part(folder.path, CORPUS, []))
    assert count(open_index(folder, filed), "quay") == 2
    (place,) = (folder.path / "derived").iterdir()
    made = place.stat().st_mtime_ns
    assert count(open_index(folder, filed), "quay") == 2
    assert place.stat().st_mtime_ns == made
    folder.commit(write_part(folder.path, [seen("new", "the quay", "new.txt")], []))
    assert count(open_index(folder, filed), "quay") == 3
    (place,) = (folder.path / "derived").iterdir()
    (place / "meta.json").unlink()
    assert count(open_index(folder, filed), "quay") == 3
