"""The page in a real browser: by keyboard alone, without a script, without a word to any other machine."""

import threading
from urllib.parse import urlsplit

import pytest

from clew.view import serve

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="module")
def address(case):
    known, ready = [], threading.Event()

    def tell(address):
        known.append(address.rstrip("/"))
        ready.set()

    threading.Thread(target=serve, args=(case, 0, tell), daemon=True).start()
    assert ready.wait(20)
    return known[0]


@pytest.fixture(scope="module")
def browser(chromium):
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def visit(browser, address):
    """Return a function that opens a page in a fresh context; afterwards fail on any strange request or word on the console."""
    asked, said, contexts = [], [], []

    def opened(path, **options):
        context = browser.new_context(viewport={"width": options.pop("width", 1280), "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(address + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(address).netloc}
    assert said == []


@pytest.fixture
def note(ids):
    return f"/document/{ids['harbour-note.html']}"


def tab_to(page, words, most=120):
    """Press Tab until the focused element says `words`."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if words in page.evaluate("document.activeElement.innerText"):
            return
    pytest.fail(f"Tab never reached {words!r}")


def test_from_the_overview_to_an_exact_passage_by_keyboard(visit):
    page = visit("/")
    tab_to(page, "Timeline")
    page.keyboard.press("Enter")
    page.wait_for_url("**/timeline")
    tab_to(page, "Marlowe met Stane at the Lantern Hotel")
    page.keyboard.press("Enter")
    page.wait_for_url("**/document/**")
    target = page.locator(":target")
    assert target.inner_text() == "Marlowe"
    assert target.evaluate("e => { const b = e.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight }")
    assert "".join(page.locator(".asked").all_inner_texts()) == "Marlowe met Stane at the Lantern Hotel"


def test_the_search_box_is_one_key_away(visit):
    page = visit("/")
    page.keyboard.press("/")
    page.keyboard.type("Lantern Hotel")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search**")
    tab_to(page, "Lantern Hotel")
    assert page.locator("mark").count() > 3


def test_a_pop_over_opens_with_enter_and_names_rule_and_voices(visit, note):
    page = visit(note)
    for _ in range(60):
        page.keyboard.press("n")
        if page.evaluate("document.activeElement.innerText") == "Marlowe":
            break
    page.keyboard.press("Enter")
    pop = page.get_by_role("dialog")
    pop.get_by_text("“Hall” said").wait_for()
    assert "meet/1" in pop.inner_text()
    assert "September 2031" in pop.inner_text()
    page.locator("#pop:focus").wait_for()
    page.keyboard.press("Escape")
    assert not pop.is_visible()
    assert page.evaluate("document.activeElement.innerText") == "Marlowe"


def test_stepping_passes_over_what_is_switched_off(visit, note):
    page = visit(note)
    page.get_by_label("people").uncheck()
    page.get_by_label("events").uncheck()
    page.get_by_label("claims").uncheck()
    stops = []
    for _ in range(8):
        page.keyboard.press("j")
        stops.append(page.evaluate("document.activeElement.innerText"))
    assert len(set(stops)) == 6
    assert "June 2031" in stops
    assert "Viktor Stane" not in stops


def test_a_click_opens_a_pop_over_and_another_closes_it(visit, note):
    page = visit(note)
    page.get_by_text("June 2031", exact=True).first.click()
    pop = page.get_by_role("dialog")
    pop.get_by_text("month-year/1").first.wait_for()
    page.locator("h1").click()
    assert not pop.is_visible()


def test_the_switch_shows_the_letters_as_found(visit, note):
    page = visit(note)
    page.get_by_role("link", name="as found", exact=True).first.click()
    page.wait_for_url("**view=found")
    letters = page.locator(".text .sub")
    assert letters.count() > 50
    assert letters.first.inner_text() == "а"
    assert "CYRILLIC SMALL LETTER A" in letters.first.get_attribute("title")


def test_substituted_letters_are_marked_in_the_mended_text_too_and_can_be_switched_off(visit, note):
    page = visit(note, java_script_enabled=False)
    letter, shadow = page.locator(".text .was").first, "e => getComputedStyle(e).boxShadow"
    assert letter.inner_text() == "a"
    assert letter.get_attribute("title") == "as found: U+0430 CYRILLIC SMALL LETTER A"
    assert letter.evaluate(shadow) != "none"
    page.get_by_label("substituted letters").uncheck()
    assert letter.evaluate(shadow) == "none"


def test_it_works_without_a_script(visit, note):
    page = visit(note, java_script_enabled=False)
    page.get_by_text("Viktor Stane", exact=True).first.click()
    look = page.locator("#look")
    look.wait_for()
    assert "full-name/1" in look.inner_text()
    assert "the sources" in look.inner_text()


def test_a_mark_can_be_switched_off_without_a_script(visit, note):
    page = visit(note, java_script_enabled=False)
    tint = "e => getComputedStyle(e).backgroundColor"
    mark = page.get_by_text("June 2031", exact=True).first
    before = mark.evaluate(tint)
    page.get_by_label("dates").uncheck()
    assert mark.evaluate(tint) != before


def test_an_address_with_only_a_passage_finds_it(visit, note, case, ids):
    start = case.documents[ids["harbour-note.html"]].text.index("harbour officials")
    page = visit(f"{note}#c{start}")
    page.wait_for_url(f"**?at={start}#c{start}")


def test_hostile_evidence_does_nothing(visit, hostile_id):
    page = visit(f"/document/{hostile_id}")
    page.keyboard.press("n")
    page.get_by_role("dialog").wait_for()
    assert "owned" not in page.title()
    assert page.locator("img").count() == 0


PAGES = [
    *("/", "/search?q=Lantern", "/documents", "/people", "/person/Edda Marlowe", "/timeline", "/claims", "/questions", "/pairs"),
    *("/conflicts", "/path?a=Jonas Pell&b=Viktor Stane"),
]


@pytest.mark.parametrize("width", [1280, 700])
def test_no_page_is_wider_than_the_window(visit, ids, note, width):
    page = visit("/", width=width)
    for path in [*PAGES, note, f"{note}?view=found", *(f"/document/{i}" for i in ids.values())]:
        page.goto(page.evaluate("location.origin") + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_read_against_their_ground(visit, note, scheme):
    """WCAG 2.2 AA: 4.5 to 1 for the size of text used here."""
    page = visit("/", color_scheme=scheme)
    for path in [*PAGES, note, f"{note}?view=found"]:
        page.goto(page.evaluate("location.origin") + path)
        assert page.evaluate(CONTRASTS) == [], path


# The ratio of relative luminances of each text and the nearest painted ground behind it (WCAG 2.2, 1.4.3).
CONTRASTS = """() => {
  const unit = (c) => c.startsWith("color(srgb") ? 255 : 1;
  const parse = (c) => c.replace("color(srgb", "").match(/[\\d.]+/g).map((v, i) => i < 3 ? v * unit(c) : +v);
  const linear = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const over = (top, under) => top.slice(0, 3).map((v, i) => v * (top[3] ?? 1) + under[i] * (1 - (top[3] ?? 1)));
  const ground = (e) => {
    const layers = [];
    for (; e; e = e.parentElement) layers.unshift(parse(getComputedStyle(e).backgroundColor));
    return layers.reduce((under, top) => over(top, under), [255, 255, 255]);
  };
  const poor = [];
  for (const e of document.querySelectorAll("body *")) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!own || !e.offsetParent || e.closest(".unseen")) continue;
    const [a, b] = [light(over(parse(getComputedStyle(e).color), ground(e))), light(ground(e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) poor.push(`${e.className}: ${e.innerText.slice(0, 30)} ${ratio.toFixed(2)}`);
  }
  return [...new Set(poor)];
}"""
