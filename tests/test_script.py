"""The one script of a page: what it hides, marks and opens, in a real browser; and that the page is whole without it."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess

import pytest

from framing import report, teach
from framing.render import inlined
from tests.comparisons import Said, harbour, hostile, many, xi_trump
from tests.pages import SCRIPT, Page

browser = pytest.mark.browser


def policy(html):
    (said,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    return dict(part.strip().split(" ", 1) for part in said.split(";"))


def named(text):
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


# --- as text ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("made", [harbour, xi_trump, hostile, lambda: many(12, 10)])
def test_the_policy_of_a_page_names_its_script_and_style_to_the_letter(made):
    html = report.page(made())
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.S)
    (script,) = re.findall(r"<script>(.*?)</script>", html, re.S)
    said = policy(html)
    assert script == SCRIPT
    assert (said["script-src"], said["style-src"], said["default-src"]) == (named(script), named(style), "'none'")
    assert said["form-action"] == said["base-uri"] == "'none'"


def test_index_and_sheets_run_nothing_and_name_their_style():
    pages = [report.index([harbour()], ["harbour"]), *(t for n, t in teach.pack(harbour()).items() if n.endswith(".html"))]
    assert len(pages) > 2
    for html in pages:
        (style,) = re.findall(r"<style>(.*?)</style>", html, re.S)
        assert "script-src" not in policy(html) and "<script" not in html
        assert policy(html)["style-src"] == named(style)


def test_the_source_of_a_policy_is_that_of_the_standard():
    assert f"'{inlined('page.js')}'" == named(SCRIPT)


FORBIDDEN = (
    "innerHTML", "outerHTML", "insertAdjacent", "eval", "Function(", "document.write", "localStorage", "sessionStorage",
    "indexedDB", "cookie", "fetch", "XMLHttpRequest", "WebSocket", "EventSource", "sendBeacon", "import(", "Worker", "history",
    "setAttribute", "RegExp", ".style", "window.name", "postMessage", "http:", "https:",
)  # fmt: skip


def test_the_script_is_small_strict_and_can_neither_make_markup_nor_store_nor_ask():
    assert len(SCRIPT.encode()) < 8000
    assert SCRIPT.startswith('"use strict";')
    assert [word for word in FORBIDDEN if word in SCRIPT] == []
    assert "</" not in SCRIPT and "<!--" not in SCRIPT


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_the_script_is_well_formed(tmp_path):
    (tmp_path / "page.js").write_text(SCRIPT)
    assert subprocess.run(["node", "--check", str(tmp_path / "page.js")], capture_output=True).returncode == 0


# --- in a browser -------------------------------------------------------------------------------------------------------


@pytest.fixture
def visit(chromium, tmp_path):
    """Opens a comparison, or the text of a page, in a context of its own; at the end nothing was asked and no error told."""
    contexts, asked, told = [], [], []

    def visit(shown, fragment="", blocked=False, width=1440, **options):
        address = tmp_path / f"{len(contexts)}.html"
        address.write_text(shown if isinstance(shown, str) else report.page(shown), errors="surrogatepass")
        contexts.append(chromium.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce", **options))
        page = contexts[-1].new_page()
        page.on("request", lambda request: asked.append(request.url.split("#")[0]))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("console", lambda m: (blocked and "Content Security Policy" in m.text) or told.append(m.text))
        page.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss()))
        page.goto(address.as_uri() + fragment)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert asked == [(tmp_path / f"{n}.html").as_uri() for n in range(len(contexts))]
    assert told == []


def box(page, name, value):
    return page.locator(f'.controls [name="{name}"][value="{value}"]')


def uncheck(page, name, *values):
    page.locator(f'.controls details:has([name="{name}"]) > summary').click()
    for value in values:
        box(page, name, value).uncheck()
    page.keyboard.press("Escape")


def seek(page, words):
    page.locator('[name="find"]').fill(words)
    page.locator('[name="find"]').press("Enter")


def visible(page, selector):
    return page.locator(selector).filter(visible=True).count()


def hits(page):
    """The words of each hit on the page, whole though a hit may run through several elements."""
    return page.evaluate("[...document.querySelectorAll('mark.hit')].map(e => e.textContent)")


def said(page):
    return page.locator(".controls output").inner_text()


three = {
    "Quay Post": (Said("Cranes by the dozen", "a"), Said("The port says it will hire.", "b"), Said("No wall was built.", "f")),
}


@browser
def test_without_scripts_the_controls_are_hidden_and_everything_else_is_there(visit):
    page = visit(harbour(), java_script_enabled=False)
    assert not page.locator(".controls").is_visible()
    assert page.evaluate("document.querySelectorAll('main [hidden]').length") == 0
    for selector in (".point", ".first > li", ".told", ".map td", ".teller", ".anchor"):
        assert visible(page, selector) > 1, selector


@browser
def test_with_scripts_the_controls_are_shown_in_one_line_and_nothing_else_has_moved(visit):
    with_script, without = visit(harbour()), visit(harbour(), java_script_enabled=False)
    assert with_script.locator(".controls").bounding_box()["height"] < 45
    text = [page.locator("main").inner_text() for page in (with_script, without)]
    assert text[0] == text[1]


@browser
def test_an_account_taken_out_goes_from_every_column(visit):
    page = visit(harbour(three))
    every = {s: visible(page, s) for s in (".teller", ".map thead th", ".point .cell", ".contrast")}
    uncheck(page, "account", "source-1")
    assert visible(page, '[data-account="source-1"]') == 0
    assert visible(page, "#v-source .teller") == 2
    assert visible(page, "#v-source .map thead th") == 3
    assert visible(page, "#v-side [data-account]") > 0
    assert all(visible(page, s) < n for s, n in every.items())
    assert page.locator(".controls summary").first.inner_text() == "Accounts 4 of 5"
    box(page, "account", "source-1").evaluate("e => e.click()")
    assert {s: visible(page, s) for s in every} == every


LINES = """view => [...document.querySelectorAll(`#v-${view} .contrast`)]
    .map(e => [e.dataset.accounts.split(" "), e.checkVisibility()])"""
"""Each difference of a view: the accounts it names, and whether it is seen."""


@browser
@pytest.mark.parametrize("out", [("source-0",), ("source-0", "source-2"), ("source-0", "source-1", "source-2")])
def test_a_difference_stays_while_its_account_and_one_it_is_held_against_are_shown(visit, out):
    page = visit(harbour(three))
    page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true })")
    uncheck(page, "account", *out)
    told = page.evaluate(LINES, "source")
    assert len(told) > 4
    shown = {"source-0", "source-1", "source-2"} - set(out)
    for (about, *others), seen in told:
        both = about in shown and shown & set(others)
        assert seen == bool(both if len(shown) > 1 else shown & {about, *others}), (about, others)


@browser
def test_twelve_accounts_can_be_chosen_from_and_two_be_left(visit):
    page = visit(many(12, 6))
    uncheck(page, "account", *(f"source-{n}" for n in range(2, 12)))
    assert visible(page, ".teller") == 2
    assert "2 of 12" in page.locator(".controls summary").first.inner_text()
    page.locator('[name="everything"]').click()
    assert page.locator(".teller").filter(visible=True).count() == 12
    assert not page.locator('[name="everything"]').is_visible()


@browser
def test_kinds_are_counted_and_taken_out_of_both_lists(visit):
    made = harbour(three)
    page = visit(made)
    label = page.locator(".controls label").filter(has=page.locator('[value="omission"]'))
    assert label.locator(".number").text_content() == str(sum(c.kind == "omission" for c in made.contrasts))
    uncheck(page, "kind", "omission")
    assert visible(page, '[data-kind="omission"]') == 0
    assert visible(page, '.first [data-kind="emphasis"]') > 0 and visible(page, '.contrast[data-kind="emphasis"]') > 0
    assert not page.locator('[id="k-source.absent"]').is_visible()
    kept = sum(c.kind != "omission" for c in made.contrasts)
    assert said(page) == f"{kept} of {len(made.contrasts)} differences"


@browser
def test_one_view_may_be_shown_alone_and_a_link_into_the_other_brings_it_back(visit):
    page = visit(harbour())
    page.locator('[name="view"]').select_option("side")
    assert not page.locator("#v-source").is_visible() and page.locator("#v-side").is_visible()
    page.locator('nav a[href="#map-source"]').click()
    assert page.locator("#v-source").is_visible()
    assert page.locator("#map-source").bounding_box()["y"] >= page.locator(".controls").bounding_box()["height"]
    assert not Page(report.page(xi_trump())).texts("select")


@browser
def test_a_search_shows_what_holds_it_marks_it_and_counts_it(visit):
    page = visit(harbour())
    before = page.locator("main").inner_html()
    seek(page, "NIGHT  shifts")
    found = hits(page)
    assert found and {words.lower() for words in found} == {"night shifts"}
    assert said(page) == f"1 of {len(found)}"
    assert visible(page, "mark.hit") == len(found)
    assert visible(page, ".point") == visible(page, ".point:has(.hit)") > 0
    assert visible(page, ".para") == visible(page, ".para:has(.hit)") > 0
    assert visible(page, ".map") == visible(page, ".method") == visible(page, ".teller") == 0
    page.keyboard.press("Escape")
    assert page.locator('[name="find"]').input_value() == "" and said(page) == ""
    after = page.locator("main").inner_html()
    assert re.sub(r' data-kept=""', "", after) == before


@browser
def test_next_and_previous_go_round(visit):
    page = visit(harbour())
    seek(page, "cranes")
    total = len(hits(page))
    assert total > 2
    current = page.locator(".hit.now")
    for n in (2, 3):
        page.locator('[name="next"]').click()
        assert said(page) == f"{n} of {total}" and current.count() == 1
        box_of = current.bounding_box()
        assert 40 < box_of["y"] < 800
    for n in (2, 1, total):
        page.locator('[name="previous"]').click()
        assert said(page) == f"{n} of {total}"


@browser
def test_a_hit_may_run_through_several_elements_and_ignores_accents_and_quotation_marks(visit):
    told = Said("“Ça suffit,” Béla Ćosić told the café’s owner.", "a", "Béla Ćosić", "told", None, "direct")
    made = harbour({"Café Post": (Said("A café by the quay", "a"), told, Said("Nothing was said.", "b"))})
    page = visit(made)
    seek(page, '"ca suffit," bela cosic told the cafe\'s')
    assert "".join(hits(page)).count("“Ça suffit,” Béla Ćosić told the café’s") >= 2
    assert len(hits(page)) > int(said(page).split(" of ")[1])


@browser
@pytest.mark.parametrize("words", ["(", ".*", "[a-", "\\", "$&", "+", "a{1000000}", "</script>", "<img src=x onerror=alert(1)>",
                                   "${x}", "{{7*7}}", "\u0301\u0301", "\u202e", "🙂🙂", "x" * 5000])  # fmt: skip
def test_hostile_words_are_sought_as_words(visit, words):
    page = visit(hostile())
    elements = page.evaluate("document.querySelectorAll('main *').length")
    seek(page, words)
    plain = words.lower()
    assert all(hit.lower() in plain or plain in hit.lower() for hit in hits(page))
    text = page.evaluate("[...document.querySelectorAll('.told')].map(e => e.textContent).join()")
    assert bool(hits(page)) == (len(words) > 1 and words in text)
    page.keyboard.press("Escape")
    assert page.evaluate("document.querySelectorAll('main *').length") == elements


@browser
def test_a_search_opens_what_is_folded_round_a_hit_and_folds_it_again(visit):
    page = visit(many(2, 40))
    folded = "main .cell details:has(blockquote)"
    assert page.locator(f"{folded}[open]").count() == 0
    seek(page, "Sentence 38 of number 1")
    assert page.locator(f"{folded}[open] .hit").filter(visible=True).count() > 0
    page.keyboard.press("Escape")
    assert page.locator(f"{folded}[open]").count() == 0


@browser
def test_a_search_keeps_to_the_accounts_shown(visit):
    page = visit(harbour())
    uncheck(page, "account", "source-0", "source-1", "side-0", "side-1")
    seek(page, "cranes")
    assert page.locator(".cell .hit").count() == 0 and page.locator(".told .hit").count() > 0


FOLDED = "[...document.querySelectorAll('.group > details .contrast')].find(e => !e.checkVisibility()).id"


@browser
def test_an_address_opens_what_its_target_is_folded_in(visit):
    made = harbour({f"Paper {n}": three["Quay Post"] for n in range(8)})
    first = visit(made)
    name = first.evaluate(FOLDED)
    assert visit(made, f"#{name}").locator(f"[id='{name}']").is_visible()
    first.evaluate("name => { location.hash = name }", name)
    first.locator(f"[id='{name}']").wait_for(state="visible")


@browser
def test_a_link_shows_its_target_whatever_was_filtered(visit):
    page = visit(harbour(three))
    uncheck(page, "account", "source-0")
    seek(page, "a wall")
    page.evaluate("location.hash = document.querySelector('.cell').id")
    target = page.locator(".cell").first
    target.wait_for(state="visible")
    assert page.locator('[name="find"]').input_value() == "" and box(page, "account", "source-0").is_checked()
    assert target.bounding_box()["y"] > 40


@browser
def test_a_point_has_a_link_to_itself_that_is_copied_where_that_is_allowed(visit):
    page = visit(harbour(), permissions=["clipboard-read", "clipboard-write"])
    link = page.get_by_role("link", name="link to this point").first
    link.click()
    assert page.url.endswith(link.get_attribute("href"))
    page.wait_for_function("document.querySelector('.controls output').value === 'link copied'")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    barred = visit(harbour(), permissions=[])
    barred.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('barred')); }")
    barred.get_by_role("link", name="link to this point").first.click()
    assert barred.url.endswith(link.get_attribute("href")) and said(barred) == ""


@browser
def test_paper_has_the_passages_of_every_point_open_and_the_screen_as_it_was(visit):
    page = visit(harbour())
    page.locator("main details > summary").first.click()
    opened = page.locator("main details[open]").count()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".cell details:not([open])").count() == 0 < opened
    page.emulate_media(media="print")
    assert not page.locator(".controls").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("main details[open]").count() == opened


@browser
def test_escape_closes_a_panel_first_and_gives_the_focus_back(visit):
    page = visit(harbour())
    seek(page, "cranes")
    page.locator(".controls summary").first.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert not box(page, "account", "source-0").is_checked()
    page.keyboard.press("Escape")
    assert page.locator(".controls details[open]").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert page.locator('[name="find"]').input_value() == "cranes"
    page.keyboard.press("Escape")
    assert page.locator('[name="find"]').input_value() == ""


@browser
@pytest.mark.parametrize("width", [320, 1440])
def test_targets_are_large_enough_and_nothing_sticks_out(visit, width):
    page = visit(many(12, 6), width=width)
    seek(page, "cranes")
    for panel in page.locator(".controls summary").all():
        panel.click()
        sizes = page.evaluate("""() => [...document.forms[0].querySelectorAll("summary, button, select, label, [name=find]")]
            .filter(e => e.checkVisibility()).map(e => [e.outerHTML.slice(0, 60), e.getBoundingClientRect()])
            .map(([name, box]) => [name, box.width, box.height, box.left, box.right])""")
        assert len(sizes) > 5
        assert [s for s in sizes if s[1] < 24 or s[2] < 24 or s[3] < 0 or s[4] > width] == []


@browser
def test_no_other_script_runs(visit):
    spoiled = report.page(harbour()).replace("</main>", "<script>document.title = 'spoiled'</script></main>")
    changed = report.page(harbour()).replace("const all =", "document.title = 'spoiled'; const all =")
    for html in (spoiled, changed):
        page = visit(html, blocked=True)
        assert page.title() != "spoiled"
    assert not page.locator(".controls").is_visible()


@browser
def test_a_page_of_many_hits_is_searched(visit):
    page = visit(many(6, 60))
    seek(page, "cranes")
    assert int(said(page).split(" of ")[1]) > 300
