"""Hostile evidence stays inert; strangers stay out; only our own forms are heard."""

import importlib.util
import socket
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from clew.view import create_app, serve
from clew.view.safety import pieces, visible

PAGES = [
    *("/", "/search?q=Edda", "/documents", "/people", "/person/Edda Marlowe", "/timeline", "/claims", "/questions", "/pairs"),
    *("/conflicts", "/path", "/network", "/network?id=Edda+Marlowe", "/timeline?kind=statement", "/timeline?stack=person"),
]


@pytest.mark.parametrize("address", PAGES)
def test_no_evidence_becomes_markup(client, address):
    page = client.get(address).text
    assert "<img" not in page
    assert page.count("<script") == 1
    assert "<b>Title" not in page


@pytest.mark.parametrize("view", ["", "?view=found", "?look=44", "/look?at=44"])
def test_a_hostile_document_is_inert(client, hostile_id, view):
    page = client.get(f"/document/{hostile_id}{view}").text
    assert "<img" not in page
    assert page.count("<script") == (0 if view.startswith("/") else 1)
    assert "\u202e" not in page
    assert "\x1b" not in page
    assert "{{ 7 * 7 }}" in page or view.startswith("/")


def test_turning_characters_are_shown(client, hostile_id):
    page = client.get(f"/document/{hostile_id}").text
    assert '<span class="ctl" title="U+202E RIGHT-TO-LEFT OVERRIDE">RLO</span>' in page
    assert "⟦RLO⟧gnp.exe" in page


@given(st.text())
def test_nothing_printed_acts_unseen(text):
    assert not set(str(visible(text))) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00\x1b\r")
    assert "".join(piece for piece, _ in pieces(text, blanks=True)) == text


def test_every_answer_carries_the_policy(client):
    for address in ["/", "/static/clew.css", "/api/report", "/person/nobody", "/nowhere"]:
        headers = client.get(address).headers
        assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'; script-src 'self';")
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


def test_templates_hold_no_inline_script_or_style_and_trust_nothing():
    for path in Path(importlib.util.find_spec("clew.view").origin).parent.joinpath("templates").iterdir():
        template = path.read_text()
        assert " style=" not in template
        assert "<style" not in template
        assert " on" not in [a[:3] for a in template.split('"')[::2]]
        assert "safe }}" not in template
        assert "http" not in template


@pytest.mark.parametrize(
    ("host", "status"),
    [("127.0.0.1:8000", 200), ("localhost:8000", 200), ("evil.example", 400), ("127.0.0.1.evil.example", 400)],
)
def test_only_this_machine_by_its_own_name(client, host, status):
    assert client.get("/", headers={"host": host}).status_code == status


def test_a_path_out_of_the_static_files_leads_nowhere(client):
    assert client.get("/static/..%2fapp.py").status_code == 404


def test_a_port_that_is_taken_means_another_one(case):
    told, ready = [], threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        threading.Thread(target=serve, args=(case, port, lambda at: (told.append(at), ready.set())), daemon=True).start()
        assert ready.wait(20)
    assert told[0].startswith("http://127.0.0.1:")
    assert urlsplit(told[0]).port not in (None, port)


@pytest.fixture
def own(make_case, tmp_path):
    """A case of its own, to be judged."""
    case = make_case(tmp_path / "own.clew")
    return case, TestClient(create_app(case), base_url="http://127.0.0.1", follow_redirects=False)


def form(case, client, verdict="same"):
    person = case.person("Jonas Pell")
    page = client.get(f"/person/{person.id}").text
    token = page.partition('name="token" value="')[2].partition('"')[0]
    return {"token": token, "left": person.mentions[0], "right": case.person("Ilse Brandt").mentions[0], "verdict": verdict}


def test_a_judgement_joins_and_can_be_undone(own):
    case, client = own
    fields = form(case, client) | {"reason": "one desk"}
    answer = client.post("/judge", data=fields, headers={"origin": "http://127.0.0.1", "sec-fetch-site": "same-origin"})
    assert answer.status_code == 303
    assert case.person("Jonas Pell") == case.person("Ilse Brandt")
    page = client.get(answer.headers["location"]).text
    assert "one desk" in page
    judgement = page.partition('name="judgement" value="')[2].partition('"')[0]
    client.post("/undo", data={"token": fields["token"], "judgement": judgement, "left": fields["left"]})
    assert case.person("Jonas Pell") != case.person("Ilse Brandt")


@pytest.mark.parametrize(
    ("headers", "change", "status"),
    [
        ({"origin": "http://evil.example"}, {}, 403),
        ({"origin": "null"}, {}, 403),
        ({"sec-fetch-site": "cross-site"}, {}, 403),
        ({"sec-fetch-site": "same-site"}, {}, 403),
        ({}, {"token": "wrong"}, 403),
        ({}, {"token": ""}, 403),
        ({}, {"verdict": "confirmed"}, 404),
        ({}, {"right": "nobody at all"}, 404),
        ({}, {"reason": "x" * 30_000}, 413),
    ],
)
def test_other_forms_change_nothing(own, headers, change, status):
    case, client = own
    assert client.post("/judge", data=form(case, client) | change, headers=headers).status_code == status
    assert case.judgements == ()


def test_a_judgement_is_never_made_by_a_link(own):
    _, client = own
    assert client.get("/judge").status_code == 405
    assert client.post("/undo", data={"token": ""}).status_code == 403
