"""A page in a real browser: Chromium without a network, the pages that are looked at, and what is asked of them.

Chromium is the machine's own (`chromium` on the path); none is ever downloaded. axe-core comes with axe-playwright-python.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from framing import report, teach
from framing.records import Article, Comparison, Event, from_json
from tests.comparisons import Said, comparison, harbour, hostile, many, xi_trump

GALLERY = Path(__file__).parent.parent / "reports"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SWITCHES = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium, started with a fresh profile that is thrown away."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES))
        yield browser
        browser.close()


# --- the pages ----------------------------------------------------------------------------------------------------------

PASSAGE = "قال المتحدث باسم الميناء يوم الاثنين إن الرافعات الجديدة ستعمل قبل نهاية الربيع."


def arabic() -> Comparison:
    """Two newspapers, one of which quotes a sentence of Arabic."""
    told = (Said("The port answers", "a"), Said("The port answered in a statement on Monday.", "a"), Said(PASSAGE, "a"))
    return harbour({"Quay Post": told})


NAMES = ("BBC", "bbc", "ВВС", "B BC", "An endless name of a paper " * 11, "\u202eصحيفة الميناء", "\x00\x07\x1b[2JControl")
"""Sources that differ by case, by Cyrillic letters and by a space; one of 300 characters; one to the left; one of controls."""

PAYLOADS = (
    "</script><script>alert(1)</script>", "--><script>alert(2)</script>",
    "\" onmouseover=alert(3) autofocus onfocus=alert(4) x='",
    "{{7*7}} {% raw %} ${alert(5)} {{ self.__init__ }}", "<svg/onload=alert(6)><math href=javascript:alert(7)>x</math>",
    "<style>*{display:none}</style><base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'><link rel=stylesheet href=//evil.example/x.css>",
    "<img src=//evil.example/x.png onerror=alert(8)> \u2028\u2029 \u202eneerg\u202c \u2066left open",
    "<iframe srcdoc='<script>alert(9)</script>'></iframe> \x00\x07\x0b\x1b]0;title\x07\x7f\x85",
)  # fmt: skip
ADDRESSES = (
    "javascript:alert(10)", "data:text/html,<script>alert(11)</script>", "vbscript:x", "java\tscript:alert(12)",
    "//evil.example/", "https://example.org/\"onclick=\"alert(13)", " https://example.org/\x01",
)  # fmt: skip


def malign() -> Comparison:
    """Every payload as a title, a sentence, a label, a speaker and a side, under names that are hard to lay out."""
    letters = "abcdefghi"
    articles = []
    for n, (name, address) in enumerate(zip(NAMES, ADDRESSES, strict=True)):
        told = [Said(f"{payload} told {n}.", letter, payload, "told", payload, "indirect", 0.4)
                for letter, payload in zip(letters, PAYLOADS, strict=True) if (n + ord(letter)) % 3]  # fmt: skip
        told.append(Said(f"{'Row upon row of cranes stands by the quay. ' * 6}{n}", "a"))
        text = "\n".join(s.text for s in told) + f"\n{PAYLOADS[n]}"
        article = Article(f"{n}/{name}", name, text, PAYLOADS[n], PAYLOADS[n], address, "en", guessed=(PAYLOADS[n],))
        articles.append((article, told))
    event = Event(PAYLOADS[0], " ".join(PAYLOADS), tuple(a.id for a, _ in articles), (PAYLOADS[2],))
    return comparison(event, articles, dict(zip(letters, PAYLOADS, strict=True)))


def seed(rank: float) -> Comparison:
    """A comparison of the gallery, of real articles: 0.5 for one of middling size, 1 for the largest."""
    files = sorted(GALLERY.glob("*.json"), key=lambda path: path.stat().st_size)
    return from_json(files[int(rank * (len(files) - 1))].read_text())


COMPARISONS: Mapping[str, Callable[[], Comparison]] = {
    "by source": lambda: many(3, 6), "by side": xi_trump, "two views": harbour, "twelve accounts": lambda: many(12, 6),
    "gallery": lambda: seed(0.5), "largest": lambda: seed(1), "arabic": arabic, "hostile": hostile, "malign": malign,
}  # fmt: skip


def write(folder: Path) -> dict[str, str]:
    """The address of each page by its name: every comparison, an index, a worksheet and its key, and those of hostile words."""
    accuracy = json.loads(files("framing").joinpath("accuracy.json").read_text())
    made = {name: make() for name, make in COMPARISONS.items()}
    pages = {name: report.page(c, accuracy=accuracy, data_file="made.json") for name, c in made.items()}
    pages["index"] = report.index(made.values(), made)
    for which, before in (("gallery", ""), ("malign", "malign ")):
        sheets = {name: text for name, text in teach.pack(made[which]).items() if name.endswith(".html")}
        pages |= {before + name.removesuffix(".html"): html for name, html in sheets.items()}
    pages["malign index"] = report.index([made["malign"], made["hostile"]], ["malign", "hostile"])
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8", errors="surrogatepass")
    return {name: (folder / f"{name}.html").as_uri() for name in pages}


# --- what is asked of them ----------------------------------------------------------------------------------------------


def axe(page: Any) -> list[str]:
    """What axe-core finds wrong by WCAG 2.2 A and AA: rule, element and reason, one line each."""
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text())
    options = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"],
               "rules": {"target-size": {"enabled": True}}}  # fmt: skip
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [f"{v['id']}: {node['html'][:160]}: {node['failureSummary'][:300]}" for v in found for node in v["nodes"]]


OVERFLOWING = """() => {
  const wide = document.documentElement.clientWidth, found = [];
  if (document.documentElement.scrollWidth > wide) found.push(`the page is ${document.documentElement.scrollWidth} wide`);
  for (const e of document.querySelectorAll("body *")) {
    const region = e.closest(".scroll");
    if (region && region !== e || e.closest(".unseen, .skip, svg, thead") || !e.checkVisibility()) continue;
    const box = e.getBoundingClientRect(), style = getComputedStyle(e);
    const name = `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 60)}`;
    if (box.width && (box.right > wide + 1 || box.left < -1)) found.push(`beside the page: ${name}`);
    if (style.overflowX !== "visible" && !region && e.scrollWidth > e.clientWidth + 1) found.push(`cut: ${name}`);
    if (style.display !== "inline" && !region && e.clientWidth && e.scrollWidth > e.clientWidth + 1)
      found.push(`wider than its box: ${name}`);
  }
  return found;
}"""
"""Elements that stick out of the page or of their own box, other than in a region that may scroll."""

FOCUSABLE = """() => {
  const all = [...document.querySelectorAll("a[href], summary, button, input, select, textarea, [tabindex]")];
  window.stops = all.filter(e => e.tabIndex >= 0 && e.checkVisibility({contentVisibilityAuto: true}));
  return window.stops.length;
}"""
"""Remembers what the Tab key should reach, in the order of the document; their number."""

FOCUSED = """() => {
  const e = document.activeElement, style = getComputedStyle(e), box = e.getClientRects()[0] ?? e.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + Math.min(box.width, 40) / 2, box.y + box.height / 2);
  const seen = top !== null && (e.contains(top) || top.contains(e));
  return {at: window.stops.indexOf(e), outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
          seen, what: e.outerHTML.slice(0, 120)};
}"""
"""Where the focus is, whether it is outlined, and whether it is in the window with nothing over it."""

MARK_ENDS = """selector => {
  const wanted = [...document.querySelectorAll(selector)].filter(e => e.checkVisibility());
  wanted.forEach((e, n) => {
    if (getComputedStyle(e).position === "static") e.style.position = "relative";
    for (const end of ["top", "bottom"]) {
      const mark = document.createElement("span");
      mark.textContent = `Q${n}${end[0].toUpperCase()}Q`;
      mark.style.cssText = `position: absolute; left: 0; ${end}: 2px; font: 1px/1 monospace; white-space: nowrap`;
      (e.matches("tr") ? e.firstElementChild : e).append(mark);
    }
  });
  return wanted.map(e => `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 60)}`);
}"""
"""Puts a tiny word at both ends of each element, to be found on the pages of the print; what the elements are."""

MARK_HEADINGS = """() => {
  const headings = [...document.querySelectorAll("main :is(h2, h3, h4, h5), h3 + p:not(:last-child), h4 + .note")]
    .filter(e => e.checkVisibility());
  const mark = words => {
    const made = document.createElement("span");
    made.textContent = words;
    made.style.cssText = "font: 1px/1 monospace; position: absolute";
    return made;
  };
  headings.forEach((heading, n) => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, node => node.data.trim()
      && !heading.contains(node) && node.parentElement.checkVisibility() && !node.parentElement.closest(".unseen, svg, style")
      ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP);
    walk.currentNode = heading;
    const next = walk.nextNode();
    next.parentElement.insertBefore(mark(`Q${n}BQ`), next);
    heading.prepend(mark(`Q${n}TQ`));
  });
  return headings.map(e => e.textContent.trim().slice(0, 60));
}"""
"""Puts a tiny word into each heading, and the line that belongs to it, and before the words that follow; what they are."""
