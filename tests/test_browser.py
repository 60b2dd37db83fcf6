"""How a page is held: by eye, keyboard, assistive technology, narrow screen, paper, and without a script, in a real browser."""

from __future__ import annotations

import io
import re
from collections import defaultdict

import pytest
from pypdf import PdfReader

from tests import browser as held

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(held.CHROMIUM is None, reason="chromium is not installed: apt-get install chromium"),
]

READ = ("by source", "by side", "two views", "twelve accounts", "gallery", "index", "worksheet", "answer-key", "guide",
        "slides")  # fmt: skip
HOSTILE = ("hostile", "malign", "malign index", "malign worksheet", "malign answer-key", "malign slides")


@pytest.fixture(scope="session")
def addresses(tmp_path_factory):
    return held.write(tmp_path_factory.mktemp("pages"))


@pytest.fixture
def visit(chromium, addresses):
    """Opens a page by name, in a context of its own."""
    contexts = []

    def visit(name, fragment="", width=1024, **options):
        contexts.append(chromium.new_context(viewport={"width": width, "height": 800}, bypass_csp=True, **options))
        page = contexts[-1].new_page()
        page.goto(addresses[name] + fragment)
        return page

    yield visit
    for context in contexts:
        context.close()


# --- seen ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", READ)
def test_axe_finds_nothing_against_wcag(visit, name, scheme):
    page = visit(name, width=1024 if scheme == "light" else 360, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert held.axe(page) == []


@pytest.mark.parametrize("name", [*READ, "arabic", *HOSTILE])
def test_row_63_nothing_is_wider_than_the_window(visit, name):
    """WCAG 1.4.10; 320 px is also 1280 px at 400%, and 768 px 1536 px at 200%."""
    page = visit(name)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    for width in (320, 768, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(held.OVERFLOWING) == [], f"{width} px"


@pytest.mark.parametrize("name", ["two views", "gallery", "worksheet", "answer-key"])
def test_text_may_be_twice_as_large(visit, name):
    """WCAG 1.4.4, with letters alone enlarged."""
    page = visit(name, width=768)
    page.add_style_tag(content="html { font-size: 200% }")
    assert page.evaluate(held.OVERFLOWING) == []


@pytest.mark.parametrize("name", ["two views", "gallery"])
def test_text_may_be_spaced_out(visit, name):
    """WCAG 1.4.12."""
    page = visit(name, width=360)
    page.add_style_tag(content="""* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
                                  word-spacing: 0.16em !important } p { margin-bottom: 2em !important }""")
    assert page.evaluate(held.OVERFLOWING) == []


def test_row_63_words_of_arabic_run_from_the_right(visit):
    page = visit("arabic")
    quotations = page.locator("blockquote, .told > p[dir]").filter(has_text=held.PASSAGE)
    assert quotations.count() >= 2
    assert {q.evaluate("e => getComputedStyle(e).direction") for q in quotations.all()} == {"rtl"}


# --- by keyboard --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["by side", "two views", "index"])
def test_tab_reaches_everything_in_order_outlined_and_in_sight_and_leaves(visit, name):
    page = visit(name, reduced_motion="reduce")
    stops = page.evaluate(held.FOCUSABLE)
    assert stops > 5
    reached = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(held.FOCUSED))
    assert [stop["at"] for stop in reached] == list(range(stops))
    assert [stop["what"] for stop in reached if not (stop["outlined"] and stop["seen"])] == []
    page.keyboard.press("Tab")
    assert page.evaluate(held.FOCUSED)["at"] in (-1, 0)


def test_the_first_stop_skips_to_the_comparison(visit):
    page = visit("two views")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    box = skip.bounding_box()
    assert skip.evaluate("e => e === document.activeElement") and box["x"] >= 0 and box["y"] >= 0
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_enter_opens_and_closes_what_is_folded(visit):
    page = visit("two views")
    folded = page.locator("details").first
    folded.locator("> summary").focus()
    for opened in (True, False):
        page.keyboard.press("Enter")
        assert folded.evaluate("e => e.open") is opened


def test_an_address_with_a_point_leads_to_it_and_marks_it(visit):
    page = visit("two views", "#p-source.pe", reduced_motion="reduce")
    point = page.locator("[id='p-source.pe']")
    assert 0 <= point.bounding_box()["y"] < 400
    assert point.evaluate("e => e.matches(':target') && getComputedStyle(e).backgroundColor") == "rgb(251, 231, 168)"


# --- alone --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*READ, *HOSTILE])
def test_rows_29_32_a_page_asks_for_nothing_opens_nothing_and_reports_no_error(chromium, addresses, name):
    context = chromium.new_context()
    page = context.new_page()
    asked, told = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    context.on("page", lambda opened: told.append(opened.url))
    page.goto(addresses[name])
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    for place in page.locator("h1, blockquote, summary").all()[:3]:
        place.hover()
    assert (asked, told) == ([addresses[name].replace(" ", "%20")], [])
    assert page.url == asked[0]
    context.close()


@pytest.mark.parametrize("name", HOSTILE)
def test_rows_29_31_32_words_make_no_element_and_hide_nothing(visit, name):
    page = visit(name)
    made = "script, iframe, base, img, math, object, [http-equiv=refresh], [onload], [onerror], [onmouseover], [onclick]"
    assert page.locator(made).count() == page.evaluate("document.querySelectorAll('head > script, body > script').length")
    assert page.locator("main").is_visible()
    assert not re.search(r"\b49\b", page.locator("h1").inner_text())


@pytest.mark.parametrize("name", READ)
def test_everything_is_there_without_scripts(visit, name):
    page = visit(name, java_script_enabled=False)
    unseen = """() => [...document.querySelectorAll("main *")].filter(e => !e.closest("details, svg, .unseen, [aria-hidden]")
        && !e.checkVisibility({visibilityProperty: true, opacityProperty: true})).map(e => e.outerHTML.slice(0, 120))"""
    assert page.evaluate(unseen) == []
    assert page.evaluate("[...document.querySelectorAll('details')].every(d => d.querySelector(':scope > summary'))")


# --- on paper -----------------------------------------------------------------------------------------------------------

WHOLE = "tbody tr, .strip, .told, blockquote, .contrast, .said li, p.fill, span.line, .ticket, .text li"
"""What must not be cut by the end of a page."""


def printed(page, form):
    """The text of each sheet."""
    return [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format=form))).pages]


