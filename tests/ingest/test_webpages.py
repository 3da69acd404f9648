"""Web pages: what is the article, what they say of themselves, when they were published, and where they say so."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from clew.ingest.charset import Decoded
from clew.ingest.piece import Content, Piece
from clew.ingest.web.markup import mail_page, mail_text
from clew.ingest.web.webpage import page
from clew.records import Document, Source
from ingest.samples import Read

BODY = "<p>The minister met the banker in the harbour office on Tuesday, three people said, and she denied it in June.</p>"


def content(head: str = "", body: str = BODY, around: str = "article") -> Content:
    html = (
        f"<!doctype html><html><head>{head}</head><body><{around}><h1>Harbour sale in doubt</h1>{body}</{around}></body></html>"
    )
    return page(Piece(html.encode(), "a.html", Source("a.html", "")), Decoded(html))


def read_page(head: str = "", body: str = BODY) -> Document:
    (document,) = content(head, body).documents
    return document


def zones(document: Document, kind: str) -> list[str]:
    return [document.text[z.start : z.end] for z in document.zones if z.kind == kind]


def linked(*objects: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(objects[0] if len(objects) == 1 else objects)}</script>'


ARTICLE = {"@type": "NewsArticle", "headline": "Harbour sale in doubt", "datePublished": "2031-05-12"}

DATED = [
    ('<meta property="article:published_time" content="2031-05-12">', "", "meta property=article:published_time"),
    ('<meta name="DC.date.issued" content="12 May 2031">', "", "meta name=DC.date.issued"),
    (linked(ARTICLE), "", "JSON-LD NewsArticle.datePublished"),
    (
        linked({"@graph": [{"@type": "Organization", "datePublished": "2001-01-01"}, ARTICLE]}),
        "",
        "JSON-LD NewsArticle.datePublished",
    ),
    (linked({"@type": "WebPage", "mainEntity": ARTICLE}), "", "JSON-LD NewsArticle.datePublished"),
    (linked({"@type": "Comment", "datePublished": "2032-01-01"}, ARTICLE), "", "JSON-LD NewsArticle.datePublished"),
    ("", '<span itemprop="datePublished" content="2031-05-12">today</span>', "span element marked as published"),
    ("", '<time class="entry-date" datetime="2031-05-12">May</time>', "time element marked as published"),
    ("", '<p>By Ines Okoro, <time datetime="2031-05-12">two days ago</time></p>', "the page's only time element"),
    ("", "<p>Published 12 May 2031, 08:30 BST</p>", "a line of the page"),
    ("", "<p>Published on May 12, 2031 | Updated May 14, 2031</p>", "a line of the page"),
    ("", "<p>First published 08:30 BST, 12 May 2031</p>", "a line of the page"),
    ("", "<p>Monday 12 May 2031</p>", "a line of the page"),
    ("", '<p class="byline">By Ines Okoro, 12 May 2031</p>', "a line of the page"),
    (
        '<link rel="canonical" href="https://tern.invalid/world/2031/05/12/harbour-sale">',
        "",
        "the page's address (link rel=canonical): https://tern.invalid/world/2031/05/12/harbour-sale",
    ),
]


@pytest.mark.parametrize(("head", "body", "where"), DATED)
def test_a_date_says_where_it_was_found(head: str, body: str, where: str) -> None:
    document = read_page(head, body + BODY)
    assert document.published is not None
    assert document.published.start is not None
    assert document.published.start.date().isoformat() == "2031-05-12"
    span = document.published.span
    assert document.text[span.start : span.end] == span.text
    assert document.header("Date-Found-In") == where
    assert (document.published.rule == "page-address/1") == where.startswith("the page's address")


UNDATED = [
    "<p>Updated 13 May 2031</p>",
    "<p>Last modified: 13 May 2031, 10:00</p>",
    '<p>Updated <time datetime="2031-05-13">13 May</time></p>',
    '<time class="updated" datetime="2031-05-13">13 May</time>',
    '<time datetime="2031-05-13">13 May</time><time datetime="2031-05-14">14 May</time>',
    "<footer>Published 13 May 2031</footer>",
    '<div class="comments"><time datetime="2031-05-13">13 May</time></div>',
    "<p>Released on 13 May 2031 from the cells below the pier, he went home.</p>",
    "<p>Published weekly.</p>",
]


@pytest.mark.parametrize("body", UNDATED)
def test_what_is_not_a_date_of_publication(body: str) -> None:
    document = read_page(body=body + BODY)
    assert document.published is None
    assert document.header("Date-Found-In") is None


def test_a_change_is_no_publication() -> None:
    document = read_page('<meta property="article:modified_time" content="2031-05-14"><meta property="og:url" content="/x">')
    assert document.published is None
    assert document.header("Modified") == "2031-05-14"


def test_dates_that_differ_are_reported_and_the_surest_counts() -> None:
    head = '<meta property="article:published_time" content="2031-05-12T23:30:00-05:00">'
    agreeing = content(head + linked(ARTICLE), "<p>Published 13 May 2031</p>" + BODY)
    assert agreeing.remark == ""
    found = content(head + linked({**ARTICLE, "datePublished": "2031-05-20"}))
    assert found.documents[0].published is not None
    assert found.documents[0].published.start == datetime(2031, 5, 13, 4, 30, tzinfo=UTC)
    assert found.remark == (
        "its dates of publication differ: 2031-05-12T23:30:00-05:00 (meta property=article:published_time); "
        "2031-05-20 (JSON-LD NewsArticle.datePublished)"
    )


def test_header_lines_carry_fields_and_each_author_a_line() -> None:
    people = [{"@id": "#ines"}, {"@type": "Person", "name": "Bo Lund"}]
    graph = {"@graph": [{**ARTICLE, "author": people}, {"@id": "#ines", "@type": "Person", "name": "Ines Okoro"}]}
    document = read_page('<meta property="og:site_name" content="The Tern">' + linked(graph))
    (header,) = [z for z in document.zones if z.kind == "header"]
    assert [(f.label, document.text[f.start : f.end]) for f in header.fields] == [
        ("Title", "Harbour sale in doubt"),
        ("Author", "Ines Okoro"),
        ("Author", "Bo Lund"),
        ("Site", "The Tern"),
        ("Date", "2031-05-12"),
    ]
    assert header.voice is not None
    assert header.voice.text == "Ines Okoro"
    assert document.header("Author-Found-In") == "JSON-LD NewsArticle.author.name"
    assert document.header("Site-Found-In") == "meta property=og:site_name"


def test_a_copy_by_the_web_archive_is_not_of_the_day_it_was_copied() -> None:
    toolbar = '<div id="wm-ipp-base"><p>18 captures</p><p>Published 14 Jun 2033</p></div>'
    canonical = "https://web.archive.org/web/20330614102030/https://tern.invalid/a"
    comment = "<!-- FILE ARCHIVED ON 10:20:30 Jun 14, 2033 AND RETRIEVED FROM THE INTERNET ARCHIVE -->"
    found = content(f'<link rel="canonical" href="{canonical}">{comment}', toolbar + BODY)
    document = found.documents[0]
    assert document.published is None
    assert document.header("Address") == "https://tern.invalid/a"
    assert document.header("Saved") == "10:20:30 Jun 14, 2033"
    assert "18 captures" in " ".join(zones(document, "furniture"))
    assert found.remark == "a copy made 10:20:30 Jun 14, 2033: that is not its date of publication"


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ("<!-- saved from url=(0024)https://tern.invalid/a -->", "https://tern.invalid/a"),
        ("<!-- saved from url=(0024)https://tern.invalid/a-->", "https://tern.invalid/a"),
        ("<!--\n Page saved with SingleFile\n url: https://tern.invalid/a\n saved date: Mon\n-->", "https://tern.invalid/a"),
        ('<base href="https://tern.invalid/x/"><link rel="canonical" href="../a">', "https://tern.invalid/a"),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="canonical" href="http://[broken">', None),
    ],
)
def test_a_page_knows_its_address(head: str, address: str | None) -> None:
    assert read_page(head).header("Address") == address


def test_text_that_nobody_sees_is_kept_apart() -> None:
    body = (
        '<p>The sale was <span style="display:none">never</span>to close in <svg><title>Share</title></svg>May.</p>'
        "<noscript>Enable scripts.</noscript><div hidden><p>Secret first.</p><p>Secret second.</p></div>"
        '<p>It did <b class="sr-only">so</b>not.</p><button>Subscribe</button>'
    )
    document = read_page(body=BODY + body)
    assert "The sale was to close in May." in document.text
    assert "It did not." in document.text
    assert zones(document, "furniture") == [
        "never",
        "Share",
        "Enable scripts.",
        "Secret first.",
        "Secret second.",
        "so",
        "Subscribe",
    ]


def test_a_page_shown_by_its_scripts_is_read() -> None:
    found = content(body=f'<div style="display: none">{BODY * 3}</div>')
    assert zones(found.documents[0], "furniture") == []
    assert found.remark == "most of its text is hidden until scripts run"


OWN = [
    "Harbour sale in doubt",
    "The minister met the banker in the harbour office on Tuesday, three people said, and she denied it in June.",
    "The office keeps a book of visitors, and the page for that Tuesday is missing, according to a clerk who has seen it.",
    "Why it matters",
    "The sale would have closed in May; it did not, and nobody has said who stopped it or what became of the deposit.",
]
AROUND = [
    "Home World Business",
    "Ten ways to cook an egg that will please the whole family tonight",
    "Sign up for our newsletter and never miss a story again",
    "Copyright The Tern, all rights reserved, do not reproduce without leave",
]
FIRST, SECOND = (
    "".join(f"<p>{text}</p>" if len(text) > 60 else f"<h2>{text}</h2>" for text in part) for part in (OWN[1:3], OWN[3:])
)
MENU, EGG, LETTER, RIGHTS = AROUND
LAYOUTS = {
    "semantic": f"<nav><a>{MENU}</a></nav><main><article><h1>{OWN[0]}</h1>{FIRST}{SECOND}</article></main>"
    f"<aside><a href='/e'>{EGG}</a></aside><form><p>{LETTER}</p></form><footer><p>{RIGHTS}</p></footer>",
    "classes": f"<div class='site-nav'><a>{MENU}</a></div><h1>{OWN[0]}</h1>"
    f"<div class='c-article-body story-body'>{FIRST}{SECOND}</div><div class='related-articles'><a href='/e'>{EGG}</a></div>"
    f"<div class='newsletter-signup'><p>{LETTER}</p></div><div class='site-footer'>{RIGHTS}</div>",
    "interrupted": f"<div class='menu'>{MENU}</div><div class='post-content'><h1>{OWN[0]}</h1>{FIRST}"
    f"<div class='newsletter-promo'><p>{LETTER}</p></div>{SECOND}<ul class='related'><li><a>{EGG}</a></li></ul>"
    f"</div><div id='footer'>{RIGHTS}</div>",
    "tables": f"<table><tr><td class='navbar'>{MENU}</td></tr><tr><td><h1>{OWN[0]}</h1>{FIRST}{SECOND}</td>"
    f"<td class='sidebar'><a href='/e'>{EGG}</a><p class='promo'>{LETTER}</p></td></tr></table><p class='footer'>{RIGHTS}</p>",
    "breaks": f"<h1>{OWN[0]}</h1>{'<br><br>'.join(OWN[1:])}<div class='social-share'>{LETTER}</div><div class='recommended'>"
    f"<a href='/e'>{EGG}</a></div><div role='contentinfo'>{RIGHTS}</div><div role='navigation'>{MENU}</div>",
    "form": f"<form><div class='menu'>{MENU}</div><div><h1>{OWN[0]}</h1>{FIRST}{SECOND}</div><div class='related'>"
    f"<a href='/e'>{EGG}</a></div><div class='subscribe'>{LETTER}</div><footer>{RIGHTS}</footer></form>",
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_article_is_told_from_what_is_around_it(name: str) -> None:
    html = f"<html><body>{LAYOUTS[name]}</body></html>"
    (document,) = page(Piece(html.encode(), "a.html", Source("a.html", "")), Decoded(html)).documents
    outside = " ".join(zones(document, "furniture"))
    assert [text for text in OWN if text in outside] == []
    assert [text for text in AROUND if text not in outside] == []
    shown = lxml_html.fromstring(html).text_content()
    assert "".join(filter(str.isalnum, document.text)) == "".join(filter(str.isalnum, shown))


def test_a_mail_says_what_it_would_fetch_and_what_it_hides() -> None:
    read = mail_page(
        '<div style="display:none">Last chance to sell</div><p>Dear Bo,</p><img src="http://track.invalid/1.gif" width=1>'
        '<img src="cid:logo"><img src="//x.invalid/2.png">'
        '<table style="font-size:0"><tr><td style="font-size:12px">See you.</td></tr></table>'
    )
    assert read.text == "Last chance to sell\n\nDear Bo,\n\nSee you."
    assert read.remark == "2 remote pictures not fetched; 4 words hidden from the mail's reader"


def test_a_plain_mail_in_html_has_nothing_to_say() -> None:
    read = mail_page("<p>Anna met Bo.</p><blockquote>He said so.<br>Twice.</blockquote>")
    assert (read.text, read.remark) == ("Anna met Bo.\n\n> He said so.\n> Twice.", "")
    assert mail_text("") == ""


@pytest.mark.parametrize(
    "html",
    [
        "<p>a<sup>",
        "<table><th>a<th>b</table>",
        "<svg><svg>x",
        "<a><sup hidden>1</sup>b",
        "<pre hidden>x\n y</pre>",
        "<br><br>",
        "<td>x",
    ],
)
def test_broken_markup_is_read(html: str) -> None:
    assert isinstance(mail_text(html), str)
    assert isinstance(mail_text(f"<div style='display:none'>{html}</div>"), str)


SAVED = """From: <Saved by Blink>
Snapshot-Content-Location: https://tern.invalid/harbour-sale
Subject: =?utf-8?Q?Harbour_sale_in_doubt?=
Date: Sat, 14 Jun 2031 10:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b"

