from __future__ import annotations

import importlib.util
import pkgutil
import sys

import pytest
import spacy.lang

from framing import language
from framing.errors import NothingUsable
from framing.read import read

TEXTS = {
    "en": "The two presidents spoke by telephone on Tuesday and agreed to reopen the harbour before the winter, they said.",
    "fr": "Les deux présidents se sont parlé mardi au téléphone et ont décidé de rouvrir le port avant l'hiver, selon eux.",
    "de": "Die beiden Präsidenten telefonierten am Dienstag und vereinbarten, den Hafen noch vor dem Winter zu öffnen.",
    "zh": "两国元首星期二通电话，同意在冬天到来之前重新开放港口。" * 6,
    "ru": "Президенты двух стран поговорили по телефону во вторник и договорились открыть порт к зиме, а весной и мост.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_the_language_of_a_text(code):
    assert language.of(TEXTS[code]) == code


def test_plain_english_opens_no_model(monkeypatch):
    monkeypatch.setitem(sys.modules, "py3langid", None)
    text = (
        "The ministers met in Geneva on Monday and agreed to reopen the border when the army allows it, a spokesman said. "
        "Farmers on both sides of the river had asked for the crossing since spring, but nothing was signed in the two days."
    )
    assert language.of(text) == "en"
    with pytest.raises(ImportError):
        language.of(TEXTS["fr"])


SAMPLES = {
    code: " ".join(importlib.import_module(f"spacy.lang.{code}.examples").sentences)
    for _, code, package in pkgutil.iter_modules(spacy.lang.__path__)
    if package and code != "en" and importlib.util.find_spec(f"spacy.lang.{code}.examples")
}


@pytest.mark.parametrize("code", SAMPLES)
def test_no_other_language_is_taken_for_plain_english(code):
    assert language.of(SAMPLES[code] * 3) != "en"


def test_a_foreign_text_that_quotes_english_at_its_end_is_foreign():
    assert language.of(f"{TEXTS['de']} {TEXTS['fr']} {TEXTS['de']} {TEXTS['en']}") != "en"


@pytest.mark.parametrize("text", ["", "Yes.", '"' * 10_000, "no " * 500, "12 345 " * 200])
def test_too_little_text_has_no_language(text):
    assert language.of(text) is None


def test_what_is_not_english_is_set_aside_by_name(tmp_path):
    for code in ("en", "fr"):
        (tmp_path / f"{code}.txt").write_text(TEXTS[code])
    articles, aside = read([tmp_path])
    assert [a.id for a in articles] == ["en"]
    assert [(row.where.endswith("fr.txt"), "(fr)" in row.why) for row in aside] == [(True, True)]


def test_the_text_is_believed_before_the_column(tmp_path):
    (tmp_path / "a.csv").write_text(f'source,language,text\nA,fr,"{TEXTS["en"]}"\nB,fr,Bonjour\n')
    articles, aside = read([tmp_path / "a.csv"])
    assert [a.source for a in articles] == ["A"] and len(aside) == 1


def test_nothing_in_english_ends_in_one_sentence(tmp_path):
    (tmp_path / "a.txt").write_text(TEXTS["de"])
    with pytest.raises(NothingUsable, match="only English"):
        read([tmp_path / "a.txt"])
