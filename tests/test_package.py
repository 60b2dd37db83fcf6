"""What guards the whole: the layers, the public words, what an import costs, what is documented."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import framing

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "framing").rglob("*.py"))


def imported_by(code: str) -> set[str]:
    show = f"{code}; import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", show], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_the_package_opens_nothing_heavy():
    heavy = {"torch", "spacy", "sentence_transformers", "sklearn", "numpy", "pydantic", "jinja2", "typer"}
    assert not imported_by("import framing") & heavy


def test_help_opens_no_model_library():
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "framing", "--help"], capture_output=True, text=True, check=True
    )
    loaded = {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines()}
    assert "framing.cli" in loaded
    assert not loaded & {"torch", "spacy", "sentence_transformers", "sklearn", "numpy", "pydantic"}


def test_each_model_library_is_imported_in_one_file():
    where = {"en_core": "parser", "gt_all": "weights", "sentence_transformers": "on_torch", "torch": "on_torch",
             "openvino": "on_openvino"}  # fmt: skip
    for library, file in where.items():
        heavy = re.compile(rf"^\s*(?:import|from) {library}", re.M)
        assert [p for p in SOURCES if heavy.search(p.read_text())] == [ROOT / "framing" / "models" / f"{file}.py"]


def test_only_the_command_line_prints():
    said = re.compile(r"^\s*print\(", re.M)
    assert {p.parent.name for p in SOURCES if said.search(p.read_text())} == {"cli"}


def test_the_public_words():
    assert set(framing.__all__) == {
        "DEFAULT", "SCHEMA", "Article", "Comparison", "FramingError", "ModelMissing", "NothingUsable", "OwnSides",
        "Settings", "UsageError", "compare", "from_json", "to_json",
    }  # fmt: skip
    assert all(hasattr(framing, name) for name in framing.__all__)


def test_templates_escape_everything():
    for path in (ROOT / "framing" / "templates").rglob("*"):
        if path.is_file():
            text = path.read_text()
            assert not re.search(r"\|\s*safe\b|autoescape false|Markup\(", text), path.name
            assert not re.search(r"=\{\{", text), f"{path.name} holds an attribute without quotation marks"
    assert not [p.name for p in SOURCES if re.search(r"\|\s*safe\b|autoescape=False|\bMarkup\(", p.read_text())]


def test_every_command_is_in_the_readme():
    from typer.main import get_command

    from framing.cli import app

    readme = (ROOT / "README.md").read_text()
    assert [name for name in get_command(app).commands if f"framing {name}" not in readme] == []


def test_the_versions_agree():
    for name, pattern in (("pyproject.toml", 'version = "{}"'), ("CITATION.cff", "version: {}"), ("CHANGELOG.md", "## {}")):
        assert pattern.format(framing.__version__) in (ROOT / name).read_text(), name