def apart(marked, sheets):
    """Those of `marked` whose two marks do not first stand on one sheet: the head of a table stands on several."""
    found = defaultdict(dict)
    for number, text in enumerate(sheets):
        for n, end in re.findall(r"Q(\d+)([TB])Q", text):
            found[int(n)].setdefault(end, number)
    return [what for n, what in enumerate(marked) if not (len(found[n]) == 2 and found[n]["T"] == found[n]["B"])]


@pytest.mark.parametrize(("name", "form"), [
    ("two views", "A4"), ("twelve accounts", "A4"), ("gallery", "A4"), ("worksheet", "A4"), ("answer-key", "A4"),
    ("by source", "Letter"), ("twelve accounts", "Letter"), ("worksheet", "Letter"),
])  # fmt: skip
def test_the_end_of_a_page_cuts_nothing_in_two(visit, name, form):
    page = visit(name)
    page.emulate_media(media="print")
    whole = page.evaluate(held.MARK_ENDS, WHOLE)
    assert len(whole) > 5
    assert apart(whole, printed(page, form)) == []


@pytest.mark.parametrize("name", ["by source", "two views", "largest", "worksheet", "answer-key"])
def test_no_heading_ends_a_page(visit, name):
    page = visit(name)
    page.emulate_media(media="print")
    headings = page.evaluate(held.MARK_HEADINGS)
    assert len(headings) > 5
    assert apart(headings, printed(page, "A4")) == []


@pytest.mark.parametrize("name", ["twelve accounts", "gallery"])
def test_every_table_fits_the_width_of_paper(visit, name):
    """A4 less its margins: 180 mm, 680 px. A wider table would be cut, or make all of the print smaller."""
    page = visit(name, width=794)
    page.emulate_media(media="print")
    page.add_style_tag(content="body { width: 680px; margin: 0 }")
    wide = "all => all.filter(e => e.scrollWidth > e.clientWidth).map(e => e.ariaLabel)"
    assert page.locator(".scroll").evaluate_all(wide) == []


def test_paper_has_addresses_and_no_navigation(visit):
    page = visit("two views")
    text = "".join("".join(printed(page, "A4")).split())
    addresses = page.locator(".url").evaluate_all("all => all.map(a => a.href)")
    assert addresses and all(text.count(address) == addresses.count(address) for address in addresses)
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible() and not page.locator(".skip").is_visible()


def test_paper_shows_the_folded_passages_of_a_point_and_no_others(visit):
    page = visit("twelve accounts")
    folded = page.evaluate("""() => [...document.querySelectorAll("details:not([open])")].map((folded, n) => {
        folded.lastElementChild.append(`Q${n}FQ`);
        return folded.closest(".cell") !== null;
    })""")
    shown = {int(n) for n in re.findall(r"Q(\d+)FQ", "".join(printed(page, "A4")))}
    assert shown == {n for n, of_a_point in enumerate(folded) if of_a_point}
    assert {True, False} == set(folded)
