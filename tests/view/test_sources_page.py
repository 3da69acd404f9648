"""Who somebody may be, and who rests on whom, as pages and answers of the API."""

from html import unescape
from re import sub


def text(client, address, status=200):
    """Return a page's words, tags taken out."""
    answer = client.get(address)
    assert answer.status_code == status
    return " ".join(unescape(sub(r"<[^>]+>", " ", answer.text)).split())


def test_who_it_may_be_with_the_source_and_no_decision(client):
    (unknown,) = [p for p in client.get("/api/people").json() if p["name"] == "KL"]
    page = text(client, f"/person/{unknown['id']}")
    assert "Who it may be" in page
    assert "Kestrel Landing" in page
    assert "“one source” said" in page
    assert "Nothing is decided here" in page
    (first,) = client.get(f"/api/hypotheses/{unknown['id']}").json()
    assert first["name"] == "Kestrel Landing"
    assert 0 < first["score"] < 1


def test_a_judgement_says_until_when_somebody_was_unknown(client):
    people = client.get("/api/people").json()
    (unknown,) = [p for p in people if p["name"] == "KL"]
    known = next(p for p in people if p["name"] == "Jonas Pell")
    token = client.get(f"/person/{unknown['id']}").text.partition('name="token" value="')[2].partition('"')[0]
    form = {
        "token": token,
        "left": unknown["mentions"][0],
        "right": known["mentions"][0],
        "verdict": "same",
        "reason": "he said so",
    }
    client.post("/judge", data=form)
    page = text(client, f"/person/{known['id']}")
    assert "Not identified until" in page
    assert "was nobody’s until this was judged: he said so" in page


def test_sources_list_roots_and_count_them_for_one_event(client):
    assert "What claims come down to" in text(client, "/sources?kind=all")
    event = next(t["event"] for t in client.get("/api/claims").json() if t["event"])
    page = text(client, f"/sources?about={event}")
    assert "1 independent root" in page
    assert client.get(f"/api/corroboration/{event}").json()["independent"] >= 1
    assert "no event, occasion or claim has an id like" in text(client, "/sources?about=nothing", 404)
