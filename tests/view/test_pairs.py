"""Two identities side by side: the pairs that rules are unsure of, judged one after the other, and any two that are asked for."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from clew.records import Comparison, Feature, Judgement, make
from clew.view import create_app
from clew.view.pages.pairs import in_words

FEATURES = (Feature("address", -0.5, "two addresses"), Feature("names", 2.0, "one surname"), Feature("post", 0.0, "nothing"))


@pytest.fixture
def own(make_case, tmp_path):
    """A case of its own whose rules are unsure of two pairs."""
    case = make_case(tmp_path / "own.clew")

    def pairs():
        for left, right in (("Edda Marlowe", "Viktor Stane"), ("Jonas Pell", "Viktor Stane")):
            sides = case.person(left), case.person(right)
            judged = case.derived.resolution.against(sides[0].mentions[0], sides[1].mentions[0])
            if sides[0] != sides[1] and not judged:
                judged = {"left": sides[0].mentions[0], "right": sides[1].mentions[0], "verdict": "unsure", "score": 0.5}
                yield *sides, make(Judgement, reason="both at the hotel", by="hotel/1", **judged)

    case.unsure_pairs = lambda: list(pairs())
    case.compare = lambda *_: Comparison("unsure", 0.5, FEATURES)
    return case, TestClient(create_app(case), base_url="http://127.0.0.1")


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def judge(client: TestClient, verdict: str) -> str:
    """Judge the first pair of the page as its form does; return the page that follows."""
    form = client.get("/pairs").text.partition('action="/judge"')[2].partition("</form>")[0]
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    answer = client.post("/judge", data={**fields, "verdict": verdict, "reason": "seen both"})
    assert answer.url.path == "/pairs"
    return answer.text


def test_a_pair_shows_both_sides_with_their_words(own):
    page = client_words = words(own[1].get("/pairs").text)
    for said in (
        "Edda Marlowe",
        "Viktor Stane",
        "e.marlowe@harbour.example",
        "relaying that a person sought",
        "hotel/1",
        "one surname",
    ):
        assert said in client_words
    assert page.index("Edda Marlowe") < page.index("Jonas Pell")


def test_features_are_weighed_in_words():
    assert [(f.name, says) for f, says in in_words(FEATURES)] == [("names", "strongly for"), ("address", "slightly against")]


def test_only_the_first_pair_has_access_keys(own):
    page = own[1].get("/pairs").text
    assert [page.count(f'accesskey="{key}"') for key in "sdu"] == [1, 1, 1]


def test_the_next_pair_follows_a_judgement_and_undo_brings_it_back(own):
    case, client = own
    page = judge(client, "different")
    assert page.count('action="/judge"') == 1
    assert "Judged last" in page
    assert "seen both" in page
    form = page.partition('action="/undo"')[2].partition("</form>")[0]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    assert client.post("/undo", data=fields).text.count('action="/judge"') == 2
    assert [j.verdict for j in case.judgements] == ["different", "undone"]


def test_same_joins_the_two(own):
    case, client = own
    judge(client, "same")
    assert case.person("Edda Marlowe").id == case.person("Viktor Stane").id


def test_a_form_comes_back_only_to_pages_of_ours(own):
    case, client = own
    form = client.get("/pairs").text.partition('action="/judge"')[2].partition("</form>")[0]
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    there = {**fields, "verdict": "unsure", "then": "https://elsewhere.example/"}
    answer = client.post("/judge", data=there, follow_redirects=False)
    assert answer.headers["location"].startswith("/person/")
    assert len(case.judgements) == 1


def test_any_two_can_be_compared(own):
    page = words(own[1].get("/pair?a=Edda Marlowe&b=Jonas Pell").text)
    assert "Edda Marlowe and Jonas Pell" in page
    assert "Both in" in page
    assert own[1].get("/pair?a=Edda Marlowe&b=Edda Marlowe").status_code == 404
    assert own[1].get("/pair?a=Edda Marlowe").status_code == 404


def test_without_pairs_the_page_says_so(client):
    assert "No pair is left" in words(client.get("/pairs").text)
