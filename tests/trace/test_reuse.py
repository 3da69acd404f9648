"""Passages that two texts share: found whole, near enough in any order, formulas and what mails quote left out."""

from collections.abc import Sequence
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from clew.index import Index
from clew.records import Document, Observation, Source, Span, When, Zone
from clew.trace.copied import Reuse
from clew.trace.reuse import RUN, find_shared

WORDS = [f"word{n}" if n % 2 else f"of{chr(97 + n % 26)}" for n in range(400)]
PASSAGE = "the men came in by the back door at ten and left the box with the clerk who had the key to it"


def document(name: str, text: str, day: int = 0, *, kind: str = "article", zones: Sequence[Zone] = ()) -> Document:
    start, end = datetime(2001, 1, day or 1, tzinfo=UTC), datetime(2001, 1, (day or 1) + 1, tzinfo=UTC)
    when = When(start, end, "day", Span(name, 0, 1, text[:1]), None, "test/1") if day else None
    return Document(name, Source(f"{name}.txt", "0" * 64), "text/plain", kind, None, text, published=when, zones=tuple(zones))


def reuse(*documents: Document) -> Reuse:
    return Reuse(Index([Observation(d) for d in documents]))


def test_the_later_document_rests_on_the_earlier() -> None:
    first, second = document("b", f"Moss says {PASSAGE}.", 3), document("a", f"{PASSAGE}, Vale has learned.", 9)
    (found,) = reuse(first, second).reliances
    assert (found.document, found.on, found.certainty) == ("a", "b", "certain")
    assert found.left.text == PASSAGE
    assert found.right is not None
    assert found.right.text == PASSAGE


def test_what_is_marked_as_quoted_rests_on_the_other_whatever_its_date() -> None:
    quoting = document("b", f"So it is: {PASSAGE}.", zones=[Zone(10, 10 + len(PASSAGE), "quoted", None, "test/1")])
    (found,) = reuse(document("a", f"Moss says {PASSAGE}."), quoting).reliances
    assert (found.document, found.certainty) == ("b", "certain")


def test_without_any_date_they_are_tied_but_which_was_first_is_not_said() -> None:
    (found,) = reuse(document("a", f"Moss says {PASSAGE}."), document("b", f"{PASSAGE}!")).reliances
    assert found.certainty == "probable"
    assert "not known" in found.reason


def test_the_words_of_a_third_in_quotation_marks_tie_nobody_surely() -> None:
    (found,) = reuse(document("a", f'He said: "{PASSAGE}."', 2), document("b", f"“{PASSAGE},” he said.", 4)).reliances
    assert found.certainty == "possible"


def test_a_shorter_run_and_a_formula_of_many_tie_nobody() -> None:
    few = " ".join(PASSAGE.split()[: RUN - 1])
    assert reuse(document("a", f"Moss, {few}."), document("b", f"Vale, {few}.")).reliances == ()
    assert reuse(*(document(f"d{n}", f"Number {n}: {PASSAGE}.") for n in range(9))).reliances == ()


def test_what_a_mail_quotes_is_left_out() -> None:
    text = f"I know.\n> {PASSAGE}."
    mail = document("b", text, kind="mail", zones=[Zone(8, len(text), "quoted", None, "test/1")])
    assert reuse(document("a", f"Moss says {PASSAGE}."), mail).reliances == ()


@given(st.integers(0, 300), st.integers(RUN, 60), st.integers(0, 30), st.integers(0, 30))
def test_a_run_is_found_whole_wherever_it_stands(start: int, length: int, before: int, after: int) -> None:
    run = WORDS[start : start + length]
    texts = ["x y z " * before + " ".join(run) + " q", "m n o " * after + " ".join(run) + " p"]
    documents = [document(name, text) for name, text in zip("ab", texts, strict=True)]
    (found,) = find_shared(documents, {})
    assert found.words == len(run)
    assert texts[0][slice(*found.left_range)] == texts[1][slice(*found.right_range)] == " ".join(run)


@given(st.permutations(range(4)))
def test_the_order_of_documents_does_not_matter(order: Sequence[int]) -> None:
    texts = [f"Moss says {PASSAGE}.", f"{PASSAGE}, Vale has learned.", "Nothing here.", f"Again {PASSAGE} it seems."]
    documents = [document(f"d{n}", text, n + 1) for n, text in enumerate(texts)]
    found = {(r.document, r.on, r.certainty) for r in reuse(*(documents[n] for n in order)).reliances}
    assert found == {("d1", "d0", "certain"), ("d3", "d0", "certain"), ("d3", "d1", "certain")}
