"""The page on paper: a PDF of its words, made without opening any address."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from framing import pdf, report
from framing.errors import ExtraMissing
from tests.comparisons import harbour, hostile, many, xi_trump

try:
    pdf.check()
    MISSING = ""
except ExtraMissing as fault:
    MISSING = str(fault)

paper = pytest.mark.skipif(bool(MISSING), reason=MISSING or "here")
poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")


@pytest.fixture(params=[xi_trump, harbour, hostile], ids=["call", "harbour", "hostile"])
def page(request):
    return report.page(request.param())


@paper
def test_a_page_becomes_the_same_pdf_twice(page):
    made = pdf.pdf(page)
    assert made.startswith(b"%PDF-") and made == pdf.pdf(page)


@paper
@poppler
def test_the_words_of_the_page_are_in_it(tmp_path):
    comparison = harbour()
    (tmp_path / "made.pdf").write_bytes(pdf.pdf(report.page(comparison)))
    done = subprocess.run(["pdftotext", "-raw", tmp_path / "made.pdf", "-"], capture_output=True, check=True, timeout=60)
    seen = re.sub(r"[\s-]+", "", done.stdout.decode())
    for s in comparison.statements:
        assert re.sub(r"[\s-]+", "", s.text) in seen, s.text
    assert "notfoundinthistext" in seen and "toexaminetheircode" not in seen


@paper
@poppler
@pytest.mark.parametrize("accounts", [4, 5, 8])
def test_nothing_is_cut_off_at_the_edge_of_the_sheet(accounts, tmp_path):
    (tmp_path / "made.pdf").write_bytes(pdf.pdf(report.page(many(accounts, 6))))
    done = subprocess.run(["pdftotext", "-bbox", tmp_path / "made.pdf", "-"], capture_output=True, check=True, timeout=60)
    width = float(re.search(rb'<page width="([0-9.]+)"', done.stdout)[1])
    edges = [float(edge) for edge in re.findall(rb'xMax="([0-9.]+)"', done.stdout)]
    assert len(edges) > 100 and max(edges) < width - 20


@paper
@pytest.mark.parametrize("tag", [
    '<img src="http://127.0.0.1:9/x.png">', '<img src="file:///etc/passwd">', '<link rel="stylesheet" href="file:///etc/passwd">',
    "<style>@import url(file:///etc/passwd); p { background: url(http://127.0.0.1:9/) }</style>",
])  # fmt: skip
def test_row_61_no_address_is_opened(tag, monkeypatch):
    asked = []

    def noted(url):
        asked.append(url)
        raise ValueError("no")

    monkeypatch.setattr(pdf, "refuse", noted)
    made = pdf.pdf(report.page(harbour()).replace("<main", f"{tag}<main", 1))
    assert asked and b"root:" not in made


@pytest.mark.parametrize("url", ["http://example.org", "file:///etc/passwd", "ftp://x", "x.png"])
def test_row_61_every_address_is_refused(url):
    with pytest.raises(ValueError, match="opens no address"):
        pdf.refuse(url)


def test_drawings_have_the_colour_of_their_account():
    painted = pdf.painted(report.page(many(3, 30)))
    plain = report.page(many(3, 30))
    for letters in (pdf.LETTERS, *pdf.LABELS.values()):
        painted = painted.replace(f" {letters}", "")
    assert re.sub(r' (fill|stroke)="#[0-9a-f]{6}"| stroke-width="[0-9.]+"', "", painted) == plain
    for n in range(3):
        assert f'class="mark c{n}" fill="{pdf.COLOURS[n]}"' in painted
        assert re.search(rf'<g class="c{n}"[^>]*><line class="range" stroke="{pdf.COLOURS[n]}"', painted)


def test_the_colours_are_those_of_the_page():
    from importlib.resources import files

    css = files("framing").joinpath("templates", "page.css").read_text().partition("@media")[0]
    assert tuple(dict(re.findall(r"--(c\d): (#[0-9a-f]{6})", css)).values()) == pdf.COLOURS


@pytest.mark.parametrize("fault", [ImportError("no module"), OSError("cannot load library 'libpango-1.0-0'")])
def test_without_its_libraries_the_remedy_is_said(fault, monkeypatch):
    import builtins

    real = builtins.__import__

    def absent(name, *rest):
        if name == "weasyprint":
            raise fault
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", absent)
    with pytest.raises(ExtraMissing, match=r"libpango-1\.0-0 libpangoft2-1\.0-0") as raised:
        pdf.pdf("")
    assert raised.value.exit_code == 5 and "framing[pdf]" in str(raised.value)
