"""Every page and every answer of the API, without a browser."""

import json
from html import unescape
from re import findall, search, sub

import pytest


def text(client, address, status=200):
    """Return a page's words, tags taken out."""
    answer = client.get(address)
    assert answer.status_code == status
    return " ".join(unescape(sub(r"<[^>]+>", " ", answer.text)).split())


def links(client, address):
    return [unescape(a) for a in findall(r'href="([^"]+)"', client.get(address).text)]


def test_the_overview_reconciles_and_says_where_to_begin(client):
    page = text(client, "/")
    assert "7 files found: 5 read, 1 failed, 1 passed over" in page
    assert "scans/locked.pdf the PDF asks for a password" in page
    assert "Letters were substituted in 1 document" in page
    assert "tool Aide relayed offer" in page
    assert "1 file read with a remark mail/office.mbox no date" in page
    assert "3 open questions" in page
    assert "1 contradiction" in page


def test_search_links_to_the_exact_passage(client, ids):
    found = [a for a in links(client, "/search?q=Lantern+Hotel") if a.startswith(f"/document/{ids['harbour-note.html']}")]
    start = int(found[0].rpartition("#c")[2])
    assert f'id="c{start}"' in client.get(found[0].partition("#")[0]).text
    assert "Lantern" in text(client, found[0])


def test_search_can_be_narrowed_to_a_kind(client):
    assert "4 documents" in text(client, "/search?q=Lantern")
    assert "1 document " in text(client, "/search?q=Lantern&kind=sheet") + " "


def test_a_malformed_query_gives_one_line_and_the_help(client):
    page = client.get('/search?q="oops').text
    assert page.count('role="alert"') == 1
    assert '<details class="help" open>' in page


def test_search_names_people_too(client):
    assert "Named so: Viktor Stane" in text(client, "/search?q=stane")


def test_documents_by_kind(client):
    assert "Disclosure of the commissioner" not in text(client, "/documents?kind=mail")
    assert "Fwd: A dinner before the vote" in text(client, "/documents?kind=mail")


def test_the_reader_marks_zones_and_links_attachments(client, ids):
    page = text(client, f"/document/{ids['office.mboxmail 1']}")
    assert "forwarded · Ilse Brandt" in page
    assert "Attached: Seating" in page
    assert "part of Fwd: A dinner" in text(client, f"/document/{ids['office.mboxmail 1/attachment 1']}")


def test_the_reader_lists_findings_with_ways_to_read_them(client, ids):
    page = text(client, f"/document/{ids['harbour-note.html']}")
    assert "Passages the substitution left out" in page
    assert "someone typed with two keyboard layouts" in page


def test_the_reader_says_what_it_looks_like_before_all_else(client, ids):
    page = text(client, f"/document/{ids['harbour-note.html']}")
    assert page.index("What the substitution looks like") < page.index("The table of letters")
    assert "Looks like the work of a tool." in page
    assert "In steps of evidence: tool" in page


def test_documents_can_be_searched_by_their_damage(client, ids):
    assert "1 document" in text(client, "/search?q=damage:tool")
    assert "1 document" in text(client, "/search?q=damage:substituted Stane")
    assert "0 documents" in text(client, "/search?q=damage:payload")
    assert "it is one of any, substituted" in text(client, "/search?q=damage:rust")


def test_as_found_shows_the_letters_and_names_them(client, ids):
    page = client.get(f"/document/{ids['harbour-note.html']}?view=found").text
    assert "CYRILLIC SMALL LETTER IE (look-alike/1)" in page
    assert "е</span>" in page
    assert "е</span>" not in client.get(f"/document/{ids['harbour-note.html']}").text


def test_a_look_names_rule_voices_certainty_and_anchor(client, ids, case):
    at = case.documents[ids["harbour-note.html"]].text.index("Marlowe met")
    page = text(client, f"/document/{ids['harbour-note.html']}/look?at={at}")
    assert "meeting" in page
    assert "meet/1" in page
    assert "the document’s author wrote › “Hall” said asserted" in page
    assert "September 2031 from “September, three months after the note” , months-after/1, reckoned from “June 2031”" in page
    assert "as found: “M а rl о w е ”" in page


def test_a_look_works_without_a_script(client, ids, case):
    at = case.documents[ids["harbour-note.html"]].text.index("KL is")
    page = client.get(f"/document/{ids['harbour-note.html']}?look={at}").text
    assert search(r'<div class="look" id="look".*reference/1', page, 16)


def test_a_look_where_nothing_is_marked(client, ids):
    assert "Nothing is marked here" in text(client, f"/document/{ids['letter.txt']}/look?at=0")


def test_a_person_is_shown_with_all_that_is_known(client, case):
    page = text(client, f"/person/{case.person('Edda Marlowe').id}")
    for heading in ("Posts held", "Timeline", "Names used", "Contacts", "Why these mentions are one", "Where"):
        assert heading in page
    assert "“I have had no meeting with Viktor Stane in 2031”" in page


def test_people_and_organisations(client):
    assert "Viktor Stane" in text(client, "/people")
    assert "Harbour Board" in text(client, "/people?kind=organization")
    assert "Viktor Stane" not in text(client, "/people?name=pell")


def test_an_unknown_person_is_one_line(client):
    assert "nobody in this case is called" in text(client, "/person/nobody", 404)


def test_the_timeline_is_in_order_and_keeps_the_unplaced_apart(client):
    page = text(client, "/timeline")
    assert page.index("June 2031 no date message") < page.index("9 June 2031, 08:15 UTC no date message")
    assert (
        page.index("08:15 UTC no date")
        < page.index("Marlowe met Stane")
        < page.index("Not placed in time")
        < page.index("time not known")
    )