--b
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable
Content-Location: https://tern.invalid/harbour-sale

<html><body><article><p>The minister met Zo=C3=AB in the =
harbour office.</p></article></body></html>
--b
Content-Type: text/css
Content-Location: https://tern.invalid/a.css

p { color: red }
--b
Content-Type: text/html
Content-Location: https://tern.invalid/frame.html

<html><body><p>Framed words.</p></body></html>
--b--
"""


@pytest.mark.parametrize("name", ["a.mhtml", "a", "a.eml"])
def test_a_page_saved_as_one_file_is_a_page(read: Read, name: str) -> None:
    reading = read(SAVED, name)
    document, frame = reading.documents
    assert (document.media, document.kind, document.text) == (
        "text/html",
        "article",
        "The minister met Zoë in the harbour office.",
    )
    assert (document.title, document.published, document.sent) == ("Harbour sale in doubt", None, None)
    assert document.header("Address") == "https://tern.invalid/harbour-sale"
    assert document.header("Saved") == "Sat, 14 Jun 2031 10:00:00 -0000"
    assert (frame.text, frame.parent, frame.title) == ("Framed words.", document.id, "frame.html")
    assert "styles, scripts and fonts left out: 1" in reading.receipts[0].reason


def test_a_saved_page_without_sender_is_known_by_its_name(read: Read) -> None:
    unsigned = "".join(SAVED.splitlines(keepends=True)[2:])
    assert [d.media for d in read(unsigned, "a.mht").documents] == ["text/html"] * 2


def test_a_saved_page_of_frames_gives_its_frames(read: Read) -> None:
    frames = SAVED.replace("<article><p>The minister met Zo=C3=AB in the =\nharbour office.</p></article>", "<img src=3Dx>")
    reading = read(frames, "a.mhtml")
    assert [(d.text, d.parent) for d in reading.documents] == [("Framed words.", None)]
    assert reading.receipts[0].reason.startswith("a web page without text")


def test_no_mail_hides_behind_a_browser_s_field(read: Read) -> None:
    sent = read("To: bo@harbour.invalid\n" + SAVED, "a.eml")
    assert sent.documents[0].media == "message/rfc822"
    plain = read("From: <Saved by Blink>\nSubject: x\nDate: Sat, 14 Jun 2031 10:00:00 -0000\n\nMeet me at the pier.", "a.eml")
    assert (plain.documents[0].media, "Meet me at the pier." in plain.documents[0].text) == ("message/rfc822", True)


def test_a_mail_with_a_picture_is_no_saved_page(read: Read) -> None:
    mail = SAVED.replace("<Saved by Blink>", "Anna Vale <anna@harbour.invalid>").replace("Snapshot-Content-Location", "X-Seen")
    assert next(d.media for d in read(mail, "a.mht").documents) == "message/rfc822"


BLOCKS = ("div", "p", "table", "tr", "td", "th", "ul", "li", "blockquote", "pre", "h1", "nav", "footer")
INLINE = ("span", "a", "b", "sup", "br", "svg", "noscript", "button", "select", "option", "iframe", "time", "abbr")
TAGS = st.sampled_from(BLOCKS + INLINE)
ATTRIBUTES = st.sampled_from(
    ["", "hidden", "style='display:none'", "class='article-body'", "class='related'", "itemprop=datePublished", "datetime='x'"]
)
PIECES = st.lists(st.tuples(st.sampled_from(["open", "close", "text"]), TAGS, ATTRIBUTES), max_size=25)


@settings(max_examples=150)
@given(PIECES)
def test_no_word_of_a_page_is_lost(pieces: list[tuple[str, str, str]]) -> None:
    said = [f"w{n}w" for n in range(len(pieces))]
    parts = {"open": "<{1} {2}>", "close": "</{1}>", "text": " {0} "}
    html = "".join(parts[kind].format(word, tag, attribute) for word, (kind, tag, attribute) in zip(said, pieces, strict=True))
    html = f"<html><body>w w{html}</body></html>"
    (document,) = page(Piece(html.encode(), "a.html", Source("a.html", "")), Decoded(html)).documents
    shown = "".join(lxml_html.fromstring(html).itertext())
    assert [word for word in said if word in shown and word not in document.text] == []
    assert [word for word in said if word in shown and word not in mail_text(html)] == []
    assert all(0 <= z.start < z.end <= len(document.text) for z in document.zones)