@pytest.mark.parametrize(
    ("asked", "there", "gone"),
    [
        ("from=2031-07", "September 2031 no date meeting", "June 2031 no date message"),
        ("status=denied", "I have had no meeting", "September 2031 no date meeting"),
        ("kind=message", "June 2031 no date message", "Marlowe met Stane"),
        ("person=Jonas+Pell", "9 June 2031", "September 2031 no date meeting"),
        ("kind=reference", "KL is a reference", "September 2031 no date meeting"),
        ("from=2040", "Nothing fits", "September 2031 no date meeting"),
    ],
)
def test_the_timeline_can_be_narrowed(client, asked, there, gone):
    page = text(client, f"/timeline?{asked}")
    assert there in page
    assert gone not in page


@pytest.mark.parametrize("asked", ["from=soon", "from=2032&to=2031", "person=Nobody", "page=x"])
def test_what_makes_no_sense_is_one_line(client, asked):
    assert client.get(f"/timeline?{asked}").text.count('role="alert"') == 1


def test_claims_by_voice_and_sureness(client):
    assert "Marlowe met Stane at the Lantern Hotel" in text(client, "/claims?voice=hall")
    assert "the document’s author wrote › “the sources” said (probable)" in text(client, "/claims?sure=probable")
    assert "Nothing fits" in text(client, "/claims?voice=nobody")


def test_all_passages_in_one_document(client, ids):
    page = text(client, f"/search?q=KL&in={ids['harbour-note.html']}")
    assert "1 document" in page
    assert "known to me only as KL" in page


def test_questions_are_a_board_of_what_is_open_and_what_is_a_gap(client):
    page = text(client, "/questions")
    assert "It is unclear whether the aide acted" in page
    assert page.index("Left open by the words") < page.index("Gaps:")
    assert "who else says so than “one source”?" in page


def test_questions_about_one_person_and_by_state(client):
    assert "whether the aide acted" not in text(client, "/questions?person=Viktor Stane")
    assert "Nothing fits" in text(client, "/questions?state=answered&kind=who")
    assert client.get("/questions?person=Nobody").status_code == 404


def test_questions_by_kind(client):
    page = text(client, "/questions?kind=who")
    assert "It could not be learned who KL is" in page
    assert "It is unclear whether the aide acted" not in page


def test_conflicts_show_both_passages(client):
    page = text(client, "/conflicts")
    assert "I have had no meeting with Viktor Stane in 2031" in page
    assert "Marlowe met Stane at the Lantern Hotel" in page


def test_a_path_names_each_step(client):
    page = text(client, "/path?a=Jonas+Pell&b=Viktor+Stane")
    assert "2 steps" in page
    assert "Marlowe met Stane" in page
    assert "nobody in this case" in text(client, "/path?a=Jonas+Pell&b=Nobody")


def test_every_link_of_every_page_leads_somewhere(client):
    todo, seen = ["/"], set()
    while todo:
        address = todo.pop().partition("#")[0]
        if address in seen or "/look" in address or "look=" in address:
            continue
        seen.add(address)
        answer = client.get(address)
        assert answer.status_code == 200, address
        if "html" in answer.headers["content-type"]:
            todo += [unescape(a) for a in findall(r'href="(/[^"]*)"', answer.text)]
    assert len(seen) > 40


@pytest.mark.parametrize(
    "address",
    [
        *("report", "documents", "people", "timeline", "questions", "matters", "claims", "conflicts", "damage"),
        *("search?q=Lantern", "path?a=Jonas+Pell&b=Viktor+Stane"),
    ],
)
def test_the_api_answers(client, address):
    answer = client.get(f"/api/{address}")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()


def test_the_api_answers_about_one(client, ids, case):
    person = case.person("Viktor Stane").id
    assert client.get(f"/api/person/{person}").json()["name"] == "Viktor Stane"
    assert client.get(f"/api/links/{person}").json()
    assert client.get(f"/api/document/{ids['letter.txt']}").json()["document"]["title"] == "Disclosure of the commissioner"
    assert client.get(f"/api/findings/{ids['harbour-note.html']}").json()
    assert [each["document"] for each in client.get("/api/damage?kind=tool").json()] == [ids["harbour-note.html"]]
    assert client.get("/api/alike").json() == []
    assert client.get("/api/document/none").json() == {"error": "no such document in this case"}


def test_the_api_writes_what_the_records_say(client, case):
    assert json.loads(client.get("/api/report").text)["found"] == case.report().found


def test_a_long_document_comes_in_pages_and_a_passage_is_on_its_page(large):
    client, document, mentions = large
    wanted = mentions[35_000].span
    answer = client.get(f"/document/{document.id}?at={wanted.start}&to={wanted.end}")
    assert f'id="c{wanted.start}"' in answer.text
    assert f'id="c{mentions[0].span.start}"' not in answer.text
    assert len(answer.text) < 2_000_000
    assert search(r"page \d\d of 2\d", answer.text)
    assert text(client, f"/document/{document.id}/look?at={wanted.start}").startswith("“")


def test_a_short_story_is_counted_by_month(client):
    assert "most of the dated ones in June 2031" in text(client, "/")
    assert "September 2031 no date meeting" in text(client, "/timeline?from=2031-09&to=2031-09")


def test_a_post_is_listed_once_with_its_words(client, case):
    page = text(client, f"/person/{case.person('Edda Marlowe').id}")
    assert "Posts held “Commissioner Edda Marlowe” · time not known" in page


def test_posts_nobody_has_placed_are_shown_when_asked_for(client):
    assert "the clerk of the Harbour Board" not in text(client, "/timeline")
    assert "the clerk of the Harbour Board" in text(client, "/timeline?kind=post")
